using System;
using System.Threading;
using GC = nanoFramework.Runtime.Native.GC;

namespace Nano.Bench
{
    /// <summary>
    /// Runs units of work. It prints "mark" wherever counts are to be read, which tests/bench/run.sh does while the program sleeps, and
    /// behind a unit's five marks "unit name|rounds|parts|nanoseconds|heap before|heap after". The cost of a round is what 2N rounds cost
    /// more than N, so that marks cost nothing, less the same of the surroundings.
    /// </summary>
    internal static class Meter
    {
        private const int Marks = 5;

        /// <summary>Long enough for whoever reads the counts; run.sh notices when it was not.</summary>
        private const int Pause = 150;

        private static readonly long[] s_elapsed = new long[Marks];

        /// <summary>The free bytes of the heap after a collection. Every call costs the same.</summary>
        public static uint Free()
        {
            // What the first frees may have held what the second frees.
            GC.Run(true);
            return GC.Run(true);
        }

        /// <summary>Measures a unit.</summary>
        public static void Measure(Unit unit)
        {
            unit.Run();
            unit.Surround();
            uint before = Free();
            Mark();
            for (int part = 1; part < Marks; part++)
            {
                int rounds = (part & 1) != 0 ? unit.Rounds : unit.Rounds * 2;
                long begin = DateTime.UtcNow.Ticks;
                for (int i = 0; i < rounds; i++)
                {
                    if (part < 3)
                    {
                        unit.Run();
                    }
                    else
                    {
                        unit.Surround();
                    }
                }

                s_elapsed[part] = DateTime.UtcNow.Ticks - begin;
                Mark();
            }

            uint after = Free();
            long ticks = s_elapsed[2] - s_elapsed[1] - s_elapsed[4] + s_elapsed[3];
            Console.WriteLine("unit " + unit.Name + "|" + unit.Rounds + "|" + unit.Parts + "|" + (ticks * 100 / unit.Rounds) + "|" + before + "|" + after);
        }

        private static void Mark()
        {
            Free();
            Console.WriteLine("mark");
            Thread.Sleep(Pause);
            Console.WriteLine("on");
        }
    }
}
