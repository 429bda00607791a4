using Nano.Firmware.Messages;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>The client as a task of the loop: attempts, pauses between them, and what people are told.</summary>
    [TestClass]
    public class MqttClientTests
    {
        [TestMethod]
        public void The_first_attempt_follows_at_once_with_the_board_s_id_and_will()
        {
            MqttBoard board = new MqttBoard();
            board.Board.Run();

            Assert.AreEqual("mqtt://broker:1883", board.Broker.Peer);
            Assert.AreEqual("CONNECT nano<00><10>nano/nano/status<00><07>offline<00><04>user<00><06>secret", FirstLine(board.Broker.Log()));
            Assert.IsTrue(board.Device.Broker.Status.IsConnected);
            Assert.AreEqual(1, board.Device.Broker.Status.Connects);
        }

        [TestMethod]
        public void Each_kind_of_failure_is_told_apart()
        {
            AssertReason("unknown-host", OpenResult.UnknownHost, 0);
            AssertReason("unreachable", OpenResult.Unreachable, 0);
            AssertReason("connection-refused", OpenResult.Refused, 0);
            AssertReason("tls-failed", OpenResult.NotAgreed, 0);
            AssertReason("unacceptable-version", OpenResult.Opened, 1);
            AssertReason("identifier-rejected", OpenResult.Opened, 2);
            AssertReason("server-unavailable", OpenResult.Opened, 3);
            AssertReason("bad-credentials", OpenResult.Opened, 4);
            AssertReason("not-authorized", OpenResult.Opened, 5);
            AssertReason("no-answer", OpenResult.Opened, -1);
        }

        [TestMethod]
        public void A_broker_that_goes_is_told_and_tried_again_until_it_is_back()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.End();
            board.Board.Run();
            Assert.AreEqual("closed", board.Device.Broker.Status.Code);
            Assert.IsFalse(board.Device.Broker.Status.IsConnected);

            board.Broker.Answer = OpenResult.Refused;
            board.Wait(121000);
            Assert.AreEqual("connection-refused", board.Device.Broker.Status.Code);
            Assert.IsTrue(board.Broker.Attempts >= 2, "attempts");

            board.Broker.Answer = OpenResult.Opened;
            board.Wait(121000);
            Assert.IsTrue(board.Device.Broker.Status.IsConnected);
            Assert.AreEqual("", board.Device.Broker.Status.Code);
        }

        [TestMethod]
        public void An_attempt_that_takes_long_holds_up_nothing()
        {
            MqttBoard board = new MqttBoard();
            board.Broker.IsSlow = true;
            board.Wait(30000);
            Assert.AreEqual(1, board.Broker.Attempts);
            DeviceClient client = board.Board.Open();
            Assert.IsTrue(client.Hello.IndexOf("hello") > 0);

            board.Broker.Finish();
            board.Board.Run();
            Assert.IsTrue(board.Device.Broker.Status.IsConnected);
        }

        [TestMethod]
        public void Without_a_network_no_attempt_is_made_and_with_one_the_first_at_once()
        {
            MqttBoard board = new MqttBoard();
            board.Device.Broker.HasNetwork = false;
            board.Wait(300000);
            Assert.AreEqual(0, board.Broker.Attempts);

            board.Device.Broker.HasNetwork = true;
            board.Board.Run();
            Assert.AreEqual(1, board.Broker.Attempts);
            Assert.IsTrue(board.Device.Broker.Status.IsConnected);

            board.Device.Broker.HasNetwork = false;
            board.Board.Run();
            Assert.AreEqual("no-network", board.Device.Broker.Status.Code);
            Assert.IsFalse(board.Broker.IsConnected);
            board.Device.Broker.HasNetwork = true;
            board.Board.Run();
            Assert.AreEqual(2, board.Broker.Attempts);
        }

        [TestMethod]
        public void Pauses_grow_at_random_from_1_to_120_s()
        {
            MqttBoard board = new MqttBoard();
            board.Broker.Answer = OpenResult.Unreachable;
            board.Board.Run();
            long last = board.Board.Now;
            int attempts = board.Broker.Attempts;
            long longest = 0;
            for (int i = 0; i < 20000; i++)
            {
                board.Wait(100);
                if (board.Broker.Attempts > attempts)
                {
                    long pause = board.Board.Now - last;
                    Assert.IsTrue(pause >= 1000 && pause <= 120100, "pause " + pause);
                    longest = pause > longest ? pause : longest;
                    last = board.Board.Now;
                    attempts = board.Broker.Attempts;
                }
            }

            Assert.IsTrue(longest > 60000, "longest " + longest);
            Assert.IsTrue(attempts > 15, "attempts " + attempts);
        }

        [TestMethod]
        public void A_broker_that_reads_nothing_is_given_up()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Room = 0;
            board.Wait(26000);

            Assert.AreEqual("no-answer", board.Device.Broker.Status.Code);
        }

        [TestMethod]
        public void A_broker_that_breaks_the_protocol_is_told_apart()
        {
            MqttBoard board = MqttBoard.Connected();
            board.Broker.Send(new byte[] { 0, 0 });
            board.Board.Run();

            Assert.AreEqual("protocol-error", board.Device.Broker.Status.Code);
        }

        [TestMethod]
        public void A_refused_subscription_is_told_while_the_connection_holds()
        {
            MqttBoard board = new MqttBoard(true);
            board.Broker.Granted = 0x80;
            board.Wait(200);

            Assert.IsTrue(board.Device.Broker.Status.IsConnected);
            Assert.AreEqual("subscription-refused", board.Device.Broker.Status.Code);
        }

        [TestMethod]
        public void The_state_of_the_board_tells_how_the_broker_is()
        {
            MqttBoard board = new MqttBoard();
            board.Broker.ReturnCode = 4;
            board.Board.Run();
            string state = Get(board, "/api/state");
            Assert.IsTrue(state.IndexOf("\"notices\":[{\"code\":\"mqtt-bad-credentials\",\"message\":\"The MQTT broker refuses user or password. Correct them in the setting mqtt.\"}]") > 0, state);
            Assert.IsTrue(state.IndexOf("\"mqtt\":{\"broker\":\"broker:1883\",\"connected\":false,\"reason\":\"bad-credentials\"}") > 0, state);

            board.Broker.ReturnCode = 0;
            board.Wait(121000);
            state = Get(board, "/api/state");
            Assert.IsTrue(state.IndexOf("\"mqtt\":{\"broker\":\"broker:1883\",\"connected\":true}") > 0, state);
            Assert.IsTrue(state.IndexOf("notices") < 0, state);
        }

        [TestMethod]
        public void The_metrics_tell_how_the_broker_is()
        {
            MqttBoard board = new MqttBoard();
            board.Broker.ReturnCode = 4;
            board.Board.Run();
            WebContext context = new WebContext { Broker = board.Device.Broker.Status };
            string metrics = Metrics(context);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_connected 0\n") > 0, metrics);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_reason{reason=\"bad-credentials\"} 1\n") > 0, metrics);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_failures_total 1\n") > 0, metrics);

            board.Broker.ReturnCode = 0;
            board.Wait(121000);
            metrics = Metrics(context);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_connected 1\n") > 0, metrics);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_reason{reason=\"\"} 1\n") > 0, metrics);
            Assert.IsTrue(metrics.IndexOf("nano_mqtt_connects_total 1\n") > 0, metrics);
            Assert.AreEqual("", Metrics(new WebContext()));
        }

        [TestMethod]
        public void Without_a_broker_nothing_is_told()
        {
            TestDevice board = new TestDevice();
            DeviceClient client = board.Connect();
            string state = client.Request("GET /api/state", "");
            Assert.IsTrue(state.IndexOf("mqtt") < 0, state);
            Assert.IsTrue(state.IndexOf("\"slots\":3,") > 0, state);
        }

        private static string Metrics(WebContext context)
        {
            BrokerMetrics table = new BrokerMetrics(context);
            ByteWriter writer = new ByteWriter(new byte[2048]);
            for (int row = 0; table.Write(writer, row); row++)
            {
            }

            Assert.IsFalse(writer.Overflowed);
            return Bytes.Text(writer.Buffer, writer.Start, writer.Count);
        }

        private static string Get(MqttBoard board, string path)
        {
            return board.Board.Connect().Request("GET " + path, "");
        }

        private static void AssertReason(string code, OpenResult result, int returnCode)
        {
            MqttBoard board = new MqttBoard();
            board.Broker.Answer = result;
            board.Broker.ReturnCode = returnCode;
            board.Board.Run();
            if (returnCode < 0)
            {
                board.Wait(10000);
            }

            BrokerStatus status = board.Device.Broker.Status;
            Assert.AreEqual(code, status.Code);
            Assert.IsTrue(status.Message.Length > 20 && status.Message.Length <= 160 && status.Message.IndexOf('"') < 0, status.Message);
            Assert.IsFalse(status.IsConnected);
            Assert.AreEqual(1, status.Failures);
        }

        private static string FirstLine(string log)
        {
            return log.Substring(0, log.IndexOf('\n'));
        }
    }
}
