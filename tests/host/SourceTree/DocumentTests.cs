using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Links and names of files in the documents lead to something.</summary>
    [TestClass]
    public class DocumentTests
    {
        private static readonly string[] s_documents = Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).ToArray();

        [TestMethod]
        public void Every_link_leads_to_a_file_and_a_heading()
        {
            Report.AssertNone(s_documents.SelectMany(document => Regex.Matches(WithoutCode(Repository.Read(document)), @"\]\(([^)\s]+)\)")
                .Select(match => match.Groups[1].Value)
                .Where(link => !Regex.IsMatch(link, @"^(https?|mailto):") && !LeadsSomewhere(document, link))
                .Select(link => $"{document}: {link} leads nowhere.")));
        }

        [TestMethod]
        [DataRow("lib/README.md")]
        [DataRow("firmware/README.md")]
        public void Every_file_that_a_change_needs_is_there(string document)
        {
            string text = Repository.Read(document);
            string table = text.Substring(text.IndexOf("## Where a change goes", StringComparison.Ordinal));
            string folder = Path.GetDirectoryName(document);
            string[] names = Regex.Matches(table, @"`([\w./*-]+\.(cs|md|yaml|ts|sh|nfproj)|[\w./-]+/)`").Select(match => match.Groups[1].Value).Distinct().ToArray();

            Assert.IsGreaterThan(10, names.Length);
            Report.AssertNone(names.Where(name => !Exists(folder, name)).Select(name => $"{document}: {name} is not there."));
        }

        private static string WithoutCode(string text)
        {
            return Regex.Replace(Regex.Replace(text, "```.*?```", "", RegexOptions.Singleline), "`[^`\n]*`", "");
        }

        private static bool LeadsSomewhere(string document, string link)
        {
            string[] parts = link.Split('#');
            string path = parts[0].Length == 0 ? Repository.FullPath(document) : Path.Combine(Path.GetDirectoryName(Repository.FullPath(document)), parts[0]);
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                return false;
            }

            return parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal) || Headings(File.ReadAllText(path)).Contains(parts[1]);
        }

        /// <summary>The anchors that GitHub makes of headings; it numbers those that occur again. Elements with an id are anchors too.</summary>
        private static IEnumerable<string> Headings(string text)
        {
            return Regex.Matches(Regex.Replace(text, "```.*?```", "", RegexOptions.Singleline), @"^#+ (.+)$", RegexOptions.Multiline)
                .Select(match => Regex.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\p{L}\p{N} _-]", "").Replace(' ', '-'))
                .GroupBy(anchor => anchor).SelectMany(same => same.Select((anchor, index) => index == 0 ? anchor : anchor + "-" + index))
                .Concat(Regex.Matches(text, "<a id=\"([^\"]+)\"").Select(match => match.Groups[1].Value));
        }

        // A name is that of a file in the document's folder, in the top folder, or anywhere below the document's folder when it has no folder.
        private static bool Exists(string folder, string name)
        {
            string pattern = "(^|/)" + Regex.Escape(name).Replace("\\*", "[^/]*") + (name.EndsWith('/') ? "" : "$");
            return Repository.Files.Any(file => Regex.IsMatch(file, pattern) && (file.StartsWith(folder, StringComparison.Ordinal) || file.StartsWith(name.Split('/')[0], StringComparison.Ordinal)));
        }
    }
}
