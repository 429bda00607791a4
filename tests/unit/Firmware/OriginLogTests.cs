using Nano.Firmware;
using Nano.Firmware.Startup;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The log of refused origins.</summary>
    [TestClass]
    public class OriginLogTests
    {
        [TestMethod]
        public void A_refused_origin_is_named_with_what_allows_it()
        {
            TestDevice device = new TestDevice();
            Log log = new Log(device.Device.Server);
            DeviceClient client = device.Connect();

            Ask(client, "Origin: file://\r\n");
            Assert.AreEqual("A page or client of the origin file:// is refused. To allow it: the setting allow-origin=file://\n", log.Text);

            device.Wait(OriginLog.Interval);
            log.Text = "";
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "Origin: x://<c2><9b>2J\r\n\r\n"));
            Assert.AreEqual(403, client.ReadReply().Status);
            Assert.AreEqual("A page or client of the origin x://??2J is refused. To allow it: the setting allow-origin=x://??2J\n", log.Text);
        }

        [TestMethod]
        public void A_flood_of_refusals_is_one_line_a_second_and_one_a_minute_for_the_same_origin()
        {
            TestDevice device = new TestDevice();
            Log log = new Log(device.Device.Server);
            DeviceClient client = device.Connect();
            Ask(client, "Origin: file://\r\n");
            Ask(client, "Origin: app://x\r\n");
            Assert.AreEqual(1, log.Lines);
            device.Wait(OriginLog.Interval - 1);
            Ask(client, "Origin: app://x\r\n");
            Assert.AreEqual(1, log.Lines);
            device.Wait(1);
            Ask(client, "Origin: file://\r\n");
            Assert.AreEqual(1, log.Lines);
            Ask(client, "Origin: app://x\r\n");
            Assert.AreEqual(2, log.Lines);
            for (long end = device.Now + OriginLog.Repetition - 5000; device.Now < end; device.Wait(5000))
            {
                Ask(client, "Origin: app://x\r\n");
            }

            device.Wait(4999);
            Ask(client, "Origin: app://x\r\n");
            Assert.AreEqual(2, log.Lines);
            device.Wait(1);
            Ask(client, "Origin: app://x\r\n");
            Assert.AreEqual(3, log.Lines);
        }

        [TestMethod]
        public void A_refused_page_without_an_origin_that_could_be_allowed_is_logged_too()
        {
            TestDevice device = new TestDevice();
            Log log = new Log(device.Device.Server);
            Ask(device.Connect(), "Sec-Fetch-Site: cross-site\r\n");
            Assert.AreEqual("A page of another site is refused. Its origin is null or unknown, and cannot be allowed.\n", log.Text);
        }

        private static void Ask(DeviceClient client, string fields)
        {
            Assert.AreEqual(403, client.Ask("PUT /api/channels/led", fields, "{\"value\":1}").Status);
        }

        private sealed class Log : OriginLog
        {
            public string Text = "";
            public int Lines;

            public Log(WebServer server)
                : base(server, "the setting allow-origin=")
            {
                server.Origins.Observer = this;
            }

            protected override void Write(string line)
            {
                Lines++;
                Text += line + "\n";
            }
        }
    }
}
