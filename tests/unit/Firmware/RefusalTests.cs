using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Every refusal below /api is JSON with a code, and pages of an allowed origin may read it, whatever layer refuses.</summary>
    [TestClass]
    public class RefusalTests
    {
        private const string Origin = "Origin: https://panel.example\r\n";

        [TestMethod]
        public void A_request_that_the_parser_refuses()
        {
            Refuses("GET /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "Bad Name: 1\r\n\r\n", 400, "bad-request");
            Refuses("GET /api/state HTTP/2.0\r\n" + Origin + "\r\n", 505, "unknown-version", false);
            Refuses("GET /api/" + Bytes.Repeat("p", 1300), 414, "uri-too-long", false);
            Refuses("GET /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "Cookie: " + Bytes.Repeat("c", 1300), 431, "fields-too-large");
            Refuses("GET /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "Expect: x\r\n\r\n", 417, "unknown-expectation");
            Refuses("GET /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "Transfer-Encoding: gzip\r\n\r\n", 501, "not-implemented");
        }

        [TestMethod]
        public void A_field_that_is_refused_within_its_value_is_not_read()
        {
            string content = Refuses("GET /api/state HTTP/1.1\r\nHost: a\r\nOrigin: https://panel.exam\u0001", 400, "bad-request", false);
            Assert.IsTrue(content.IndexOf("control character") > 0, content);
        }

        [TestMethod]
        public void A_request_that_takes_too_long()
        {
            TestDevice board = Create();
            DeviceClient client = board.Connect();
            client.Send(Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\n" + Origin));
            board.Wait(10001);
            AssertRefusal(client.ReadReply(), 408, "timeout", true);

            client.Connection.Finish();
            board.Run();
            client = board.Connect();
            client.Send(Bytes.Of("GET /api/sta"));
            board.Wait(10001);
            AssertRefusal(client.ReadReply(), 408, "timeout", false);

            client.Connection.Finish();
            board.Run();
            client = board.Connect();
            client.Send(Bytes.Of("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\n" + Origin + "Content-Length: 10\r\n\r\n{"));
            board.Wait(10001);
            AssertRefusal(client.ReadReply(), 408, "timeout", true);
        }

        [TestMethod]
        public void Content_of_any_length()
        {
            int[] lengths = { 513, 1100, 1200, 1300, 5000, 2000000 };
            for (int i = 0; i < lengths.Length; i++)
            {
                string content = Refuses(
                    "PUT /api/channels/led HTTP/1.1\r\nHost: a\r\n" + Origin + "Content-Length: " + lengths[i] + "\r\n\r\n" + Bytes.Repeat("x", lengths[i] > 5000 ? 0 : lengths[i]), 413, "too-long");
                Assert.IsTrue(content.IndexOf("\"message\":\"") > 0, content);
            }

            Refuses("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\n" + Origin + "Transfer-Encoding: chunked\r\n\r\nx", 400, "bad-request");
            Refuses("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\n" + Origin + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", 415, "unsupported-type");
        }

        [TestMethod]
        public void A_host_an_origin_a_path_and_a_method()
        {
            Refuses("GET /api/state HTTP/1.1\r\nHost: other.example\r\n" + Origin + "\r\n", 421, "foreign-host");
            Refuses("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n", 403, "foreign-origin", false);
            Refuses("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nOrigin: null\r\nContent-Length: 0\r\n\r\n", 403, "foreign-origin", false);
            Refuses("GET /api/nothing HTTP/1.1\r\nHost: a\r\n" + Origin + "\r\n", 404, "not-found");
            Refuses("GET /api HTTP/1.1\r\nHost: a\r\n" + Origin + "\r\n", 404, "not-found");
            Refuses("DELETE /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "\r\n", 405, "method-not-allowed");
            Refuses("BREW /api/state HTTP/1.1\r\nHost: a\r\n" + Origin + "\r\n", 501, "not-implemented");
        }

        [TestMethod]
        public void A_full_board_and_an_address_with_too_many_connections()
        {
            TestDevice board = Create();
            DeviceClient other = board.Connect();
            other.Send(Bytes.Of("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"));
            DeviceClient client = board.Connect();
            client.Send(Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\norigin:\thttps://panel.example \r\nCookie: " + Bytes.Repeat("c", 300) + "\r\n\r\n"));
            AssertRefusal(client.ReadReply(), 503, "unavailable", true);

            client.Connection.Finish();
            board.Run();
            client = board.Connect();
            client.Send(Bytes.Of("GET / HTTP/1.1\r\nHost: a\r\nOrigin: https://panel.examples\r\n\r\n"));
            Reply reply = client.ReadReply();
            Assert.AreEqual("text/plain", reply.Field("Content-Type"));
            Assert.IsNull(reply.Field("Access-Control-Allow-Origin"));

            // Nothing of the request: the answer comes, but not at once.
            client.Connection.Finish();
            board.Run();
            client = board.Connect();
            board.Run();
            board.Wait(249);
            Assert.AreEqual("", client.ReadText());
            board.Wait(1);
            Assert.AreEqual(0, client.ReadText().IndexOf("HTTP/1.1 503 "));
        }

        [TestMethod]
        public void Elsewhere_a_refusal_is_text()
        {
            TestDevice board = Create();
            DeviceClient client = board.Connect();
            client.Send(Bytes.Of("GET /apis HTTP/1.1\r\nHost: a\r\n\r\n"));
            Reply reply = client.ReadReply();
            Assert.AreEqual(404, reply.Status);
            Assert.AreEqual("text/plain", reply.Field("Content-Type"));
            Assert.AreEqual("There is nothing at this path.\n", reply.Content);
        }

        [TestMethod]
        public void Each_code_is_there_once_and_each_status_of_a_refusal_has_its_code()
        {
            string codes = " ";
            for (ProtocolError error = ProtocolError.Malformed; error <= ProtocolError.UnknownVersion; error++)
            {
                string code = ErrorTable.Code(error);
                Assert.IsTrue(codes.IndexOf(" " + code + " ") < 0, code);
                codes += code + " ";
                string message = ErrorTable.Message(error);
                Assert.AreEqual(error <= ProtocolError.UnsupportedType, message != null, code);
                Assert.IsTrue(message == null || (message.Length <= 160 && message.IndexOf('"') < 0 && message.IndexOf('\\') < 0), code);
                if (error >= ProtocolError.UnsupportedType)
                {
                    Assert.AreEqual(ErrorTable.Status(error), ErrorTable.Status(ErrorTable.Refused(ErrorTable.Status(error))), code);
                }
            }
        }

        private static TestDevice Create()
        {
            DeviceOptions options = new DeviceOptions();
            options.Access.Origins.Allow("https://panel.example");
            TestDevice board = new TestDevice(options, new ServerOptions { Slots = 1 }, 4096);
            return board;
        }

        private static string Refuses(string request, int status, string code, bool isShared = true)
        {
            DeviceClient client = Create().Connect();
            client.Send(Bytes.Of(request));
            return AssertRefusal(client.ReadReply(), status, code, isShared);
        }

        private static string AssertRefusal(Reply reply, int status, string code, bool isShared)
        {
            Assert.AreEqual(status, reply.Status, reply.Content);
            Assert.AreEqual("application/json", reply.Field("Content-Type"), reply.Content);
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"" + code + "\",\"message\":\""), reply.Content);
            Assert.AreEqual(reply.Content.Length - 3, reply.Content.IndexOf("\"}\n"), reply.Content);
            Assert.AreEqual(isShared ? "https://panel.example" : null, reply.Field("Access-Control-Allow-Origin"), reply.Content);
            return reply.Content;
        }
    }
}
