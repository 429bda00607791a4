using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Nano.Tests.Host.Support
{
    /// <summary>The source tree these tests were built from. Paths in it are relative and have forward slashes.</summary>
    internal static class Repository
    {
        private static readonly string[] s_built = { "artifacts", "node_modules", "packages", ".git", ".vs", ".vscode" };
        private static readonly Lazy<IReadOnlyList<string>> s_files = new Lazy<IReadOnlyList<string>>(ListFiles);

        public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Repository").Value;

        /// <summary>Every file that is tracked or would be: no build's output.</summary>
        public static IReadOnlyList<string> Files => s_files.Value;

        public static string FullPath(string path)
        {
            return Path.Combine(Root, path);
        }

        public static string Read(string path)
        {
            return File.ReadAllText(FullPath(path));
        }

        public static string RelativePath(string fullPath)
        {
            return Path.GetRelativePath(Root, fullPath).Replace('\\', '/');
        }

        /// <summary>The files of a kind in a folder.</summary>
        public static string[] All(string folder, string extension)
        {
            return Files.Where(file => file.EndsWith(extension, StringComparison.Ordinal) && Folder(file) == folder).ToArray();
        }

        /// <summary>The one file of a folder, not of the folders in it, with an extension.</summary>
        public static string Only(string folder, string extension)
        {
            string[] found = All(folder, extension);
            return found.Length == 1
                ? found[0]
                : throw new FileNotFoundException($"{folder}/ should have one *{extension}, and has {found.Length}.");
        }

        public static string Folder(string file)
        {
            int slash = file.LastIndexOf('/');
            return slash < 0 ? "" : file[..slash];
        }

        private static List<string> ListFiles()
        {
            // A copy of the tree need not be a clone of the repository.
            Command git = Directory.Exists(FullPath(".git")) || File.Exists(FullPath(".git"))
                ? Command.TryRun("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                : null;
            if (git?.ExitCode == 0)
            {
                return git.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(FullPath(file))).Order(StringComparer.Ordinal).ToList();
            }

            List<string> files = new List<string>();
            Walk(new DirectoryInfo(Root), files);
            return files.Order(StringComparer.Ordinal).ToList();
        }

        private static void Walk(DirectoryInfo folder, List<string> files)
        {
            files.AddRange(folder.GetFiles().Select(file => RelativePath(file.FullName)));
            foreach (DirectoryInfo inner in folder.GetDirectories().Where(inner => !s_built.Contains(inner.Name)))
            {
                Walk(inner, files);
            }
        }
    }
}
