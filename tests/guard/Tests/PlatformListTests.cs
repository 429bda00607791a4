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
    /// <summary>The lists agree with their packages.</summary>
    [TestClass]
    public class PlatformListTests
    {
        private static readonly string s_lists = Repository.Built("platform");

        [TestMethod]
        public void The_lists_have_the_versions_of_the_projects()
        {
            Dictionary<string, string> listed = Directory.GetFiles(s_lists, "*.txt")
                .Select(file => File.ReadLines(file).First().Split(' '))
                .ToDictionary(words => words[1], words => words[2]);
            foreach (string folder in new[] { "lib", "firmware" })
            {
                foreach (XElement package in XDocument.Load(Path.Combine(Repository.Folder, folder, "packages.config")).Descendants("package"))
                {
                    string id = package.Attribute("id").Value;
                    Assert.AreEqual(package.Attribute("version").Value, listed.GetValueOrDefault(id), $"{folder}/packages.config references another version of {id} than tests/guard/platform.");
                }
            }
        }

        [TestMethod]
        public void The_list_of_mscorlib_equals_the_package()
        {
            string[] lines = File.ReadAllLines(Path.Combine(s_lists, "mscorlib.txt"));
            string version = Path.GetFileName(Path.GetFullPath(Path.Combine(Repository.CoreLibrary, "..", "..")));
            Assert.AreEqual($"# nanoFramework.CoreLibrary {version}", lines[0], "The guard's project restores another version than that of the list.");

            using ModuleDefinition package = ModuleDefinition.ReadModule(Repository.CoreLibrary);
            string[] offered = PlatformWriter.Lines(package, new StaticsTracer(new CallGraph(new[] { package })));

            // All differences, so that the message contains each of them.
            Assert.AreEqual("", string.Join(Environment.NewLine, lines.Skip(2).Except(offered)), "The list has members that the package lacks.");
            Assert.AreEqual("", string.Join(Environment.NewLine, offered.Except(lines.Skip(2))), "The package has members that the list lacks.");
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
        public void Every_equivalent_is_in_a_list_and_its_original_is_not()
        {
            PlatformList list = PlatformList.Read(s_lists);
            foreach (KeyValuePair<string, string> pair in PairList.Read(Repository.Built("equivalents.txt")))
            {
                Assert.IsNotNull(Find(list, pair.Value), $"{pair.Value} is not a member of nanoFramework.");
                Assert.IsNull(Find(list, pair.Key), $"{pair.Key} is a member of nanoFramework and needs no equivalent.");
            }
        }

        [TestMethod]
        public void Members_of_base_types_are_found()
        {
            PlatformList list = PlatformList.Read(s_lists);

            Assert.IsNotNull(list.Find("System.Threading.AutoResetEvent", "WaitOne() : bool"));
            Assert.IsNotNull(list.Find("System.Net.Sockets.SocketException", "get_Message() : string"));
            Assert.IsNull(list.Find("System.Threading.AutoResetEvent", "WaitTwo() : bool"));
        }

        [TestMethod]
        public void Static_data_of_the_platform_has_the_trait_statics()
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
