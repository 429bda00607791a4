using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.SourceTree;

/// <summary>The files and commands that the README names exist.</summary>
[TestClass]
public class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [TestMethod]
    public void The_ten_line_channel_is_the_one_that_a_unit_test_compiles_and_runs()
    {
        string file = File.ReadAllText(Path.Combine(Repository.Root, "tests/unit/Firmware/TenLineChannel.cs"));
        string source = file[file.IndexOf("    internal sealed class TideChannel", StringComparison.Ordinal)..file.LastIndexOf('}')];
        string example = string.Join('\n', source.TrimEnd().Split('\n').Select(line => line.Length > 4 ? line[4..].TrimEnd() : ""));
        Assert.Contains(example, s_readme);
    }
}
