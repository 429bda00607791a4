using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Comments, documents, messages and names of tests are plain: the subject of a sentence is the thing that acts.</summary>
    [TestClass]
    public class PlainEnglishTests
    {
        // The parts of the tree that have been rewritten; a part is added when it has been.
        private static readonly string[] s_plain = { "firmware/README.md" };

        private static readonly string[] s_extensions = { ".cs", ".ts", ".js", ".sh", ".ps1", ".md", ".yaml", ".yml", ".css", ".html", ".py", ".c", ".nfproj", ".csproj", ".props" };

        // The start of a sentence, of a comment, of an element of XML documentation, of a cell of a table, or of an item of a list.
        private const string Start = @"(?:^|[.!?:;]\s+|>\s*|\|\s*|^\s*[-*#]+\s*)";

        private static readonly Regex[] s_riddles = new[]
        {
            Start + @"(?:Who|Whoever|Whose|Whom|Whatever)\b",
            Start + @"What\b(?![^.]*\?)",
            @"\b[Ww]hoever\b",
            @"\b[Oo]ne of the two\.",
            @"\b(?:of|to|by|for|from|with) whom\b",
            @"\bthat of who",
            @"\bsa(?:ys?|id) nothing\b",
            @"\bknows? nothing\b",
            @"\bhas? not come as far\b",
            @"\b[Ww]hat (?:came|comes|becomes?|became) of\b",
            @"\bharms? nobody\b",
            @"\bnobody's\b",
            @"\bis none of\b",
        }.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant)).ToArray();

        [TestMethod]
        public void No_sentence_is_a_riddle()
        {
            Report.AssertNone(Repository.Files.Where(file => s_plain.Any(part => file.StartsWith(part, StringComparison.Ordinal)) && s_extensions.Any(extension => file.EndsWith(extension, StringComparison.Ordinal)))
                .Where(file => !file.EndsWith("/PlainEnglishTests.cs", StringComparison.Ordinal) && !file.Contains(".g.") && !file.Contains("/corpus/"))
                .SelectMany(file => Find(file, Repository.Read(file))));
        }

        [TestMethod]
        [DataRow("a.md", "Whoever may not has not come as far as this.")]
        [DataRow("a.md", "Fine. Who asks is answered.")]
        [DataRow("a.md", "| What it says | 1 |")]
        [DataRow("a.md", "- What is left is the rest.")]
        [DataRow("a.cs", "// One of the two.")]
        [DataRow("a.cs", "/// <summary>What the device is called.</summary>")]
        [DataRow("a.cs", "int a = 1; // Whose turn it is")]
        [DataRow("a.cs", "Log(\"line 3 says nothing that can be\");")]
        [DataRow("a.cs", "public void What_came_of_one_password_is_known()")]
        [DataRow("a.ts", "  // the lease that of whom was not heard of")]
        [DataRow("a.sh", "# Whatever is there is used.")]
        public void A_riddle_is_found(string file, string text)
        {
            Assert.IsNotEmpty(Find(file, text));
        }

        [TestMethod]
        [DataRow("a.md", "AccessGate has already refused requests without the required right.")]
        [DataRow("a.md", "## What does it cost?")]
        [DataRow("a.cs", "string Who = other.What; // the caller checks what it needs")]
        [DataRow("a.cs", "public void The_server_answers_what_was_asked()")]
        public void A_plain_sentence_is_not(string file, string text)
        {
            Assert.IsEmpty(Find(file, text));
        }

        private static IEnumerable<string> Find(string file, string source)
        {
            int number = 0;
            foreach (string line in source.Split('\n'))
            {
                number++;
                foreach (string text in Texts(file, line))
                {
                    Regex riddle = s_riddles.FirstOrDefault(pattern => pattern.IsMatch(text));
                    if (riddle != null)
                    {
                        yield return $"{file}:{number}: \"{riddle.Match(text).Value.Trim()}\" in: {text.Trim()}";
                        break;
                    }
                }
            }
        }

        /// <summary>Finds the words of a line that people read: all of a document, the comments, strings and names of tests of a source.</summary>
        private static IEnumerable<string> Texts(string file, string line)
        {
            if (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".ts", StringComparison.Ordinal) || file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".c", StringComparison.Ordinal))
            {
                return Regex.Matches(line, @"(?<![:""'])//+\s?(?<text>.*)$|""(?<text>(?:[^""\\]|\\.)*)""|\bvoid (?<text>\w+)\(|^\s*\*\s(?<text>.*)$")
                    .Select(match => match.Value.Contains("void ", StringComparison.Ordinal) ? match.Groups["text"].Value.Replace('_', ' ') : match.Groups["text"].Value);
            }

            return new[] { file.EndsWith(".sh", StringComparison.Ordinal) || file.EndsWith(".py", StringComparison.Ordinal) ? Regex.Replace(line, @"^\s*#+\s?", "") : line };
        }
    }
}
