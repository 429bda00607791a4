using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Signing in and out: /api/session, the cookie, and what ends with a session.</summary>
    [TestClass]
    public class SessionTests
    {
        private const string Json = "Content-Type: application/json\r\n";
        private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
        private const string Right = "{\"password\":\"sesame\"}";
        private const string ReadToken = "a-token-for-reading";

        [TestMethod]
        public void Signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get()
        {
            Reply reply = Start().Connect().Ask("POST /api/session", Json, Right);
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":true}\n", reply.Content);
            Assert.AreEqual("no-store", reply.Field("Cache-Control"));
            string cookie = reply.Field("Set-Cookie");
            Assert.AreEqual("session=", cookie.Substring(0, 8));
            Assert.AreEqual("; Path=/; Max-Age=300; HttpOnly; SameSite=Strict", cookie.Substring(8 + 32));
        }

        [TestMethod]
        public void The_cookie_gives_what_the_password_gives()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            DeviceClient client = device.Connect();

            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":true}\n", client.Ask("GET /api/session", cookie, "").Content);
            Assert.AreEqual(200, client.Ask("GET /api/state", cookie, "").Status);
            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", cookie, "{\"value\":1}").Status);
            Assert.AreEqual(1, device.Led.Value);
            Assert.AreEqual(-1, device.Open(cookie).Hello.IndexOf("\"control\""));
            Assert.AreEqual(401, client.Ask("GET /api/state", "", "").Status);
        }

        [TestMethod]
        public void A_form_signs_in_as_JSON_does()
        {
            DeviceClient client = Start().Connect();
            Assert.AreEqual(200, client.Ask("POST /api/session", Form, "user=me&password=ses%61me").Status);
            Assert.AreEqual(200, client.Ask("POST /api/session", "Content-Type: application/json; charset=utf-8\r\n", "{\"user\":[1,{}],\"password\":\"ses\\u0061me\"}").Status);
            Assert.AreEqual(200, client.Ask("POST /api/session", "Content-Type: multipart/form-data; boundary=b\r\n", "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nsesame\r\n--b--\r\n").Status);
        }

        [TestMethod]
        public void A_percent_sign_in_a_form_need_not_be_escaped()
        {
            DeviceOptions options = new DeviceOptions();
            options.Access.Password = "100%";
            options.Access.Iterations = 1;
            DeviceClient client = new TestDevice(options, new ServerOptions { Slots = 3 }, 2048).Connect();

            Assert.AreEqual(200, client.Ask("POST /api/session", Form, "password=100%").Status);
            Assert.AreEqual(200, client.Ask("POST /api/session", Form, "password=100%25").Status);
        }

        [TestMethod]
        public void A_wrong_password_is_answered_with_401()
        {
            DeviceClient client = Start().Connect();
            string[] contents = { "{\"password\":\"sesam\"}", "{\"password\":\"\"}", "{\"password\":\"" + Bytes.Repeat("x", 65) + "\"}" };
            for (int i = 0; i < contents.Length; i++)
            {
                Reply reply = client.Ask("POST /api/session", Json, contents[i]);
                Assert.AreEqual(401, reply.Status, contents[i]);
                Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"wrong-password\",\"message\":\""), reply.Content);
                Assert.AreEqual("Bearer realm=\"nano\"", reply.Field("WWW-Authenticate"));
                Assert.IsNull(reply.Field("Set-Cookie"));
            }
        }

        [TestMethod]
        public void Content_without_a_password_is_refused()
        {
            DeviceClient client = Start().Connect();
            string[] contents = { "", "x", "{}", "[]", "{\"password\":1}", "{\"password\":\"a\",\"password\":\"sesame\"}", "{\"password\":\"sesame\"", "{\"password\":\"sesame\"}}", "\"sesame\"" };
            for (int i = 0; i < contents.Length; i++)
            {
                Reply reply = client.Ask("POST /api/session", Json, contents[i]);
                Assert.AreEqual(400, reply.Status, contents[i]);
                Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"malformed\",\"message\":\""), reply.Content);
            }

            Assert.AreEqual(400, client.Ask("POST /api/session", Form, "user=me").Status);
            Assert.AreEqual(400, client.Ask("POST /api/session", Form, "password=a&password=sesame").Status);
            Assert.AreEqual(415, client.Ask("POST /api/session", "Content-Type: text/plain\r\n", "sesame").Status);
            Assert.AreEqual(415, client.Ask("POST /api/session", "", Right).Status);
            Assert.AreEqual(413, client.Ask("POST /api/session", Json, "{\"password\":\"" + Bytes.Repeat("x", 600) + "\"}").Status);
            Assert.AreEqual(405, client.Ask("PUT /api/session", "", "").Status);

            // None of these was an attempt.
            Assert.AreEqual(200, client.Ask("POST /api/session", Json, Right).Status);
        }

        [TestMethod]
        public void A_cookie_that_is_no_session_s_is_worth_nothing()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            string id = cookie.Substring(16, 32);
            string[] values = { "", "0", id.Substring(0, 31), id + "0", Bytes.Repeat("0", 32), Bytes.Repeat("g", 32), "\"", "; ", id.Substring(0, 31) + "g" };
            DeviceClient client = device.Connect();
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(401, client.Ask("GET /api/state", "Cookie: session=" + values[i] + "\r\n", "").Status, values[i]);
            }

            // Each digit matters.
            for (int i = 0; i < id.Length; i++)
            {
                string other = id.Substring(0, i) + (id[i] == '0' ? "1" : "0") + id.Substring(i + 1);
                Assert.AreEqual(401, client.Ask("GET /api/state", "Cookie: session=" + other + "\r\n", "").Status, "digit " + i);
            }

            Assert.AreEqual(200, client.Ask("GET /api/state", "Cookie: a=b; session=" + id + "; c=d\r\n", "").Status);
        }

        [TestMethod]
        public void Of_several_cookies_of_the_name_the_one_of_a_session_counts()
        {
            TestDevice device = Start();
            string id = SignIn(device).Substring(16, 32);
            string[] values = { "session=junk; session=" + id, "session=" + Bytes.Repeat("0", 32) + "; session=" + id, "session=; a=b; session=\"" + id + "\"; session=x" };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(200, State(device, "Cookie: " + values[i] + "\r\n"), values[i]);
            }

            Assert.AreEqual(401, State(device, "Cookie: session=junk; session=" + Bytes.Repeat("0", 32) + "\r\n"));
        }

        [TestMethod]
        public void Signing_in_again_ends_the_session_of_the_cookie_that_was_sent()
        {
            TestDevice device = Start();
            string first = SignIn(device);
            DeviceClient socket = device.Open(first);
            DeviceClient client = device.Connect();
            Assert.AreEqual(401, client.Ask("POST /api/session", Json + first, "{\"password\":\"sesam\"}").Status);
            Assert.AreEqual(-1, socket.ReadFrames().IndexOf("close"), "A wrong password ends nothing.");
            Reply reply = client.Ask("POST /api/session", Json + first, Right);
            string second = "Cookie: " + reply.Field("Set-Cookie").Substring(0, 40) + "\r\n";

            Assert.IsTrue(socket.ReadFrames().IndexOf("close(1008 signed out)") >= 0);
            Assert.AreEqual(1, device.Device.Gate.Sessions.Count);
            Assert.AreEqual(401, State(device, first));
            Assert.AreEqual(200, State(device, second));
        }

        [TestMethod]
        public void A_wrong_secret_takes_nothing_of_what_a_session_may()
        {
            TestDevice device = Start();
            Reply reply = device.Connect().Ask("POST /api/session", Json, "{\"password\":\"" + ReadToken + "\"}");
            string cookie = "Cookie: " + reply.Field("Set-Cookie").Substring(0, 40) + "\r\n";
            DeviceClient client = device.Connect();

            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":false}\n", client.Ask("GET /api/session", cookie + AccessTests.Basic("", "guess"), "").Content);
            Assert.AreEqual(401, client.Ask("PUT /api/channels/led", cookie + AccessTests.Basic("", "guess"), "{\"value\":1}").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", cookie + AccessTests.Basic("", "guess"), "").Status);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void With_the_cookie_of_a_session_that_has_ended_one_may_do_what_everybody_may()
        {
            DeviceOptions options = new DeviceOptions { Access = { OpenReading = true } };
            TestDevice device = AccessTests.Protected(options);
            string cookie = SignIn(device);
            Assert.AreEqual(204, device.Connect().Ask("DELETE /api/session", cookie, "").Status);

            Assert.AreEqual(200, State(device, cookie));
            Assert.AreEqual(200, State(device, "Cookie: session=" + Bytes.Repeat("0", 32) + "\r\n"));
            Assert.AreEqual(403, device.Connect().Ask("PUT /api/channels/led", cookie, "{\"value\":1}").Status);
        }

        [TestMethod]
        public void Signing_out_ends_the_session_and_its_WebSockets()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            string another = SignIn(device);
            DeviceClient socket = device.Open(cookie);
            DeviceClient other = device.Open(another);
            Reply reply = device.Connect().Ask("DELETE /api/session", cookie, "");

            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict", reply.Field("Set-Cookie"));
            Assert.IsTrue(socket.ReadFrames().IndexOf("close(1008 signed out)") >= 0);
            Assert.AreEqual(-1, other.ReadFrames().IndexOf("close"));
            Assert.IsTrue(other.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}").IndexOf("\"ack\"") >= 0);

            socket.Connection.Finish();
            device.Run();
            DeviceClient client = device.Connect();
            Assert.AreEqual(401, client.Ask("GET /api/state", cookie, "").Status);
            Assert.AreEqual(204, client.Ask("DELETE /api/session", cookie, "").Status);
        }

        [TestMethod]
        public void A_command_on_a_WebSocket_after_its_session_has_ended_is_not_executed()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            DeviceClient socket = device.Open(cookie);
            device.Connect().Ask("DELETE /api/session", cookie, "");
            socket.Send(Frames.Text("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}"));

            Assert.AreEqual(0, device.Led.Value);
            Assert.AreEqual(-1, socket.ReadFrames().IndexOf("ack"));
        }

        [TestMethod]
        public void A_session_out_of_use_runs_out()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            DeviceClient client = device.Connect();
            device.Wait(59000);
            Assert.AreEqual(200, client.Ask("GET /api/state", cookie, "").Status);
            client.Connection.Reset();
            device.Wait(59000);
            client = device.Connect();
            Assert.AreEqual(200, client.Ask("GET /api/state", cookie, "").Status);
            client.Connection.Reset();
            device.Wait(60000);

            Assert.AreEqual(401, device.Connect().Ask("GET /api/state", cookie, "").Status);
        }

        [TestMethod]
        public void A_session_ends_to_the_millisecond()
        {
            AssertStatus(200, 499);
            AssertStatus(401, 500);
        }

        // A method of its own, so that one device has ended before the next is made.
        private static void AssertStatus(int expected, int last)
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            device.Wait(500);
            Assert.AreEqual(200, State(device, cookie));

            // Those that have ended are looked for once a second: not yet, and then only later.
            device.Wait(59500);
            device.Wait(last);
            Assert.AreEqual(expected, State(device, cookie));
        }

        [TestMethod]
        public void An_open_WebSocket_is_use_and_the_lifetime_ends_it()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            DeviceClient socket = device.Open(cookie);
            for (int i = 0; i < 29; i++)
            {
                device.Wait(10000);
                Assert.AreEqual(-1, socket.ReadFrames().IndexOf("close"));
            }

            device.Wait(10000);
            Assert.IsTrue(socket.ReadFrames().IndexOf("close(1008 session expired)") >= 0);
            Assert.AreEqual(401, device.Connect().Ask("GET /api/state", cookie, "").Status);
        }

        [TestMethod]
        public void Events_end_with_their_session()
        {
            TestDevice device = Start();
            string cookie = SignIn(device);
            DeviceClient events = device.Connect();
            events.Send(Bytes.Of("GET /events HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n"));
            Assert.IsTrue(events.ReadText().IndexOf("event: hello") > 0);
            device.Connect().Ask("DELETE /api/session", cookie, "");
            device.Wait(100);
            events.ReadText();

            Assert.IsTrue(events.Connection.IsClosed);
        }

        [TestMethod]
        public void A_session_beyond_the_limit_displaces_the_least_recently_used_one()
        {
            TestDevice device = Start();
            string first = SignIn(device);
            device.Wait(10);
            string second = SignIn(device);
            device.Wait(10);
            Assert.AreEqual(200, State(device, first));
            DeviceClient socket = device.Open(second);
            device.Wait(10);

            // The second listens, but the table knows that only when it is swept.
            device.Wait(1000);
            Assert.AreEqual(200, State(device, second));
            string third = SignIn(device);

            Assert.AreEqual(401, State(device, first));
            Assert.AreEqual(200, State(device, second));
            Assert.AreEqual(200, State(device, third));
            Assert.AreEqual(-1, socket.ReadFrames().IndexOf("close"));
        }

        [TestMethod]
        public void Signing_in_with_a_token_for_reading_gives_no_more()
        {
            TestDevice device = Start();
            Reply reply = device.Connect().Ask("POST /api/session", Json, "{\"password\":\"" + ReadToken + "\"}");
            Assert.AreEqual("{\"password\":true,\"read\":true,\"control\":false}\n", reply.Content);
            string cookie = "Cookie: " + reply.Field("Set-Cookie").Substring(0, 40) + "\r\n";

            Assert.AreEqual(403, device.Connect().Ask("PUT /api/channels/led", cookie, "{\"value\":1}").Status);
            Assert.IsTrue(device.Open(cookie).Hello.IndexOf("\"control\":false") > 0);
        }

        [TestMethod]
        public void Sessions_have_numbers_of_their_own()
        {
            TestDevice device = Start();
            string[] cookies = new string[8];
            for (int i = 0; i < cookies.Length; i++)
            {
                cookies[i] = SignIn(device);
                for (int j = 0; j < i; j++)
                {
                    Assert.IsFalse(cookies[i] == cookies[j]);
                }
            }
        }

        [TestMethod]
        public void The_clock_does_not_matter_only_the_loop_s_time_does()
        {
            // Sessions and waits count the loop's milliseconds from any beginning, which a clock that is set does not move.
            TestDevice device = Start();
            device.Now = 1L << 40;
            device.Run();
            string cookie = SignIn(device);
            device.Wait(1000);

            Assert.AreEqual(200, State(device, cookie));
        }

        private static TestDevice Start()
        {
            DeviceOptions options = new DeviceOptions();
            options.Access.Sessions = 2;
            options.Access.SessionIdle = 60000;
            options.Access.SessionLifetime = 300000;
            return AccessTests.Protected(options);
        }

        private static string SignIn(TestDevice device)
        {
            DeviceClient client = device.Connect();
            Reply reply = client.Ask("POST /api/session", Json, Right);
            Assert.AreEqual(200, reply.Status);
            client.Connection.Reset();
            device.Run();
            return "Cookie: " + reply.Field("Set-Cookie").Substring(0, 40) + "\r\n";
        }

        private static int State(TestDevice device, string cookie)
        {
            DeviceClient client = device.Connect();
            int status = client.Ask("GET /api/state", cookie, "").Status;
            client.Connection.Reset();
            device.Run();
            return status;
        }
    }
}
