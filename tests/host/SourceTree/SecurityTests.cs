using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>The attack table of firmware/security.md names tests that are there.</summary>
    [TestClass]
    public class SecurityTests
    {
        [TestMethod]
        public void Every_attack_names_what_stops_it_and_tests_that_show_it()
        {
            string[] rows = Repository.Read("firmware/security.md").Split('\n').SkipWhile(line => line != "## Attacks").Skip(1).TakeWhile(line => !line.StartsWith("## ")).Where(line => line.StartsWith("| ")).Skip(2).ToArray();
            Dictionary<string, string> sources = Repository.Files.Where(file => file.StartsWith("tests/") && (file.EndsWith("Tests.cs") || file.EndsWith("Tests.Desktop.cs")))
                .GroupBy(file => Path.GetFileName(file).Split('.')[0]).ToDictionary(group => group.Key, group => string.Concat(group.Select(Repository.Read)));
            List<string> complaints = new List<string>();
            foreach (string row in rows)
            {
                string[] cells = row.Split('|').Select(cell => cell.Trim()).ToArray();
                MatchCollection tests = Regex.Matches(cells.Length == 5 ? cells[3] : "", @"`(\w+)\.(\w+)`");
                if (cells.Length != 5 || cells[2].Length == 0 || tests.Count == 0)
                {
                    complaints.Add($"A row has no test: {row}");
                }

                complaints.AddRange(tests.Where(test => !sources.TryGetValue(test.Groups[1].Value, out string source)
                        || !Regex.IsMatch(source, $@"\bpublic (async )?(void|Task) {test.Groups[2].Value}\("))
                    .Select(test => $"There is no test {test.Value}."));
            }

            Assert.IsGreaterThan(30, rows.Length);
            Report.AssertNone(complaints);
        }
    }
}
