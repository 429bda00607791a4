using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Engine;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The fuzzer finds what it looks for: each property fails for a target that is broken in just that way.</summary>
    [TestClass]
    public class FuzzerTests
    {
        [TestMethod]
        [DataRow("NoException", "x")]
        [DataRow("NoAllocation", "x")]
        [DataRow("NoReadOutside", "x")]
        [DataRow("NoWriteOutside", "x")]
        [DataRow("SameForEverySplit", "ax")]
        [DataRow("LinearWork", "aaax")]
        [DataRow("SameAsOthers", "x")]
        public void A_target_that_is_broken_in_one_way_is_found_and_the_input_is_made_small(string property, string smallest)
        {
            Property expected = Enum.Parse<Property>(property);
            Failure failure = new Fuzzer(new BrokenTarget(expected), new List<byte[]>(), 1).Run(10_000);

            Assert.IsNotNull(failure, "Nothing was found.");
            Assert.AreEqual(expected, failure.Property, failure.Detail);
            Assert.AreEqual(smallest.Length, failure.Input.Length, Encoding.Latin1.GetString(failure.Input));
            Assert.AreEqual('x', (char)failure.Input[^1]);
        }

        [TestMethod]
        public void A_target_that_is_right_passes()
        {
            Failure failure = new Fuzzer(new BrokenTarget(null), new List<byte[]>(), 1).Run(10_000);

            Assert.IsNull(failure, failure?.Detail);
        }

        [TestMethod]
        public void The_same_seed_makes_the_same_inputs()
        {
            static string Row(ulong seed)
            {
                Fuzzer fuzzer = new Fuzzer(new BrokenTarget(null), new List<byte[]>(), seed);
                return string.Join(' ', Enumerable.Range(0, 50).Select(_ =>
                {
                    fuzzer.Next();
                    return fuzzer.Input.Hash();
                }));
            }

            Assert.AreEqual(Row(7), Row(7));
            Assert.AreNotEqual(Row(7), Row(8));
        }

        [TestMethod]
        public void A_saved_input_comes_back_as_it_was()
        {
            byte[] all = Enumerable.Range(0, 512).Select(i => (byte)i).Concat(Encoding.ASCII.GetBytes("# no remark\r\n \\x41 \n \n#")).ToArray();
            Input input = new Input();

            foreach (int width in new[] { 1, 7, 120, int.MaxValue })
            {
                Escaped.Read(Escaped.Write(all, width), input);
                CollectionAssert.AreEqual(all, input.Span.ToArray());
            }
        }
    }
}
