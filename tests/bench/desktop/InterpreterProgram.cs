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

        /// <param name="interpreter">The interpreter, which runs the given PE files.</param>
        /// <param name="folder">The folder of the PE files.</param>
        /// <param name="counts">Whether the interpreter counts.</param>
        public InterpreterProgram(string interpreter, string folder, bool counts)
        {
            // setpriv ends the process when this program ends.
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

        /// <summary>Free bytes of the heap before the server was created.</summary>
        public double HeapAtFirst { get; }

        public TimeSpan Processor
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        /// <summary>Reads the free bytes of the heap from the program's next line about it, which it prints when a client connects to /heap.</summary>
        public double FreeHeap()
        {
            return Read(_process.StandardOutput, "heap (\\d+)")[0];
        }

        /// <summary>
        /// Returns the numbers of IL instructions, objects and bytes since the start. They are read when the requested work is finished and before the
        /// next idle turn.
        /// </summary>
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
