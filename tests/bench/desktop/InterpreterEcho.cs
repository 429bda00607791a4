using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Tests.Bench
{
    /// <summary>
    /// Measures an echo of 32 bytes over the interpreter's sockets, for ../echo and ../official. Each value is the median of alternating runs. Each run
    /// is a separate process on the first core; the client uses the second.
    /// </summary>
    internal static class InterpreterEcho
    {
        private const int Rounds = 5;
        private const int Payload = 32;
        private const int Most = 8;
        private const int IdleSeconds = 5;

        private static readonly string[] s_counts = ["IL", "objects", "bytes of them"];

        /// <param name="folders">The folders of the programs with their assemblies: this library's, and optionally nanoFramework's.</param>
        /// <param name="counting">An interpreter that counts instructions, or null.</param>
        /// <param name="plain">The interpreter for measurements of time.</param>
        public static int Run(string[] folders, string counting, string plain)
        {
            if (!EchoClient.TakeSecondCore())
            {
                return 1;
            }

            try
            {
                Print(folders, Measure(folders, counting, plain));
                return 0;
            }
            catch (Exception error) when (error is IOException or SocketException or TimeoutException or Win32Exception)
            {
                Console.Error.WriteLine(error.Message);
                return 1;
            }
        }

        private static OrderedDictionary<string, List<double>[]> Measure(string[] folders, string counting, string plain)
        {
            var values = new OrderedDictionary<string, List<double>[]>();
            for (int run = counting == null ? Rounds : 0; run < 2 * Rounds; run++)
            {
                for (int i = 0; i < folders.Length; i++)
                {
                    using var program = new InterpreterProgram(run < Rounds ? counting : plain, folders[i], run < Rounds);
                    foreach ((string name, double value) in run < Rounds ? Count(program) : Time(program))
                    {
                        values.TryAdd(name, [.. folders.Select(_ => new List<double>())]);
                        values[name][i].Add(value);
                    }
                }
            }

            return values;
        }

        private static void Print(string[] folders, OrderedDictionary<string, List<double>[]> values)
        {
            Console.WriteLine("| over sockets | this library |" + (folders.Length > 1 ? " nanoFramework's |" : ""));
            Console.WriteLine("| --- |" + string.Concat(folders.Select(_ => " ---: |")));
            foreach ((string name, List<double>[] lists) in values)
            {
                Console.WriteLine($"| {name} | {string.Join(" | ", lists.Select(Median))} |");
            }
        }

        private static string Median(List<double> values)
        {
            double median = values.Order().ElementAt(values.Count / 2);
            return median.ToString(median < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
        }

        private static IEnumerable<(string, double)> Count(InterpreterProgram program)
        {
            Socket[] sockets = [program.Open("/heap")];
            double first = program.FreeHeap();
            Exchange(sockets, 100);
            (string, double)[] echoes = Difference("echo, 1 connection", program, 500, count => Exchange(sockets, count));
            foreach ((string, double) value in Difference("from connecting to 101", program, 2, count => sockets = [.. sockets, .. Open(program, count)]))
            {
                yield return value;
            }

            foreach ((string, double) value in echoes)
            {
                yield return value;
            }

            Exchange(sockets, 100);
            sockets = [.. sockets, program.Open("/heap")];
            double last = program.FreeHeap();
            foreach ((string, double) value in Difference($"echo, {Most} connections at once", program, 1000, count => Exchange(sockets, count)))
            {
                yield return value;
            }

            double start = program.Counts()[0];
            long time = Stopwatch.GetTimestamp();
            Thread.Sleep(IdleSeconds * 1000);
            yield return ($"IL a second, {Most} silent connections", (program.Counts()[0] - start) / Stopwatch.GetElapsedTime(time).TotalSeconds);
            yield return ("heap of the server with 1 connection, bytes", program.HeapAtFirst - first);
            yield return ($"heap of the server with {Most} connections, bytes", program.HeapAtFirst - last);
        }

        private static IEnumerable<(string, double)> Time(InterpreterProgram program)
        {
            Socket[] sockets = [program.Open("/ws")];
            foreach (int messages in new[] { 2000, 4000 })
            {
                Exchange(sockets, 200);
                long start = Stopwatch.GetTimestamp();
                double[] times = [.. Exchange(sockets, messages).Order()];
                double rate = messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
                string name = sockets.Length == 1 ? "1 connection" : $"{Most} connections at once";
                yield return ($"round trip, {name}: median, microseconds", times[messages / 2]);
                yield return ($"round trip, {name}: 95 of 100, microseconds", times[messages * 95 / 100]);
                yield return ($"messages a second, {name}", rate);
                sockets = [.. sockets, .. Open(program, Most - sockets.Length)];
            }

            Thread.Sleep(200);
            TimeSpan before = program.Processor;
            Thread.Sleep(IdleSeconds * 1000);
            yield return ($"processor time with {Most} silent connections, %", (program.Processor - before).TotalSeconds / IdleSeconds * 100);
        }

        private static List<double> Exchange(Socket[] sockets, int messages)
        {
            return EchoClient.Exchange(sockets, Payload, TimeSpan.MaxValue, messages);
        }

        private static Socket[] Open(InterpreterProgram program, int count)
        {
            return [.. Enumerable.Range(0, count).Select(_ => program.Open("/ws"))];
        }

        /// <summary>Computes the cost of one unit of work: the cost of 2N units less that of N, divided by N.</summary>
        private static (string, double)[] Difference(string name, InterpreterProgram program, int count, Action<int> work)
        {
            double[] start = program.Counts();
            work(count);
            double[] once = program.Counts();
            work(2 * count);
            double[] twice = program.Counts();
            return [.. s_counts.Select((kind, i) => ($"{name}: {kind}", (twice[i] - 2 * once[i] + start[i]) / count))];
        }
    }
}
