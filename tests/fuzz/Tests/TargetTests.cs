using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Fuzz.Targets;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>
    /// For any bytes: no exception, no allocation, no access outside the input, at most linear work, the same result for each division into pieces, and
    /// the same result as other implementations.
    /// </summary>
    [TestClass]
    public class TargetTests
    {
        private const ulong Seed = 1;

        // In the long form of this suite the total number is given.
        private static readonly long s_inputs = Environment.GetEnvironmentVariable("NANO_LONG") == "1" ? 10_000_000 / AllTargets.Names.Count() + 1 : 20_000;

        public static IEnumerable<object[]> Names => AllTargets.Names.Select(name => new object[] { name });

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void All_properties_hold_for_the_saved_inputs(string name)
        {
            Check(nameof(RunCorpus), name);
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void All_properties_hold_for_new_inputs(string name)
        {
            Check(nameof(RunNew), name);
        }

        [TestMethod]
        public void Every_target_has_saved_inputs_and_every_saved_input_a_target()
        {
            CollectionAssert.AreEquivalent(AllTargets.Names.ToArray(), Directory.GetFiles(Corpus.Folder).Select(Path.GetFileNameWithoutExtension).ToArray());
            foreach (string name in AllTargets.Names)
            {
                Assert.IsNotEmpty(Corpus.Load(name), $"tests/fuzz/corpus/{name}.txt has no input.");
            }
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void Generated_inputs_are_mostly_valid(string name)
        {
            // A generator of invalid inputs would only test their first byte.
            Fuzzer fuzzer = new Fuzzer(AllTargets.Create(name), new List<byte[]>(), 1);
            HashSet<int> outcomes = new HashSet<int>();
            for (int i = 0; i < 2000; i++)
            {
                fuzzer.Next();
                outcomes.Add(fuzzer.Outcome);
            }

            Assert.IsTrue(outcomes.Count > 1 || name == "accept-key", $"All of 2000 inputs had the same outcome: {string.Join(' ', outcomes)}.");
        }

        private static void Check(string method, string name)
        {
            string failure = Meter.Call(typeof(TargetTests), method, name);

            Assert.IsNull(failure, failure);
        }

        private static string RunCorpus(string name)
        {
            return Describe(name, NewFuzzer(name).RunCorpus());
        }

        private static string RunNew(string name)
        {
            return Describe(name, NewFuzzer(name).Run(s_inputs));
        }

        private static Fuzzer NewFuzzer(string name)
        {
            return new Fuzzer(AllTargets.Create(name), Corpus.Load(name), Seed);
        }

        private static string Describe(string name, Failure failure)
        {
            return failure == null ? null : Reporter.Describe(name, Seed, failure);
        }
    }
}
