using System;
using System.IO;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>Prints the violated property, the input, and the command that reproduces the failure.</summary>
    internal static class Reporter
    {
        /// <summary>Prints a failure, if there is one.</summary>
        /// <returns>True when there is no failure.</returns>
        public static bool Report(string target, ulong seed, Failure failure, byte[] input)
        {
            if (failure != null)
            {
                failure.Input ??= input;
                Console.WriteLine(Describe(target, seed, failure));
            }

            return failure == null;
        }

        public static string Describe(string target, ulong seed, Failure failure)
        {
            string name = $"{target}-{failure.Property}-{new Input().Set(failure.Input).Hash():x16}";
            Directory.CreateDirectory(Path.Combine(Corpus.Repository, "artifacts", "fuzz"));
            string file = Path.Combine(Corpus.Repository, "artifacts", "fuzz", name + ".txt");
            File.Delete(file);
            Corpus.Append(file, $"{failure.Property}, found with seed {seed}", failure.Input);
            return $@"{target}: {failure.Property} does not hold (seed {seed}): {failure.Detail}
for these {failure.Input.Length} bytes:
{Escaped.Write(failure.Input)}
again: dotnet run --project tests/fuzz -c Release -- --target {target} --reproduce artifacts/fuzz/{name}.txt
once it is fixed, append that file to tests/fuzz/corpus/{target}.txt and name the input by what was wrong";
        }
    }
}
