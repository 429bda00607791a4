using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>Home Assistant's discovery of a board: one document, however small the buffer, at the connection and when Home Assistant starts.</summary>
    [TestClass]
    public class DiscoveryTests
    {
        [TestMethod]
        public void A_board_announces_itself_with_all_its_channels()
        {
            MqttBoard board = new MqttBoard(true);
            board.Wait(300);

            Assert.AreEqual(
                "{\"dev\":{\"ids\":\"nano\",\"name\":\"nano\",\"mf\":\"nano\",\"sw\":\"0.1.0\"},\"o\":{\"name\":\"nano\",\"sw\":\"0.1.0\"},\"avty_t\":\"nano/nano/status\",\"stat_t\":\"nano/nano/state\",\"cmps\":{"
                + "\"led\":{\"p\":\"switch\",\"uniq_id\":\"nano_led\",\"name\":\"led\",\"pl_on\":\"1\",\"pl_off\":\"0\",\"stat_t\":\"nano/nano/led/state\",\"cmd_t\":\"nano/nano/led/set\"},"
                + "\"relay\":{\"p\":\"switch\",\"uniq_id\":\"nano_relay\",\"name\":\"relay\",\"pl_on\":\"1\",\"pl_off\":\"0\",\"stat_t\":\"nano/nano/relay/state\",\"cmd_t\":\"nano/nano/relay/set\"},"
                + "\"button\":{\"p\":\"binary_sensor\",\"uniq_id\":\"nano_button\",\"name\":\"button\",\"pl_on\":\"1\",\"pl_off\":\"0\",\"stat_t\":\"nano/nano/button/state\"},"
                + "\"pot\":{\"p\":\"sensor\",\"uniq_id\":\"nano_pot\",\"name\":\"pot\",\"val_tpl\":\"{{ value_json['pot'] }}\",\"stat_cla\":\"measurement\",\"unit_of_meas\":\"mV\",\"dev_cla\":\"voltage\"}}}",
                Document(board.Broker.Log()));
        }

        [TestMethod]
        public void A_number_is_announced_with_its_range_and_set_within_it()
        {
            TestNumber fan = new TestNumber("fan", 0, 1000, 5, 0);
            fan.Decimals = 1;
            MqttBoard board = new MqttBoard(fan);
            board.Wait(300);
            string log = board.Broker.Log();
            string fanText = "\"fan\":{\"p\":\"number\",\"uniq_id\":\"nano_fan\",\"name\":\"fan\",\"stat_t\":\"nano/nano/fan/state\",\"cmd_t\":\"nano/nano/fan/set\",\"unit_of_meas\":\"%\",\"min\":0.0,\"max\":100.0,\"step\":0.5}}}";
            Assert.IsTrue(log.IndexOf(fanText) > 0, log);

            log = board.Tell("nano/nano/fan/set", "42.5");
            Assert.AreEqual(425, fan.Value);
            Assert.IsTrue(log.IndexOf("nano/nano/fan/state=42.5 q1 retained\n") == 0, log);
            Assert.IsTrue(log.IndexOf("\"fan\":42.5}") > 0, log);
            log = board.Tell("nano/nano/fan/set", "42.7");
            Assert.IsTrue(log.IndexOf("\"type\":\"error\"") > 0, log);
            Assert.AreEqual(425, fan.Value);
        }

        [TestMethod]
        public void A_broker_that_reads_a_byte_at_a_time_gets_the_same_document()
        {
            MqttBoard slow = new MqttBoard(true);
            slow.Broker.Room = 1;
            slow.Wait(35000);

            Assert.AreEqual(0, slow.Device.Broker.Status.Failures, slow.Device.Broker.Status.Code);
            string document = Document(slow.Broker.Log());
            slow = null; // A heap of 112 KB has no room for two boards.
            MqttBoard fast = new MqttBoard(true);
            fast.Wait(300);
            Assert.AreEqual(Document(fast.Broker.Log()), document);
        }

        [TestMethod]
        public void The_document_is_sent_again_after_Home_Assistant_has_started_at_a_random_time()
        {
            MqttBoard board = new MqttBoard(true);
            board.Wait(300);
            board.Broker.Log();
            board.Broker.Publish("homeassistant/status", "offline");
            board.Wait(20000);
            Assert.IsTrue(board.Broker.Log().IndexOf("config=") < 0);

            // Retained or not: Home Assistant's birth may be either.
            board.Broker.Publish("homeassistant/status", "online", 1);
            board.Board.Run();
            Assert.IsTrue(board.Broker.Log().IndexOf("config=") < 0, "at once");
            board.Wait(10200);
            Assert.IsTrue(Document(board.Broker.Log()).Length > 500);
        }

        [TestMethod]
        public void A_component_that_the_board_has_no_longer_is_removed_once()
        {
            MqttBoard board = new MqttBoard();
            board.Flash[SettingsStore.Components] = Bytes.Of("led:w old:w fan:b pot:s gone:s ");
            board = new MqttBoard(board.Flash);
            board.Wait(300);
            string document = Document(board.Broker.Log());
            int end = document.IndexOf(",\"old\"");
            Assert.IsTrue(end > 0, document);
            Assert.AreEqual(",\"old\":{\"p\":\"switch\"},\"fan\":{\"p\":\"binary_sensor\"},\"gone\":{\"p\":\"sensor\"}}}", document.Substring(end));
            Assert.AreEqual("led:w relay:w button:b pot:s ", Bytes.Text(board.Flash[SettingsStore.Components]));

            board = new MqttBoard(board.Flash);
            board.Wait(300);
            Assert.IsTrue(Document(board.Broker.Log()).IndexOf("old") < 0);
        }

        [TestMethod]
        public void A_list_that_is_damaged_costs_nothing_but_itself()
        {
            string[] lists = { "", " ", ":", "led", "led:", "x:w", "LED:w led\"}:w ", ":w :s ", "a-very-long-id-of-no-channel:w ", "x:n", "<ff><00>:w ", "   led:w   " };
            for (int i = 0; i < lists.Length; i++)
            {
                MqttBoard board = new MqttBoard();
                board.Flash[SettingsStore.Components] = Bytes.Of(lists[i]);
                board = new MqttBoard(board.Flash);
                board.Wait(300);
                string document = Document(board.Broker.Log());
                Assert.IsTrue(document.IndexOf("\"dev_cla\":\"voltage\"}}}") > 0, lists[i] + ": " + document);
            }
        }

        [TestMethod]
        public void The_list_is_written_when_it_has_changed_only()
        {
            MqttBoard board = new MqttBoard(true);
            board.Wait(300);
            Assert.AreEqual("led:w relay:w button:b pot:s ", Bytes.Text(board.Flash[SettingsStore.Components]));

            board.Flash.BytesLeft = 0;
            board = new MqttBoard(board.Flash);
            board.Wait(300);
            Assert.AreEqual("led:w relay:w button:b pot:s ", Bytes.Text(board.Flash[SettingsStore.Components]));
        }

        /// <summary>The document of the only announcement in a log.</summary>
        private static string Document(string log)
        {
            string topic = "homeassistant/device/nano/config=";
            int at = log.IndexOf(topic);
            Assert.IsTrue(at >= 0, log);
            at += topic.Length;
            int end = log.IndexOf(" retained\n", at);
            Assert.IsTrue(log.IndexOf(topic, at) < 0, "twice");
            return log.Substring(at, end - at);
        }
    }
}
