using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nano.Bench;

namespace Nano.Tests.Bench
{
    /// <summary>Connections of which each sends its next message when it has its last one back, by one thread that never sleeps.</summary>
    internal static class EchoClient
    {
        /// <summary>How long a server may take to answer, in seconds.</summary>
        private const int Patience = 10;

        /// <summary>Leaves the first core to the servers. Says so where that cannot be.</summary>
        public static bool TakeSecondCore()
        {
            if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
            {
                Console.Error.WriteLine("Each server is held to one core with taskset: this needs Linux and two cores.");
                return false;
            }

            Process.GetCurrentProcess().ProcessorAffinity = 2;
            return true;
        }

        /// <summary>Connects with a browser's handshake, 485 bytes of it for /ws.</summary>
        public static Socket Open(int port, string path)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Patience * 1000 };
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(Requests.Upgrade(path, "Sec-WebSocket-Version: 13\r\n"));
            var answer = new StringBuilder();
            byte[] one = new byte[1];
            while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && socket.Receive(one) == 1)
            {
                answer.Append((char)one[0]);
            }

            if (!answer.ToString().StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            {
                throw new IOException($"No WebSocket: {answer}");
            }

            socket.Blocking = false;
            return socket;
        }

        /// <summary>Goes round the connections without waiting for any of them, until the time or the messages are over.</summary>
        /// <param name="sockets">The connections.</param>
        /// <param name="payload">Bytes of each text.</param>
        /// <param name="length">How long.</param>
        /// <param name="most">How many messages on all of them.</param>
        /// <returns>The time each message took there and back, in microseconds.</returns>
        public static List<double> Exchange(Socket[] sockets, int payload, TimeSpan length, int most = int.MaxValue)
        {
            byte[] frame = Frames.Make(0x81, payload, 0x37FA213D);
            int answer = payload + (payload < 126 ? 2 : payload < 65536 ? 4 : 10);
            int[] missing = new int[sockets.Length];
            long[] sent = new long[sockets.Length];
            byte[] buffer = new byte[65536];
            var times = new List<double>(1 << 18);
            long start = Stopwatch.GetTimestamp();
            int open = 0;
            bool isOver = false;
            while (!isOver || open > 0)
            {
                for (int i = 0; i < sockets.Length; i++)
                {
                    if (missing[i] == 0)
                    {
                        isOver = Stopwatch.GetElapsedTime(start) > length || times.Count + open >= most;
                        if (isOver)
                        {
                            continue;
                        }

                        sent[i] = Stopwatch.GetTimestamp();
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
                        if (missing[i] == answer && buffer[0] != 0x81)
                        {
                            throw new IOException($"The server sends {buffer[0]:X2} instead of an echo.");
                        }

                        missing[i] -= received;
                        if (missing[i] == 0)
                        {
                            open--;
                            times.Add(Stopwatch.GetElapsedTime(sent[i]).TotalMicroseconds);
                        }
                    }
                    else if (error != SocketError.WouldBlock)
                    {
                        throw new IOException($"The server has ended the connection: {error}.");
                    }
                    else if (Stopwatch.GetElapsedTime(sent[i]).TotalSeconds > Patience)
                    {
                        throw new TimeoutException($"No echo within {Patience} s.");
                    }
                }
            }

            return times;
        }
    }
}
