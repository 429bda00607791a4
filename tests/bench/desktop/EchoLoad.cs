using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Nano.Bench;

namespace Nano.Tests.Bench
{
    /// <summary>
    /// Echo over sockets. Each connection sends its next message when it has its last one back. The server has the first core and the load the second one, which
    /// it never gives up, so that what is measured is the server.
    /// </summary>
    internal static class EchoLoad
    {
        private static readonly int[] s_connections = [1, 8];

        public static int Run(int seconds, int rounds, int payload)
        {
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || Environment.ProcessorCount < 2)
            {
                Console.Error.WriteLine("echo holds each server to one core with taskset: it needs Linux and two cores.");
                return 1;
            }

            Process.GetCurrentProcess().ProcessorAffinity = 2;
            byte[] frame = Frames.Make(0x81, payload, 0x37FA213D);
            Console.WriteLine($"| connections | server | messages/s, median of {rounds} | least | most | server's processor time a message |");
            Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
            foreach (int connections in s_connections)
            {
                Result[][] results = EchoServer.Names.Select(_ => new Result[rounds]).ToArray();
                for (int round = 0; round < rounds; round++)
                {
                    for (int i = 0; i < results.Length; i++)
                    {
                        results[i][round] = Measure(EchoServer.Names[i], connections, seconds, frame, payload);
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

        private static Result Measure(string server, int connections, int seconds, byte[] frame, int payload)
        {
            using Process process = Start(server);
            Socket[] sockets = null;
            try
            {
                int port = int.Parse(process.StandardOutput.ReadLine());
                sockets = Enumerable.Range(0, connections).Select(_ => Open(port)).ToArray();

                // The compiler has its say during the first second.
                Exchange(sockets, frame, payload, TimeSpan.FromSeconds(1));
                TimeSpan before = process.TotalProcessorTime;
                long start = Stopwatch.GetTimestamp();
                long messages = Exchange(sockets, frame, payload, TimeSpan.FromSeconds(seconds));
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

        private static Socket Open(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(Encoding.ASCII.GetBytes("GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
            var answer = new StringBuilder();
            byte[] one = new byte[1];
            while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && socket.Receive(one) == 1)
            {
                answer.Append((char)one[0]);
            }

            if (!answer.ToString().StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"No WebSocket: {answer}");
            }

            socket.Blocking = false;
            return socket;
        }

        /// <summary>Goes round the connections without waiting for any of them.</summary>
        private static long Exchange(Socket[] sockets, byte[] frame, int payload, TimeSpan length)
        {
            int answer = payload + (payload < 126 ? 2 : payload < 65536 ? 4 : 10);
            int[] missing = new int[sockets.Length];
            byte[] buffer = new byte[65536];
            long messages = 0;
            long start = Stopwatch.GetTimestamp();
            int open = 0;
            bool isOver = false;
            while (!isOver || open > 0)
            {
                isOver = Stopwatch.GetElapsedTime(start) > length;
                for (int i = 0; i < sockets.Length; i++)
                {
                    if (missing[i] == 0)
                    {
                        if (isOver)
                        {
                            continue;
                        }

                        if (sockets[i].Send(frame) != frame.Length)
                        {
                            throw new IOException("The server does not read.");
                        }

                        missing[i] = answer;
                        open++;
                    }

                    int received = sockets[i].Receive(buffer, 0, missing[i], SocketFlags.None, out SocketError error);
                    if (error == SocketError.Success && received > 0)
                    {
                        missing[i] -= received;
                        if (missing[i] == 0)
                        {
                            open--;
                            messages++;
                        }
                    }
                    else if (error != SocketError.WouldBlock)
                    {
                        throw new IOException($"The server has ended the connection: {error}.");
                    }
                }
            }

            return messages;
        }

        private readonly record struct Result(double Rate, double Cost);
    }
}
