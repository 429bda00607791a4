using System;
using System.Threading;
using GC = nanoFramework.Runtime.Native.GC;

namespace Nano.Bench
{
    /// <summary>
    /// Runs units of work. It prints "mark" where counts are to be read, and pauses while tests/bench/run.sh reads them. After the five marks of a unit
    /// it prints "unit name|rounds|parts|nanoseconds|heap before|heap after". The cost of a round is the cost of 2N rounds less that of N, divided by N,
    /// which excludes the cost of marks; the cost of the unit's surroundings is subtracted in the same way.
    /// </summary>
    internal static class Meter
    {
        private const int Marks = 5;

        /// <summary>The pause in milliseconds while the counts are read; run.sh detects that it was too short.</summary>
        private const int Pause = 150;

        private static readonly long[] s_elapsed = new long[Marks];

        /// <summary>Returns the free bytes of the heap after a collection. Every call costs the same.</summary>
        public static uint Free()
        {
            // The second collection frees objects that objects of the first held.
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
