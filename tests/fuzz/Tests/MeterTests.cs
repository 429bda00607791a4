using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The count of the library's work.</summary>
    [TestClass]
    public class MeterTests
    {
        [TestMethod]
        public void Quadratic_work_within_one_call_is_found()
        {
            Assert.AreEqual(nameof(Property.LinearWork), Meter.Call(typeof(MeterTests), nameof(Fuzz)));
            Assert.IsNull(Fuzz(), "Without the count it is one step.");
        }

        [TestMethod]
        public void Calls_loop_iterations_and_copied_bytes_are_counted()
        {
            // A call with seven iterations; a call with a copy of five bytes.
            Assert.AreEqual("8", Meter.Call(typeof(MeterTests), nameof(Find)));
            Assert.AreEqual("6", Meter.Call(typeof(MeterTests), nameof(Copy)));
        }

        private static string Fuzz()
        {
            return new Fuzzer(new QuadraticTarget(), new List<byte[]>(), 1).Run(1000)?.Property.ToString();
        }

        private static string Find()
        {
            byte[] bytes = new byte[7];
            long before = Meter.Work();
            Ascii.IndexOf(bytes, 1, 0, 7);
            return (Meter.Work() - before).ToString();
        }

        private static string Copy()
        {
            ByteWriter writer = new ByteWriter(new byte[8]);
            long before = Meter.Work();
            writer.Write(new byte[5], 0, 5);
            return (Meter.Work() - before).ToString();
        }

        /// <summary>Makes the library examine the same bytes repeatedly in one step.</summary>
        private sealed class QuadraticTarget : Target
        {
            public override string Name => "quadratic";

            // The square exceeds the limit from 55 bytes on. A found input is checked with all divisions into two pieces, which takes cubic time.
            public override int MaximumLength => 128;

            public override void Generate(Chance chance, Input into)
            {
                into.Add(chance.Text("01", chance.Next(MaximumLength)));
            }

            public override void Run(Feed feed, Trace trace)
            {
                trace.Steps++;
                feed.All();
                for (int count = 1; count <= feed.Count; count++)
                {
                    trace.Byte(Ascii.IndexOf(feed.Buffer, 'x', feed.Offset, feed.Offset + count) - feed.Offset == count ? 1 : 0);
                }
            }
        }
    }
}
