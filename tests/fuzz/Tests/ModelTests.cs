using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Model;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The server and a reference take the same random steps; the reference says what must come of them.</summary>
    [TestClass]
    public class ModelTests
    {
        // In the long form many more.
        private static readonly ulong s_seeds = Environment.GetEnvironmentVariable("NANO_LONG") == "1" ? 50_000UL : 1000;

        [TestMethod]
        public void Sessions_in_any_order_of_reads_writes_time_closes_and_resets_go_as_the_reference_says()
        {
            Check(SessionModel.Run, 1500);
        }

        [TestMethod]
        public void Requests_in_a_pipeline_however_chopped_are_answered_in_order_until_the_connection_ends()
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
                    // The shortest beginning that goes wrong by itself tells most.
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
