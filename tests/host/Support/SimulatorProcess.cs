using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Support
{
    /// <summary>The simulated board as a user starts it: a process of its own.</summary>
    internal sealed class SimulatorProcess : IDisposable
    {
        private const int Interrupt = 2;
        private const int Terminate = 15;

        // A shell's background job ignores SIGINT, and so would what it starts.
        private const string DefaultInterrupt = "--default-signal=INT";
        private static readonly bool s_resetsSignals = OperatingSystem.IsLinux() && Command.TryRun("env", DefaultInterrupt, "true")?.ExitCode == 0;

        private readonly Process _process;
        private readonly List<string> _output = new List<string>();
        private readonly List<string> _error = new List<string>();

        public SimulatorProcess(params string[] options)
            : this(null, options)
        {
        }

        private SimulatorProcess(IReadOnlyDictionary<string, string> environment, string[] options)
        {
            ProcessStartInfo start = s_resetsSignals
                ? Command.StartInfo("env", options.Prepend(Program).Prepend("dotnet").Prepend(DefaultInterrupt).ToArray())
                : Command.StartInfo("dotnet", options.Prepend(Program).ToArray());
            foreach (KeyValuePair<string, string> variable in environment ?? new Dictionary<string, string>())
            {
                start.Environment[variable.Key] = variable.Value;
            }

            _process = Process.Start(start);
            _process.StandardInput.Close();
            _process.OutputDataReceived += (_, e) => Note(_output, e.Data);
            _process.ErrorDataReceived += (_, e) => Note(_error, e.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int Port { get; private set; }

        public Uri Address { get; private set; }

        public string Error => Join(_error);

        public string Output => Join(_output);

        // The build puts all projects of one configuration side by side.
        private static string Program
        {
            get
            {
                DirectoryInfo configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
                return Path.Combine(configuration.Parent.Parent.FullName, "Nano.Simulator", configuration.Name, "Nano.Simulator.dll");
            }
        }

        /// <summary>Starts a board on a free port and waits until it listens.</summary>
        public static SimulatorProcess Start(params string[] options)
        {
            return Start(null, options);
        }

        /// <summary>Starts a board on a free port with variables of the environment, and waits until it listens.</summary>
        public static SimulatorProcess Start(IReadOnlyDictionary<string, string> environment, string[] options)
        {
            // Raw requests ask for the host a.
            options = options.Append("--allow-host").Append("a").ToArray();
            SimulatorProcess simulator = new SimulatorProcess(environment, options.Contains("--port") ? options : options.Append("--port").Append("0").ToArray());
            string line = simulator.WaitForLine("^Listening on https?://127\\.0\\.0\\.1:[1-9][0-9]*/$");
            simulator.Address = new Uri(line["Listening on ".Length..]);
            simulator.Port = int.Parse(Regex.Match(line, "([0-9]+)/$").Groups[1].Value, CultureInfo.InvariantCulture);
            return simulator;
        }

        /// <summary>Starts a board that does not get as far as listening, with variables of the environment.</summary>
        public static SimulatorProcess StartInVain(IReadOnlyDictionary<string, string> environment, params string[] options)
        {
            return new SimulatorProcess(environment, options);
        }

        /// <summary>Waits for a line on its standard output.</summary>
        public string WaitForLine(string pattern)
        {
            string line = null;
            Until.True(
                () =>
                {
                    bool ended = _process.HasExited;
                    lock (_output)
                    {
                        line = _output.FirstOrDefault(candidate => Regex.IsMatch(candidate, pattern));
                    }

                    Assert.IsFalse(ended && line == null, $"The simulator ended before it printed {pattern}.\n{Output}\n{Error}");
                    return line != null;
                },
                $"The simulator should print a line like {pattern}.");
            return line;
        }

        /// <summary>Sends SIGINT, as Ctrl+C does.</summary>
        public void SendInterrupt()
        {
            Send(Interrupt);
        }

        /// <summary>Sends SIGTERM, as a system that shuts down does.</summary>
        public void SendTerminate()
        {
            Send(Terminate);
        }

        /// <summary>Waits for its end.</summary>
        /// <returns>Its exit code.</returns>
        public int WaitForExit()
        {
            Assert.IsTrue(_process.WaitForExit(Until.Patience), "The simulator should have ended.");

            // Without a time, this also waits for the last lines.
            _process.WaitForExit();
            return _process.ExitCode;
        }

        public HttpClient NewClient()
        {
            return new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMilliseconds(Until.Patience) };
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        private static void Note(List<string> lines, string line)
        {
            if (line != null)
            {
                lock (lines)
                {
                    lines.Add(line);
                }
            }
        }

        private static string Join(List<string> lines)
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);

        private void Send(int signal)
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("Windows has no signals.");
            }

            Assert.AreEqual(0, Kill(_process.Id, signal));
        }
    }
}
