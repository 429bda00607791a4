using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>What README promises of the tree.</summary>
    [TestClass]
    public class HouseRulesTests
    {
        private static readonly string[] s_top = { "lib", "firmware", "hardware", "tests", "nano.sln", "nuget.config", "README.md", "LICENSE", "Directory.Build.props", "global.json", "CHANGELOG.md" };

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
        public void Every_arrow_between_the_rooms_of_the_library_points_down()
        {
            string[] sources = Repository.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).ToArray();
            List<string> complaints = new List<string>();
            foreach (string file in sources)
            {
                string room = file.Split('/')[1];
                if (Arrows.Rooms.Contains(room))
                {
                    complaints.AddRange(Arrows.Check(room, file, Repository.Read(file)));
                }
                else if (room != "Properties")
                {
                    complaints.Add($"{file}: {room} is no room of the library.");
                }
            }

            foreach (string room in Arrows.Rooms)
            {
                Assert.IsTrue(sources.Any(file => file.StartsWith($"lib/{room}/", StringComparison.Ordinal)), $"lib/{room} has no sources.");
            }

            Report.AssertNone(complaints);
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
        public void An_arrow_that_points_up_or_out_is_found(string room, string line)
        {
            string source = $"// Http.Request in a comment counts for nothing, nor does \"Http.Request\" in a string.\n{line}\nnamespace Nano.Web.{room}\n{{\n}}\n";

            Assert.HasCount(1, Arrows.Check(room, "A.cs", source));
            Assert.IsEmpty(Arrows.Check(room, "A.cs", source.Replace(line, "")));
        }

        [TestMethod]
        public void What_only_tests_use_is_not_in_the_library()
        {
            Report.AssertNone(Repository.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
                .Where(file => Regex.IsMatch(Repository.Read(file), @"class Memory(Transport|Client)\b|MaskingKey \{"))
                .Select(file => $"{file} is an aid of tests: it belongs into tests/support."));
        }

        [TestMethod]
        public void No_file_of_the_library_is_longer_than_400_lines()
        {
            // AcceptKey.cs has every round of SHA-1 written out, which is measured.
            Report.AssertNone(Repository.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && Path.GetFileName(file) != "AcceptKey.cs")
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
    }
}
