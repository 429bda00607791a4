using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Access
{
    /// <summary>A simulated board with a password, as browsers and programs meet it.</summary>
    [TestClass]
    public class SignInTests
    {
        private const string Password = "open sesame";
        private const string Token = "a-token-of-a-program";

        [TestMethod]
        public async Task A_browser_signs_in_with_a_cookie_and_out_again()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--password", Password);
            CookieContainer cookies = new CookieContainer();
            using HttpClient browser = NewClient(simulator, cookies);
            Assert.AreEqual(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
            Assert.AreEqual(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/state")).StatusCode);

            using HttpResponseMessage wrong = await SignIn(browser, "open barley");
            Assert.AreEqual(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.StartsWith("{\"code\":\"wrong-password\"", await wrong.Content.ReadAsStringAsync());
            using HttpResponseMessage right = await SignIn(browser, Password);
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":true}\n", await right.Content.ReadAsStringAsync());
            Assert.AreEqual(HttpStatusCode.OK, (await browser.GetAsync("/api/state")).StatusCode);

            using ClientWebSocket socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{simulator.Port}/ws"), CancellationToken.None);
            Assert.AreEqual(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/session")).StatusCode);
            byte[] buffer = new byte[4096];
            WebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer, new CancellationTokenSource(Until.Patience).Token);
            }
            while (received.MessageType != WebSocketMessageType.Close);

            Assert.AreEqual(1008, (int)socket.CloseStatus.Value);
            Assert.AreEqual("signed out", socket.CloseStatusDescription);
            Assert.AreEqual(0, cookies.Count);
            Assert.AreEqual(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/state")).StatusCode);
        }

        [TestMethod]
        public async Task Programs_give_the_password_or_a_token()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--password", Password, "--token", Token);
            AuthenticationHeaderValue[] credentials =
            {
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Password))),
                new AuthenticationHeaderValue("Bearer", Token),
            };
            foreach (AuthenticationHeaderValue value in credentials)
            {
                using HttpClient client = simulator.NewClient();
                client.DefaultRequestHeaders.Authorization = value;
                Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/metrics")).StatusCode, value.Scheme);
                using StringContent on = new StringContent("{\"value\":1}");
                Assert.AreEqual(HttpStatusCode.OK, (await client.PutAsync("/api/channels/led", on)).StatusCode, value.Scheme);
            }

            using ClientWebSocket socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("nano.v1.json");
            socket.Options.AddSubProtocol("nano.token." + Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{simulator.Port}/ws"), CancellationToken.None);
            Assert.AreEqual("nano.v1.json", socket.SubProtocol);

            using ClientWebSocket stranger = new ClientWebSocket();
            stranger.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(new Uri($"ws://127.0.0.1:{simulator.Port}/ws"), CancellationToken.None));
            Assert.AreEqual(HttpStatusCode.Unauthorized, stranger.HttpStatusCode);
        }

        [TestMethod]
        public async Task Open_reading_leaves_control_to_who_signs_in()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--password", Password, "--open-reading");
            using HttpClient client = simulator.NewClient();
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":false}\n", await client.GetStringAsync("/api/session"));
            using StringContent on = new StringContent("{\"value\":1}");
            Assert.AreEqual(HttpStatusCode.Forbidden, (await client.PutAsync("/api/channels/led", on)).StatusCode);
        }

        [TestMethod]
        public async Task While_passwords_are_guessed_the_board_serves_its_clients()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--password", Password, "--token", Token);
            using HttpClient guesser = NewClient(simulator, new CookieContainer());
            using HttpClient owner = simulator.NewClient();
            owner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            int wrong = 0;
            int throttled = 0;
            for (int i = 0; i < 12; i++)
            {
                // The owner is at the same address, so asks before that has to wait.
                if (throttled == 0 && wrong < 4)
                {
                    Assert.AreEqual(HttpStatusCode.OK, (await owner.GetAsync("/api/state")).StatusCode);
                }

                using HttpResponseMessage answer = await SignIn(guesser, "guess " + i);
                wrong += answer.StatusCode == HttpStatusCode.Unauthorized ? 1 : 0;
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    throttled++;
                    Assert.IsNotNull(answer.Headers.RetryAfter?.Delta);
                }
            }

            Assert.AreEqual(12, wrong + throttled);
            Assert.IsGreaterThan(0, throttled);
        }

        [TestMethod]
        public async Task Over_TLS_the_cookie_is_for_TLS_only()
        {
            using SimulatorProcess simulator = new SimulatorProcess("--port", "0", "--password", Password, "--tls");
            string address = simulator.WaitForLine("^Listening on https://")["Listening on ".Length..];
            using HttpClient client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true, UseCookies = false })
            {
                BaseAddress = new Uri(address),
                Timeout = TimeSpan.FromMilliseconds(Until.Patience),
            };
            using HttpResponseMessage answer = await SignIn(client, Password);

            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
            Assert.EndsWith("; HttpOnly; SameSite=Strict; Secure", string.Join(",", answer.Headers.GetValues("Set-Cookie")));
        }

        [TestMethod]
        public async Task Over_TLS_a_page_that_came_without_may_change_nothing()
        {
            using SimulatorProcess simulator = new SimulatorProcess("--port", "0", "--tls");
            string address = simulator.WaitForLine("^Listening on https://")["Listening on ".Length..];
            using HttpClient client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })
            {
                BaseAddress = new Uri(address),
                Timeout = TimeSpan.FromMilliseconds(Until.Patience),
            };
            async Task<HttpStatusCode> Put(string origin)
            {
                using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Put, "api/channels/led") { Content = new StringContent("{\"value\":1}") };
                request.Headers.Add("Origin", origin);
                using HttpResponseMessage answer = await client.SendAsync(request);
                return answer.StatusCode;
            }

            string own = address.TrimEnd('/');
            Assert.AreEqual(HttpStatusCode.OK, await Put(own));
            Assert.AreEqual(HttpStatusCode.Forbidden, await Put(own.Replace("https://", "http://")));
        }

        [TestMethod]
        public void Names_and_origins_can_be_allowed()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--allow-host", "panel.example", "--allow-origin", "http://panel.example:3000");
            string Ask(string host, string origin)
            {
                using RawClient client = new RawClient(simulator.Port);
                client.Send($"PUT /api/channels/led HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nContent-Length: 11\r\n\r\n{{\"value\":1}}");
                return client.ReadHead();
            }

            Assert.StartsWith("HTTP/1.1 200 ", Ask("panel.example", "http://panel.example"));
            Assert.Contains("\r\nAccess-Control-Allow-Origin: http://panel.example:3000\r\n", Ask("127.0.0.1", "http://panel.example:3000"));
            Assert.StartsWith("HTTP/1.1 403 ", Ask("127.0.0.1", "http://panel.example:3001"));
            Assert.StartsWith("HTTP/1.1 421 ", Ask("evil.example", "http://evil.example"));
            Assert.StartsWith("HTTP/1.1 200 ", Ask("[::1]:9000", "http://[::1]:9000"));
        }

        [TestMethod]
        [DataRow("file://")]
        [DataRow("https://github.com/gilmaimon/TinyWebsockets")]
        public void A_refusal_of_an_unknown_origin_names_the_option_that_allows_it(string origin)
        {
            string fields = $"Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {origin}\r\n";
            using (SimulatorProcess simulator = SimulatorProcess.Start())
            {
                using RawClient client = new RawClient(simulator.Port);
                client.Send($"GET /ws HTTP/1.1\r\nHost: a\r\n{fields}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
                (string head, byte[] content) = client.ReadResponse();
                Assert.StartsWith("HTTP/1.1 403 ", head);
                Assert.Contains("allow-origin=" + origin + " ", Encoding.ASCII.GetString(content));
                simulator.WaitForLine($"refused.*--allow-origin {System.Text.RegularExpressions.Regex.Escape(origin)}$");
            }

            using (SimulatorProcess simulator = SimulatorProcess.Start("--allow-origin", origin))
            {
                using RawClient client = new RawClient(simulator.Port);
                client.OpenWebSocket("/ws", fields);
            }
        }

        private static HttpClient NewClient(SimulatorProcess simulator, CookieContainer cookies)
        {
            return new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = simulator.Address, Timeout = TimeSpan.FromMilliseconds(Until.Patience) };
        }

        private static Task<HttpResponseMessage> SignIn(HttpClient client, string password)
        {
            return client.PostAsync("/api/session", new StringContent($"{{\"password\":\"{password}\"}}", Encoding.UTF8, "application/json"));
        }
    }
}
