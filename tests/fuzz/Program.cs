using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Fuzz.Targets;

namespace Nano.Tests.Fuzz
{
    /// <summary>The fuzzer as a command-line program. `dotnet test` does not use this entry point.</summary>
    internal static class Program
    {
        private const string Usage = @"usage: dotnet run --project tests/fuzz -c Release -- [--inputs N] [--seed S] [--target NAME]...
         checks the corpus, then N new inputs (default 10000000) divided among the targets; the inputs depend only on the seed (default 1)
       dotnet run --project tests/fuzz -c Release -- --reproduce FILE --target NAME
         checks the inputs of a file with the format of the corpus
       dotnet run --project tests/fuzz -c Release -- --collect N [--target NAME]...
         adds to the corpus the first input, shortened, of each outcome that the corpus does not cover";

        private static int Main(string[] arguments)
        {
            return int.Parse(Meter.Call(typeof(Program), nameof(Run), (object)arguments), CultureInfo.InvariantCulture);
        }

        private static string Run(string[] arguments)
        {
            return RunMetered(arguments).ToString(CultureInfo.InvariantCulture);
        }

        private static int RunMetered(string[] arguments)
        {
            long inputs = 10_000_000;
            long collect = 0;
            ulong seed = 1;
            string reproduce = null;
            List<string> names = new List<string>();
            for (int i = 0; i < arguments.Length; i += 2)
            {
                string value = i + 1 < arguments.Length ? arguments[i + 1] : "";
                bool isRight = arguments[i] switch
                {
                    "--inputs" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out inputs),
                    "--collect" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out collect),
                    "--seed" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                    "--reproduce" => File.Exists(reproduce = value),
                    "--target" => AllTargets.Names.Contains(value),
                    _ => false,
                };
                if (!isRight)
                {
                    Console.Error.WriteLine($"{arguments[i]} {value}?\n{Usage}\ntargets: {string.Join(' ', AllTargets.Names)}");
                    return 2;
                }

                if (arguments[i] == "--target")
                {
                    names.Add(value);
                }
            }

            if (names.Count == 0)
            {
                names.AddRange(AllTargets.Names);
            }

            if (reproduce != null)
            {
                return names.Count(name => !Reproduce(name, reproduce, seed)) == 0 ? 0 : 1;
            }

            Stopwatch all = Stopwatch.StartNew();
            int failed = 0;
            foreach (string name in names)
            {
                Stopwatch watch = Stopwatch.StartNew();
                Target target = AllTargets.Create(name);
                Fuzzer fuzzer = new Fuzzer(target, Corpus.Load(name), seed);
                if (collect > 0)
                {
                    Collector.Collect(name, target, fuzzer, collect);
                    continue;
                }

                long share = (inputs + names.Count - 1) / names.Count;
                bool held = Reporter.Report(name, seed, fuzzer.RunCorpus() ?? fuzzer.Run(share), null);
                failed += held ? 0 : 1;
                Console.WriteLine($"{name,-14} {share,10} inputs {watch.Elapsed.TotalSeconds,7:F1} s {(held ? "" : "  FAILED")}");
            }

            Console.WriteLine($"seed {seed}, {names.Count} targets, {all.Elapsed.TotalSeconds:F0} s: {(failed == 0 ? "everything held" : failed + " failed")}");
            return failed == 0 ? 0 : 1;
        }

        private static bool Reproduce(string name, string file, ulong seed)
        {
            bool held = true;
            foreach ((string remark, byte[] bytes) in Corpus.Read(file))
            {
                Fuzzer fuzzer = new Fuzzer(AllTargets.Create(name), new List<byte[]>(), seed);
                Console.WriteLine(remark);
                held &= Reporter.Report(name, seed, fuzzer.Check(fuzzer.Input.Set(bytes), true), bytes);
            }

            return held;
        }
    }
}
