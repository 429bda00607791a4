using System.Device.Adc;
using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>Channels on the pins of a simulated board.</summary>
    [TestClass]
    public class PinTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void A_whole_press_with_its_bounces_between_two_looks_is_two_edges(int seed)
        {
            MemoryTransport transport = new MemoryTransport(8192, 4);
            DeviceBoard board = new DeviceBoard(transport, new ServerOptions(), seed);
            board.Device.Start();
            board.Device.Server.Turn(0);

            // Nobody looks for nine seconds, in which the button is pressed and released.
            board.Time = 9000;
            board.Simulated.Advance();
            board.Device.Server.Turn(9000);

            DigitalInput button = (DigitalInput)board.Device.Board[2];
            Assert.AreEqual("button", button.Id);
            Assert.AreEqual(2, button.Edges);
            Assert.AreEqual(0, button.Value);
        }

        [TestMethod]
        public void An_edge_wakes_the_loop()
        {
            MemoryTransport transport = new MemoryTransport(8192, 4);
            DeviceBoard board = new DeviceBoard(transport, new ServerOptions());
            board.Device.Start();
            board.Device.Server.Turn(0);
            DigitalInput button = (DigitalInput)board.Device.Board[2];
            long time = 0;
            while (button.Edges == 0)
            {
                board.Time = ++time;
                board.Simulated.Advance();

                // The loop's own time stands still: nothing is due but what the edge asks for.
                board.Device.Server.Turn(1);
                Assert.IsLessThan(9000, time);
            }

            Assert.AreEqual(1, button.Value);
        }

        [TestMethod]
        public void A_sensor_that_is_not_connected_is_unknown_and_a_potentiometer_at_its_stop_is_not()
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            AdcController adc = new AdcController();
            AnalogChannel sensor = new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(7), 330, 4096, -36, -40, 125);
            AnalogChannel stop = new AnalogChannel("pot", "mV", adc.OpenChannel(7), 3300, 4096, 142, 0, 3300) { ReachesLimits = true };
            AnalogChannel connected = new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(6), 330, 4096, -36, -40, 125);
            sensor.Read(0);
            stop.Read(0);
            connected.Read(0);
            Assert.IsTrue(sensor.IsUnknown);
            Assert.IsFalse(stop.IsUnknown);
            Assert.AreEqual(142, stop.Value);
            Assert.IsFalse(connected.IsUnknown);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void An_output_that_is_on_when_low_is_driven_so(int safeValue)
        {
            SimulatedBoard simulated = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            SimulatedBoard.Current = simulated;
            OutputChannel output = new OutputChannel("relay", new ChipController().OpenPin(4), safeValue, true);
            Assert.AreEqual(safeValue == 0, simulated.Relay.IsOn);
            foreach (int value in new[] { 1, 1, 0, 0, 1, 0 })
            {
                output.Set(value);
                Assert.AreEqual(value == 0, simulated.Relay.IsOn);
            }

            output.Set(1 - safeValue);
            output.Stop();
            Assert.AreEqual(safeValue == 0, simulated.Relay.IsOn);
        }
    }
}
