using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>
    /// Each request of the corpus goes to a real server with a hidden request after it. The server refuses it as a whole: there is one
    /// answer, the server itself ends the connection, and no handler ever sees the hidden request.
    /// </summary>
    [TestClass]
    public class SmugglingTests
    {
        private const int Slots = 64;

        private static readonly Dictionary<string, string> s_answers = new Dictionary<string, string>();
        private static int s_markers;
        private static int s_resets;

        public static IEnumerable<object[]> Corpus => SmugglingCorpus.All.Select(item => new object[] { item.Name, item.Status });

        /// <summary>Sends all of them, as many at a time as the server has slots: it ends each connection after the same while.</summary>
        [ClassInitialize]
        public static void SendAll(TestContext context)
        {
            MarkerResource marker = new MarkerResource();
            using ServerHost host = new ServerHost(new ServerOptions { Slots = Slots, LingerTimeout = 50 }, server =>
            {
                server.Map("/", new SinkResource());
                server.Map("/marker", marker);
            });
            foreach ((string Name, string Bytes, int Status)[] batch in SmugglingCorpus.All.Chunk(Slots))
            {
                RawClient[] clients = batch.Select(item =>
                {
                    RawClient client = new RawClient(host.Port);
                    client.Send(item.Bytes + SmugglingCorpus.Marker);
                    return client;
                }).ToArray();
                for (int i = 0; i < batch.Length; i++)
                {
                    using RawClient client = clients[i];
                    s_answers.Add(batch[i].Name, Encoding.Latin1.GetString(client.ReadToEnd()));
                    s_resets += client.WasReset ? 1 : 0;
                }
            }

            s_markers = marker.Calls;
        }

        [TestMethod]
        [DynamicData(nameof(Corpus))]
        public void A_request_that_could_hide_another_is_refused_whole(string name, int status)
        {
            string answer = s_answers[name];

            Assert.StartsWith($"HTTP/1.1 {status} ", answer);
            Assert.Contains("\r\nConnection: close\r\n", answer);
            Assert.AreEqual(1, Regex.Count(answer, "HTTP/1[.]1 [0-9]{3} "), "There should be one answer.");
        }

        [TestMethod]
        public void No_hidden_request_has_reached_its_resource()
        {
            Assert.AreEqual(0, s_markers);
            Assert.AreEqual(0, s_resets);
        }

        [TestMethod]
        public void The_request_behind_a_valid_one_would_have_been_answered()
        {
            MarkerResource marker = new MarkerResource();
            using ServerHost host = new ServerHost(new ServerOptions(), server =>
            {
                server.Map("/", new SinkResource());
                server.Map("/marker", marker);
            });
            using RawClient client = new RawClient(host.Port);

            client.Send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nX: y\r\n\r\n" + SmugglingCorpus.Marker);

            Assert.StartsWith("HTTP/1.1 204 ", client.ReadResponse().Head);
            Assert.StartsWith("HTTP/1.1 200 ", client.ReadResponse().Head);
            Assert.AreEqual(1, marker.Calls);
        }

        // RFC 9112 section 3.2.2: not refused, but there is only one way to read it.
        [TestMethod]
        public void An_absolute_target_names_the_host_whatever_the_Host_field_says()
        {
            byte[] head = Encoding.ASCII.GetBytes("GET http://a:80/b HTTP/1.1\r\nHost: c\r\n\r\n");
            RequestParser parser = new RequestParser(head, 100, 100, 4);

            Assert.AreEqual(ParseResult.Complete, parser.Parse(head.Length));
            Assert.IsTrue(parser.Request.TryGetHost(out int offset, out int count));
            Assert.AreEqual("a:80", parser.Request.GetString(offset, count));
        }

        /// <summary>Takes any content and answers 204 when it is whole.</summary>
        private sealed class SinkResource : Resource
        {
            public SinkResource()
                : base(RequestMethod.Get | RequestMethod.Post)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
            }

            public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
            {
                if (last)
                {
                    exchange.Response.Send(HttpStatus.NoContent);
                }
            }
        }

        private sealed class MarkerResource : Resource
        {
            public MarkerResource()
                : base(RequestMethod.Get)
            {
            }

            public int Calls { get; private set; }

            public override void OnRequest(Exchange exchange)
            {
                Calls++;
                exchange.Response.Send(HttpStatus.Ok, "text/plain", "marker");
            }
        }
    }
}
