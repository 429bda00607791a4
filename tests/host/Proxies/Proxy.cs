using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Proxies
{
    /// <summary>A reverse proxy of another make as a process, in front of a board. A test is skipped on a machine without it.</summary>
    internal sealed class Proxy : IDisposable
    {
        private const int Attempts = 5;

        private readonly string _folder = Directory.CreateTempSubdirectory("nano-proxy-").FullName;
        private readonly List<string> _log = new List<string>();
        private Process _process;

        private Proxy()
        {
        }

        /// <summary>The port it listens on.</summary>
        public int Port { get; private set; }

        /// <summary>Starts nginx with a configuration of this folder.</summary>
        /// <param name="file">The configuration. PORT stands for the proxy's port in it, and BOARD for the board's.</param>
        /// <param name="board">The board's port.</param>
        public static Proxy StartNginx(string file, int board)
        {
            return Start("nginx", file, board, "-e", "stderr", "-p", "FOLDER", "-c", "CONFIGURATION");
        }

        /// <summary>Starts HAProxy with a configuration of this folder.</summary>
        public static Proxy StartHAProxy(string file, int board)
        {
            return Start("haproxy", file, board, "-db", "-f", "CONFIGURATION");
        }

        public void Dispose()
        {
            Stop();
            Directory.Delete(_folder, true);
        }

        private static Proxy Start(string program, string file, int board, params string[] arguments)
        {
            Proxy proxy = new Proxy();
            try
            {
                // The port that was free may be taken by another process before the proxy has it.
                for (int attempt = 0; attempt < Attempts; attempt++)
                {
                    if (proxy.TryStart(program, file, board, arguments))
                    {
                        return proxy;
                    }
                }

                Assert.Fail($"{program} did not listen.\n{string.Join('\n', proxy._log)}");
            }
            catch
            {
                proxy.Dispose();
                throw;
            }

            return null;
        }

        private bool TryStart(string program, string file, int board, string[] arguments)
        {
            Port = FreePort();
            string configuration = Path.Combine(_folder, file);
            string text = File.ReadAllText(Path.Combine(Repository.Root, "tests", "host", "Proxies", file));
            File.WriteAllText(configuration, text.Replace("PORT", Port.ToString()).Replace("BOARD", board.ToString()));
            arguments = arguments.Select(argument => argument == "FOLDER" ? _folder : argument == "CONFIGURATION" ? configuration : argument).ToArray();
            _process = TryRun(program, arguments) ?? TryRun("/usr/sbin/" + program, arguments);
            if (_process == null)
            {
                Assert.Inconclusive(program + " is not on this machine.");
            }

            _process.StandardInput.Close();
            _process.OutputDataReceived += (_, e) => Note(e.Data);
            _process.ErrorDataReceived += (_, e) => Note(e.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            bool isListening = false;
            Until.True(() => _process.HasExited || (isListening = IsListening()), program + " should listen.");
            if (!isListening)
            {
                Stop();
            }

            return isListening;
        }

        private static Process TryRun(string program, string[] arguments)
        {
            try
            {
                return Process.Start(Command.StartInfo(program, arguments));
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }

        private static int FreePort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private bool IsListening()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(20);
                return false;
            }
        }

        private void Stop()
        {
            if (_process == null)
            {
                return;
            }

            if (!_process.HasExited)
            {
                _process.Kill(true);
                _process.WaitForExit();
            }

            _process.Dispose();
            _process = null;
        }

        private void Note(string line)
        {
            if (line != null)
            {
                lock (_log)
                {
                    _log.Add(line);
                }
            }
        }
    }
}
