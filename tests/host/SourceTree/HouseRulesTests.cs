using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>The rules that README states for the source tree.</summary>
    [TestClass]
    public class HouseRulesTests
    {
        private static readonly string[] s_top = { "lib", "firmware", "hardware", "tests", "nano.sln", "nuget.config", "README.md", "LICENSE", "Directory.Build.props", "global.json", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "README.zh.md" };

        [TestMethod]
        public void The_top_folder_has_the_four_rooms_and_little_else()
        {
            Report.AssertNone(Repository.Files.Select(file => file.Split('/')[0]).Distinct().Where(name => name[0] != '.' && !s_top.Contains(name))
                .Select(name => $"{name} does not belong into the top folder."));
            Report.AssertNone(s_top.Take(8).Where(name => !File.Exists(Repository.FullPath(name)) && !Directory.Exists(Repository.FullPath(name)))
                .Select(name => $"{name} is missing from the top folder."));
        }

        [TestMethod]
        public void No_built_file_is_tracked()
        {
            Report.AssertNone(Repository.Files.Where(file => Regex.IsMatch(file, @"\.(dll|exe|pe|pdb|pdbx|nupkg|so|dylib|obj|bin)$|(^|/)(artifacts|node_modules|bin|obj)/", RegexOptions.IgnoreCase))
                .Select(file => $"{file} is a build's output."));
        }

        [TestMethod]
        public void No_file_names_a_folder_of_one_machine()
        {
            Regex folder = new Regex(@"(?<![\w.~-])/(home|root|Users|tmp)/[A-Za-z]|(?<!\w)[A-Z]:\\Users\\", RegexOptions.CultureInvariant);
            Report.AssertNone(Repository.Files.Where(IsText).SelectMany(file => File.ReadLines(Repository.FullPath(file))
                .Select((line, index) => (line, index))
                .Where(item => folder.IsMatch(item.line) && !item.line.Contains("(home|root|"))
                .Select(item => $"{file}:{item.index + 1}: {folder.Match(item.line).Value}…")));
        }

        [TestMethod]
        public void No_lock_file_records_where_packages_were_fetched()
        {
            string[] locks = Repository.Files.Where(file => Path.GetFileName(file) == "package-lock.json").ToArray();

            Assert.IsNotEmpty(locks);
            Report.AssertNone(locks.Where(file => Repository.Read(file).Contains("\"resolved\"")).Select(file => $"{file} has addresses; .npmrc needs omit-lockfile-registry-resolved=true."));
        }

        [TestMethod]
        public void The_folders_of_the_library_depend_in_one_direction()
        {
            Report.AssertNone(Check(Dependencies.Library));
        }

        [TestMethod]
        public void The_folders_of_the_firmware_depend_in_one_direction()
        {
            Report.AssertNone(Check(Dependencies.Firmware));
        }

        [TestMethod]
        [DataRow("Text", "using Nano.Web.Http;")]
        [DataRow("Text", "using Nano.Web.Json;")]
        [DataRow("Cryptography", "using Nano.Web.Json;")]
        [DataRow("Json", "using Nano.Web.Http;")]
        [DataRow("Json", "using System.IO;")]
        [DataRow("Http", "using Nano.Web.Server;")]
        [DataRow("Http", "class A { WebSockets.WebSocketResource _resource; }")]
        [DataRow("Text", "class A { Http.Request _request; }")]
        [DataRow("Cryptography", "using Nano.Web.Text;")]
        [DataRow("Http", "using Nano.Web.WebSockets;")]
        [DataRow("WebSockets", "using Nano.Web.Server;")]
        [DataRow("Server", "using Nano.Firmware;")]
        [DataRow("Http", "using System.Net.Sockets;")]
        [DataRow("WebSockets", "class A { long _now = DateTime.UtcNow.Ticks; }")]
        [DataRow("Text", "using System.Threading;")]
        [DataRow("Text", "#if DESKTOP")]
        public void A_dependency_of_the_library_that_points_up_or_out_is_found(string folder, string line)
        {
            AssertFound(Dependencies.Library, "Nano.Web", folder, line);
        }

        [TestMethod]
        [DataRow("Channels", "using Nano.Firmware.Messages;")]
        [DataRow("Channels", "using Nano.Firmware.Drivers;")]
        [DataRow("Channels", "using Nano.Firmware;")]
        [DataRow("Web", "class A { private readonly Device _device; }")]
        [DataRow("Channels", "class A { Telemetry.History _history; }")]
        [DataRow("Channels", "class A { Firmware.Telemetry.History _history; }")]
        [DataRow("Drivers", "using Nano.Firmware.Boards;")]
        [DataRow("Boards", "using Nano.Firmware.Settings;")]
        [DataRow("Messages", "using Nano.Firmware.Telemetry;")]
        [DataRow("Access", "using Nano.Firmware.Settings;")]
        [DataRow("Settings", "using Nano.Firmware.Network;")]
        [DataRow("Network", "using Nano.Firmware.Web;")]
        [DataRow("Telemetry", "class A { Nano.Firmware.Web.Subscriber _subscriber; }")]
        [DataRow("Web", "using Nano.Firmware.Startup;")]
        [DataRow("Web", "using System.Device.Gpio;")]
        [DataRow("Network", "using System.Net.Sockets;")]
        [DataRow("Telemetry", "class A { long _now = DateTime.UtcNow.Ticks; }")]
        [DataRow("Settings", "using System.IO;")]
        [DataRow("Messages", "#if DESKTOP")]
        public void A_dependency_of_the_firmware_that_points_up_or_out_is_found(string folder, string line)
        {
            AssertFound(Dependencies.Firmware, "Nano.Firmware", folder, line);
        }

        [TestMethod]
        public void Code_that_only_tests_use_is_not_in_the_library()
        {
            Report.AssertNone(Repository.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
                .Where(file => Regex.IsMatch(Repository.Read(file), @"class Memory(Transport|Client)\b|MaskingKey \{"))
                .Select(file => $"{file} is an aid of tests: it belongs into tests/support."));
        }

        [TestMethod]
        public void No_file_of_library_and_firmware_is_longer_than_400_lines()
        {
            // AcceptKey.cs has every round of SHA-1 written out, which is measured.
            string[] folders = { "lib/", "firmware/" };
            Report.AssertNone(Repository.Files.Where(file => folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith(".g.cs", StringComparison.Ordinal) && Path.GetFileName(file) != "AcceptKey.cs")
                .Select(file => (file, lines: Repository.Read(file).Split('\n').Length - 1))
                .Where(item => item.lines > 400)
                .Select(item => $"{item.file} has {item.lines} lines: divide it by idea."));
        }

        [TestMethod]
        public void The_firmware_reaches_the_network_through_the_library_only()
        {
            // Program.cs and the files of one target connect the board itself; UdpPort is the only one that both have.
            Report.AssertNone(Repository.Files
                .Where(file => file.StartsWith("firmware/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith(".Device.cs", StringComparison.Ordinal) && Path.GetFileName(file) is not ("Program.cs" or "UdpPort.Desktop.cs"))
                .Where(file => Regex.IsMatch(Repository.Read(file), @"System\.Net\.Sockets"))
                .Select(file => $"{file} uses sockets, which are the library's."));
        }

        private static bool IsText(string file)
        {
            return !Regex.IsMatch(file, @"\.(png|jpg|gif|ico|woff2|gz)$") && Path.GetFileName(file) != "package-lock.json";
        }

        private static List<string> Check(Dependencies dependencies)
        {
            string[] sources = Repository.Files.Where(file => file.StartsWith(dependencies.Folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.StartsWith("lib/examples/", StringComparison.Ordinal) && file.Split('/').Length > 2).ToArray();
            List<string> complaints = new List<string>();
            foreach (string file in sources)
            {
                string folder = file.Split('/')[1];
                if (dependencies.Folders.Contains(folder))
                {
                    complaints.AddRange(dependencies.Check(folder, file, Repository.Read(file)));
                }
                else if (folder != "Properties")
                {
                    complaints.Add($"{file}: no dependencies are declared for the folder {folder}.");
                }
            }

            complaints.AddRange(dependencies.Folders.Where(folder => !sources.Any(file => file.StartsWith($"{dependencies.Folder}/{folder}/", StringComparison.Ordinal)))
                .Select(folder => $"{dependencies.Folder}/{folder} has no sources."));
            return complaints;
        }

        private static void AssertFound(Dependencies dependencies, string prefix, string folder, string line)
        {
            string source = $"// {line} in a comment counts for nothing, nor does it in a string: \"{line}\".\n{line}\nnamespace {prefix}.{folder}\n{{\n}}\n";

            Assert.HasCount(1, dependencies.Check(folder, "A.cs", source));
            Assert.IsEmpty(dependencies.Check(folder, "A.cs", source.Replace("\n" + line + "\n", "\n")));
        }
    }
}
