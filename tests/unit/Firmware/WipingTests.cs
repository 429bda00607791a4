using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>A password leaves no trace in the buffers it came through.</summary>
    [TestClass]
    public class WipingTests
    {
        private const string Json = "Content-Type: application/json\r\n";
        private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

        // Longer than the request that looks into the buffer, so that it covers nothing.
        private static readonly string s_filler = "X-Filler: " + Bytes.Repeat("f", 200) + "\r\n";

        [TestMethod]
        public void Content_that_signs_in_or_fails_to_is_wiped()
        {
            string[] types = { Json, Json, Json, Json, Form, Form, Form };
            string[] contents =
            {
                "{\"password\":\"sesame\"}", "{\"password\":\"sesameX\"}", "{\"password\":\"sesame\"", "{\"password\":\"sesame\",\"password\":\"sesame\"}",
                "password=sesame", "password=sesame&password=sesame", "pass=sesame",
            };
            int[] statuses = { 200, 401, 400, 400, 200, 400, 400 };
            for (int i = 0; i < contents.Length; i++)
            {
                Peek peek = new Peek();
                DeviceClient client = Start(peek).Connect();
                Assert.AreEqual(statuses[i], client.Ask("POST /api/session", s_filler + types[i], contents[i]).Status, contents[i]);
                Assert.IsFalse(peek.Finds(client, "sesame"), contents[i]);
            }
        }

        [TestMethod]
        public void A_client_that_leaves_before_its_request_is_read_leaves_nothing_behind()
        {
            string[] requests =
            {
                "GET / HTTP/1.1\r\nHost: a\r\n" + s_filler + "Authorization: Basic sesame\r\n", "GET / HTTP/1.1\r\nHost: a\r\n" + s_filler + "Cookie: session=sesame",
                "POST /api/session HTTP/1.1\r\nHost: a\r\n" + s_filler + Json + "Content-Length: 21\r\n\r\n{\"password\":\"sesame",
                "GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + s_filler + "Cookie: session=sesame\r\n",
            };
            for (int i = 0; i < requests.Length * 2; i++)
            {
                Peek peek = new Peek();
                TestDevice device = Start(peek);
                DeviceClient client = device.Connect();
                client.Send(Bytes.Of(requests[i / 2]));
                if (i % 2 == 0)
                {
                    client.Connection.Reset();
                }
                else
                {
                    // Refused: its time is over.
                    device.Wait(10000);
                    device.Wait(10000);
                }

                device.Run();
                Assert.AreEqual(0, device.Device.Server.Clients, requests[i / 2]);
                Assert.AreEqual(-1, peek.Read(device.Connect()).IndexOf("sesame"), requests[i / 2]);
            }
        }

        [TestMethod]
        public void A_client_that_leaves_while_its_password_is_compared_leaves_none_behind()
        {
            Peek peek = new Peek();
            TestDevice device = Start(peek, 20);
            DeviceClient client = device.Connect();
            byte[] request = Bytes.Of("POST /api/session HTTP/1.1\r\nHost: a\r\n" + s_filler + Json + "Content-Length: 21\r\n\r\n{\"password\":\"sesame\"}");
            client.Connection.Send(request, 0, request.Length);
            for (int turns = 0; turns < 8; turns++)
            {
                // The head, the resource, the content, the code, and then the comparison.
                device.Device.Server.Turn(device.Now);
            }

            client.Connection.Reset();
            for (int turns = 0; device.Device.Server.Clients > 0 && turns < 10000; turns++)
            {
                device.Run();
            }

            // The rest of the request may be wiped too: the client can leave before or after the answer.
            Assert.AreEqual(-1, peek.Read(device.Connect()).IndexOf("sesame"));
        }

        [TestMethod]
        public void Credentials_of_a_request_are_wiped_once_they_have_been_looked_at()
        {
            string[] fields = { AccessTests.Basic("a", "sesame"), AccessTests.Basic("a", "sesameX"), "Authorization: Bearer sesame\r\n", "Authorization: Bearer sesameX\r\n" };
            string[] secrets = { "YTpzZXNhbW", "YTpzZXNhbW", "sesame", "sesame" };
            for (int i = 0; i < fields.Length; i++)
            {
                Peek peek = new Peek();
                DeviceClient client = Start(peek).Connect();
                Assert.AreEqual(i % 2 == 0 ? 200 : 401, client.Ask("GET /api/state", s_filler + fields[i], "").Status, fields[i]);
                Assert.IsFalse(peek.Finds(client, secrets[i]), fields[i]);
            }
        }

        [TestMethod]
        public void Decoded_credentials_are_wiped_and_the_request_can_still_be_read()
        {
            PresentedSecret secret = new PresentedSecret();
            Request request = Parsing.AcceptFields(AccessTests.Basic("a", "sesame") + "X: y\r\n");
            Assert.IsTrue(secret.TryRead(request));
            byte[] decoded = secret.Buffer;
            Assert.AreEqual("sesame", Bytes.Text(decoded, secret.Offset, secret.Count));
            secret.Wipe();
            for (int i = 0; i < decoded.Length; i++)
            {
                Assert.AreEqual(0, (int)decoded[i]);
            }

            Assert.AreEqual("y", request.GetField("x"));
            Assert.AreEqual(Bytes.Repeat("x", request.GetField("authorization").Length), request.GetField("authorization"));
            Assert.IsFalse(secret.TryRead(request));
        }

        private static TestDevice Start(Peek peek, int iterations = 2)
        {
            DeviceOptions options = new DeviceOptions();
            options.Access.Password = "sesame";
            options.Access.Iterations = iterations;
            TestDevice device = new TestDevice(options, new ServerOptions { Slots = 1 }, 2048);
            device.Device.Server.Map("/p", peek);
            return device;
        }

        /// <summary>Looks for text in the receive buffer of the request that asks for it.</summary>
        private sealed class Peek : Resource
        {
            private byte[] _buffer;

            public Peek()
                : base(RequestMethod.Get)
            {
                Right = Right.None;
            }

            public override void OnRequest(Exchange exchange)
            {
                _buffer = exchange.Request.Buffer;
                exchange.Response.Send(HttpStatus.Ok, "text/plain", "");
            }

            public bool Finds(DeviceClient client, string text)
            {
                string buffer = Read(client);
                Assert.IsTrue(buffer.IndexOf("ffffffff") > 0, "The request before is still there.");
                return buffer.IndexOf(text) >= 0;
            }

            public string Read(DeviceClient client)
            {
                Assert.AreEqual(200, client.Ask("GET /p", "", "").Status);
                return Bytes.Text(_buffer);
            }
        }
    }
}
