using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Samples: the schedule, the clients that share them, and the drops for slow clients.</summary>
    [TestClass]
    public class TelemetryTests
    {
        [TestMethod]
        public void A_client_is_greeted_with_everything_there_is()
        {
            TestDevice device = new TestDevice();
            device.Pot.Name = "Left knob";
            string hello = device.Open().Hello;

            Assert.IsTrue(hello.IndexOf("{\"type\":\"hello\",\"board\":\"nano\",\"firmware\":\"" + Device.Version + "\",\"id\":\"nano\",\"interval\":100,\"channels\":[") > 0, hello);
            Assert.IsTrue(hello.IndexOf("{\"id\":\"led\",\"kind\":\"output\",\"unit\":\"\",\"value\":0}") > 0, hello);
            Assert.IsTrue(hello.IndexOf("{\"id\":\"button\",\"kind\":\"input\",\"unit\":\"\",\"value\":0,\"edges\":0}") > 0, hello);
            Assert.IsTrue(hello.IndexOf("{\"id\":\"pot\",\"kind\":\"analog\",\"unit\":\"mV\",\"name\":\"Left knob\",\"value\":0,\"min\":0,\"max\":3300}") > 0, hello);
        }

        [TestMethod]
        public void Samples_are_due_at_multiples_of_the_interval_whenever_the_client_came()
        {
            TestDevice device = new TestDevice();
            device.Now = 10037;
            DeviceClient client = device.Open();
            device.Wait(62);
            Assert.AreEqual("", client.ReadFrames());
            device.Wait(1);
            Assert.AreEqual(Sample(101, 10100), client.ReadFrames());
        }

        [TestMethod]
        public void A_late_loop_skips_and_does_not_shift()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Wait(130);
            Assert.AreEqual(Sample(101, 10130), client.ReadFrames());
            device.Wait(69);
            Assert.AreEqual("", client.ReadFrames());
            device.Wait(1);
            Assert.AreEqual(Sample(102, 10200), client.ReadFrames());
            device.Wait(350);
            Assert.AreEqual(Sample(105, 10550), client.ReadFrames());
            device.Wait(50);
            Assert.AreEqual(Sample(106, 10600), client.ReadFrames());
        }

        [TestMethod]
        public void Each_client_has_its_own_interval()
        {
            TestDevice device = new TestDevice();
            DeviceClient fast = device.Open();
            DeviceClient slow = device.Open();
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", fast.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":50}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":2})", slow.Command("{\"id\":2,\"cmd\":\"interval\",\"ms\":200}"));
            int fastCount = 0;
            int slowCount = 0;
            for (int i = 0; i < 40; i++)
            {
                device.Wait(10);
                fastCount += fast.ReadFrames().Length > 0 ? 1 : 0;
                slowCount += slow.ReadFrames().Length > 0 ? 1 : 0;
            }

            Assert.AreEqual(8, fastCount);
            Assert.AreEqual(2, slowCount);
        }

        [TestMethod]
        public void The_first_message_comes_some_time_behind_the_101()
        {
            TestDevice device = new TestDevice(new DeviceOptions { GreetingDelay = 21 }, new ServerOptions { Slots = 3 }, 2048);
            DeviceClient client = device.Connect();
            client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
            string head = client.ReadText();
            Assert.AreEqual(0, head.IndexOf("HTTP/1.1 101 "), head);
            Assert.AreEqual(head.Length - 4, head.IndexOf("\r\n\r\n"), head);

            // A command that comes before that is answered behind the hello; a ping is answered at once, and so are other clients.
            client.Send(Frames.Text("{\"id\":1,\"cmd\":\"interval\",\"ms\":50}"));
            DeviceClient pinging = device.Connect();
            pinging.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
            pinging.ReadText();
            pinging.Send(Frames.Ping("p"));
            Assert.AreEqual("pong(p)", pinging.ReadFrames());
            Assert.AreEqual(200, device.Connect().Ask("GET /api/state", "", "").Status);
            device.Wait(20);
            Assert.AreEqual("", client.ReadFrames());
            device.Wait(1);
            string frames = client.ReadFrames();
            Assert.AreEqual(0, frames.IndexOf("text({\"type\":\"hello\""), frames);
            Assert.IsTrue(frames.IndexOf("]}) text({\"type\":\"ack\",\"id\":1})") > 0, frames);
            Assert.AreEqual(0, pinging.ReadFrames().IndexOf("text({\"type\":\"hello\""));
            device.Wait(50);
            Assert.IsTrue(client.ReadFrames().IndexOf("\"sample\"") > 0);
        }

        [TestMethod]
        public void A_client_that_leaves_before_its_first_message_affects_no_other()
        {
            TestDevice device = new TestDevice(new DeviceOptions { GreetingDelay = 21 }, new ServerOptions { Slots = 1 }, 2048);
            for (int i = 0; i < 3; i++)
            {
                DeviceClient client = device.Connect();
                client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
                device.Wait(10);
                client.Connection.Reset();
                device.Run();
            }

            DeviceClient last = device.Connect();
            last.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
            last.ReadText();
            device.Wait(20);
            Assert.AreEqual("", last.ReadFrames());
            device.Wait(1);
            Assert.AreEqual(0, last.ReadFrames().IndexOf("text({\"type\":\"hello\""));
        }

        [TestMethod]
        public void The_hello_comes_in_as_few_frames_as_the_send_buffer_allows()
        {
            int[] buffers = { 832, 700 };
            for (int i = 0; i < buffers.Length; i++)
            {
                TestDevice device = new TestDevice(new DeviceOptions { GreetingDelay = 1, Name = "12345678901234567890123456789012" }, new ServerOptions { Slots = 2, SendBuffer = buffers[i] }, 2048);
                device.Led.Name = device.Relay.Name = device.Button.Name = device.Pot.Name = "a name of thirty-two bytes, all";
                DeviceClient client = device.Connect();
                client.Send(Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n"));
                client.ReadText();
                device.Wait(1);
                string frames = client.ReadFrames();
                int length = frames.Length - "text()".Length;
                Assert.IsTrue(length > 500 && length < buffers[i], "A hello of " + length + " bytes.");
                Assert.AreEqual(0, frames.IndexOf("text({"), frames);
            }
        }

        [TestMethod]
        public void A_history_comes_a_few_rows_a_turn_and_the_samples_of_others_go_out_between()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 200, HistoryInterval = 100 }, new ServerOptions { Slots = 3 }, 4096);
            DeviceClient other = device.Open();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            device.Wait(20000);
            other.ReadFrames();
            client.ReadFrames();
            byte[] command = Frames.Text("{\"id\":2,\"cmd\":\"history\"}");
            client.Connection.Send(command, 0, command.Length);
            for (int turns = 0; turns < 6; turns++)
            {
                device.Device.Server.Turn(device.Now);
            }

            // Under way, and far from its end: 200 rows take more than 1,000 bytes.
            int begun = client.Connection.Available;
            Assert.IsTrue(begun > 0 && begun < 500, begun + " bytes.");
            device.Now += 100;
            device.Device.Server.Turn(device.Now);
            device.Device.Server.Turn(device.Now);
            Assert.IsTrue(other.Connection.Available > 0);
            Assert.IsTrue(client.Connection.Available < 700, client.Connection.Available + " bytes.");
            Assert.IsTrue(other.ReadFrames().IndexOf("\"sample\"") > 0);
            Assert.IsTrue(client.ReadFrames().IndexOf("{\"type\":\"ack\",\"id\":2}") > 0);
        }

        [TestMethod]
        public void A_subscription_chooses_channels_in_hello_s_order()
        {
            TestDevice device = new TestDevice();
            device.Pot.Give(77);
            DeviceClient some = device.Open();
            DeviceClient all = device.Open();
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", some.Command("{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"pot\",\"relay\"]}"));
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[1,77]})", some.ReadFrames());
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,77]})", all.ReadFrames());

            device.Button.Tell(true);
            Assert.AreEqual("", some.ReadFrames());
            Assert.IsTrue(all.ReadFrames().Length > 0);

            some.Command("{\"id\":2,\"cmd\":\"subscribe\",\"channels\":[]}");
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":102,\"t\":10200,\"v\":[0,1,1,77]})", some.ReadFrames());
        }

        [TestMethod]
        public void Clients_with_the_same_subscription_get_the_same_in_any_slots()
        {
            TestDevice device = new TestDevice();
            DeviceClient first = device.Open();
            DeviceClient other = device.Open();
            DeviceClient last = device.Open();
            other.Command("{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"pot\"]}");
            for (int i = 1; i <= 3; i++)
            {
                device.Pot.Give(i * 1000);
                device.Wait(100);
                string head = "text({\"type\":\"sample\",\"seq\":" + (100 + i) + ",\"t\":" + (10000 + i * 100) + ",\"v\":[";
                Assert.AreEqual(head + "0,1,0," + i * 1000 + "]})", first.ReadFrames());
                Assert.AreEqual(head + i * 1000 + "]})", other.ReadFrames());
                Assert.AreEqual(head + "0,1,0," + i * 1000 + "]})", last.ReadFrames());
            }

            Assert.AreEqual(9, device.Device.Telemetry.Sent);
        }

        [TestMethod]
        public void Only_a_client_that_stops_reading_loses_samples_and_they_are_counted()
        {
            TestDevice device = new TestDevice(new DeviceOptions(), new ServerOptions { Slots = 3, SendTimeout = 100000 }, 512);
            DeviceClient slow = device.Open();
            DeviceClient good = device.Open();
            int received = 0;
            for (int i = 1; i <= 100; i++)
            {
                device.Wait(100);
                Assert.AreEqual(Sample(100 + i, 10000 + i * 100), good.ReadFrames());
                received++;
            }

            TelemetryTask telemetry = device.Device.Telemetry;
            Assert.AreEqual(200, telemetry.Sent + telemetry.Dropped);
            Assert.IsTrue(telemetry.Dropped > 50);
            string frames = slow.ReadFrames();
            Assert.AreEqual(telemetry.Sent - received, Count(frames, "sample"));
        }

        [TestMethod]
        public void The_next_client_in_a_slot_gets_nothing_of_the_previous_one()
        {
            TestDevice device = new TestDevice(new DeviceOptions(), new ServerOptions { Slots = 1 }, 2048);
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":5000}");
            client.Command("{\"id\":2,\"cmd\":\"subscribe\",\"channels\":[\"led\"]}");
            client.Send(Frames.FirstOfText("{\"id\":3,"));
            client.Connection.Reset();
            device.Run();

            client = device.Open();
            device.Wait(100);
            Assert.AreEqual(Sample(101, 10100), client.ReadFrames());
            client.Connection.Reset();
            device.Run();

            client = device.Connect();
            client.Request("GET /events?channels=pot", "");
            device.Wait(100);
            string sample = client.ReadText();
            Assert.IsTrue(sample.IndexOf("\"seq\":102,\"t\":10200,\"v\":[0]}") > 0, sample);
        }

        [TestMethod]
        public void The_state_comes_before_its_acknowledgement()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();

            Assert.AreEqual(Sample(100, 10000) + " text({\"type\":\"ack\",\"id\":9})", client.Command("{\"id\":9,\"cmd\":\"state\"}"));
        }

        [TestMethod]
        public void The_loop_may_sleep_until_the_next_sample()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 0 }, new ServerOptions { Slots = 2 }, 2048);
            device.Open().Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":700}");

            Assert.AreEqual(10500, device.Device.Telemetry.Run(device.Now));
        }

        [TestMethod]
        public void A_value_beyond_its_channel_s_range_is_its_limit()
        {
            TestDevice device = new TestDevice(new Runaway());
            DeviceClient client = device.Open();
            Assert.IsTrue(client.Hello.IndexOf("\"value\":9,\"min\":-9,\"max\":9}") > 0, client.Hello);
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,0,-9]})", client.ReadFrames());
        }

        /// <summary>A channel whose values are far beyond the range it has told, above at first and then below.</summary>
        private sealed class Runaway : Channel
        {
            public Runaway()
                : base("runaway", ChannelKind.Analog, "", -9, 9)
            {
            }

            public override void Read(long now) => Value = now == 10000 ? long.MaxValue : long.MinValue;
        }

        private static string Sample(long sequence, long time)
        {
            return "text({\"type\":\"sample\",\"seq\":" + sequence + ",\"t\":" + time + ",\"v\":[0,1,0,0]})";
        }

        private static int Count(string text, string word)
        {
            int count = 0;
            for (int at = text.IndexOf(word); at >= 0; at = text.IndexOf(word, at + 1))
            {
                count++;
            }

            return count;
        }
    }
}
