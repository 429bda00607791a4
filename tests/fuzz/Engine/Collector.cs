using System;
using System.Collections.Generic;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>Adds an input to the corpus for each outcome that the corpus does not cover.</summary>
    internal static class Collector
    {
        public static void Collect(string target, Target made, Fuzzer fuzzer, long inputs)
        {
            HashSet<int> known = new HashSet<int>();
            foreach (byte[] saved in Corpus.Load(target))
            {
                fuzzer.Check(fuzzer.Input.Set(saved), false);
                known.Add(fuzzer.Outcome);
            }

            int added = 0;
            for (long i = 0; i < inputs && known.Count < 64; i++)
            {
                if (fuzzer.Next() == null && known.Add(fuzzer.Outcome))
                {
                    int outcome = fuzzer.Outcome;
                    byte[] small = Shrink(fuzzer, outcome);
                    Corpus.Append(Corpus.FileOf(target), made.NameOutcome(outcome), small);
                    added++;
                }
            }

            Console.WriteLine($"{target}: {added} added");
        }

        /// <summary>Shortens an input from its end while the outcome stays the same.</summary>
        private static byte[] Shrink(Fuzzer fuzzer, int outcome)
        {
            byte[] best = fuzzer.Input.Span.ToArray();
            for (int size = Math.Max(1, best.Length / 2); size > 0; size /= 2)
            {
                for (int at = best.Length - size; at >= 0; at = Math.Min(at, best.Length) - size)
                {
                    fuzzer.Input.Set(best).Remove(at, size);
                    byte[] candidate = fuzzer.Input.Span.ToArray();
                    if (fuzzer.Check(fuzzer.Input, false) == null && fuzzer.Outcome == outcome)
                    {
                        best = candidate;
                    }
                }
            }

            return best;
        }
    }
}
