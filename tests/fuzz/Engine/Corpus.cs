using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>
    /// The saved inputs of a target: tests/fuzz/corpus/TARGET.txt. A line that begins with # contains the name of the next input, and the lines after it
    /// its bytes in the form of <see cref="Escaped"/>.
    /// </summary>
    internal static class Corpus
    {
        public static string Repository => typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Repository").Value;

        public static string Folder => Path.Combine(Repository, "tests", "fuzz", "corpus");

        public static string FileOf(string target) => Path.Combine(Folder, target + ".txt");

        public static List<byte[]> Load(string target)
        {
            return File.Exists(FileOf(target)) ? Read(FileOf(target)).Select(item => item.Bytes).ToList() : new List<byte[]>();
        }

        public static List<(string Name, byte[] Bytes)> Read(string file)
        {
            List<(string, byte[])> inputs = new List<(string, byte[])>();
            Input input = new Input();
            string name = null;
            StringBuilder text = new StringBuilder();
            foreach (string line in File.ReadAllLines(file).Append("#"))
            {
                if (!line.StartsWith('#'))
                {
                    text.Append(line).Append('\n');
                    continue;
                }

                if (name != null)
                {
                    Escaped.Read(text.ToString(), input);
                    inputs.Add((name, input.Span.ToArray()));
                }

                name = line.TrimStart('#', ' ');
                text.Clear();
            }

            return inputs;
        }

        public static void Append(string file, string name, ReadOnlySpan<byte> bytes)
        {
            string text = Escaped.Write(bytes);
            Directory.CreateDirectory(Path.GetDirectoryName(file));
            File.AppendAllText(file, $"# {name}\n{text}{(text.EndsWith('\n') || text.Length == 0 ? "" : "\n")}");
        }
    }
}
