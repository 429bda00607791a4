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
        private static readonly string[] s_plain =
        {
            "firmware/README.md", "firmware/Access/", "firmware/Cbor/", "firmware/Network/", "firmware/Settings/BoardSettings", "firmware/Settings/CheckedText.cs",
            "firmware/Settings/Crc32.cs", "firmware/Settings/DeviceOptions.cs", "firmware/Settings/FileSettingsStore.cs", "firmware/Settings/N", "firmware/Settings/P",
            "firmware/Settings/S", "firmware/Telemetry/", "firmware/metrics.md", "firmware/security.md", "hardware/README.md", "hardware/boards/", "hardware/flash.",
            "hardware/restore.cs", "README.zh.md", "lib/Cryptography/", "lib/Json/", "lib/README.md", "lib/Server/README.md", "lib/Text/", "lib/WebSockets/", "tests/README.md", "tests/bench/",
            "tests/fuzz/", "tests/guard/", "tests/hardware/", "tests/unit/Cryptography/", "tests/unit/Json/", "tests/unit/Text/", "tests/unit/WebSockets/",
            "firmware/Channels/", "firmware/Messages/", "firmware/Boards/", "firmware/Startup/", "hardware/simulator/", "tests/host/", "tests/unit/Firmware/",
        };

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
            Start + @"As (?:before|above|\w+, where)\b",
            @"\b(?:behind|beside) (?:it|them|that|JSON|its own|the name|a head)\b",
            @"\bwhat (?:it|they) (?:is|are) (?:called|worth|told|not)\b",
            @"\b(?:is|are|was|were) told\b(?! apart)",
            @"\b(?:is|are) given up\b",
            @"\bgives? up on\b",
            @"\bhowever (?:they|it|chopped)\b",
            @"\b(?:for|from) want of\b",
            @"\b(?:finds?|found) no room\b",
            @"\bno sooner than\b",
            @"\ball the same\b",
            @"\b(?:a )?stranger'?s?\b",
            @"(?<![\w{])(?:ours|theirs)\b(?!\})",
            @"\bmany a\b",
            @"\b(?:has|have|had|is|was|no|makes?|made|leaves?) room\b",
            @"\bgo(?:es)? by (?:it|them|the)\b",
            @"\banew\b",
            @"\b(?:nobody|somebody|anybody)\b",
            @"\bof (?:ours|its own kind|one's own)\b",
            @"\b(?:is|are) asked for\b",
            @"\bcomes? to the same\b",
            @"\blooks? whether\b",
            @"(?<!\bthere )\b(?:is|are) none\b",
            @"\bSo (?:many|few|much|long) (?!as\b)",
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
        [DataRow("a.cs", "/// <summary>As before, and so the next two.</summary>")]
        [DataRow("a.cs", "// The client is told of it once.")]
        [DataRow("a.md", "The bytes behind it are read later.")]
        [DataRow("a.md", "A client that does not answer is given up.")]
        [DataRow("a.md", "It is dropped for want of a socket.")]
        [DataRow("a.cs", "public void A_piece_that_found_no_room_is_dropped()")]
        [DataRow("a.cs", "Fail(\"the other reader and ours differ\");")]
        [DataRow("a.cs", "// So many bytes are kept for the header.")]
        [DataRow("a.md", "A frame is dropped where the buffer has room for no other.")]
        [DataRow("a.cs", "/// <summary>False when the text is none.</summary>")]
        [DataRow("a.cs", "// Nobody listens, and nobody is told.")]
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
