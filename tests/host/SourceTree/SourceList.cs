using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Which files a project compiles, as paths in the repository.</summary>
    internal static class SourceList
    {
        /// <summary>Reads nanoFramework projects, which name each of their files.</summary>
        public static SortedSet<string> OfDevice(params string[] projects)
        {
            SortedSet<string> all = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string project in projects)
            {
                XDocument document = XDocument.Load(Repository.FullPath(project));
                all.UnionWith(Of(project, document.Descendants().Where(element => element.Name.LocalName == "Compile").Select(element => element.Attribute("Include").Value)));
            }

            return all;
        }

        /// <summary>Reads the sources of the projects that nanoFramework projects refer to.</summary>
        /// <param name="projects">The projects that have the references.</param>
        public static SortedSet<string> OfReferences(params string[] projects)
        {
            SortedSet<string> references = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string project in projects)
            {
                XDocument document = XDocument.Load(Repository.FullPath(project));
                references.UnionWith(Of(project, document.Descendants().Where(element => element.Name.LocalName == "ProjectReference").Select(element => element.Attribute("Include").Value)));
            }

            return OfDevice(references.ToArray());
        }

        /// <summary>Asks MSBuild what a desktop project compiles.</summary>
        public static SortedSet<string> OfDesktop(string project)
        {
            Command msbuild = Command.TryRun("dotnet", "msbuild", Repository.FullPath(project), "-getItem:Compile");
            if (msbuild == null || msbuild.ExitCode != 0)
            {
                throw new InvalidDataException($"MSBuild cannot read {project}: {msbuild?.Text} {msbuild?.Error}");
            }

            using JsonDocument document = JsonDocument.Parse(msbuild.Output);
            return Of(project, document.RootElement.GetProperty("Items").GetProperty("Compile").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()));
        }

        /// <summary>Says what is wrong with a device's and a desktop's list of the same sources; nothing when they agree.</summary>
        public static List<string> Compare(IReadOnlySet<string> device, IReadOnlySet<string> desktop)
        {
            List<string> differences = new List<string>();
            foreach (string file in device.Union(desktop).Order(StringComparer.Ordinal))
            {
                bool forDevice = file.EndsWith(".Device.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "Program.cs";
                bool forDesktop = file.EndsWith(".Desktop.cs", StringComparison.Ordinal);
                if (!forDesktop && !device.Contains(file))
                {
                    differences.Add($"{file} is compiled for the desktop only: list it in the .nfproj too, or name it *.Desktop.cs.");
                }
                else if (!forDevice && !desktop.Contains(file))
                {
                    differences.Add($"{file} is compiled for the device only: the .csproj must compile it too, or name it *.Device.cs.");
                }
                else if ((forDevice || forDesktop) && device.Contains(file) && desktop.Contains(file))
                {
                    differences.Add($"{file} is compiled for both, though its name says that it is one target's.");
                }
            }

            return differences;
        }

        private static SortedSet<string> Of(string project, IEnumerable<string> files)
        {
            string folder = Path.GetDirectoryName(Repository.FullPath(project));
            return new SortedSet<string>(files.Select(file => Repository.RelativePath(Path.GetFullPath(file.Replace('\\', '/'), folder))), StringComparer.Ordinal);
        }
    }
}
