using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;

namespace Nano.Tests.Bench
{
    /// <summary>An echo program on the interpreter, as a process on the first core.</summary>
    internal sealed class InterpreterProgram : IDisposable
    {
        private const int SigUsr1 = 10;
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

        private readonly Process _process;
        private readonly int _port;

        /// <param name="interpreter">Runs the PE files it is given.</param>
        /// <param name="folder">Has them.</param>
        /// <param name="counts">Whether it is to count.</param>
        public InterpreterProgram(string interpreter, string folder, bool counts)
        {
            // It does not outlive its client.
            var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "taskset", "-c", "0", interpreter, .. Directory.GetFiles(folder, "*.pe").OrderBy(file => !file.EndsWith("/mscorlib.pe", StringComparison.Ordinal))])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = counts,
            };
            if (counts)
            {
                start.Environment["NANOCLR_COUNT"] = "1";
            }

            _process = Process.Start(start);
            HeapAtFirst = FreeHeap();
            _port = (int)Read(_process.StandardOutput, "port (\\d+)")[0];
        }

        /// <summary>Free before there was a server.</summary>
        public double HeapAtFirst { get; }

        public TimeSpan Processor
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        /// <summary>What the program says next of its heap, which is when a client has come to /heap.</summary>
        public double FreeHeap()
        {
            return Read(_process.StandardOutput, "heap (\\d+)")[0];
        }

        /// <summary>IL, objects and bytes since the start. What has been asked of the server is over by then, and its next idle turn has not come yet.</summary>
        public double[] Counts()
        {
            Thread.Sleep(100);
            if (Kill(_process.Id, SigUsr1) != 0)
            {
                throw new IOException("The interpreter has ended.");
            }

            return Read(_process.StandardError, "NANOCLR_COUNT .*il=(\\d+) objects=(\\d+) bytes=(\\d+)");
        }

        public Socket Open(string path)
        {
            return EchoClient.Open(_port, path);
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private static double[] Read(StreamReader reader, string pattern)
        {
            while (true)
            {
                string line = reader.ReadLineAsync().WaitAsync(s_patience).GetAwaiter().GetResult() ?? throw new IOException($"The interpreter has ended without \"{pattern}\".");
                Match match = Regex.Match(line, pattern);
                if (match.Success)
                {
                    return [.. match.Groups.Values.Skip(1).Select(group => double.Parse(group.Value))];
                }
            }
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);
    }
}
