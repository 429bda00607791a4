using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The pages and interfaces of the simulated board, over the network and from a process of its own.</summary>
    [TestClass]
    public class SimulatedBoardTests
    {
        private static SimulatorProcess s_simulator;

        [ClassInitialize]
        public static void StartSimulator(TestContext context)
        {
            s_simulator = SimulatorProcess.Start("--clients", "16", "--seed", "7");
        }

        [ClassCleanup]
        public static void StopSimulator()
        {
            s_simulator?.Dispose();
        }

        [TestMethod]
        public async Task The_page_is_one_gzip_file_with_its_policy_and_its_entity_tag()
        {
            using HttpClient client = s_simulator.NewClient();
            using HttpResponseMessage response = await client.GetAsync("/");
            byte[] content = await response.Content.ReadAsByteArrayAsync();

            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.AreEqual("text/html", response.Content.Headers.ContentType.MediaType);
            Assert.AreEqual("gzip", response.Content.Headers.ContentEncoding.Single());
            Assert.AreEqual(content.Length, response.Content.Headers.ContentLength);
            Assert.Contains("<title>", Decompress(content));
            Assert.IsNotEmpty(response.Headers.GetValues("Content-Security-Policy").Single());

            using HttpRequestMessage again = new HttpRequestMessage(HttpMethod.Get, "/");
            again.Headers.IfNoneMatch.Add(response.Headers.ETag);
            using HttpResponseMessage unchanged = await client.SendAsync(again);
            Assert.AreEqual(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.IsEmpty(await unchanged.Content.ReadAsByteArrayAsync());
        }

        [TestMethod]
        public void Curl_fetches_the_page()
        {
            Command curl = Command.TryRun("curl", "--silent", "--show-error", "--compressed", "--fail", "--max-time", "60", "--noproxy", "*", s_simulator.Address.ToString());
            if (curl == null)
            {
                Assert.Inconclusive("curl is not installed.");
            }

            Assert.AreEqual(0, curl.ExitCode, curl.Error);
            Assert.StartsWith("<!doctype html>", curl.Text.TrimStart(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains("</html>", curl.Text);
        }

        [TestMethod]
        [DataRow("nano.v1.json")]
        [DataRow(null)]
        public async Task A_client_is_greeted_with_hello_and_then_gets_samples(string protocol)
        {
            using BoardClient client = await BoardClient.ConnectAsync(s_simulator.Port, protocol);

            JsonElement hello = await client.ReceiveAsync();
            Assert.AreEqual(protocol, client.Socket.SubProtocol);
            Assert.AreEqual("hello", hello.GetProperty("type").GetString());
            Assert.IsNotEmpty(hello.GetProperty("board").GetString());
            Assert.IsNotEmpty(hello.GetProperty("firmware").GetString());
            Assert.AreEqual(100, hello.GetProperty("interval").GetInt32());
            JsonElement[] channels = hello.GetProperty("channels").EnumerateArray().ToArray();
            CollectionAssert.AreEqual(
                new[] { "led", "relay", "button", "pot", "light", "temperature", "uptime", "memory", "loop", "clients", "dropped" },
                channels.Select(channel => channel.GetProperty("id").GetString()).ToArray());
            foreach (JsonElement channel in channels)
            {
                Assert.IsNotNull(channel.GetProperty("unit").GetString());
                Assert.Contains(channel.GetProperty("kind").GetString(), new[] { "input", "output", "analog", "system" });
                if (channel.GetProperty("kind").GetString() == "analog")
                {
                    Assert.IsLessThan(channel.GetProperty("max").GetInt64(), channel.GetProperty("min").GetInt64());
                    Assert.IsInRange(channel.GetProperty("min").GetInt64(), channel.GetProperty("max").GetInt64(), channel.GetProperty("value").GetInt64());
                }
            }

            long last = -1;
            long time = -1;
            HashSet<string> seen = new HashSet<string>();
            for (int i = 0; i < 20; i++)
            {
                JsonElement sample = await client.ReceiveAsync("sample");
                Assert.AreEqual(channels.Length, sample.GetProperty("v").GetArrayLength());
                Assert.IsGreaterThan(last, sample.GetProperty("seq").GetInt64());
                Assert.IsGreaterThan(time, sample.GetProperty("t").GetInt64());
                last = sample.GetProperty("seq").GetInt64();
                time = sample.GetProperty("t").GetInt64();
                seen.Add(sample.GetProperty("v").GetRawText());
            }

            Assert.IsGreaterThan(1, seen.Count, "Readings should move.");
        }

        [TestMethod]
        public async Task Set_moves_the_pin_is_acknowledged_and_shows_in_samples_and_state()
        {
            using BoardClient client = await BoardClient.ConnectAsync(s_simulator.Port);
            using HttpClient http = s_simulator.NewClient();
            await client.ReceiveAsync("hello");

            await client.SendAsync("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1,\"unknown\":[1,{\"a\":null}]}");

            Assert.AreEqual(7, (await client.ReceiveAsync("ack")).GetProperty("id").GetInt32());
            s_simulator.WaitForLine("^GPIO2 LED on$");
            JsonElement sample = await client.ReceiveAsync("sample");
            while (sample.GetProperty("v")[0].GetInt32() != 1)
            {
                sample = await client.ReceiveAsync("sample");
            }

            Assert.AreEqual(1, await ValueAsync(http, "led"));
            await client.SendAsync("{\"id\":8,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}");
            Assert.AreEqual(8, (await client.ReceiveAsync("ack")).GetProperty("id").GetInt32());
            s_simulator.WaitForLine("^GPIO2 LED off$");
        }

        [TestMethod]
        [DataRow("{\"id\":5,\"cmd\":\"set\",\"channel\":\"nothing\",\"value\":1}", 5, "unknown-channel")]
        [DataRow("{\"id\":6,\"cmd\":\"set\",\"channel\":\"button\",\"value\":1}", 6, null)]
        [DataRow("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":2}", 7, null)]
        [DataRow("{\"id\":8,\"cmd\":\"set\",\"channel\":\"led\"}", 8, null)]
        [DataRow("{\"id\":9,\"cmd\":\"fly\"}", 9, null)]
        [DataRow("{\"cmd\":\"set\",\"channel\":\"nothing\",\"value\":1}", 0, "unknown-channel")]
        [DataRow("not json", 0, null)]
        [DataRow("[]", 0, null)]
        [DataRow("", 0, null)]
        [DataRow("{\"id\":10", 10, null)]
        public async Task A_bad_command_is_answered_with_an_error_and_the_connection_lives_on(string command, int id, string code)
        {
            using BoardClient client = await BoardClient.ConnectAsync(s_simulator.Port);
            await client.ReceiveAsync("hello");

            await client.SendAsync(command);

            JsonElement error = await client.ReceiveAsync("error");
            Assert.AreEqual(id, error.GetProperty("id").GetInt32());
            Assert.IsNotEmpty(error.GetProperty("message").GetString());
            if (code != null)
            {
                Assert.AreEqual(code, error.GetProperty("code").GetString());
            }

            Assert.MatchesRegex("^[a-z]+(-[a-z]+)*$", error.GetProperty("code").GetString());
            await client.SendAsync("{\"id\":42,\"cmd\":\"set\",\"channel\":\"relay\",\"value\":0}");
            Assert.AreEqual(42, (await client.ReceiveAsync("ack")).GetProperty("id").GetInt32());
        }

        [TestMethod]
        public async Task State_lists_every_channel_with_its_value()
        {
            using HttpClient client = s_simulator.NewClient();
            using HttpResponseMessage response = await client.GetAsync("/api/state");

            Assert.AreEqual("application/json", response.Content.Headers.ContentType.MediaType);
            using JsonDocument state = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            Assert.AreEqual(11, state.RootElement.GetProperty("channels").GetArrayLength());
            foreach (JsonElement channel in state.RootElement.GetProperty("channels").EnumerateArray())
            {
                Assert.AreEqual(JsonValueKind.Number, channel.GetProperty("value").ValueKind);
            }
        }

        [TestMethod]
        public async Task Put_sets_an_output_and_the_simulated_pin_follows()
        {
            using HttpClient client = s_simulator.NewClient();
            foreach (int value in new[] { 1, 0 })
            {
                using HttpResponseMessage response = await client.PutAsync("/api/channels/relay", Json($"{{\"value\":{value}}}"));
                Assert.IsTrue(response.IsSuccessStatusCode, response.ToString());
                s_simulator.WaitForLine(value == 1 ? "^GPIO4 .*on$" : "^GPIO4 .*off$");
                Assert.AreEqual(value, await ValueAsync(client, "relay"));
            }
        }

        [TestMethod]
        [DataRow("/api/channels/nothing", "{\"value\":1}", 404)]
        [DataRow("/api/channels/led", "{\"value\":", 400)]
        [DataRow("/api/channels/led", "{}", 400)]
        public async Task A_bad_put_is_refused_and_changes_nothing(string path, string body, int status)
        {
            using HttpClient client = s_simulator.NewClient();
            using HttpResponseMessage response = await client.PutAsync(path, Json(body));

            Assert.AreEqual(status, (int)response.StatusCode);
        }

        [TestMethod]
        [DataRow("/api/channels/button", "{\"value\":1}")]
        [DataRow("/api/channels/led", "{\"value\":7}")]
        [DataRow("/api/channels/led", "")]
        public async Task A_put_that_cannot_be_done_is_the_clients_error(string path, string body)
        {
            using HttpClient client = s_simulator.NewClient();
            using HttpResponseMessage response = await client.PutAsync(path, Json(body));

            Assert.IsInRange(400, 499, (int)response.StatusCode);
        }

        [TestMethod]
        public async Task Metrics_are_Prometheus_text()
        {
            using HttpClient client = s_simulator.NewClient();
            using HttpResponseMessage response = await client.GetAsync("/metrics");
            string text = await response.Content.ReadAsStringAsync();

            Assert.AreEqual("text/plain", response.Content.Headers.ContentType.MediaType);
            Assert.EndsWith("\n", text);
            Regex line = new Regex("^(# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\"(,[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\")*\\})? -?[0-9.]+)$");
            Report.AssertNone(text.TrimEnd('\n').Split('\n').Where(candidate => !line.IsMatch(candidate)));
            Assert.MatchesRegex("(?m)^nano_[a-z_]*requests[a-z_]* [1-9]", text);

            string document = Repository.Read("firmware/metrics.md");
            Report.AssertNone(Regex.Matches(text, "(?m)^# TYPE ([a-z_]+) ").Select(match => match.Groups[1].Value).Where(name => !document.Contains(name, StringComparison.Ordinal)));
        }

        [TestMethod]
        public async Task The_same_client_may_ask_a_hundred_times_on_one_connection()
        {
            using HttpClient client = s_simulator.NewClient();
            for (int i = 0; i < 100; i++)
            {
                Assert.IsNotEmpty(await client.GetStringAsync("/api/state"));
            }
        }

        private static async Task<int> ValueAsync(HttpClient client, string id)
        {
            using JsonDocument state = JsonDocument.Parse(await client.GetByteArrayAsync("/api/state"));
            return state.RootElement.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("id").GetString() == id).GetProperty("value").GetInt32();
        }

        private static StringContent Json(string text)
        {
            return new StringContent(text, Encoding.UTF8, "application/json");
        }

        private static string Decompress(byte[] content)
        {
            using GZipStream gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using StreamReader reader = new StreamReader(gzip, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
