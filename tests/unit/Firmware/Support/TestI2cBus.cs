using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>An I2C bus in memory with simulated parts.</summary>
    internal sealed class TestI2cBus : I2cBus
    {
        private readonly SimulatedI2cPart[] _parts = new SimulatedI2cPart[128];

        /// <summary>The time in milliseconds.</summary>
        public long Now;

        /// <summary>Whether a line is held low: every transfer fails.</summary>
        public bool IsHung;

        /// <summary>How many transfers there were, those that failed included.</summary>
        public int Transfers;

        /// <summary>Connects a part.</summary>
        public void Connect(int address, SimulatedI2cPart part)
        {
            _parts[address] = part;
        }

        protected override I2cPart OpenPart(int address, int speed)
        {
            return new Part(this, address);
        }

        private sealed class Part : I2cPart
        {
            private readonly TestI2cBus _bus;
            private readonly int _address;

            public Part(TestI2cBus bus, int address)
            {
                _bus = bus;
                _address = address;
            }

            public override I2cOutcome Write(byte[] buffer, int count)
            {
                I2cOutcome outcome = Address(out SimulatedI2cPart part);
                return outcome != I2cOutcome.Done || part.Write(buffer, count) ? outcome : I2cOutcome.NoAnswer;
            }

            public override I2cOutcome Read(byte[] buffer, int count)
            {
                I2cOutcome outcome = Address(out SimulatedI2cPart part);
                return outcome != I2cOutcome.Done || part.Read(buffer, count) ? outcome : I2cOutcome.NoAnswer;
            }

            public override I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount)
            {
                I2cOutcome outcome = Address(out SimulatedI2cPart part);
                return outcome != I2cOutcome.Done || (part.Write(written, writtenCount) && part.Read(read, readCount)) ? outcome : I2cOutcome.NoAnswer;
            }

            private I2cOutcome Address(out SimulatedI2cPart part)
            {
                _bus.Transfers++;
                part = _bus._parts[_address];
                if (_bus.IsHung)
                {
                    return I2cOutcome.Failed;
                }

                if (part == null || !part.IsConnected)
                {
                    return I2cOutcome.NoAnswer;
                }

                part.Time = _bus.Now;
                return I2cOutcome.Done;
            }
        }
    }
}
