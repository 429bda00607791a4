using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Support
{
    internal static class Report
    {
        /// <summary>Fails with every complaint on a line of its own.</summary>
        public static void AssertNone(IEnumerable<string> complaints)
        {
            string[] all = complaints.ToArray();
            if (all.Length > 0)
            {
                Assert.Fail(Environment.NewLine + string.Join(Environment.NewLine, all));
            }
        }
    }
}
