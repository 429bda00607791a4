using System;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The rights of clients on a board that has a password, with each kind of credentials.</summary>
    [TestClass]
    public class AccessTests
    {
        internal const string Token = "a-token-of-a-program";
        internal const string ReadToken = "a-token-for-reading";
        private const string Html = "Accept: text/html,application/xhtml+xml\r\nAccept-Language: de\r\n";

        [TestMethod]
        public void Without_a_password_everybody_may_do_everything()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            Reply reply = client.Ask("GET /api/session", "", "");
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("{\"password\":false,\"read\":true,\"control\":true}\n", reply.Content);
            Assert.AreEqual("no-store", reply.Field("Cache-Control"));

            reply = client.Ask("POST /api/session", "Content-Type: application/json\r\n", "{\"password\":\"x\"}");
            Assert.AreEqual(200, reply.Status);
            Assert.IsNull(reply.Field("Set-Cookie"));
            Assert.AreEqual(204, client.Ask("DELETE /api/session", "", "").Status);
            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", "", "{\"value\":1}").Status);
            Assert.AreEqual(-1, device.Open().Hello.IndexOf("\"control\""));
        }

        [TestMethod]
        public void The_state_tells_of_a_setup_page_while_there_is_one()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            Assert.AreEqual(-1, client.Ask("GET /api/state", "", "").Content.IndexOf("setup"));
            device.Device.HasSetup = true;
            Assert.IsTrue(client.Ask("GET /api/state", "", "").Content.IndexOf(",\"firmware\":\"" + Device.Version + "\",\"id\":\"nano\",\"setup\":true,\"t\":") > 0);
        }

        [TestMethod]
        public void A_client_without_the_password_gets_only_the_page_and_the_session()
        {
            TestDevice device = Protected(new DeviceOptions { Echo = true });
            DeviceClient client = device.Connect();
            Assert.AreEqual(200, client.Ask("GET /", "Accept-Encoding: gzip\r\n", "").Status);
            Assert.AreEqual("{\"password\":true,\"read\":false,\"control\":false}\n", client.Ask("GET /api/session", "", "").Content);
            string[] lines =
            {
                "GET /api/state", "GET /api/history", "GET /api/channels/led", "GET /metrics", "GET /events", "GET /ws", "GET /echo", "GET /nothing", "PUT /api/channels/led",
                "POST /api/state",
            };
            for (int i = 0; i < lines.Length; i++)
            {
                Reply reply = client.Ask(lines[i], "", "");
                Assert.AreEqual(401, reply.Status, lines[i]);
                Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"unauthorized\",\"message\":\""), lines[i]);
                Assert.AreEqual("no-store", reply.Field("Cache-Control"));
            }

            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
            Assert.AreEqual(401, client.ReadReply().Status);
        }

        [TestMethod]
        public void The_dashboard_itself_takes_no_password()
        {
            Assert.AreEqual(200, Protected(new DeviceOptions()).Connect().Ask("GET /", "Accept-Encoding: gzip\r\n", "").Status);
        }

        [TestMethod]
        public void Basic_credentials_of_any_user_give_control()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();
            string[] users = { "", "admin", "any user at all" };
            for (int i = 0; i < users.Length; i++)
            {
                Assert.AreEqual(200, client.Ask("GET /api/state", Basic(users[i], "sesame"), "").Status, users[i]);
            }

            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", Basic("a", "sesame"), "{\"value\":1}").Status);
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":true}\n", client.Ask("GET /api/session", Basic("a", "sesame"), "").Content);
            Assert.AreEqual(401, client.Ask("GET /api/state", Basic("sesame", ""), "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", Basic("a", "sesam"), "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", Basic("a", "sesame2"), "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Basic !\r\n", "").Status);
        }

        [TestMethod]
        public void A_Basic_password_in_Latin_1_is_the_one_in_UTF_8()
        {
            TestDevice device = Protected(new DeviceOptions(), "Gr\u00FCn\u00E9");
            DeviceClient client = device.Connect();
            Assert.AreEqual(200, client.Ask("GET /api/state", "Authorization: Basic dTpHcvxu6Q==\r\n", "").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", "Authorization: Basic dTpHcsO8bsOp\r\n", "").Status);
        }

        [TestMethod]
        public void A_Basic_password_in_Latin_1_is_at_most_as_long_as_one_in_UTF_8()
        {
            // 32 letters of two bytes are the longest password; one more is wrong.
            string longest = "";
            for (int i = 0; i < 32; i++)
            {
                longest += "\u00E9";
            }

            DeviceClient client = Protected(new DeviceOptions(), longest).Connect();
            Assert.AreEqual(200, client.Ask("GET /api/state", "Authorization: Basic dTrp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6Q==\r\n", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Basic dTrp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6ek=\r\n", "").Status);
        }

        [TestMethod]
        public void A_token_or_the_password_gives_control_as_Bearer()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();

            Assert.AreEqual(200, client.Ask("GET /api/state", "Authorization: Bearer " + Token + "\r\n", "").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", "Authorization: bearer   " + Token + "\r\n", "").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", "authorization: bearer sesame\r\n", "").Status);
            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", "Authorization: Bearer " + Token + "\r\n", "{\"value\":1}").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Bearer " + Token + "x\r\n", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Digest " + Token + "\r\n", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Bearer\r\n", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Bearer " + Bytes.Repeat("x", 65) + "\r\n", "").Status);
        }

        [TestMethod]
        public void A_token_for_reading_reads_and_no_more()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();
            string fields = "Authorization: Bearer " + ReadToken + "\r\n";
            Assert.AreEqual(200, client.Ask("GET /metrics", fields, "").Status);
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":false}\n", client.Ask("GET /api/session", fields, "").Content);

            Reply reply = client.Ask("PUT /api/channels/led", fields, "{\"value\":1}");
            Assert.AreEqual(403, reply.Status);
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"forbidden\""));

            DeviceClient socket = device.Open(fields);
            Assert.IsTrue(socket.Hello.IndexOf("\"interval\":100,\"control\":false,\"channels\":[") > 0, socket.Hello);
            Assert.IsTrue(socket.Command("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}").IndexOf("{\"type\":\"error\",\"id\":7,\"code\":\"forbidden\"") >= 0);
            Assert.IsTrue(socket.Command("{\"id\":8,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":100}").IndexOf("\"forbidden\"") >= 0);
            Assert.IsTrue(socket.Command("{\"id\":9,\"cmd\":\"interval\",\"ms\":200}").IndexOf("{\"type\":\"ack\",\"id\":9}") >= 0);
            Assert.IsTrue(socket.Command("{\"id\":10,\"cmd\":\"state\"}").IndexOf("{\"type\":\"ack\",\"id\":10}") >= 0);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void A_WebSocket_takes_the_token_as_a_subprotocol_and_never_names_it()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Open("Sec-WebSocket-Protocol: nano.v1.json, nano.token." + Url(Token) + "\r\nOrigin: http://a\r\n");
            Assert.IsTrue(client.Hello.IndexOf("\r\nSec-WebSocket-Protocol: nano.v1.json\r\n") > 0, client.Hello);
            Assert.AreEqual(-1, client.Hello.IndexOf("nano.token"));
            Assert.AreEqual(-1, client.Hello.IndexOf("\"control\""));

            client = device.Connect();
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "Sec-WebSocket-Protocol: nano.token." + Url("sesame") + ", nano.v1.json\r\n\r\n"));
            Assert.AreEqual(101, client.ReadReply().Status);

            string[] wrong = { Url("sesam"), "", "x", "!", Url(Token) + "A" };
            client = device.Connect();
            for (int i = 0; i < wrong.Length; i++)
            {
                client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "Sec-WebSocket-Protocol: nano.v1.json, nano.token." + wrong[i] + "\r\n\r\n"));
                Assert.AreEqual(401, client.ReadReply().Status, wrong[i]);
            }

            // Without an upgrade it counts for nothing.
            Assert.AreEqual(401, client.Ask("GET /api/state", "Sec-WebSocket-Protocol: nano.token." + Url(Token) + "\r\n", "").Status);
        }

        [TestMethod]
        public void In_CBOR_too_hello_says_who_may_not_control()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Open("Sec-WebSocket-Protocol: nano.v1.cbor\r\nAuthorization: Bearer " + ReadToken + "\r\n");

            Assert.IsTrue(client.Hello.IndexOf("gcontrol<f4>") > 0, client.Hello);
        }

        [TestMethod]
        public void A_challenge_opens_no_dialog_over_the_page_s_own()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();
            string basic = "Basic realm=\"nano\", charset=\"UTF-8\"";
            string bearer = "Bearer realm=\"nano\"";
            Assert.AreEqual(basic, Challenge(client, ""), "curl");
            Assert.AreEqual(basic, Challenge(client, "Accept: */*\r\nUser-Agent: curl/8\r\n"), "curl");
            Assert.AreEqual(basic, Challenge(client, Html), "navigation");
            Assert.AreEqual(basic, Challenge(client, Html + "Sec-Fetch-Mode: navigate\r\n"), "navigation");
            Assert.AreEqual(bearer, Challenge(client, "Accept: */*\r\nAccept-Language: de\r\n"), "fetch");
            Assert.AreEqual(bearer, Challenge(client, "Accept: */*\r\nAccept-Language: de\r\nSec-Fetch-Mode: cors\r\n"), "fetch");
            Assert.AreEqual(bearer, Challenge(client, "Accept: text/html\r\nSec-Fetch-Mode: cors\r\n"), "fetch");
            Assert.AreEqual(bearer, Challenge(client, "Accept: image/avif,*/*;q=0.8\r\nAccept-Language: de\r\n"), "image");
            Assert.AreEqual(bearer, Challenge(client, "Origin: http://a\r\n"), "fetch");
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "Origin: http://a\r\n\r\n"));
            Assert.AreEqual(bearer, client.ReadReply().Field("WWW-Authenticate"), "WebSocket");
        }

        [TestMethod]
        public void Open_reading_is_for_everybody_and_control_is_not()
        {
            TestDevice device = Protected(new DeviceOptions { Access = { OpenReading = true } });
            DeviceClient client = device.Connect();
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":false}\n", client.Ask("GET /api/session", "", "").Content);
            Assert.AreEqual(200, client.Ask("GET /api/state", "", "").Status);
            Assert.AreEqual(403, client.Ask("PUT /api/channels/led", "", "{\"value\":1}").Status);
            Assert.AreEqual(401, client.Ask("PUT /api/channels/led", Basic("", "wrong"), "{\"value\":1}").Status);
            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", Basic("", "sesame"), "{\"value\":1}").Status);
            Assert.AreEqual(1, device.Led.Value);

            DeviceClient socket = device.Open();
            Assert.IsTrue(socket.Hello.IndexOf("\"control\":false") > 0);
            Assert.IsTrue(socket.Command("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}").IndexOf("\"forbidden\"") >= 0);
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void A_request_of_another_page_comes_to_no_password()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();
            Assert.AreEqual(403, client.Ask("PUT /api/channels/led", Basic("", "sesame") + "Origin: http://evil.example\r\n", "{\"value\":1}").Status);
            Assert.AreEqual(403, client.Ask("POST /api/session", "Content-Type: application/json\r\nOrigin: http://evil.example\r\n", "{\"password\":\"sesame\"}").Status);
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + Basic("", "sesame") + "Origin: http://evil.example\r\n\r\n"));
            Assert.AreEqual(403, client.ReadReply().Status);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void Only_the_board_s_own_names_are_answered()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            string[] hosts = { "nano", "nano.local", "nano.local:8080", "192.168.4.1", "[::1]:80", "localhost" };
            for (int i = 0; i < hosts.Length; i++)
            {
                client.Send(Bytes.Of("GET /api/session HTTP/1.1\r\nHost: " + hosts[i] + "\r\n\r\n"));
                Assert.AreEqual(200, client.ReadReply().Status, hosts[i]);
            }

            client.Send(Bytes.Of("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            Assert.AreEqual(421, client.ReadReply().Status);
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n" + TestServer.UpgradeFields + "\r\n"));
            Assert.AreEqual(421, client.ReadReply().Status);
        }

        [TestMethod]
        public void Every_answer_keeps_browsers_from_guessing_framing_and_telling()
        {
            TestDevice device = Protected(new DeviceOptions());
            DeviceClient client = device.Connect();
            string[] lines = { "GET /", "GET /api/session", "GET /api/state", "GET /nothing", "PUT /api/channels/led", "GET /ws" };
            string[] fields = { "", "Authorization: Bearer " + Token + "\r\n" };
            for (int i = 0; i < lines.Length; i++)
            {
                for (int j = 0; j < fields.Length; j++)
                {
                    Reply reply = client.Ask(lines[i], "Accept-Encoding: gzip\r\n" + fields[j], "");
                    Assert.AreEqual("nosniff", reply.Field("X-Content-Type-Options"), lines[i]);
                    Assert.AreEqual("DENY", reply.Field("X-Frame-Options"), lines[i]);
                    Assert.AreEqual("same-origin", reply.Field("Referrer-Policy"), lines[i]);
                    Assert.AreEqual("same-origin", reply.Field("Cross-Origin-Resource-Policy"), lines[i]);
                }
            }
        }

        [TestMethod]
        public void Refusals_are_counted()
        {
            TestDevice device = Protected(new DeviceOptions { Access = { OpenReading = true } });
            DeviceClient client = device.Connect();
            client.Send(Bytes.Of("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            client.ReadReply();
            client.Ask("PUT /api/channels/led", "Origin: http://evil.example\r\n", "{\"value\":1}");
            client.Ask("PUT /api/channels/led", "", "{\"value\":1}");
            for (int i = 0; i < Attempts.Free + 2; i++)
            {
                client.Ask("PUT /api/channels/led", Basic("", "guess"), "{\"value\":1}");
            }

            device.Wait(1000);
            client.Ask("POST /api/session", "Content-Type: application/json\r\n", "{\"password\":\"sesame\"}");
            string text = client.Ask("GET /metrics", "", "").Content;
            Assert.IsTrue(text.IndexOf("\nnano_requests_denied_total{by=\"host\"} 1\nnano_requests_denied_total{by=\"origin\"} 1\nnano_requests_denied_total{by=\"password\"} 5\n") > 0, text);
            Assert.IsTrue(text.IndexOf("\nnano_requests_denied_total{by=\"right\"} 1\nnano_requests_denied_total{by=\"throttle\"} 2\nnano_requests_denied_total{by=\"busy\"} 0\n") > 0, text);
            Assert.IsTrue(text.IndexOf("\nnano_passwords_wrong_total 5\n") > 0, text);
            Assert.IsTrue(text.IndexOf("\nnano_sessions 1\n") > 0, text);
            Assert.IsTrue(text.IndexOf("\nnano_sessions_total 1\n") > 0, text);
        }

        [TestMethod]
        public void A_board_with_tokens_alone_asks_for_one_too()
        {
            DeviceOptions options = new DeviceOptions { Access = { Token = Token } };
            TestDevice device = new TestDevice(options, new ServerOptions { Slots = 3 }, 2048);
            DeviceClient client = device.Connect();

            Assert.AreEqual(401, client.Ask("GET /api/state", "", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", Basic("", "sesame"), "").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", Basic("", Token), "").Status);
        }

        [TestMethod]
        public void Invalid_options_are_refused_at_the_start()
        {
            string[] tokens = { "too short", "with spaces and all", Bytes.Repeat("x", 65) };
            for (int i = 0; i < tokens.Length; i++)
            {
                AssertRefused(new DeviceOptions { Access = { Token = tokens[i] } });
                AssertRefused(new DeviceOptions { Access = { ReadToken = tokens[i] } });
            }

            AssertRefused(new DeviceOptions { Access = { Password = "x", Iterations = 1, Sessions = 0 } });
            AssertRefused(new DeviceOptions { Access = { Password = "x", Iterations = 0 } });
        }

        [TestMethod]
        public void A_hash_that_takes_this_target_too_long_for_each_attempt_is_refused_at_the_start()
        {
            string rest = "$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
            new TestDevice(new DeviceOptions { Access = { Password = "pbkdf2-sha256$" + PasswordHash.MaximumIterations + rest } }, new ServerOptions { Slots = 1 }, 1024);

            AssertRefused(new DeviceOptions { Access = { Password = "pbkdf2-sha256$" + (PasswordHash.MaximumIterations + 1) + rest } });
            AssertRefused(new DeviceOptions { Access = { Password = "x", Iterations = PasswordHash.MaximumIterations + 1 } });
        }

        private static void AssertRefused(DeviceOptions options)
        {
            bool isRefused = false;
            try
            {
                new TestDevice(options, new ServerOptions { Slots = 1 }, 1024);
            }
            catch (ArgumentException)
            {
                isRefused = true;
            }

            Assert.IsTrue(isRefused);
        }

        /// <summary>A board with a password, a token and a token for reading.</summary>
        internal static TestDevice Protected(DeviceOptions options, string password = "sesame", int iterations = 2)
        {
            options.Access.Password = password;
            options.Access.Token = Token;
            options.Access.ReadToken = ReadToken;
            options.Access.Iterations = iterations;
            return new TestDevice(options, new ServerOptions { Slots = 4 }, 2048);
        }

        internal static string Basic(string user, string password)
        {
            return "Authorization: Basic " + Encode(user + ":" + password) + "\r\n";
        }

        private static string Challenge(DeviceClient client, string fields)
        {
            Reply reply = client.Ask("GET /api/state", fields, "");
            Assert.AreEqual(401, reply.Status);
            return reply.Field("WWW-Authenticate");
        }

        private static string Encode(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            byte[] encoded = new byte[(bytes.Length + 2) / 3 * 4];
            return Encoding.UTF8.GetString(encoded, 0, Base64.Encode(bytes, 0, bytes.Length, encoded, 0));
        }

        private static string Url(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(Encode(text).TrimEnd('='));
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = bytes[i] == '+' ? (byte)'-' : bytes[i] == '/' ? (byte)'_' : bytes[i];
            }

            return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
        }
    }
}
