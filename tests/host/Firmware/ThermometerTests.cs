using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Drivers;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The driver that the document about drivers shows.</summary>
    [TestClass]
    public class ThermometerTests
    {
        [TestMethod]
        public void A_measurement_is_started_and_then_read()
        {
            FakeBus bus = new FakeBus();
            Thermometer thermometer = new Thermometer(bus);
            Assert.AreEqual("open 44;", bus.Log);

            Assert.IsTrue(thermometer.Measure());
            Assert.IsTrue(thermometer.Read());
            Assert.AreEqual("open 44;write 2400;read 6;", bus.Log);
        }

        internal sealed class Thermometer
        {
            private readonly byte[] _buffer = new byte[6];
            private readonly I2cPart _part;

            // Transfers nothing: the part may come later.
            public Thermometer(I2cBus bus) => _part = bus.Open(0x44, I2cBus.FastMode);

            // In one turn of the loop.
            public bool Measure()
            {
                _buffer[0] = 0x24;
                _buffer[1] = 0x00;
                return _part.Write(_buffer, 2) == I2cOutcome.Done;
            }

            // In another turn, 15 ms later. The value is unknown when it fails.
            public bool Read() => _part.Read(_buffer, 6) == I2cOutcome.Done;
        }

        private sealed class FakeBus : I2cBus
        {
            public string Log { get; set; } = "";

            protected override I2cPart OpenPart(int address, int speed)
            {
                Log += $"open {address:x};";
                return new FakePart(this);
            }
        }

        private sealed class FakePart : I2cPart
        {
            private readonly FakeBus _bus;

            public FakePart(FakeBus bus)
            {
                _bus = bus;
            }

            public override I2cOutcome Write(byte[] buffer, int count)
            {
                _bus.Log += $"write {System.Convert.ToHexString(buffer, 0, count)};";
                return I2cOutcome.Done;
            }

            public override I2cOutcome Read(byte[] buffer, int count)
            {
                _bus.Log += $"read {count};";
                return I2cOutcome.Done;
            }

            public override I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount)
            {
                return Write(written, writtenCount);
            }
        }
    }
}
