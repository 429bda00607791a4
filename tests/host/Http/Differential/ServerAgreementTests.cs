using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>The whole server agrees with the parsers about the corpus: it answers exactly the requests that they accept.</summary>
    [TestClass]
    public class ServerAgreementTests
    {
        private const int Step = 17;

        private readonly MemoryBoard _board = new MemoryBoard(
            new ServerOptions { ReceiveBuffer = 16384, SendBuffer = 4096, MaximumRequestLine = 8192, MaximumHead = 16384, MaximumFields = 256, MaximumKeptFields = 255, MaximumContent = OwnParser.MaximumContent, Slots = 1 },
            server => server.Map("/{name}", new CountingResource()));

        [TestMethod]
        public void The_server_answers_what_its_parsers_accept_and_nothing_else()
        {
            List<byte[]> cases = DifferentialTests.Cases();
            OwnParser parser = new OwnParser();
            List<string> complaints = new List<string>();
            int answers = 0;
            for (int i = 0; i < cases.Count; i += i < cases.Count - 300 ? Step : 1)
            {
                Observation observation = parser.Observe(cases[i]);
                List<string> heads = Answers(cases[i], observation);
                answers += heads.Count;
                string complaint = Check(observation, heads);
                if (complaint != null)
                {
                    complaints.Add($"{complaint} in {JsonSerializer.Serialize(Encoding.Latin1.GetString(cases[i]))}: {string.Join(" | ", heads.Select(head => head.Split('\r')[0]))}");
                }
            }

            Console.WriteLine($"{answers} answers");
            Assert.IsGreaterThan(1000, answers);
            Assert.AreEqual(0, _board.Server.Statistics.Faults);
            Report.AssertNone(complaints.Take(20));
        }

        /// <summary>The heads of the answers to all that one client sends, without those that only say to go on.</summary>
        private List<string> Answers(byte[] bytes, Observation observation)
        {
            MemoryClient client = _board.Connect();
            client.Send(bytes, 0, bytes.Length);
            client.Finish();
            StringBuilder received = new StringBuilder();
            int count;
            do
            {
                _board.Settle();
                count = client.Receive(_board.Received, 0, _board.Received.Length);
                received.Append(Encoding.Latin1.GetString(_board.Received, 0, count));
            }
            while (count > 0);
            Assert.IsTrue(client.IsClosed);

            List<string> heads = new List<string>();
            string rest = received.ToString();
            while (rest.Length > 0)
            {
                int end = rest.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
                string head = rest[..end];
                rest = rest[end..];
                if (head.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal))
                {
                    continue;
                }

                bool isHead = heads.Count < observation.Messages.Count && observation.Messages[heads.Count].Method == "HEAD";
                Match length = Regex.Match(head, "\r\nContent-Length: ([0-9]+)");
                heads.Add(head);
                if (length.Success && !isHead)
                {
                    // The answer to a HEAD that is refused has a length and no content.
                    rest = rest[Math.Min(rest.Length, int.Parse(length.Groups[1].Value))..];
                }
            }

            return heads;
        }

        private static string Check(Observation observation, List<string> heads)
        {
            List<Message> messages = observation.Messages.Where(message => message.IsWhole).ToList();
            if (heads.Count < messages.Count)
            {
                return $"{messages.Count} requests and {heads.Count} answers";
            }

            for (int i = 0; i < messages.Count; i++)
            {
                bool ends = heads[i].Contains("\r\nConnection: close\r\n", StringComparison.Ordinal);
                if (!messages[i].Upgrades && ends == messages[i].Persists)
                {
                    return $"answer {i} is wrong about persistence";
                }
            }

            if (messages.Count > 0 && messages[^1].Upgrades)
            {
                // The server knows none of these protocols and goes on with what follows, where the observation ends.
                return null;
            }

            // A request with a pending or refused body may have an answer already, from a path or method that takes no content.
            int more = heads.Count - messages.Count;
            return observation.Ending switch
            {
                Ending.Done => more == 0 ? null : "an answer too many",
                Ending.Partial => more <= (observation.Messages.Count - messages.Count) ? null : "an answer too many",
                _ => more == 1 && (StatusOf(heads[^1]) == RequestErrors.Status(observation.Error) || IsOfBody(observation.Error)) ? null : $"refused with {observation.Error}, but not by the server",
            };
        }

        private static bool IsOfBody(RequestError error)
        {
            return error is RequestError.InvalidChunk or RequestError.BodyTooLarge;
        }

        private static int StatusOf(string head)
        {
            return int.Parse(head.AsSpan(9, 3));
        }
    }
}
