using System;
using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>A GPIO chip under the program, with what is wired to it.</summary>
    internal abstract class LinuxBoard : IDisposable
    {
        /// <summary>The variables that the program needs to find it.</summary>
        public abstract IReadOnlyDictionary<string, string> Environment { get; }

        /// <summary>The number of the chip.</summary>
        public abstract int Chip { get; }

        /// <summary>Makes one: of the library that stands in, or of the kernel's gpio-sim. A test that cannot have it is skipped.</summary>
        public static LinuxBoard Create(string name)
        {
            return name == "gpio-sim" ? new SimBoard() : new StandInBoard();
        }

        /// <summary>Whether a line drives high.</summary>
        public abstract bool IsHigh(int line);

        /// <summary>Wires a level to a line.</summary>
        public abstract void Wire(int line, bool level);

        /// <summary>Starts the program, and waits until it listens.</summary>
        public SimulatorProcess Start(params string[] options)
        {
            return SimulatorProcess.Start(Environment, Arguments(options));
        }

        /// <summary>Starts the program, which shall end by itself.</summary>
        public SimulatorProcess StartInVain(params string[] options)
        {
            return SimulatorProcess.StartInVain(Environment, Arguments(options.Append("--port").Append("0").ToArray()));
        }

        public abstract void Dispose();

        private string[] Arguments(string[] options)
        {
            string[] chosen = options.Contains("--gpio-chip") ? Array.Empty<string>() : new[] { "--gpio-chip", $"{Chip}" };
            return new[] { "--gpio", "linux" }.Concat(chosen).Concat(options).ToArray();
        }
    }
}
