using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>
    /// Each test gives the same bytes to llhttp, the strict parser of node, and to the library's parser: both must accept the same requests, find the same in
    /// them, and agree on where they end and whether the connection persists. <see cref="DeliberateDifferences"/> names the intended differences.
    /// </summary>
    [TestClass]
    public class DifferentialTests
    {
        private const int Generated = 5000;
        private const ulong Seed = 9112;

        private static readonly IReadOnlyList<DeliberateDifference> s_rules = DeliberateDifferences.Create();
        private static readonly List<Difference> s_unexplained = new List<Difference>();
        private static int s_cases;
        private static int s_accepted;
        private static bool s_hasNode;

        [ClassInitialize]
        public static void Compare(TestContext context)
        {
            List<byte[]> cases = Cases();
            List<Observation> theirs = LlhttpParser.Observe(cases);
            s_hasNode = theirs != null;
            OwnParser parser = new OwnParser();
            for (int i = 0; s_hasNode && i < cases.Count; i++)
            {
                Observation ours = parser.Observe(cases[i]);
                s_cases++;
                s_accepted += ours.Messages.Count > 0 ? 1 : 0;
                Difference difference = Difference.Find(cases[i], ours, theirs[i]);
                if (difference != null && !s_rules.Any(rule => rule.Explains(difference)))
                {
                    s_unexplained.Add(difference);
                }
            }
        }

        [TestMethod]
        public void Llhttp_and_we_agree_on_every_request_but_for_the_differences_listed()
        {
            RequireNode();
            Console.WriteLine($"{s_cases} connections, {s_accepted} with a valid request, {s_rules.Sum(rule => rule.Uses)} with a deliberate difference");

            Assert.IsGreaterThan(10000, s_cases);
            Assert.IsGreaterThan(s_cases / 4, s_accepted);
            Report.AssertNone(s_unexplained.Take(20).Select(difference => $"{difference} in {JsonSerializer.Serialize(difference.Text)}"));
        }

        [TestMethod]
        public void Every_difference_listed_occurs()
        {
            RequireNode();
            foreach (DeliberateDifference rule in s_rules)
            {
                Console.WriteLine($"{rule.Uses,6}  {rule.Name}. {rule.Reason}");
            }

            Report.AssertNone(s_rules.Where(rule => rule.Uses == 0).Select(rule => $"\"{rule.Name}\" has not occurred: take it from the list."));
        }

        [TestMethod]
        public void Every_difference_listed_has_its_reason_in_an_RFC()
        {
            Assert.AreEqual(s_rules.Count, s_rules.Select(rule => rule.Name).Distinct().Count());
            Report.AssertNone(s_rules.Where(rule => !rule.Reason.StartsWith("RFC ", StringComparison.Ordinal)).Select(rule => rule.Name));
        }

        [TestMethod]
        [DataRow("method")]
        [DataRow("target")]
        [DataRow("version")]
        [DataRow("fields")]
        [DataRow("upgrade")]
        [DataRow("persistence")]
        [DataRow("content")]
        [DataRow("body")]
        [DataRow("acceptance")]
        public void A_difference_that_is_not_listed_would_be_seen(string what)
        {
            byte[] bytes = Encoding.ASCII.GetBytes("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
            Observation theirs = new OwnParser().Observe(bytes);
            Assert.IsNull(Difference.Find(bytes, new OwnParser().Observe(bytes), theirs));
            Message message = theirs.Messages[0];
            switch (what)
            {
                case "method": message.Method = "POST"; break;
                case "target": message.Target = "/b"; break;
                case "version": message.Version = "1.0"; break;
                case "fields": message.Fields[1] = "b"; break;
                case "upgrade": message.Upgrades = true; break;
                case "persistence": message.Persists = false; break;
                case "content": message.Body[1] = (byte)'o'; break;
                case "body": message.IsWhole = false; break;
                default: theirs.Messages.Clear(); break;
            }

            Difference difference = Difference.Find(bytes, new OwnParser().Observe(bytes), theirs);
            Assert.AreEqual(what, difference.What);
            Assert.IsFalse(DeliberateDifferences.Create().Any(rule => rule.Explains(difference)));
        }

        internal static List<byte[]> Cases()
        {
            RequestGrammar grammar = new RequestGrammar(Seed);
            return Enumerable.Range(0, Generated).Select(_ => grammar.Connection()).Concat(Mutations.All()).Concat(DeliberateCases.All()).ToList();
        }

        private static void RequireNode()
        {
            if (!s_hasNode)
            {
                Assert.Inconclusive("node is not on this machine: llhttp cannot be asked.");
            }
        }
    }
}
