using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;

namespace Nano.Firmware.Drivers
{
    /// <summary>An output that goes on and off by itself.</summary>
    public sealed class BlinkChannel : Channel
    {
        private readonly GpioPin _pin;
        private readonly int _interval;
        private long _due;

        public BlinkChannel(string id, GpioPin pin, int interval)
            : base(id, ChannelKind.Input, "", 0, 1)
        {
            _pin = pin;
            _interval = interval;
            pin.SetPinMode(PinMode.Output);
        }

        public override long Update(long now)
        {
            if (now >= _due)
            {
                _due = now + _interval;
                Value = 1 - Value;
                _pin.Write(Value == 1);
            }

            return _due;
        }
    }
}

namespace Nano.Firmware.Drivers
{
    public static class BlinkDriver
    {
        public static void Build(ChannelLine line, Equipment equipment)
        {
            int pin = line.TakePin("pin", PinRole.Output);
            int interval = line.TakeNumber("ms", 500, 10, 60000);
            if (line.IsReady)
            {
                line.Add(new BlinkChannel(line.Id, equipment.OpenPin(pin), interval));
            }
        }
    }
}

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The driver that the document about drivers shows.</summary>
    [TestClass]
    public class BlinkDriverTests
    {
        [TestMethod]
        public void The_output_goes_on_and_off_by_itself()
        {
            SimulatedBoard.Current = new SimulatedBoard(seed: 1, new ChipModel(Chip.Esp32), () => 0);
            BlinkChannel channel = new BlinkChannel("blink", new ChipController().OpenPin(2), 500);

            Assert.AreEqual(500, channel.Update(0));
            Assert.AreEqual(1, channel.Value);
            Assert.AreEqual(500, channel.Update(499));
            Assert.AreEqual(1000, channel.Update(500));
            Assert.AreEqual(0, channel.Value);
        }
    }
}
