using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>Reads a text file with lines <c>left => right</c>. Lines that begin with # are comments.</summary>
    internal static class PairList
    {
        private const string Arrow = " => ";

        public static Dictionary<string, string> Read(string path)
        {
            return File.ReadAllLines(path)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(Arrow))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        }
    }
}
