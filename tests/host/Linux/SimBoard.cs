using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Linux
{
    /// <summary>A chip of the kernel's gpio-sim (Linux, Documentation/admin-guide/gpio/gpio-sim.rst) under the real libgpiod: where the kernel has it and root runs the tests.</summary>
    internal sealed class SimBoard : LinuxBoard
    {
        private const string Root = "/sys/kernel/config/gpio-sim";
        private const string Bank = "bank0";

        private readonly string _folder = Path.Combine(Root, $"nano-{System.Environment.ProcessId}");
        private readonly string _lines;

        public SimBoard()
        {
            if (!Directory.Exists(Root) || !System.Environment.IsPrivilegedProcess || !HasLibrary())
            {
                Assert.Inconclusive($"{Root} or libgpiod is not on this machine, or root does not run the tests.");
            }

            Directory.CreateDirectory(Path.Combine(_folder, Bank));
            File.WriteAllText(Path.Combine(_folder, Bank, "num_lines"), "54");
            File.WriteAllText(Path.Combine(_folder, "live"), "1");
            string device = File.ReadAllText(Path.Combine(_folder, "dev_name")).Trim();
            string chip = File.ReadAllText(Path.Combine(_folder, Bank, "chip_name")).Trim();
            _lines = $"/sys/devices/platform/{device}/{chip}";
            Chip = int.Parse(chip["gpiochip".Length..]);
        }

        public override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

        public override int Chip { get; }

        public override bool IsHigh(int line) => File.ReadAllText(Path.Combine(_lines, $"sim_gpio{line}", "value")).Trim() == "1";

        public override void Wire(int line, bool level) => File.WriteAllText(Path.Combine(_lines, $"sim_gpio{line}", "pull"), level ? "pull-up" : "pull-down");

        public override void Dispose()
        {
            File.WriteAllText(Path.Combine(_folder, "live"), "0");
            Directory.Delete(Path.Combine(_folder, Bank));
            Directory.Delete(_folder);
        }

        private static bool HasLibrary()
        {
            return new[] { "/lib", "/usr/lib" }.Where(Directory.Exists).SelectMany(folder => Directory.GetDirectories(folder).Append(folder)).Any(folder => File.Exists(Path.Combine(folder, "libgpiod.so.2")));
        }
    }
}
