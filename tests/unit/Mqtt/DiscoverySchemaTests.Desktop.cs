using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nano.Firmware.Channels;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>
    /// The discovery document by the rules of Home Assistant, as data: home-assistant/core, homeassistant/components/mqtt/schemas.py (DEVICE_DISCOVERY_SCHEMA),
    /// abbreviations.py and the schemas of sensor.py, binary_sensor.py, switch.py and number.py; units from homeassistant/components/sensor/const.py.
    /// </summary>
    [TestClass]
    public class DiscoverySchemaTests
    {
        private static readonly string[] s_root = { "dev", "o", "avty_t", "stat_t", "cmps" };
        private static readonly string[] s_device = { "ids", "name", "mf", "mdl", "sw", "cu", "hw", "sn" };
        private static readonly string[] s_origin = { "name", "sw", "url" };
        private static readonly string[] s_shared = { "p", "uniq_id", "name", "stat_t", "ent_cat", "val_tpl" };
        private static readonly string[] s_sensor = { "stat_cla", "unit_of_meas", "dev_cla" };
        private static readonly string[] s_binarySensor = { "pl_on", "pl_off", "dev_cla" };
        private static readonly string[] s_switch = { "pl_on", "pl_off", "cmd_t", "dev_cla" };
        private static readonly string[] s_number = { "cmd_t", "min", "max", "step", "unit_of_meas", "dev_cla" };
        private static readonly string[] s_units =
        {
            "temperature °C", "temperature °F", "voltage mV", "voltage V", "current mA", "current A", "power W", "pressure hPa", "pressure Pa", "illuminance lx", "duration ms", "duration s", "data_size B",
        };

        [TestMethod]
        public void The_document_follows_the_schema_of_a_device()
        {
            AssertDocument(new UptimeChannel("uptime"));
            AssertDocument(new TestNumber("fan", 0, 100, 5, 0) { Name = "Fan of the \u00E4ttic" });
            AssertDocument(new TestAnalog("outside", 1, 1, 0, -40, 125));
        }

        private static void AssertDocument(Channel channel)
        {
            MqttBoard board = new MqttBoard(channel);
            board.Wait(300);
            string log = board.Broker.Log();
            Match match = Regex.Match(log, "^homeassistant/device/([a-zA-Z0-9_-]+)/config=(.*) retained$", RegexOptions.Multiline);
            Assert.IsTrue(match.Success, log);
            string text = Regex.Replace(match.Groups[2].Value, "(<[0-9a-f]{2}>)+", bytes => System.Text.Encoding.UTF8.GetString(System.Convert.FromHexString(bytes.Value.Replace("<", "").Replace(">", ""))));
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;

            AssertNames(root, s_root);
            AssertNames(root.GetProperty("dev"), s_device);
            AssertNames(root.GetProperty("o"), s_origin);
            Assert.IsTrue(root.GetProperty("dev").GetProperty("ids").GetString().Length > 0);
            Assert.IsTrue(root.GetProperty("o").GetProperty("name").GetString().Length > 0);
            AssertTopic(root.GetProperty("avty_t"));
            AssertTopic(root.GetProperty("stat_t"));
            JsonProperty[] components = root.GetProperty("cmps").EnumerateObject().ToArray();
            Assert.AreEqual(board.Device.Board.Count, components.Length);
            Assert.AreEqual(components.Length, components.Select(component => component.Value.GetProperty("uniq_id").GetString()).Distinct().Count());
            foreach (JsonProperty component in components)
            {
                AssertComponent(component.Value);
            }
        }

        private static void AssertComponent(JsonElement component)
        {
            string platform = component.GetProperty("p").GetString();
            string[] own = platform == "sensor" ? s_sensor : platform == "binary_sensor" ? s_binarySensor : platform == "switch" ? s_switch : platform == "number" ? s_number : null;
            Assert.IsNotNull(own, platform);
            AssertNames(component, s_shared.Concat(own).ToArray());
            foreach (JsonProperty property in component.EnumerateObject().Where(property => property.Name.EndsWith("_t")))
            {
                AssertTopic(property.Value);
            }

            if (platform == "switch" || platform == "number")
            {
                Assert.IsTrue(component.TryGetProperty("cmd_t", out JsonElement _), platform);
            }

            if (platform == "number")
            {
                Assert.IsTrue(component.GetProperty("min").GetDouble() < component.GetProperty("max").GetDouble());
                Assert.IsTrue(component.GetProperty("step").GetDouble() >= 0.001);
            }

            if (component.TryGetProperty("dev_cla", out JsonElement category))
            {
                string pair = category.GetString() + " " + component.GetProperty("unit_of_meas").GetString();
                Assert.IsTrue(s_units.Contains(pair), pair);
            }

            // A measurement needs no unit, but a sensor with a state class must have a number: it has a template of the state that is one.
            if (platform == "sensor")
            {
                Assert.AreEqual("measurement", component.GetProperty("stat_cla").GetString());
                Assert.IsTrue(Regex.IsMatch(component.GetProperty("val_tpl").GetString(), "^{{ value_json\\['[a-z0-9-]+'\\] }}$"));
            }
        }

        private static void AssertNames(JsonElement element, string[] allowed)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Assert.IsTrue(allowed.Contains(property.Name), property.Name);
            }
        }

        private static void AssertTopic(JsonElement topic)
        {
            string text = topic.GetString();
            Assert.IsTrue(text.Length > 0 && text.IndexOfAny(new[] { '+', '#', '\0' }) < 0, text);
        }
    }
}
