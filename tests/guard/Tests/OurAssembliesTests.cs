using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Guard.Tests
{
    /// <summary>The library and the firmware use only types and members that nanoFramework has.</summary>
    [TestClass]
    public class OurAssembliesTests
    {
        [TestMethod]
        public void The_library_uses_only_members_of_nanoFramework()
        {
            AssertNone(Inspection.Of(new[] { Repository.Built("Nano.Web.dll") }));
        }

        [TestMethod]
        public void The_firmware_uses_only_members_of_nanoFramework()
        {
            // Together with the library, because static initialisers of one may depend on the other.
            AssertNone(Inspection.Of(new[] { Repository.Built("Nano.Firmware.dll"), Repository.Built("Nano.Web.dll") }));
        }

        [TestMethod]
        [DataRow("lib/Nano.Web.csproj", "lib/Nano.Web.nfproj")]
        [DataRow("firmware/Nano.Firmware.csproj", "firmware/Nano.Firmware.nfproj")]
        public void Both_builds_use_the_same_version_of_the_language(string desktop, string device)
        {
            // With a newer version the desktop build would accept and generate code that the older version cannot express.
            Assert.AreEqual(LanguageOf(device), LanguageOf(desktop));
        }

        [TestMethod]
        public void Sources_that_only_the_device_compiles_neither_compact_nor_wait_in_an_inlined_frame()
        {
            // tests/nanoclr.sh also runs the guard on the assemblies of nanoFramework's build. This test needs none of its tools.
            Regex dangerous = new Regex(@"\.WaitOne\(\s*\)|GC\.Run\((?!\s*false\s*\))");
            string[] files = new[] { "lib", "firmware" }
                .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Folder, folder), "*.cs", SearchOption.AllDirectories))
                .Where(file => file.EndsWith(".Device.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "Program.cs")
                .ToArray();
            int compactions = 0;

            Assert.IsGreaterThan(5, files.Length);
            foreach (string file in files)
            {
                string code = string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
                Match match = dangerous.Match(code);
                if (match.Success && code.LastIndexOf(" void CompactMemory()", match.Index, StringComparison.Ordinal) is int at && at > code.LastIndexOf("<inheritdoc/>", match.Index, StringComparison.Ordinal))
                {
                    // The only permitted place: the start, before other threads wait.
                    compactions++;
                    match = dangerous.Match(code, match.Index + 1);
                }

                Assert.IsFalse(match.Success, $"{file}: {match.Value}");
            }

            Assert.IsLessThanOrEqualTo(1, compactions);
        }

        private static string LanguageOf(string project)
        {
            return XDocument.Load(Path.Combine(Repository.Folder, project)).Descendants().Single(element => element.Name.LocalName == "LangVersion").Value;
        }

        private static void AssertNone(IReadOnlyList<Finding> findings)
        {
            Assert.IsEmpty(findings, Environment.NewLine + string.Join(Environment.NewLine, findings) + Environment.NewLine);
        }
    }
}
