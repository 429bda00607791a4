using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;

namespace Nano.Tests.Bench
{
    /// <summary>Measures an echo over sockets. The server is bound to the first core; the load uses the second continuously, so that the server is the limit.</summary>
    internal static class EchoLoad
    {
        private static readonly int[] s_connections = [1, 8];

        public static int Run(int seconds, int rounds, int payload)
        {
            if (!EchoClient.TakeSecondCore())
            {
                return 1;
            }

            Console.WriteLine($"| connections | server | messages/s, median of {rounds} | least | most | server's processor time a message |");
            Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
            foreach (int connections in s_connections)
            {
                Result[][] results = EchoServer.Names.Select(_ => new Result[rounds]).ToArray();
                for (int round = 0; round < rounds; round++)
                {
                    for (int i = 0; i < results.Length; i++)
                    {
                        results[i][round] = Measure(EchoServer.Names[i], connections, seconds, payload);
                    }
                }

                for (int i = 0; i < results.Length; i++)
                {
                    Result[] sorted = results[i].OrderBy(result => result.Rate).ToArray();
                    Result median = sorted[rounds / 2];
                    Console.WriteLine($"| {connections} | {EchoServer.Names[i]} | {median.Rate:N0} | {sorted[0].Rate:N0} | {sorted[^1].Rate:N0} | {median.Cost:F1} µs |");
                }
            }

            return 0;
        }

        private static Result Measure(string server, int connections, int seconds, int payload)
        {
            using Process process = Start(server);
            Socket[] sockets = null;
            try
            {
                int port = int.Parse(process.StandardOutput.ReadLine());
                sockets = Enumerable.Range(0, connections).Select(_ => EchoClient.Open(port, "/echo")).ToArray();

                // The first second lets the just-in-time compiler finish.
                EchoClient.Exchange(sockets, payload, TimeSpan.FromSeconds(1));
                TimeSpan before = process.TotalProcessorTime;
                long start = Stopwatch.GetTimestamp();
                int messages = EchoClient.Exchange(sockets, payload, TimeSpan.FromSeconds(seconds)).Count;
                double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                process.Refresh();
                double processor = (process.TotalProcessorTime - before).TotalMicroseconds;
                return new Result(messages / elapsed, processor / messages);
            }
            finally
            {
                foreach (Socket socket in sockets ?? [])
                {
                    socket.Dispose();
                }

                process.StandardInput.Close();
                if (!process.WaitForExit(10_000))
                {
                    process.Kill();
                }
            }
        }

        private static Process Start(string server)
        {
            var start = new ProcessStartInfo("taskset") { RedirectStandardInput = true, RedirectStandardOutput = true };
            foreach (string argument in new[] { "-c", "0", Environment.ProcessPath, "serve", server })
            {
                start.ArgumentList.Add(argument);
            }

            return Process.Start(start);
        }

        private readonly record struct Result(double Rate, double Cost);
    }
}
