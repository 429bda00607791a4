using Nano.Firmware;
using Nano.Tests.Unit.Firmware.Support;

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
        public void The_loop_is_told_when_a_pulse_ends()
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
    }
}
