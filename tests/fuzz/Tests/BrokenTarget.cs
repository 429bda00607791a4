using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>
    /// Adds up the bytes before the first 'e'. It has one defect of a selectable kind, which appears only after an 'x', so that the fuzzer must search
    /// for it.
    /// </summary>
    internal sealed class BrokenTarget : Target
    {
        private readonly Property? _fault;
        private object _kept;
        private int _sum;

        public BrokenTarget(Property? fault)
        {
            _fault = fault;
        }

        public override string Name => "broken";

        public override string[] Words => new[] { "y", "z" };

        public override void Generate(Chance chance, Input into)
        {
            into.Add(chance.Text("abcdefghijklmnopqrstuvwxyz", chance.Next(40)));
        }

        public override void Run(Feed feed, Trace trace)
        {
            int at = feed.Offset;
            _sum = 0;
            bool isDone = false;
            while (!isDone && feed.More())
            {
                int start = at;
                while (at < feed.End && !isDone)
                {
                    trace.Steps++;
                    int b = feed.Buffer[at];
                    isDone = b == 'e';
                    if (b == 'x')
                    {
                        Break(feed, trace, start, at);
                    }

                    _sum += b;
                    at++;
                }
            }

            trace.Number(_sum);
        }

        public override string Judge(Input input)
        {
            int sum = 0;
            foreach (byte b in input.Span)
            {
                sum += b;
                if (b == 'e')
                {
                    break;
                }
            }

            return sum == _sum ? null : $"{sum} instead of {_sum}";
        }

        private void Break(Feed feed, Trace trace, int start, int at)
        {
            switch (_fault)
            {
                case Property.NoException: throw new IndexOutOfRangeException();
                case Property.NoAllocation: _kept = new object(); break;
                case Property.NoReadOutside: trace.Byte(feed.Buffer[feed.End]); break;
                case Property.NoWriteOutside: feed.Buffer[feed.End]++; break;
                case Property.SameForEverySplit: trace.Number(at - start); break;
                case Property.LinearWork: trace.Steps += (at - feed.Offset) * (at - feed.Offset) * 8; break;
                case Property.SameAsOthers: _sum++; break;
            }
        }
    }
}
