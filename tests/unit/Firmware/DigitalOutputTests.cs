using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Outputs: safe values, pulses, and clients that vanish.</summary>
    [TestClass]
    public class DigitalOutputTests
    {
        [TestMethod]
        public void An_output_begins_and_ends_with_its_safe_value()
        {
            TestOutput output = new TestOutput("o", 1);
            output.Set(0);
            output.Stop();

            Assert.AreEqual("101", output.Log);
        }

        [TestMethod]
        public void When_the_device_stops_outputs_have_their_safe_values_whatever_becomes_of_one()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"relay\",\"value\":0}");
            client.Connection.Reset();
            device.Run();
            device.Led.IsBroken = true;
            device.Device.Stop();
            device.Device.Run();

            Assert.AreEqual(1, device.Relay.Value);
            Assert.AreEqual("01", device.Led.Log);
        }

        [TestMethod]
        public void A_pulse_ends_on_time()
        {
            TestOutput output = new TestOutput("o", 0);
            output.Pulse(250, 1000);
            Assert.AreEqual(1250, output.Update(1249));
            Assert.AreEqual(1, output.Value);
            Assert.AreEqual(Channel.Never, output.Update(1250));
            Assert.AreEqual(0, output.Value);
        }

        [TestMethod]
        public void A_second_pulse_takes_the_place_of_the_first()
        {
            TestOutput output = new TestOutput("o", 0);
            output.Pulse(1000, 0);
            output.Pulse(10, 100);
            output.Update(110);
            Assert.AreEqual(0, output.Value);
        }

        [TestMethod]
        public void A_value_set_ends_a_pulse()
        {
            TestOutput output = new TestOutput("o", 0);
            output.Pulse(100, 0);
            output.Set(1);
            Assert.AreEqual(Channel.Never, output.Update(1000));
            Assert.AreEqual(1, output.Value);
        }

        [TestMethod]
        public void The_loop_wakes_when_a_pulse_ends()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            client.Command("{\"id\":1,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":33}");
            device.Wait(32);
            Assert.AreEqual(1, device.Led.Value);
            device.Wait(1);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void A_failure_to_drive_answers_failed_and_the_connection_goes_on()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Led.IsBroken = true;
            Assert.IsTrue(client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}").IndexOf("text({\"type\":\"error\",\"id\":1,\"code\":\"failed\"") == 0);
            Assert.AreEqual(0, device.Led.Value, "The value of an output that was not driven should stay");
            Assert.AreEqual(0, device.Connect().Request("PUT /api/channels/led", "{\"value\":1}").IndexOf("HTTP/1.1 500 "));
            Assert.AreEqual(2, device.Device.Board.Faults);

            device.Led.IsBroken = false;
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":2})", client.CommandAnswers("{\"id\":2,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}"));
        }

        [TestMethod]
        public void The_end_of_a_pulse_that_cannot_be_driven_is_tried_again()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 0 }, new ServerOptions { Slots = 2 }, 2048);
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            client.Command("{\"id\":2,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":50}");
            device.Led.IsBroken = true;
            device.Wait(50);
            Assert.AreEqual(1, device.Led.Value);
            device.Led.IsBroken = false;
            device.Wait(1000);
            Assert.AreEqual(0, device.Led.Value);
            Assert.AreEqual("010", device.Led.Log);
        }

        [TestMethod]
        public void An_output_stays_when_its_client_vanishes()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            client.Connection.Reset();
            device.Run();

            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void An_output_that_shall_be_safe_without_client_is_so_when_the_last_has_vanished()
        {
            TestDevice device = new TestDevice();
            device.Led.IsSafeWithoutClient = true;
            DeviceClient first = device.Open();
            DeviceClient second = device.Open();
            device.Open();
            first.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            second.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            first.Connection.Reset();
            device.Run();
            Assert.AreEqual(1, device.Led.Value);
            second.Connection.Reset();
            device.Run();
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void A_client_that_is_dead_counts_as_gone_when_it_answers_no_ping()
        {
            ServerOptions options = new ServerOptions { Slots = 2 };
            // Few samples, so that all of them find room in the buffers of a client that reads nothing.
            TestDevice device = new TestDevice(new DeviceOptions { Interval = 5000 }, options, 2048);
            options.WebSocket.PingInterval = 15000;
            device.Led.IsSafeWithoutClient = true;
            device.Open().Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            for (int second = 1; second < 25; second++)
            {
                device.Wait(1000);
                Assert.AreEqual(1, device.Led.Value, "after " + second + " s");
            }

            device.Wait(1000);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void One_who_only_looks_and_a_command_over_HTTP_are_not_missed()
        {
            TestDevice device = new TestDevice();
            device.Led.IsSafeWithoutClient = true;
            DeviceClient viewer = device.Open();
            viewer.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":2}");
            device.Connect().Request("PUT /api/channels/led", "{\"value\":1}");
            viewer.Connection.Reset();
            device.Run();
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void A_safe_value_that_cannot_be_driven_is_tried_again()
        {
            TestDevice device = new TestDevice(new DeviceOptions { History = 0 }, new ServerOptions { Slots = 2 }, 2048);
            device.Led.IsSafeWithoutClient = true;
            device.Relay.IsSafeWithoutClient = true;
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"relay\",\"value\":0}");
            device.Led.IsBroken = true;
            client.Connection.Reset();
            device.Run();
            Assert.AreEqual(1, device.Relay.Value, "The other outputs should be safe");
            device.Led.IsBroken = false;
            device.Wait(1000);
            Assert.AreEqual(0, device.Led.Value);
        }
    }
}
