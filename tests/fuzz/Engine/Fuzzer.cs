using System;
using System.Collections.Generic;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>Runs a target with a sequence of inputs, which depends only on the seed, until a property is violated.</summary>
    internal sealed class Fuzzer
    {
        // Values that continue an input in the view of a reader that exceeds its range.
        private static readonly byte[] s_poisons = { 0x00, 0xFF, (byte)'"', (byte)'\r', (byte)'\n', (byte)'0', (byte)'a', (byte)'}', (byte)' ', (byte)';', (byte)'=', 0x81 };

        private readonly Target _target;
        private readonly List<byte[]> _corpus;
        private readonly ulong _seed;
        private readonly Chance _chance;
        private readonly Mutator _mutator;
        private readonly Feed _feed = new Feed();
        private readonly Trace _whole = new Trace();
        private readonly Trace _other = new Trace();
        private readonly Input _input = new Input();

        public Fuzzer(Target target, List<byte[]> corpus, ulong seed)
        {
            _target = target;
            _corpus = corpus;
            _seed = seed;
            ulong mixed = seed * 0x9E3779B97F4A7C15 + 0x1234567;
            foreach (char c in target.Name)
            {
                mixed = (mixed ^ c) * 1099511628211;
            }

            _chance = new Chance(mixed | 1);
            _mutator = new Mutator(_chance, corpus, target.Words, target.MaximumLength);
            WarmUp();
        }

        /// <summary>The outcome of the input that was checked last.</summary>
        public int Outcome => _whole.Outcome;

        /// <summary>The input that was checked last.</summary>
        public Input Input => _input;

        /// <summary>Checks the saved inputs, divided at each byte and with each poison.</summary>
        public Failure RunCorpus()
        {
            foreach (byte[] saved in _corpus)
            {
                _input.Set(saved);
                Failure failure = Check(_input, true);
                if (failure != null)
                {
                    return Minimise(failure);
                }
            }

            return null;
        }

        /// <summary>Checks new inputs.</summary>
        public Failure Run(long inputs)
        {
            for (long i = 0; i < inputs; i++)
            {
                Failure failure = Next();
                if (failure != null)
                {
                    return Minimise(failure);
                }
            }

            return null;
        }

        /// <summary>Creates an input and checks it.</summary>
        public Failure Next()
        {
            int kind = _chance.Next(4);
            if (kind == 0 && _corpus.Count > 0)
            {
                _input.Set(_corpus[_chance.Next(_corpus.Count)]);
            }
            else
            {
                _target.Generate(_chance, _input.Clear());
            }

            if (kind != 1)
            {
                _mutator.Mutate(_input);
            }

            _input.Count = Math.Min(_input.Count, _target.MaximumLength);
            return Check(_input, false);
        }

        /// <summary>Checks all properties for an input.</summary>
        /// <param name="input">The input.</param>
        /// <param name="isThorough">Whether to try all divisions into two pieces, all poisons and many random divisions.</param>
        public Failure Check(Input input, bool isThorough)
        {
            // Divisions and poisons depend only on the input, so that the input alone reproduces its failure.
            Chance chance = new Chance(input.Hash() ^ _seed | 1);
            Failure failure = Run(input, _whole, Feed.Margin, 0xA5, Split.Whole, 0, chance);
            string difference = failure == null ? Judge(input) : null;
            if (difference != null)
            {
                failure = new Failure(Property.SameAsOthers, difference);
            }

            for (int i = isThorough ? s_poisons.Length - 1 : 0; i >= 0 && failure == null; i--)
            {
                byte poison = s_poisons[isThorough ? i : chance.Next(s_poisons.Length)];
                failure = Run(input, _other, chance.Next(Feed.Margin), poison, Split.Whole, 0, chance) ?? Compare(Property.NoReadOutside, $"with {poison:X2} around it");
            }

            if (failure != null || _target.DependsOnSplit(input))
            {
                return failure;
            }

            if (isThorough)
            {
                for (int cut = 1; cut < input.Count && failure == null; cut++)
                {
                    failure = Cut(input, Split.Two, cut, chance);
                }

                failure = failure ?? Cut(input, Split.Bytes, 0, chance);
            }

            for (int i = isThorough ? 32 : 1; i > 0 && failure == null; i--)
            {
                failure = Cut(input, !isThorough && chance.OneIn(3) ? Split.Bytes : Split.Random, 0, chance);
            }

            return failure;
        }

        private Failure Cut(Input input, Split split, int cut, Chance chance)
        {
            byte poison = s_poisons[chance.Next(s_poisons.Length)];
            return Run(input, _other, chance.Next(Feed.Margin), poison, split, cut, chance)
                ?? Compare(Property.SameForEverySplit, split == Split.Two ? $"in two parts, cut at {cut}, and {poison:X2} around it" : $"in {split}, and {poison:X2} around it");
        }

        private Failure Compare(Property property, string how)
        {
            return _whole.IsSame(_other) ? null : new Failure(property, $"{how}:\n  {_other}\nand otherwise:\n  {_whole}");
        }

        private string Judge(Input input)
        {
            try
            {
                return _target.Judge(input);
            }
            catch (Exception e)
            {
                return "The comparison threw " + e;
            }
        }

        private Failure Run(Input input, Trace trace, int offset, byte poison, Split split, int cut, Chance chance)
        {
            Failure failure = RunOnce(input, trace, offset, poison, split, cut, chance);
            if (failure != null && failure.Property == Property.NoAllocation)
            {
                // Objects that are created once, such as static fields, do not count.
                failure = RunOnce(input, trace, offset, poison, split, cut, chance);
            }

            return failure;
        }

        private Failure RunOnce(Input input, Trace trace, int offset, byte poison, Split split, int cut, Chance chance)
        {
            trace.Begin();
            _feed.Begin(input, _target.BeginsAtZero ? 0 : offset, poison, split, cut, chance);
            long allocated;
            long work;
            try
            {
                _target.Prepare(_feed);
                long workBefore = Meter.Work == null ? 0 : Meter.Work();
                long before = GC.GetAllocatedBytesForCurrentThread();
                _target.Run(_feed, trace);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                work = Meter.Work == null ? 0 : Meter.Work() - workBefore;
            }
            catch (Exception e)
            {
                return new Failure(Property.NoException, e.ToString());
            }

            if (allocated != 0 && !_target.MayAllocate)
            {
                return new Failure(Property.NoAllocation, $"{allocated} bytes");
            }

            if (!_feed.IsIntact())
            {
                return new Failure(Property.NoWriteOutside, $"The bytes {poison:X2} around the input have changed.");
            }

            int maximum = _target.MaximumSteps(input.Count);
            if (trace.Steps > maximum)
            {
                return new Failure(Property.LinearWork, $"{trace.Steps} steps for {input.Count} bytes, at most {maximum} are allowed");
            }

            maximum = _target.MaximumWork(input.Count);
            return work > maximum ? new Failure(Property.LinearWork, $"{work} calls, loop iterations and copied bytes for {input.Count} bytes, at most {maximum} are allowed") : null;
        }

        /// <summary>Makes an input shorter and simpler while it violates the same property.</summary>
        private Failure Minimise(Failure failure)
        {
            Input best = new Input().Set(_input.Span);
            Input candidate = new Input();
            failure = Same(best, failure) ?? failure;
            bool isBetter = true;
            for (int rounds = 0; isBetter && rounds < 20; rounds++)
            {
                isBetter = false;
                for (int size = Math.Max(1, best.Count / 2); size > 0; size /= 2)
                {
                    for (int at = 0; at + size <= best.Count;)
                    {
                        candidate.Set(best.Span).Remove(at, size);
                        Failure smaller = Same(candidate, failure);
                        if (smaller == null)
                        {
                            at += size;
                            continue;
                        }

                        failure = smaller;
                        best.Set(candidate.Span);
                        isBetter = true;
                    }
                }
            }

            for (int at = 0; at < best.Count; at++)
            {
                foreach (char simple in "a0 ")
                {
                    if (best.Bytes[at] == simple)
                    {
                        break;
                    }

                    candidate.Set(best.Span).Bytes[at] = (byte)simple;
                    Failure simpler = Same(candidate, failure);
                    if (simpler != null)
                    {
                        failure = simpler;
                        best.Set(candidate.Span);
                        break;
                    }
                }
            }

            failure.Input = best.Span.ToArray();
            return failure;
        }

        private Failure Same(Input input, Failure failure)
        {
            Failure found = Check(input, true);
            return found != null && found.Property == failure.Property ? found : null;
        }

        private void WarmUp()
        {
            // Objects that are created at first use are created now. Failures of these inputs are found later.
            for (int i = 0; i < 40; i++)
            {
                Next();
            }

            foreach (byte[] saved in _corpus)
            {
                Check(_input.Set(saved), false);
            }
        }
    }
}
