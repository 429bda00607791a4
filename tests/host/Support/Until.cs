using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Support
{
    /// <summary>Waits for what must come. The time ends a hang; it decides nothing else.</summary>
    internal static class Until
    {
        public const int Patience = 30_000;

        public static void True(Func<bool> condition, string otherwise)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!condition())
            {
                if (watch.ElapsedMilliseconds > Patience)
                {
                    Assert.Fail(otherwise);
                }

                Thread.Sleep(2);
            }
        }
    }
}
