using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Http
{
    /// <summary>Exchanges of curl with the simulated board: every kind that a user may try.</summary>
    [TestClass]
    public class CurlSimulatorTests
    {
        private static SimulatorProcess s_simulator;

        private static string Root => $"http://127.0.0.1:{s_simulator.Port}";

        [ClassInitialize]
        public static void Start(TestContext context)
        {
            s_simulator = SimulatorProcess.Start();
        }

        [ClassCleanup]
        public static void Stop()
        {
            s_simulator.Dispose();
        }

        [TestMethod]
        public void GET_brings_the_page_in_gzip()
        {
            Curl curl = Curl.Run("--compressed", Root + "/");

            Assert.AreEqual(200, curl.Status);
            Assert.AreEqual("gzip", curl.Field("Content-Encoding"));
            Assert.AreEqual("Accept-Encoding", curl.Field("Vary"));
            Assert.Contains("</html>", curl.Text);
        }

        [TestMethod]
        public void HEAD_brings_the_fields_of_the_page()
        {
            Assert.AreEqual(Curl.Run(Root + "/").Head, Curl.Run("--head", Root + "/").Head);
        }

        [TestMethod]
        public void A_range_brings_a_part_of_the_page()
        {
            byte[] page = Curl.Run(Root + "/").Content;

            Curl curl = Curl.Run("--range", "100-199", Root + "/");

            Assert.AreEqual(206, curl.Status);
            Assert.AreEqual($"bytes 100-199/{page.Length}", curl.Field("Content-Range"));
            CollectionAssert.AreEqual(page[100..200], curl.Content);
        }

        [TestMethod]
        public void A_condition_spares_the_page()
        {
            string tag = Curl.Run(Root + "/").Field("ETag");

            Assert.AreEqual(304, Curl.Run("--header", "If-None-Match: " + tag, Root + "/").Status);
            Assert.AreEqual(200, Curl.Run("--header", "If-None-Match: \"x\"", Root + "/").Status);
            Assert.AreEqual(412, Curl.Run("--header", "If-Match: \"x\"", Root + "/").Status);
        }

        [TestMethod]
        [DataRow(1, "Expect:", DisplayName = "PUT at once")]
        [DataRow(0, "Expect: 100-continue", DisplayName = "PUT when told to go on")]
        [DataRow(1, "Transfer-Encoding: chunked", DisplayName = "PUT in chunks")]
        public void PUT_switches_the_LED(int value, string field)
        {
            Curl put = Curl.Run(Encoding.ASCII.GetBytes($"{{\"value\":{value}}}"), "--request", "PUT", "--header", field, "--header", "Content-Type: application/json", "--data-binary", "@-", Root + "/api/channels/led");
            Curl state = Curl.Run(Root + "/api/state");

            Assert.AreEqual(2, put.Status / 100, put.Head);
            Assert.AreEqual(field.EndsWith("100-continue", System.StringComparison.Ordinal), put.Log.Contains("< HTTP/1.1 100 Continue"));
            using JsonDocument document = JsonDocument.Parse(state.Content);
            JsonElement led = document.RootElement.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("id").GetString() == "led");
            Assert.AreEqual(value, led.GetProperty("value").GetInt32());
        }

        [TestMethod]
        public void One_connection_serves_several_requests()
        {
            Assert.AreEqual("1 0 0", Curl.Run(Curl.Tell("num_connects"), "--head", Root + "/", Root + "/metrics", Root + "/api/state").Facts);
        }

        [TestMethod]
        public void Pipelined_requests_are_answered_in_their_order()
        {
            using RawClient client = new RawClient(s_simulator.Port);

            client.Send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nConnection: close\r\n\r\n");

            Assert.StartsWith("HTTP/1.1 200 ", client.ReadHead());
            Assert.StartsWith("HTTP/1.1 404 ", client.ReadResponse().Head);
            Assert.StartsWith("HTTP/1.1 204 ", client.ReadHead());
            CollectionAssert.AreEqual(new byte[] { 0x1F, 0x8B }, client.ReadResponse().Content);
            Assert.IsEmpty(client.ReadToEnd());
        }

        [TestMethod]
        public void Every_path_of_the_contract_answers()
        {
            Assert.AreEqual("application/json", Curl.Run(Root + "/api/state").Field("Content-Type"));
            Assert.Contains("# TYPE ", Curl.Run(Root + "/metrics").Text);
            Assert.AreEqual(426, Curl.Run(Root + "/ws").Status);
            Assert.AreEqual(404, Curl.Run(Root + "/echo").Status);
            Assert.AreEqual(405, Curl.Run("--request", "DELETE", Root + "/api/state").Status);
        }
    }
}
