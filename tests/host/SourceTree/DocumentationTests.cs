using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Public members have documentation of their parameters and results.</summary>
    [TestClass]
    public class DocumentationTests
    {
        // The folders whose documentation is complete. A folder is added when it is.
        private static readonly string[] s_complete =
        {
            "lib/Cryptography/", "lib/Json/", "lib/Text/", "lib/WebSockets/", "firmware/Access/", "firmware/Cbor/", "firmware/Network/", "firmware/Settings/", "firmware/Telemetry/",
        };

        private static readonly Regex s_method = new Regex(
            @"^ {8}(?:public|protected) (?:(?:static|abstract|virtual|sealed|extern|new) )*(?:(?<type>[\w<>\[\].?]+) )?(?<name>\w+)\((?<parameters>[^)]*)\)", RegexOptions.CultureInvariant);

        private static readonly Regex s_member = new Regex(
            @"^ {8}(?:public|protected) (?!.*\b(?:class|enum|interface|delegate|struct|override)\b)(?:(?:static|abstract|virtual|readonly|const|new|event) )*[\w<>\[\].?]+ (?<name>\w+)(?: (?:=|=>|\{).*|;.*)?$", RegexOptions.CultureInvariant);

        [TestMethod]
        public void Every_public_member_is_documented_with_its_parameters_and_result()
        {
            string[] files = Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && s_complete.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))).ToArray();

            Assert.IsGreaterThan(50, files.Length);
            Report.AssertNone(files.SelectMany(file => Check(Repository.Read(file)).Select(gap => $"{file}: {gap}")));
        }

        [TestMethod]
        [DataRow("        public void Begin(int size)", "Begin has no documentation")]
        [DataRow("        /// <summary>Begins.</summary>\n        public void Begin(int size)", "Begin does not document size")]
        [DataRow("        /// <summary>Counts the bytes.</summary>\n        public int Count()", "Count does not document its result")]
        [DataRow("        public int Count => 1;", "Count has no documentation")]
        [DataRow("        public const int Size = 1;", "Size has no documentation")]
        public void A_gap_is_found(string source, string gap)
        {
            Assert.AreEqual(gap, Check(source).Single());
        }

        [TestMethod]
        [DataRow("        /// <summary>Returns the number of bytes.</summary>\n        public int Count()")]
        [DataRow("        /// <summary>Begins.</summary>\n        /// <param name=\"size\">Bytes.</param>\n        public void Begin(int size = 1)")]
        [DataRow("        /// <inheritdoc/>\n        public override int Count(int size)")]
        [DataRow("        private void Begin(int size)")]
        public void Complete_documentation_has_no_gap(string source)
        {
            Assert.IsEmpty(Check(source));
        }

        private static IEnumerable<string> Check(string source)
        {
            string[] lines = source.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                Match method = s_method.Match(lines[i]);
                Match member = method.Success ? method : s_member.Match(lines[i]);
                if (!member.Success)
                {
                    continue;
                }

                string name = member.Groups["name"].Value;
                string[] documentation = lines.Take(i).Reverse().TakeWhile(line => Regex.IsMatch(line, @"^\s+(///|\[)")).Where(line => line.Contains("///", StringComparison.Ordinal)).Reverse().ToArray();
                string text = string.Join(' ', documentation.Select(line => line.Trim().TrimStart('/').Trim()));
                if (documentation.Length == 0)
                {
                    yield return $"{name} has no documentation";
                    continue;
                }

                foreach (string parameter in method.Groups["parameters"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    string parameterName = Regex.Match(parameter, @"(\w+)(?: =.*)?$").Groups[1].Value;
                    if (!text.Contains($"<param name=\"{parameterName}\">", StringComparison.Ordinal))
                    {
                        yield return $"{name} does not document {parameterName}";
                    }
                }

                string type = method.Groups["type"].Value;
                bool isResultDocumented = text.Contains("<returns>", StringComparison.Ordinal) || Regex.IsMatch(text, "<summary> ?(Returns|Checks|Creates|Finds|Gets) ");
                if (type.Length > 0 && type != "void" && !isResultDocumented)
                {
                    yield return $"{name} does not document its result";
                }
            }
        }
    }
}
