using Nano.Firmware;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>/events: Server-Sent Events.</summary>
    [TestClass]
    public class EventStreamTests
    {
        [TestMethod]
        public void The_stream_begins_with_the_hello_and_goes_on_with_samples_and_events()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            string head = client.Request("GET /events", "");
            Assert.AreEqual(0, head.IndexOf("HTTP/1.1 200 OK\r\n"), head);
            Assert.IsTrue(head.IndexOf("Content-Type: text/event-stream\r\n") > 0);
            Assert.IsTrue(head.IndexOf("Cache-Control: no-cache, no-transform\r\n") > 0);
            Assert.IsTrue(head.IndexOf("X-Accel-Buffering: no\r\n") > 0);
            Assert.IsTrue(head.IndexOf("retry: 2000\nevent: hello\ndata: {\"type\":\"hello\"") > 0, head);

            device.Wait(100);
            Assert.AreEqual("0051\r\nevent: sample\nid: 101\ndata: {\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,0]}\n\n\r\n", client.ReadText());
            device.Button.Tell(true);
            Assert.IsTrue(client.ReadText().IndexOf("event: event\ndata: {\"type\":\"event\",\"t\":10100,\"channel\":\"button\",\"value\":1,\"edges\":1}\n\n") > 0);
        }

        [TestMethod]
        public void The_interval_is_chosen_in_the_query()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events?x=1&interval=%31000", "");
            device.Wait(500);
            Assert.AreEqual("", client.ReadText());
            device.Wait(500);
            Assert.IsTrue(client.ReadText().IndexOf("\"seq\":11,") > 0);
        }

        [TestMethod]
        public void An_interval_that_cannot_be_is_refused()
        {
            TestDevice device = new TestDevice();
            Assert.AreEqual(0, device.Connect().Request("GET /events?interval=19", "").IndexOf("HTTP/1.1 422 "));
            Assert.IsTrue(new TestDevice().Connect().Request("GET /events?interval=60001", "").IndexOf("{\"code\":\"out-of-range\",") > 0);
            Assert.AreEqual(0, device.Connect().Request("GET /events?interval=fast", "").IndexOf("HTTP/1.1 422 "));
            Assert.AreEqual(0, device.Connect().Request("GET /events?interval=99999999999", "").IndexOf("HTTP/1.1 422 "));
        }

        [TestMethod]
        public void The_channels_are_chosen_in_the_query()
        {
            string[] queries = { "channels=pot,led", "channels=led%2Cpot&interval=100", "interval=100&channels=led&channels=pot,led" };
            for (int i = 0; i < queries.Length; i++)
            {
                TestDevice device = new TestDevice();
                device.Pot.Give(7);
                DeviceClient client = device.Connect();
                string head = client.Request("GET /events?" + queries[i], "");
                Assert.IsTrue(head.IndexOf("\"id\":\"relay\"") > 0, "The hello lists all of them.");
                device.Button.Tell(true);
                Assert.AreEqual("", client.ReadText());
                device.Wait(100);
                Assert.IsTrue(client.ReadText().IndexOf("\"t\":10100,\"v\":[0,7]}") > 0, queries[i]);
            }
        }

        [TestMethod]
        public void No_channels_are_all_of_them()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events?channels=", "");
            device.Wait(100);
            Assert.IsTrue(client.ReadText().IndexOf("\"v\":[0,1,0,0]}") > 0);
        }

        [TestMethod]
        public void An_unknown_channel_is_an_error_and_nothing_streams()
        {
            string[] queries = { "channels=led,pump", "channels=LED", "channels=led,,pot", "channels=,", "channels=led%2", "channels=led%20pot", "channels=pump&interval=100" };
            for (int i = 0; i < queries.Length; i++)
            {
                TestDevice device = new TestDevice();
                string text = device.Connect().Request("GET /events?" + queries[i], "");
                Assert.AreEqual(0, text.IndexOf("HTTP/1.1 404 "), queries[i]);
                Assert.IsTrue(text.IndexOf("{\"code\":\"unknown-channel\",\"message\":\"") > 0, text);
                device.Wait(1000);
                Assert.AreEqual(0, device.Device.Telemetry.Listeners);
            }
        }

        [TestMethod]
        public void A_silent_stream_has_a_sign_of_life_every_15_seconds()
        {
            TestDevice device = new TestDevice();
            device.Now = 60000;
            DeviceClient client = device.Connect();
            client.Request("GET /events?interval=60000", "");
            device.Wait(14999);
            Assert.AreEqual("", client.ReadText());
            device.Wait(1);
            Assert.AreEqual("0003\r\n:\n\n\r\n", client.ReadText());
        }

        [TestMethod]
        public void A_client_that_stops_reading_loses_samples_that_are_counted_and_then_its_slot()
        {
            TestDevice device = new TestDevice(new DeviceOptions(), new ServerOptions { Slots = 2, SendTimeout = 5000 }, 1200);
            DeviceClient client = device.Connect();
            client.Request("GET /events", "");
            for (int i = 0; i < 40; i++)
            {
                device.Wait(100);
            }

            Assert.IsTrue(device.Device.Telemetry.Dropped > 5);
            Assert.AreEqual(1, device.Device.Telemetry.Listeners);
            for (int i = 0; i < 60; i++)
            {
                device.Wait(100);
            }

            Assert.AreEqual(0, device.Device.Telemetry.Listeners);
            Assert.AreEqual(0, device.Device.Server.Clients);
        }

        [TestMethod]
        public void A_client_that_vanishes_frees_its_slot()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events", "");
            client.Connection.Reset();
            device.Wait(100);
            device.Wait(100);

            Assert.AreEqual(0, device.Device.Telemetry.Listeners);
            Assert.AreEqual(0, device.Device.Server.Clients);
        }

        [TestMethod]
        public void Clients_that_vanish_without_a_sign_free_their_slots_within_60_seconds()
        {
            TestDevice device = new TestDevice();
            for (int i = 0; i < 3; i++)
            {
                device.Connect().Request("GET /events?interval=60000", "");
            }

            Assert.AreEqual(3, device.Device.Server.Clients);
            for (int i = 0; i < 60; i++)
            {
                device.Wait(1000);
            }

            Assert.AreEqual(0, device.Device.Telemetry.Listeners);
            Assert.AreEqual(0, device.Device.Server.Clients);
        }

        [TestMethod]
        public void A_stream_without_a_limit_of_its_life_goes_on()
        {
            TestDevice device = new TestDevice(new DeviceOptions(), new ServerOptions { Slots = 3, StreamLifetime = 0 }, 2048);
            DeviceClient client = device.Connect();
            client.Request("GET /events?interval=60000", "");
            device.Wait(120000);
            Assert.IsTrue(client.ReadText().IndexOf("event: sample\n") > 0);
            Assert.AreEqual(1, device.Device.Server.Clients);
        }

        [TestMethod]
        public void A_client_that_ends_its_side_ends_the_stream_whether_it_reads_or_not()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events", "");
            client.Connection.Finish();
            device.Run();

            Assert.AreEqual(0, device.Device.Server.Clients);
            Assert.IsTrue(client.Connection.IsClosed);
        }

        [TestMethod]
        public void Bytes_after_the_request_do_not_disturb_the_stream()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events", "");
            for (int i = 0; i < 15; i++)
            {
                client.Send(Bytes.Of(Bytes.Repeat("x", 100)));
            }

            device.Wait(100);
            Assert.IsTrue(client.ReadText().IndexOf("\"seq\":101,") > 0);
        }

        [TestMethod]
        public void The_stream_ends_well_when_the_server_stops()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            client.Request("GET /events", "");
            device.Device.Stop();
            string text = client.ReadText();
            Assert.AreEqual("0\r\n\r\n", text.Substring(text.Length - 5));
            Assert.AreEqual(0, device.Device.Telemetry.Listeners);
        }

        [TestMethod]
        public void HEAD_has_the_fields_and_no_stream()
        {
            TestDevice device = new TestDevice();
            string head = device.Connect().Request("HEAD /events", "");
            Assert.IsTrue(head.IndexOf("text/event-stream") > 0);
            Assert.AreEqual("\r\n\r\n", head.Substring(head.Length - 4));
            Assert.AreEqual(0, device.Device.Telemetry.Listeners);
        }
    }
}
