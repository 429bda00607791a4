using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>One source, two builds: what nanoFramework compiles is what the desktop compiles.</summary>
    [TestClass]
    public class SourceListTests
    {
        [TestMethod]
        [DataRow("lib")]
        [DataRow("firmware")]
        [DataRow("tests/unit")]
        public void The_nanoFramework_project_and_the_desktop_project_compile_the_same_sources(string folder)
        {
            SortedSet<string> device = SourceList.OfDevice(Repository.All(folder, ".nfproj"));
            SortedSet<string> desktop = SourceList.OfDesktop(Repository.Only(folder, ".csproj"));

            // Tests on the interpreter refer to the board's assembly; the desktop's compile its sources.
            device.UnionWith(SourceList.OfReferences(Repository.All(folder, ".nfproj")).Intersect(desktop));
            Assert.IsNotEmpty(device);
            Report.AssertNone(SourceList.Compare(device, desktop));
        }

        [TestMethod]
        [DataRow("lib")]
        [DataRow("firmware")]
        [DataRow("tests/unit")]
        public void Every_file_of_source_is_compiled_by_a_project(string folder)
        {
            SortedSet<string> compiled = SourceList.OfDevice(Repository.All(folder, ".nfproj"));
            compiled.UnionWith(SourceList.OfDesktop(Repository.Only(folder, ".csproj")));

            Report.AssertNone(Repository.Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.StartsWith("lib/examples/", StringComparison.Ordinal) && !compiled.Contains(file))
                .Select(file => $"{file} is compiled by no project."));
        }

        [TestMethod]
        [DataRow("lib")]
        [DataRow("firmware")]
        [DataRow("tests/unit")]
        public void Every_file_a_project_compiles_exists(string folder)
        {
            Report.AssertNone(SourceList.OfDevice(Repository.All(folder, ".nfproj")).Where(file => !File.Exists(Repository.FullPath(file))));
        }

        [TestMethod]
        public void A_file_in_one_list_only_is_a_difference_unless_its_name_says_so()
        {
            HashSet<string> device = new HashSet<string> { "lib/A.cs", "lib/B.cs", "lib/C.Device.cs", "firmware/Program.cs" };
            HashSet<string> desktop = new HashSet<string> { "lib/A.cs", "lib/C.Desktop.cs", "lib/D.cs" };

            List<string> differences = SourceList.Compare(device, desktop);

            Assert.HasCount(2, differences);
            Assert.Contains("lib/B.cs is compiled for the device only", differences[0]);
            Assert.Contains("lib/D.cs is compiled for the desktop only", differences[1]);
        }

        [TestMethod]
        public void A_file_named_for_one_target_is_a_difference_when_both_compile_it()
        {
            HashSet<string> both = new HashSet<string> { "lib/A.cs", "lib/B.Desktop.cs", "lib/C.Device.cs", "firmware/Program.cs" };

            Assert.HasCount(3, SourceList.Compare(both, both));
        }

        [TestMethod]
        public void The_same_lists_have_no_difference()
        {
            HashSet<string> both = new HashSet<string> { "lib/A.cs", "lib/Program.Other.cs" };

            Assert.IsEmpty(SourceList.Compare(both, both));
        }

        [TestMethod]
        public void Every_nanoFramework_project_is_in_the_solution_under_its_own_guid()
        {
            string solution = Repository.Read("nano.sln");
            string[] projects = Repository.Files.Where(file => file.EndsWith(".nfproj", StringComparison.Ordinal)).ToArray();

            Assert.IsGreaterThanOrEqualTo(3, projects.Length);
            foreach (string project in projects)
            {
                string guid = Regex.Match(Repository.Read(project), @"<ProjectGuid>(\{[0-9A-Fa-f-]+\})</ProjectGuid>").Groups[1].Value;
                string entry = $"\"{Path.GetFileNameWithoutExtension(project)}\", \"{project.Replace('/', '\\')}\", \"{guid}\"";
                Assert.Contains(entry, solution, StringComparison.OrdinalIgnoreCase, $"nano.sln does not list {project}.");
                Assert.Contains(guid + ".Debug|Any CPU.Build.0", solution, StringComparison.OrdinalIgnoreCase, $"nano.sln does not build {project}.");
            }
        }

        [TestMethod]
        public void Every_desktop_project_is_in_the_solution()
        {
            string solution = Repository.Read("nano.sln");

            // The guard's violations are compiled to be refused, so the solution does not need them.
            Report.AssertNone(Repository.Files
                .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.EndsWith(".Violations.csproj", StringComparison.Ordinal))
                .Where(file => !solution.Contains($"\"{file.Replace('/', '\\')}\"", StringComparison.Ordinal))
                .Select(file => $"nano.sln does not list {file}."));
        }

        [TestMethod]
        public void Every_project_in_the_solution_exists()
        {
            string[] listed = Regex.Matches(Repository.Read("nano.sln"), "= \"[^\"]+\", \"([^\"]+proj)\"").Select(match => match.Groups[1].Value.Replace('\\', '/')).ToArray();

            Assert.IsNotEmpty(listed);
            Report.AssertNone(listed.Where(file => !File.Exists(Repository.FullPath(file))).Select(file => $"nano.sln lists {file}, which does not exist."));
        }

        [TestMethod]
        [DataRow("lib")]
        [DataRow("firmware")]
        [DataRow("tests/unit")]
        public void Every_package_a_nanoFramework_project_refers_to_is_pinned_in_its_packages_config(string folder)
        {
            // ..\packages\<Id>.<Version>\lib\<Assembly>.dll
            string[] referred = Repository.All(folder, ".nfproj").SelectMany(project => Regex.Matches(Repository.Read(project), @"\\packages\\([^\\]+)\\")).Select(match => match.Groups[1].Value).Distinct().Order().ToArray();
            string[] pinned = Regex.Matches(Repository.Read(folder + "/packages.config"), "id=\"([^\"]+)\" version=\"([^\"]+)\"").Select(match => match.Groups[1].Value + "." + match.Groups[2].Value).ToArray();

            Assert.IsNotEmpty(referred);
            Report.AssertNone(referred.Except(pinned).Select(package => $"{folder}/packages.config does not pin {package}."));
        }
    }
}
