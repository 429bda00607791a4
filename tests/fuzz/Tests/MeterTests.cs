using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The library's own count of its work.</summary>
    [TestClass]
    public class MeterTests
    {
        [TestMethod]
        public void Work_that_grows_with_the_square_within_one_call_is_found()
        {
            Assert.AreEqual(nameof(Property.LinearWork), Meter.Call(typeof(MeterTests), nameof(Fuzz)));
            Assert.IsNull(Fuzz(), "Where nothing is counted it is one step.");
        }

        [TestMethod]
        public void Calls_turns_of_loops_and_bytes_that_are_copied_are_counted()
        {
            // A call and seven turns; a call and a copy of five bytes.
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

        /// <summary>Has the library look at the same bytes again and again, in one step.</summary>
        private sealed class QuadraticTarget : Target
        {
            public override string Name => "quadratic";

            // The square outgrows the bound at 55 bytes. Each input that is found is checked in every two parts, which costs the cube of its length.
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
