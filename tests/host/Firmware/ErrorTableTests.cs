using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Messages;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The protocol's page lists the table of errors as the firmware has it.</summary>
    [TestClass]
    public class ErrorTableTests
    {
        [TestMethod]
        public void The_protocol_s_page_has_each_code_with_its_status()
        {
            string page = File.ReadAllText(Path.Combine(Repository(), "firmware", "protocol.md"));
            List<string> documented = Regex.Matches(page, @"^\| `([a-z-]+)` \| (\d{3}) \|", RegexOptions.Multiline).Select(match => $"{match.Groups[1]} {match.Groups[2]}").ToList();
            List<string> expected = Enum.GetValues<ProtocolError>().Where(error => error != ProtocolError.None).Select(error => $"{ErrorTable.Code(error)} {ErrorTable.Status(error)}").ToList();
            CollectionAssert.AreEquivalent(expected, documented, string.Join(", ", expected.Except(documented).Concat(documented.Except(expected))));
        }

        private static string Repository()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "nano.sln")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }
}
