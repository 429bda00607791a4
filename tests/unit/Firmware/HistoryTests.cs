using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Web.Json;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The past in fixed memory.</summary>
    [TestClass]
    public class HistoryTests
    {
        [TestMethod]
        public void The_past_comes_as_one_message_and_then_its_acknowledgement()
        {
            TestDevice device = new TestDevice();
            for (int i = 1; i <= 6; i++)
            {
                device.Pot.Give(i * 100);
                device.Wait(1000);
            }

            DeviceClient client = device.Open();
            Assert.AreEqual(
                "{\"type\":\"history\",\"id\":5,\"t\":13000,\"interval\":1000,\"v\":[[0,1,0,300],[0,1,0,400],[0,1,0,500],[0,1,0,600]]}{\"type\":\"ack\",\"id\":5}",
                Join(client.Command("{\"id\":5,\"cmd\":\"history\"}")));
        }

        [TestMethod]
        public void Rows_that_a_late_loop_missed_are_null()
        {
            TestDevice device = new TestDevice();
            device.Wait(1000);
            device.Wait(2500);
            DeviceClient client = device.Open();
            Assert.AreEqual(
                "{\"type\":\"history\",\"id\":5,\"t\":10000,\"interval\":1000,\"v\":[[0,1,0,0],[0,1,0,0],null,[0,1,0,0]]}{\"type\":\"ack\",\"id\":5}",
                Join(client.Command("{\"id\":5,\"cmd\":\"history\"}")));
        }

        [TestMethod]
        public void Rows_missed_are_null_where_older_ones_were_kept_too()
        {
            TestDevice device = new TestDevice();
            for (int i = 1; i <= 6; i++)
            {
                device.Pot.Give(i);
                device.Wait(1000);
            }

            device.Pot.Give(9);
            device.Wait(3000);
            DeviceClient client = device.Open();
            Assert.AreEqual(
                "{\"type\":\"history\",\"id\":5,\"t\":16000,\"interval\":1000,\"v\":[[0,1,0,6],null,null,[0,1,0,9]]}{\"type\":\"ack\",\"id\":5}",
                Join(client.Command("{\"id\":5,\"cmd\":\"history\"}")));

            // More than fit.
            device.Wait(9000);
            Assert.AreEqual(
                "\"t\":25000,\"interval\":1000,\"v\":[null,null,null,[0,1,0,9]]}{\"type\":\"ack\",\"id\":5}",
                After(Join(client.Command("{\"id\":5,\"cmd\":\"history\"}")), "\"type\":\"history\",\"id\":5,"));
        }

        [TestMethod]
        public void The_past_has_the_subscribed_channels_only()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"relay\"]}");
            Assert.IsTrue(client.Command("{\"id\":5,\"cmd\":\"history\"}").IndexOf("[1]") > 0);
        }

        [TestMethod]
        public void A_long_past_streams_through_a_small_buffer_while_the_client_reads_slowly()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 200 }, new ServerOptions { Slots = 2 }, 300);
            for (int i = 0; i < 200; i++)
            {
                device.Wait(1000);
            }

            DeviceClient client = device.Open();
            string past = Join(client.Command("{\"id\":5,\"cmd\":\"history\"}"));
            Assert.AreEqual(0, past.IndexOf("{\"type\":\"history\",\"id\":5,\"t\":11000,\"interval\":1000,\"v\":[[0,1,0,0],"));
            int rows = 0;
            for (int at = past.IndexOf("[0,"); at >= 0; at = past.IndexOf("[0,", at + 1))
            {
                rows++;
            }

            Assert.AreEqual(200, rows);
            Assert.AreEqual("[0,1,0,0]]}{\"type\":\"ack\",\"id\":5}", past.Substring(past.Length - 32));
        }

        [TestMethod]
        public void A_channel_takes_the_bytes_that_its_range_needs()
        {
            Board board = new Board();
            board.Add(new TestOutput("one", 0));
            board.Add(new TestAnalog("percent", 1, 1, 0, 0, 100));
            board.Add(new TestAnalog("millivolts", 1, 1, 0, 0, 3300));
            board.Add(new TestAnalog("wide", 1, 1, 0, -100000, 100000));
            board.Add(new UptimeChannel("uptime"));

            Assert.AreEqual(10 * (1 + 1 + 1 + 2 + 4), new History(board, 10, 1000).Size);
        }

        [TestMethod]
        public void Values_of_every_width_come_back_as_they_were()
        {
            Board board = new Board();
            TestAnalog small = new TestAnalog("small", 1, 1, 0, -127, 127);
            TestAnalog middle = new TestAnalog("middle", 1, 1, 0, -32767, 32767);
            TestAnalog wide = new TestAnalog("wide", 1, 1, 0, -2000000000, 2000000000);
            board.Add(small);
            board.Add(middle);
            board.Add(wide);
            History history = new History(board, 3, 100);
            int[][] rows = { new[] { 127, 32767, 2000000000 }, new[] { -127, -32767, -2000000000 }, new[] { 0, -1, 65536 } };
            for (int i = 0; i < rows.Length; i++)
            {
                small.Give(rows[i][0]);
                middle.Give(rows[i][1]);
                wide.Give(rows[i][2]);
                history.Run(board, (i + 1) * 100);
            }

            small.IsBroken = true;
            middle.IsBroken = true;
            wide.IsBroken = true;
            for (int i = 0; i < rows.Length; i++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    Assert.IsTrue(history.TryGet(i + 1, channel, out int value));
                    Assert.AreEqual(rows[i][channel], value);
                }
            }

            history.Run(board, 400);
            Assert.IsFalse(history.Has(1));
            for (int channel = 0; channel < 3; channel++)
            {
                Assert.IsFalse(history.TryGet(4, channel, out int _));
            }
        }

        [TestMethod]
        public void A_value_of_more_than_32_bits_is_kept_at_its_limit()
        {
            Board board = new Board();
            board.Add(new Vast());
            History history = new History(board, 2, 100);
            Assert.AreEqual(200, history.Run(board, 100));
            Assert.AreEqual(300, history.Run(board, 230), "A late row does not make the next late");
            Assert.IsTrue(history.TryGet(1, 0, out int value));
            Assert.AreEqual(-int.MaxValue, value);
            Assert.IsTrue(history.TryGet(2, 0, out value));
            Assert.AreEqual(int.MaxValue, value);
        }

        [TestMethod]
        public void The_past_is_served_over_HTTP_too()
        {
            TestDevice device = new TestDevice();
            device.Wait(1000);
            string reply = device.Connect().Request("GET /api/history", "");
            Assert.IsTrue(reply.IndexOf("{\"type\":\"history\",\"id\":0,\"t\":10000,\"interval\":1000,\"v\":[[0,1,0,0],[0,1,0,0]]}") > 0, reply);
        }

        [TestMethod]
        public void No_memory_is_taken_for_no_history()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 0 }, new ServerOptions { Slots = 2 }, 2048);
            Assert.AreEqual(0, device.Device.Telemetry.History.Size);
            DeviceClient client = device.Open();
            Assert.IsTrue(Join(client.Command("{\"id\":5,\"cmd\":\"history\"}")).IndexOf("\"v\":[]}{\"type\":\"ack\",\"id\":5}") > 0);
        }

        /// <summary>A channel of 53 bits: its least value first, then its greatest.</summary>
        private sealed class Vast : Channel
        {
            public Vast()
                : base("vast", ChannelKind.System, "", -JsonReader.MaximumInteger, JsonReader.MaximumInteger)
            {
            }

            public override void Read(long now) => Value = now == 100 ? Minimum : Maximum;
        }

        private static string After(string text, string word)
        {
            return text.Substring(text.IndexOf(word) + word.Length);
        }

        /// <summary>The payloads of frames, which have no closing parenthesis in them, in a row.</summary>
        private static string Join(string frames)
        {
            string joined = "";
            string[] parts = frames.Split(')');
            for (int i = 0; i < parts.Length; i++)
            {
                int at = parts[i].IndexOf('(');
                if (at >= 0)
                {
                    joined += parts[i].Substring(at + 1);
                }
            }

            return joined;
        }
    }
}
