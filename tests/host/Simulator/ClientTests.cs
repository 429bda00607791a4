using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The session, requests and clients of firmware/clients.md, as given there, with a simulated board.</summary>
    [TestClass]
    public class ClientTests
    {
        private static readonly string s_document = Repository.Read("firmware/clients.md");

        [TestMethod]
        public async Task The_session_over_WebSocket_is_as_documented()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--quiet");
            using ClientWebSocket client = new ClientWebSocket();
            using CancellationTokenSource patience = new CancellationTokenSource(Until.Patience);
            client.Options.AddSubProtocol("nano.v1.json");
            await client.ConnectAsync(new Uri($"ws://127.0.0.1:{simulator.Port}/ws"), patience.Token);
            int received = 0;
            foreach (string line in Block("session"))
            {
                if (line[0] == '>')
                {
                    await client.SendAsync(Encoding.UTF8.GetBytes(line[2..]), WebSocketMessageType.Text, true, patience.Token);
                }
                else
                {
                    string message = await Receive(client, patience.Token);
                    while (!Matches(line[2..], message) && IsSampleOrEvent(message))
                    {
                        message = await Receive(client, patience.Token);
                    }

                    Assert.IsTrue(Matches(line[2..], message), $"The document says\n{line[2..]}\nand the board\n{message}");
                    received++;
                }
            }

            Assert.IsGreaterThan(8, received);
        }

        [TestMethod]
        public async Task The_requests_and_responses_are_as_documented()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--quiet");
            using HttpClient client = simulator.NewClient();
            string response = "";
            int compared = 0;
            foreach (string line in Block("requests"))
            {
                if (line[0] == '>')
                {
                    string[] parts = line[2..].Split(' ', 3);
                    using HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]);
                    if (parts.Length > 2)
                    {
                        request.Content = new StringContent(parts[2], Encoding.UTF8, "application/json");
                    }

                    using HttpResponseMessage answer = await client.SendAsync(request);
                    response = (int)answer.StatusCode + " " + await answer.Content.ReadAsStringAsync();
                }
                else
                {
                    Assert.IsTrue(Matches(line[2..], response), $"The document says\n{line[2..]}\nand the board\n{response}");
                    compared++;
                }
            }

            Assert.IsGreaterThan(4, compared);
        }

        [TestMethod]
        [DataRow("python", "client.py")]
        [DataRow("javascript", "client.mjs")]
        public void A_client_switches_an_output_and_reads_it_back(string language, string name)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--quiet");
            Command command = Run(language, name, simulator, "led");

            Assert.AreEqual(0, command.ExitCode, command.Error);
            string[] lines = command.Text.Trim().Split('\n');
            Assert.HasCount(4, lines, command.Text);
            StringAssert.StartsWith(lines[0], "board simulated board with led, relay, button");
            StringAssert.Matches(lines[1], new Regex("^sample [0-9]+ led = 0\\s*$"));
            Assert.AreEqual("switched led", lines[2].Trim());
            StringAssert.Matches(lines[3], new Regex("^sample [0-9]+ led = 1\\s*$"));
        }

        [TestMethod]
        [DataRow("python", "client.py")]
        [DataRow("javascript", "client.mjs")]
        public void A_client_reports_the_boards_error(string language, string name)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--quiet");
            Command command = Run(language, name, simulator, "button");

            Assert.AreEqual(1, command.ExitCode, command.Text);
            Assert.Contains("error not-an-output: ", command.Error);
        }

        [TestMethod]
        [DataRow("python")]
        [DataRow("javascript")]
        public void A_client_has_at_most_thirty_lines(string language)
        {
            Assert.IsInRange(10, 30, Block(language).Length);
        }

        private static string[] Block(string language)
        {
            Match block = Regex.Match(s_document, "```" + language + "\n(.*?)\n```", RegexOptions.Singleline);
            Assert.IsTrue(block.Success, $"clients.md has no block of {language}.");
            return block.Groups[1].Value.Split('\n');
        }

        private static Command Run(string language, string name, SimulatorProcess simulator, string channel)
        {
            string folder = Directory.CreateTempSubdirectory("nano-client").FullName;
            try
            {
                string file = Path.Combine(folder, name);
                File.WriteAllText(file, string.Join('\n', Block(language)) + "\n");
                string url = $"ws://127.0.0.1:{simulator.Port}/ws";
                bool isPython = language == "python";
                if (isPython && Command.TryRun("/usr/bin/python3", "-c", "import websockets")?.ExitCode != 0)
                {
                    Assert.Inconclusive("python3-websockets is missing.");
                }

                Command command = isPython ? Command.TryRun("/usr/bin/python3", file, url, channel) : RunNode(file, url, channel);
                if (command == null)
                {
                    Assert.Inconclusive("node is missing.");
                }

                return command;
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        // Versions before 22 have WebSocket behind an option, which later ones may refuse.
        private static Command RunNode(string file, string url, string channel)
        {
            Command has = Command.TryRun("node", "-e", "process.exit(typeof WebSocket === 'function' ? 0 : 1)");
            return has == null ? null
                : has.ExitCode == 0 ? Command.TryRun("node", file, url, channel)
                : Command.TryRun("node", "--experimental-websocket", "--no-warnings", file, url, channel);
        }

        private static bool Matches(string documented, string actual)
        {
            IEnumerable<string> parts = documented.Split('…').Select(Regex.Escape);
            return Regex.IsMatch(actual, "^" + string.Join(".*", parts) + "$", RegexOptions.Singleline);
        }

        private static bool IsSampleOrEvent(string message)
        {
            return Regex.IsMatch(message, "^{\"type\":\"(sample|event)\"");
        }

        private static async Task<string> Receive(ClientWebSocket client, CancellationToken patience)
        {
            byte[] buffer = new byte[8192];
            int count = 0;
            WebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(new ArraySegment<byte>(buffer, count, buffer.Length - count), patience);
                count += result.Count;
            }
            while (!result.EndOfMessage);

            return Encoding.UTF8.GetString(buffer, 0, count);
        }
    }
}
