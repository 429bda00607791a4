using Nano.Firmware;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The three settings of an MQTT broker, as lines and over HTTP. The URL has a password, and is never shown.</summary>
    [TestClass]
    public class BrokerSettingsTests
    {
        private const string Any = "Content-Type: application/json\r\nIf-Match: *\r\n";
        private const string Url = "mqtt://user:hunter2@broker";

        [TestMethod]
        public void The_lines_are_read_and_written()
        {
            BoardSettings settings = new BoardSettings(null);
            Assert.AreEqual(" 10000 1", Describe(settings));
            Assert.AreEqual(0, Read(settings, "mqtt=" + Url + "\nmqtt-interval=5000\nmqtt-discovery=0\n"));
            Assert.AreEqual(Url + " 5000 0", Describe(settings));
            Assert.IsTrue(Write(settings).IndexOf("\nmqtt=" + Url + "\nmqtt-interval=5000\nmqtt-discovery=0\n") > 0, Write(settings));
            Assert.AreEqual(0, Read(settings, "mqtt=\nmqtt-interval=3600000\nmqtt-discovery=1\n"));
            Assert.AreEqual(" 3600000 1", Describe(settings));
        }

        [TestMethod]
        public void Without_a_broker_only_what_is_not_the_default_is_written()
        {
            BoardSettings settings = new BoardSettings(null);
            Assert.AreEqual(-1, Write(settings).IndexOf("mqtt"));
            Read(settings, "mqtt-interval=2000\n");
            Assert.IsTrue(Write(settings).IndexOf("\nmqtt-interval=2000\n") > 0, Write(settings));
            Read(settings, "mqtt-interval=10000\nmqtt-discovery=0\n");
            Assert.IsTrue(Write(settings).IndexOf("\nmqtt-discovery=0\n") > 0, Write(settings));
        }

        [TestMethod]
        public void A_line_that_is_wrong_is_ignored()
        {
            string[] lines = { "mqtt=http://broker", "mqtt=broker", "mqtt=mqtt://a@b@broker", "mqtt-interval=999", "mqtt-interval=3600001", "mqtt-interval=", "mqtt-discovery=2", "mqtt-discovery=yes" };
            for (int i = 0; i < lines.Length; i++)
            {
                BoardSettings settings = new BoardSettings(null);
                Assert.AreEqual(1, Read(settings, lines[i] + "\n"), lines[i]);
                Assert.AreEqual(" 10000 1", Describe(settings));
            }
        }

        [TestMethod]
        public void The_owner_sets_them_over_HTTP_and_never_reads_the_URL()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            string before = platform.Get(device, "/api/settings");
            Assert.IsTrue(before.IndexOf(",\"mqtt\":{\"type\":\"secret\",\"set\":false,\"max\":160,\"restart\":true}") > 0, before);
            Assert.IsTrue(before.IndexOf(",\"mqtt-interval\":{\"type\":\"number\",\"value\":10000,\"default\":10000,\"min\":1000,\"max\":3600000,\"restart\":true}") > 0, before);
            Assert.IsTrue(before.IndexOf(",\"mqtt-discovery\":{\"type\":\"switch\",\"value\":true,\"default\":true,\"restart\":true}") > 0, before);

            Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{\"mqtt\":\"" + Url + "\",\"mqtt-interval\":5000,\"mqtt-discovery\":false}");
            Assert.AreEqual("{\"saved\":true,\"restart\":true,\"changes\":[{\"name\":\"mqtt-interval\",\"from\":10000,\"to\":5000,\"restart\":true},"
                + "{\"name\":\"mqtt-discovery\",\"from\":true,\"to\":false,\"restart\":true},{\"name\":\"mqtt\",\"restart\":true}]}\n", reply.Content);
            Assert.AreEqual(Url + " 5000 0", Describe(Load(platform)));
            string after = platform.Get(device, "/api/settings");
            Assert.IsTrue(after.IndexOf(",\"mqtt\":{\"type\":\"secret\",\"set\":true,\"max\":160,\"restart\":true}") > 0, after);
            Assert.AreEqual(-1, after.IndexOf("hunter2"));
            Assert.AreEqual(-1, platform.Get(device, "/api/settings?backup").IndexOf("hunter2"));

            // The same again changes nothing; null takes it away.
            reply = platform.Ask(device, "PUT /api/settings", Any, "{\"mqtt\":\"" + Url + "\"}");
            Assert.IsTrue(reply.Content.IndexOf("\"changes\":[]") > 0, reply.Content);
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Any, "{\"mqtt\":null,\"mqtt-interval\":null,\"mqtt-discovery\":null}").Status);
            Assert.AreEqual(" 10000 1", Describe(Load(platform)));
        }

        [TestMethod]
        public void An_invalid_URL_is_refused_and_not_repeated()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            string[] values = { "\"http://user:hunter2@broker\"", "\"hunter2\"", "7", "\"mqtt://" + Bytes.Repeat("u", 150) + ":hunter2@broker\"", "\"" + Bytes.Repeat("u", 700) + "\"" };
            for (int i = 0; i < values.Length; i++)
            {
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{\"mqtt\":" + values[i] + "}");
                Assert.AreEqual(400, reply.Status, values[i]);
                Assert.IsTrue(reply.Content.IndexOf("\"mqtt\":{\"code\":\"" + (values[i] == "7" ? "wrong-type" : "out-of-range")) > 0, reply.Content);
                Assert.AreEqual(-1, reply.Content.IndexOf("hunter2"));
            }
        }

        private static BoardSettings Load(TestPlatform platform)
        {
            BoardSettings settings = new BoardSettings(platform.Chip);
            new SettingsFile(platform.Flash).Load(settings);
            return settings;
        }

        /// <summary>Reads lines.</summary>
        /// <returns>The number of the first one that is ignored; 0 for none.</returns>
        private static int Read(BoardSettings settings, string text)
        {
            byte[] bytes = Bytes.Of(text);
            return settings.Read(bytes, 0, bytes.Length);
        }

        private static string Describe(BoardSettings settings)
        {
            return settings.Broker + " " + settings.BrokerInterval + " " + (settings.HasDiscovery ? "1" : "0");
        }

        private static string Write(BoardSettings settings)
        {
            ByteWriter writer = new ByteWriter(new byte[BoardSettings.MaximumLength]);
            settings.Write(writer);
            return System.Text.Encoding.UTF8.GetString(writer.Buffer, writer.Start, writer.Count);
        }
    }
}
