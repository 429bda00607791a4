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
    /// <summary>
    /// Sends messages on several connections, from one thread that polls without sleeping. Each connection sends its next message after it has received
    /// the echo of the last.
    /// </summary>
    internal static class EchoClient
    {
        /// <summary>The time-out of an answer in seconds.</summary>
        private const int Patience = 10;

        /// <summary>Binds this process to the second core; the servers use the first. Prints a message and returns false when that is not possible.</summary>
        public static bool TakeSecondCore()
        {
            if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
            {
                Console.Error.WriteLine("Each server is bound to one core with taskset, which requires Linux and two cores.");
                return false;
            }

            Process.GetCurrentProcess().ProcessorAffinity = 2;
            return true;
        }

        /// <summary>Connects with a browser's handshake, which has 485 bytes for /ws.</summary>
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
                throw new IOException($"The server refuses the WebSocket: {answer}");
            }

            socket.Blocking = false;
            return socket;
        }

        /// <summary>Exchanges messages on all connections, without waiting for any of them, until the time or the number of messages is reached.</summary>
        /// <param name="sockets">The connections.</param>
        /// <param name="payload">Length of each text in bytes.</param>
        /// <param name="length">Duration of the measurement.</param>
        /// <param name="most">The greatest number of messages on all connections together.</param>
        /// <returns>The round-trip times of all messages in microseconds.</returns>
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
