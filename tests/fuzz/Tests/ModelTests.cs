using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Model;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The server and a reference take the same random steps; the reference predicts the results.</summary>
    [TestClass]
    public class ModelTests
    {
        // The long form takes more steps.
        private static readonly ulong s_seeds = Environment.GetEnvironmentVariable("NANO_LONG") == "1" ? 50_000UL : 1000;

        [TestMethod]
        public void Sessions_behave_as_the_reference_for_any_order_of_reads_writes_time_closes_and_resets()
        {
            Check(SessionModel.Run, 1500);
        }

        [TestMethod]
        public void Pipelined_requests_in_any_division_are_answered_in_order_until_the_connection_ends()
        {
            Check(HttpModel.Run, 300);
        }

        private static void Check(Func<ulong, int, string> run, int steps)
        {
            for (ulong seed = 1; seed <= s_seeds; seed++)
            {
                string wrong = run(seed, steps);
                if (wrong != null)
                {
                    // Reports the smallest number of steps that fails.
                    int least = 0;
                    while (least < steps && run(seed, least) == null)
                    {
                        least++;
                    }

                    Assert.Fail($"Seed {seed}, after {steps} steps: {wrong}\nAfter {least} steps: {run(seed, least)}");
                }
            }
        }
    }
}
