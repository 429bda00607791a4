using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Nano.Tests.Guard.Lists;
using Nano.Tests.Guard.Metadata;

namespace Nano.Tests.Guard.Tests
{
    /// <summary>The lists are what they say they are.</summary>
    [TestClass]
    public class PlatformListTests
    {
        private static readonly string s_lists = Repository.Built("platform");

        [TestMethod]
        public void The_lists_are_of_the_packages_the_projects_ask_for()
        {
            Dictionary<string, string> listed = Directory.GetFiles(s_lists, "*.txt")
                .Select(file => File.ReadLines(file).First().Split(' '))
                .ToDictionary(words => words[1], words => words[2]);
            foreach (string folder in new[] { "lib", "firmware" })
            {
                foreach (XElement package in XDocument.Load(Path.Combine(Repository.Folder, folder, "packages.config")).Descendants("package"))
                {
                    string id = package.Attribute("id").Value;
                    Assert.AreEqual(package.Attribute("version").Value, listed.GetValueOrDefault(id), $"{folder}/packages.config asks for another {id} than tests/guard/platform lists.");
                }
            }
        }

        [TestMethod]
        public void The_list_of_mscorlib_has_what_the_package_has_and_nothing_else()
        {
            string[] lines = File.ReadAllLines(Path.Combine(s_lists, "mscorlib.txt"));
            string version = Path.GetFileName(Path.GetFullPath(Path.Combine(Repository.CoreLibrary, "..", "..")));
            Assert.AreEqual($"# nanoFramework.CoreLibrary {version}", lines[0], "The guard's project restores another version than the list is of.");

            using ModuleDefinition package = ModuleDefinition.ReadModule(Repository.CoreLibrary);
            string[] offered = PlatformWriter.Lines(package, new StaticsTracer(new CallGraph(new[] { package })));

            // All of them: a member that only one side has stands in the message.
            Assert.AreEqual("", string.Join(Environment.NewLine, lines.Skip(2).Except(offered)), "The list has what the package lacks.");
            Assert.AreEqual("", string.Join(Environment.NewLine, offered.Except(lines.Skip(2))), "The package has what the list lacks.");
        }

        [TestMethod]
        public void Every_list_is_sorted_and_counts_its_lines()
        {
            foreach (string file in Directory.GetFiles(s_lists, "*.txt"))
            {
                string[] lines = File.ReadAllLines(file);
                string[] members = lines.Skip(2).ToArray();

                Assert.StartsWith($"# {members.Length} ", lines[1]);
                CollectionAssert.AreEqual(members.OrderBy(line => line, StringComparer.Ordinal).ToArray(), members, file);
            }
        }

        [TestMethod]
        public void Every_equivalent_stands_in_a_list_and_its_original_in_none()
        {
            PlatformList list = PlatformList.Read(s_lists);
            foreach (KeyValuePair<string, string> pair in PairList.Read(Repository.Built("equivalents.txt")))
            {
                Assert.IsNotNull(Find(list, pair.Value), $"{pair.Value} is not nanoFramework's.");
                Assert.IsNull(Find(list, pair.Key), $"{pair.Key} is nanoFramework's: it needs no equivalent.");
            }
        }

        [TestMethod]
        public void Members_are_found_in_base_types_too()
        {
            PlatformList list = PlatformList.Read(s_lists);

            Assert.IsNotNull(list.Find("System.Threading.AutoResetEvent", "WaitOne() : bool"));
            Assert.IsNotNull(list.Find("System.Net.Sockets.SocketException", "get_Message() : string"));
            Assert.IsNull(list.Find("System.Threading.AutoResetEvent", "WaitTwo() : bool"));
        }

        [TestMethod]
        public void Static_data_of_the_platform_is_known_to_be_made_by_initialisers()
        {
            PlatformList list = PlatformList.Read(s_lists);

            Assert.Contains(Trait.Statics, list.Find("System.String", "Empty : string").Traits);
            Assert.Contains(Trait.Statics, list.Find("System.String", "Format(string, object[]) : string").Traits);
            Assert.DoesNotContain(Trait.Statics, list.Find("System.String", "Substring(int) : string").Traits);
        }

        private static PlatformMember Find(PlatformList list, string key)
        {
            string[] parts = key.Split("::");
            return list.Find(parts[0], parts[1]);
        }
    }
}
