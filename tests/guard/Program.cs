using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nano.Tests.Guard.Lists;

namespace Nano.Tests.Guard
{
    /// <summary>The guard as a command-line tool. `dotnet test` does not use this entry point.</summary>
    internal static class Program
    {
        private const string Usage = @"usage: dotnet run --project tests/guard -- list <folder>
         writes tests/guard/platform/*.txt from nanoFramework's packages in <folder> (.nupkg files, or unpacked)
       dotnet run --project tests/guard -- check <assembly>...
         checks compiled assemblies, of either build, against those lists";

        private static int Main(string[] arguments)
        {
            if (arguments.Length == 2 && arguments[0] == "list")
            {
                PlatformWriter.Write(arguments[1], Path.Combine(Repository.Folder, "tests", "guard", "platform"), Console.Out);
                return 0;
            }

            if (arguments.Length > 1 && arguments[0] == "check")
            {
                if (arguments.Skip(1).FirstOrDefault(path => !File.Exists(path)) is string absent)
                {
                    Console.Error.WriteLine($"There is no {absent}.");
                    return 2;
                }

                IReadOnlyList<Finding> findings = Inspection.Of(arguments.Skip(1));
                foreach (Finding finding in findings)
                {
                    Console.WriteLine(finding);
                }

                return findings.Count == 0 ? 0 : 1;
            }

            Console.Error.WriteLine(Usage);
            return 2;
        }
    }
}
