using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Every piece of C# in a document is compiled and run: it is in a source file of the tests, line by line, or a program that <c>PackageTests</c> builds and starts.</summary>
    [TestClass]
    public class SnippetTests
    {
        [TestMethod]
        public void Every_snippet_is_compiled_and_run_by_a_test()
        {
            string[] sources = Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && file.StartsWith("tests/", StringComparison.Ordinal))
                .Select(file => Lines(Repository.Read(file))).ToArray();
            (string Document, string Code)[] snippets = Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
                .SelectMany(file => Snippets(Repository.Read(file)).Select(code => (file, code))).ToArray();

            Assert.IsGreaterThan(4, snippets.Length);
            Report.AssertNone(snippets.Where(snippet => !IsProgram(snippet.Code) && !sources.Any(source => source.Contains(Lines(snippet.Code), StringComparison.Ordinal)))
                .Select(snippet => $"{snippet.Document}: no test compiles this: {snippet.Code.TrimStart().Split('\n')[0]}"));
        }

        [TestMethod]
        public void Every_program_in_a_document_is_one_that_a_package_is_tried_with()
        {
            string[] programs = Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
                .Where(file => Snippets(Repository.Read(file)).Any(IsProgram)).ToArray();

            CollectionAssert.AreEquivalent(new[] { "README.md", "README.zh.md", "lib/PACKAGE.md" }, programs);
        }

        /// <summary>The pieces of C# in a document.</summary>
        public static IEnumerable<string> Snippets(string document)
        {
            return Regex.Matches(document, "^ *```csharp\n(.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        }

        /// <summary>Whether a piece is a program by itself.</summary>
        public static bool IsProgram(string code)
        {
            return code.StartsWith("using ", StringComparison.Ordinal);
        }

        private static string Lines(string code)
        {
            return "\n" + string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
        }
    }
}
