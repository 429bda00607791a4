using Nano.Firmware.Settings;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>Where a broker is: mqtt://user:password@host:port (RFC 3986 for the percent-encoding).</summary>
    [TestClass]
    public class BrokerUrlTests
    {
        [TestMethod]
        public void All_parts_are_read()
        {
            AssertUrl("mqtt://broker", "broker 1883 - -");
            AssertUrl("mqtts://broker", "broker 8883 tls - -");
            AssertUrl("mqtt://broker/", "broker 1883 - -");
            AssertUrl("mqtt://192.168.1.2:1884", "192.168.1.2 1884 - -");
            AssertUrl("mqtts://mqtt.example.com:1/", "mqtt.example.com 1 tls - -");
            AssertUrl("mqtt://broker:65535", "broker 65535 - -");
            AssertUrl("mqtt://user@broker", "broker 1883 user -");
            AssertUrl("mqtt://user:@broker", "broker 1883 user ");
            AssertUrl("mqtt://user:secret@broker:9", "broker 9 user secret");
            AssertUrl("mqtt://user:a:b@broker", "broker 1883 user a:b");
        }

        [TestMethod]
        public void User_and_password_are_percent_decoded()
        {
            AssertUrl("mqtt://a%3Ab:c%40d%2fe%25@broker", "broker 1883 a:b c@d/e%");
            AssertUrl("mqtt://%c3%a9:%20@broker", "broker 1883 <c3><a9>  ");
        }

        [TestMethod]
        public void Anything_else_is_none()
        {
            string[] texts =
            {
                "", ":", "mqtt", "mqtt:", "mqtt:/", "mqtt://", "mqtt:///", "mqtt:broker", "mqtt:/broker", "http://broker", "MQTT://broker", "mqttss://broker", " mqtt://broker",
                "mqtt://broker:", "mqtt://broker:0", "mqtt://broker:65536", "mqtt://broker:99999999999999999999", "mqtt://broker:-1", "mqtt://broker:1x", "mqtt://broker//", "mqtt://broker/path", "mqtt://bro ker",
                "mqtt://@broker", "mqtt://:secret@broker", "mqtt://a@b@broker", "mqtt://a b@broker", "mqtt://a/b@broker", "mqtt://%@broker", "mqtt://%4@broker", "mqtt://%4g@broker",
                "mqtt://a:%@broker", "mqtt://\u00e9@broker", "mqtt://" + Bytes.Repeat("a", 65), "mqtt://" + Bytes.Repeat("u", 150) + "@broker",
            };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.IsNull(BrokerUrl.Read(texts[i]), texts[i]);
            }
        }

        [TestMethod]
        public void The_longest_text_is_read()
        {
            string start = "mqtt://" + Bytes.Repeat("u", BrokerUrl.MaximumLength - 14);
            AssertUrl(start + "@broker", "broker 1883 " + Bytes.Repeat("u", BrokerUrl.MaximumLength - 14) + " -");
        }

        [TestMethod]
        public void Only_the_part_of_a_buffer_is_read()
        {
            byte[] text = Bytes.Of("mqtt=mqtt://broker:18@83\n");
            BrokerUrl url = BrokerUrl.Read(text, 5, 16);
            Assert.AreEqual("broker 18", url.Host + " " + url.Port);
        }

        private static void AssertUrl(string text, string expected)
        {
            BrokerUrl url = BrokerUrl.Read(text);
            Assert.IsNotNull(url, text);
            string user = url.UserName == null ? "-" : Bytes.Text(url.UserName, 0, url.UserName.Length);
            string password = url.Password == null ? "-" : Bytes.Text(url.Password, 0, url.Password.Length);
            Assert.AreEqual(expected, url.Host + " " + url.Port + (url.IsSecure ? " tls " : " ") + user + " " + password);
        }
    }
}
