using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>The drawings of the architecture show the dependencies that the sources have.</summary>
    [TestClass]
    public class DrawingTests
    {
        [TestMethod]
        [DataRow("lib/README.md", "lib", "Nano.Web")]
        [DataRow("firmware/README.md", "firmware", "Nano.Firmware")]
        public void A_drawing_shows_the_dependencies_of_the_sources(string document, string folder, string prefix)
        {
            HashSet<(string, string)> drawn = ReadDrawing(document);
            HashSet<(string, string)> actual = ReadSources(folder, prefix);

            Assert.IsNotEmpty(actual);
            Report.AssertNone(drawn.Where(arrow => !Closure(actual).Contains(arrow)).Select(arrow => $"{document}: {arrow.Item1} does not depend on {arrow.Item2}, neither directly nor through others.")
                .Concat(actual.Where(arrow => !Closure(drawn).Contains(arrow)).Select(arrow => $"{document}: the drawing lacks {arrow.Item1} -> {arrow.Item2}.")));
        }

        [TestMethod]
        public void The_drawing_of_the_top_folders_shows_the_references_of_the_projects()
        {
            HashSet<(string, string)> drawn = ReadDrawing("README.md");
            HashSet<(string, string)> actual = new HashSet<(string, string)>();
            foreach (string file in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.Contains("/examples/")))
            {
                string folder = Path.GetDirectoryName(file);
                foreach (Match match in Regex.Matches(Repository.Read(file), @"<ProjectReference Include=""([^""]+)\.csproj"""))
                {
                    string other = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, match.Groups[1].Value)));
                    actual.Add((Part(file), Part(other.Replace('\\', '/'))));
                }
            }

            actual.RemoveWhere(arrow => arrow.Item1 == arrow.Item2);
            Assert.IsNotEmpty(actual);
            Report.AssertNone(drawn.Where(arrow => !Closure(actual).Contains(arrow)).Select(arrow => $"README.md: {arrow.Item1} does not depend on {arrow.Item2}.")
                .Concat(actual.Where(arrow => !Closure(drawn).Contains(arrow)).Select(arrow => $"README.md: the drawing lacks {arrow.Item1} -> {arrow.Item2}.")));
        }

        [TestMethod]
        [DataRow("lib/README.md", "lib")]
        [DataRow("firmware/README.md", "firmware")]
        public void A_drawing_has_every_folder(string document, string folder)
        {
            Dependencies dependencies = folder == "lib" ? Dependencies.Library : Dependencies.Firmware;
            string[] nodes = Regex.Matches(Drawing(document), @"(\w+)\[""|--> *(?:\w+ *& *)*(\w+)").Select(match => match.Groups[1].Value + match.Groups[2].Value).ToArray();

            Report.AssertNone(dependencies.Folders.Where(name => !nodes.Contains(name)).Select(name => $"{document}: the drawing lacks {name}."));
        }

        private static string Part(string file)
        {
            return file.StartsWith("hardware/simulator/devices/", StringComparison.Ordinal) ? "devices"
                : file.StartsWith("hardware/simulator/", StringComparison.Ordinal) ? "simulator"
                : file.Split('/')[0];
        }

        private static string Drawing(string document)
        {
            return Regex.Match(Repository.Read(document), @"```mermaid\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        }

        private static HashSet<(string, string)> ReadDrawing(string document)
        {
            HashSet<(string, string)> arrows = new HashSet<(string, string)>();
            foreach (string line in Regex.Replace(Drawing(document), @"\[""[^""]*""\]", "").Split('\n').Where(line => line.Contains("-->")))
            {
                string[] sides = line.Split("-->");
                foreach (string from in sides[0].Split('&'))
                {
                    foreach (string to in sides[1].Split('&'))
                    {
                        arrows.Add((from.Trim(), to.Trim()));
                    }
                }
            }

            return arrows;
        }

        /// <summary>Reads the dependencies from the using directives; a file in the top folder stands for itself.</summary>
        private static HashSet<(string, string)> ReadSources(string folder, string prefix)
        {
            HashSet<(string, string)> arrows = new HashSet<(string, string)>();
            foreach (string file in Repository.Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && !file.StartsWith("lib/examples/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)))
            {
                string[] parts = file.Split('/');
                string from = parts.Length > 2 ? parts[1] : parts[1].Split('.')[0];
                string source = Repository.Read(file);
                foreach (Match match in Regex.Matches(source, $@"^using {Regex.Escape(prefix)}\.(\w+);", RegexOptions.Multiline))
                {
                    arrows.Add((from, match.Groups[1].Value));
                }

                // The folders' namespaces are within that of the composition root, and name its types without a using directive.
                if (prefix == "Nano.Firmware" && from != "Device" && from != "Properties" && Regex.IsMatch(source, @"^[^/\n]*(?<![.\w])Device(\s+\w+\s*[;,)=(]|\.Version)", RegexOptions.Multiline))
                {
                    arrows.Add((from, "Device"));
                }
            }

            return arrows;
        }

        private static HashSet<(string, string)> Closure(HashSet<(string, string)> arrows)
        {
            HashSet<(string, string)> closure = new HashSet<(string, string)>(arrows);
            int count;
            do
            {
                count = closure.Count;
                foreach ((string, string) first in closure.ToArray())
                {
                    closure.UnionWith(arrows.Where(second => second.Item1 == first.Item2).Select(second => (first.Item1, second.Item2)));
                }
            }
            while (closure.Count > count);

            return closure;
        }
    }
}
