using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The service of a Linux board: hardware/linux.</summary>
    [TestClass]
    public class UnitFileTests
    {
        private const string Program = "/usr/local/bin/nano-board";

        [TestMethod]
        public void Systemd_finds_nothing_wrong_with_the_unit()
        {
            string folder = Directory.CreateTempSubdirectory("nano-unit").FullName;
            string file = Path.Combine(folder, "nano.service");
            File.WriteAllText(file, Repository.Read("hardware/linux/nano.service").Replace(Program, "/bin/true", StringComparison.Ordinal));
            Command verified = Command.TryRun("systemd-analyze", "verify", file);
            if (verified == null)
            {
                Assert.Inconclusive("systemd-analyze is not on this machine.");
            }

            Assert.AreEqual("", verified.Error);
            Assert.AreEqual(0, verified.ExitCode);
            Directory.Delete(folder, true);
        }

        [TestMethod]
        public void The_unit_names_options_that_the_program_has()
        {
            string start = Repository.Read("hardware/linux/nano.service").Split('\n').Single(line => line.StartsWith("ExecStart=" + Program + " ", StringComparison.Ordinal));
            using SimulatorProcess program = new SimulatorProcess("--help");
            Assert.AreEqual(0, program.WaitForExit());
            string[] options = Regex.Matches(start, "--[a-z-]+").Select(match => match.Value).ToArray();
            Assert.IsNotEmpty(options);
            foreach (string option in options)
            {
                Assert.Contains(option + " ", program.Output);
            }
        }

        [TestMethod]
        public void Each_file_that_the_installation_copies_exists_and_the_variables_of_the_unit_are_in_its_configuration()
        {
            string readme = Repository.Read("hardware/linux/README.md");
            foreach (Match file in Regex.Matches(readme, "hardware/linux/([a-z0-9-]+\\.(service|conf|rules))"))
            {
                Assert.IsTrue(File.Exists(Repository.FullPath(file.Value)), file.Value);
            }

            string configuration = Repository.Read("hardware/linux/board.conf");
            Assert.Contains("\nPINS=\"\"\n", configuration);
            Assert.Contains("\nOPTIONS=\n", configuration);
        }
    }
}
