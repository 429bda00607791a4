using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Engine;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>The fuzzer detects violations: each property fails for a target with the corresponding defect.</summary>
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
        public void A_defect_is_found_and_its_input_is_reduced(string property, string smallest)
        {
            Property expected = Enum.Parse<Property>(property);
            Failure failure = new Fuzzer(new BrokenTarget(expected), new List<byte[]>(), 1).Run(10_000);

            Assert.IsNotNull(failure, "No failure was found.");
            Assert.AreEqual(expected, failure.Property, failure.Detail);
            Assert.AreEqual(smallest.Length, failure.Input.Length, Encoding.Latin1.GetString(failure.Input));
            Assert.AreEqual('x', (char)failure.Input[^1]);
        }

        [TestMethod]
        public void A_correct_target_passes()
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
        public void A_saved_input_is_loaded_unchanged()
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
