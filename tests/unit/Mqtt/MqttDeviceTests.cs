using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>What a board says to a broker, and what it does at a broker's word.</summary>
    [TestClass]
    public class MqttDeviceTests
    {
        [TestMethod]
        public void A_board_says_that_it_is_online_and_everything_it_knows()
        {
            MqttBoard board = new MqttBoard();
            board.Board.Run();

            Assert.AreEqual(
                "CONNECT nano<00><10>nano/nano/status<00><07>offline<00><04>user<00><06>secret\n"
                + "nano/nano/status=online q1 retained\n"
                + "SUBSCRIBE <00><0f>nano/nano/+/set<00><00><11>nano/nano/command<00>\n"
                + "nano/nano/led/state=0 q1 retained\nnano/nano/relay/state=1 q1 retained\nnano/nano/button/state=0 q1 retained\n"
                + "nano/nano/state={\"t\":10000,\"led\":0,\"relay\":1,\"button\":0,\"pot\":0} retained\n",
                board.Broker.Log());
        }

        [TestMethod]
        public void States_follow_at_the_interval_and_when_something_changes()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Wait(9900);
            Assert.AreEqual("", board.Broker.Log());

            board.Board.Pot.Give(7);
            board.Wait(100);
            Assert.AreEqual("nano/nano/state={\"t\":20050,\"led\":0,\"relay\":1,\"button\":0,\"pot\":7} retained\n", board.Broker.Log());

            board.Board.Button.Tell(true);
            board.Board.Run();
            Assert.AreEqual("nano/nano/button/state=1 q1 retained\nnano/nano/state={\"t\":20100,\"led\":0,\"relay\":1,\"button\":1,\"pot\":7} retained\n", board.Broker.Log());
            board.Wait(9900);
            Assert.AreEqual("PINGREQ\n", board.Broker.Log());
            board.Wait(100);
            Assert.AreEqual("nano/nano/state={\"t\":30100,\"led\":0,\"relay\":1,\"button\":1,\"pot\":7} retained\n", board.Broker.Log());
        }

        [TestMethod]
        public void What_a_browser_switches_is_told()
        {
            MqttBoard board = MqttBoard.Connected();
            DeviceClient client = board.Board.Open();
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            board.Wait(150);

            string log = board.Broker.Log();
            Assert.IsTrue(log.IndexOf("nano/nano/led/state=1 q1 retained\n") >= 0, log);
        }

        [TestMethod]
        public void A_channel_is_set_by_a_number_or_by_an_object()
        {
            MqttBoard board = MqttBoard.Connected();

            string log = board.Tell("nano/nano/led/set", "1");
            Assert.AreEqual(1, board.Board.Led.Value);
            Assert.IsTrue(log.IndexOf("nano/nano/led/state=1 q1 retained\n") == 0, log);
            Assert.IsTrue(log.IndexOf("reply") < 0, log);
            board.Tell("nano/nano/led/set", "{\"value\":0}");
            Assert.AreEqual(0, board.Board.Led.Value);
            board.Tell("nano/nano/led/set", "{\"ms\":250}");
            Assert.AreEqual(1, board.Board.Led.Value);
            board.Wait(300);
            Assert.AreEqual(0, board.Board.Led.Value);
            Assert.AreEqual(3, board.Device.Dispatcher.Obeyed);
        }

        [TestMethod]
        public void What_cannot_be_set_is_answered_with_the_protocol_s_error()
        {
            AssertError("nano/nano/led/set", "2", "out-of-range");
            AssertError("nano/nano/led/set", "ON", "malformed");
            AssertError("nano/nano/led/set", "", "malformed");
            AssertError("nano/nano/led/set", "1,\"channel\":\"relay\"", "malformed");
            AssertError("nano/nano/led/set", "0.5", "wrong-type");
            AssertError("nano/nano/led/set", "{\"cmd\":\"interval\",\"ms\":20}", "unknown-command");
            AssertError("nano/nano/pot/set", "1", "not-an-output");
            AssertError("nano/nano/lamp/set", "1", "unknown-channel");
            AssertError("nano/nano/a-channel-with-a-long-id/set", "1", "unknown-channel");
            AssertError("nano/nano/led/set", Bytes.Repeat("1", 500), "too-long");
        }

        [TestMethod]
        public void Commands_are_the_protocol_s_and_answered_as_there()
        {
            MqttBoard board = MqttBoard.Connected();

            string log = board.Tell("nano/nano/command", "{\"id\":7,\"cmd\":\"set\",\"channel\":\"relay\",\"value\":0}");
            Assert.IsTrue(log.IndexOf("nano/nano/reply={\"type\":\"ack\",\"id\":7}\n") == 0, log);
            Assert.AreEqual(0, board.Board.Relay.Value);
            log = board.Tell("nano/nano/command", "{\"id\":8,\"cmd\":\"state\"}");
            Assert.AreEqual("nano/nano/reply={\"type\":\"ack\",\"id\":8}\nnano/nano/state={\"t\":10100,\"led\":0,\"relay\":0,\"button\":0,\"pot\":0} retained\n", log);
            AssertError("nano/nano/command", "{\"id\":9,\"cmd\":\"subscribe\"}", "unknown-command");
            AssertError("nano/nano/command", "{\"id\":9,\"cmd\":\"history\"}", "unknown-command");
            AssertError("nano/nano/command", "{", "malformed");
            AssertError("nano/nano/command", "", "malformed");
            AssertError("nano/nano/command", "{\"id\":9,\"cmd\":\"set\",\"channel\":\"pot\",\"value\":1}", "not-an-output");
        }

        [TestMethod]
        public void Retained_commands_are_ignored_and_counted()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Publish("nano/nano/led/set", "1", 1);
            board.Broker.Publish("nano/nano/command", "{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}", 1);
            board.Board.Run();

            Assert.AreEqual(0, board.Board.Led.Value);
            Assert.AreEqual("", board.Broker.Log());
            Assert.AreEqual(2, board.Device.Broker.Status.Ignored);
            Assert.AreEqual(2, board.Device.Broker.Status.Received);
        }

        [TestMethod]
        public void A_message_that_is_longer_than_any_command_is_refused_and_counted()
        {
            MqttBoard board = MqttBoard.Connected();
            string log = board.Tell("nano/nano/command", Bytes.Repeat(" ", 1500));
            Assert.IsTrue(log.IndexOf("\"code\":\"too-long\"") > 0, log);
            Assert.AreEqual(1, board.Device.Broker.Status.Oversized);

            log = board.Tell("nano/nano/command", Bytes.Repeat(" ", 530));
            Assert.IsTrue(log.IndexOf("\"code\":\"too-long\"") > 0, log);
            Assert.IsTrue(board.Tell("nano/nano/command", "{\"id\":7,\"cmd\":\"state\"}").IndexOf("ack") > 0);
        }

        [TestMethod]
        public void Other_topics_mean_nothing()
        {
            MqttBoard board = MqttBoard.Connected();
            Assert.AreEqual("", board.Tell("nano/nano2/led/set", "1"));
            Assert.AreEqual("", board.Tell("nano/nan", "1"));
            Assert.AreEqual("", board.Tell("homeassistant/status", "online"));
            Assert.AreEqual(0, board.Board.Led.Value);
        }

        [TestMethod]
        public void A_flood_of_commands_waits_for_the_room_of_its_answers()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Room = 0;
            for (int i = 0; i < 30; i++)
            {
                board.Broker.Publish("nano/nano/command", "{\"id\":" + i + "}");
            }

            board.Board.Run();
            board.Broker.Room = 1024;
            board.Wait(1000);
            string log = board.Broker.Log();
            for (int i = 0; i < 30; i++)
            {
                int at = log.IndexOf("\"id\":" + i + ",\"code\":\"missing-member\"");
                Assert.IsTrue(at > 0, i + " in " + log);
                log = log.Substring(at);
            }
        }

        [TestMethod]
        public void A_state_without_room_is_the_latest_one_later_and_counted()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Acknowledges = false;
            board.Broker.Room = 0;
            for (int i = 0; i < 12; i++)
            {
                board.Tell("nano/nano/led/set", (i & 1) == 0 ? "1" : "0");
                board.Wait(100);
            }

            board.Broker.Room = 1024;
            board.Broker.Acknowledges = true;
            board.Wait(100);
            string log = board.Broker.Log();
            Assert.AreEqual(0, board.Board.Led.Value);
            Assert.IsTrue(log.LastIndexOf("\"led\":0") > log.LastIndexOf("\"led\":1"), log);
        }

        [TestMethod]
        public void After_a_reconnect_with_the_session_the_subscription_holds_and_the_values_are_said_again()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.IsPresent = true;
            board.Broker.End();
            board.Board.Run();
            board.Board.Led.Set(1);
            board.Wait(121000);

            string log = board.Broker.Log();
            Assert.IsTrue(log.IndexOf("nano/nano/status=online q1 retained") > 0, log);
            Assert.IsTrue(log.IndexOf("SUBSCRIBE") < 0, log);
            Assert.IsTrue(log.IndexOf("nano/nano/led/state=1 q1 retained") > 0, log);

            board.Broker.IsPresent = false;
            board.Broker.End();
            board.Wait(121000);
            log = board.Broker.Log();
            Assert.IsTrue(log.IndexOf("SUBSCRIBE") > 0, log);
        }

        [TestMethod]
        public void A_state_that_was_not_acknowledged_is_said_again_with_DUP()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Acknowledges = false;
            board.Tell("nano/nano/led/set", "1");
            board.Broker.End();
            board.Broker.IsPresent = true;
            board.Broker.Acknowledges = true;
            board.Wait(121000);

            string log = board.Broker.Log();
            Assert.IsTrue(log.IndexOf("nano/nano/led/state=1 q1 retained dup\n") > 0, log);
        }

        private static void AssertError(string topic, string payload, string code)
        {
            MqttBoard board = MqttBoard.Connected();
            string log = board.Tell(topic, payload);
            Assert.IsTrue(log.IndexOf("nano/nano/reply={\"type\":\"error\"") == 0 && log.IndexOf("\"code\":\"" + code + "\"") > 0, payload + ": " + log);
            Assert.AreEqual(1, board.Device.Dispatcher.Refused);
            Assert.AreEqual(0, board.Board.Led.Value);
        }
    }
}
