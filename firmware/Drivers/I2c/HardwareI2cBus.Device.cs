using System;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;

namespace Nano.Firmware.Drivers
{
    /// <summary>An I2C bus of an ESP32. nanoFramework makes up to five objects of 12 bytes or more for a transfer, which no caller can keep.</summary>
    public sealed class HardwareI2cBus : I2cBus
    {
        private readonly int _number;

        /// <summary>Makes one and gives it its pins. The chip's pull-up resistors are on, which suffice for short wires at 100 kHz.</summary>
        /// <param name="number">1, or 2 where the chip has two.</param>
        /// <param name="data">The GPIO of the data line, SDA.</param>
        /// <param name="clock">The GPIO of the clock line, SCL.</param>
        /// <exception cref="Exception">The chip lacks the bus or a pin.</exception>
        public HardwareI2cBus(int number, int data, int clock)
        {
            _number = number;
            Configuration.SetPinFunction(data, number == 1 ? DeviceFunction.I2C1_DATA : DeviceFunction.I2C2_DATA);
            Configuration.SetPinFunction(clock, number == 1 ? DeviceFunction.I2C1_CLOCK : DeviceFunction.I2C2_CLOCK);
        }

        /// <inheritdoc/>
        protected override I2cPart OpenPart(int address, int speed)
        {
            I2cBusSpeed mode = speed == FastMode ? I2cBusSpeed.FastMode : I2cBusSpeed.StandardMode;
            return new Part(new I2cConnectionSettings(_number, address, mode));
        }

        private sealed class Part : I2cPart
        {
            private readonly I2cConnectionSettings _settings;
            private I2cDevice _device;

            public Part(I2cConnectionSettings settings)
            {
                _settings = settings;
            }

            public override I2cOutcome Write(byte[] buffer, int count)
            {
                try
                {
                    return OutcomeOf(Device().Write(new SpanByte(buffer, 0, count)));
                }
                catch (Exception)
                {
                    return I2cOutcome.Failed;
                }
            }

            public override I2cOutcome Read(byte[] buffer, int count)
            {
                try
                {
                    return OutcomeOf(Device().Read(new SpanByte(buffer, 0, count)));
                }
                catch (Exception)
                {
                    return I2cOutcome.Failed;
                }
            }

            public override I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount)
            {
                try
                {
                    return OutcomeOf(Device().WriteRead(new SpanByte(written, 0, writtenCount), new SpanByte(read, 0, readCount)));
                }
                catch (Exception)
                {
                    return I2cOutcome.Failed;
                }
            }

            /// <summary>The runtime refuses a bus whose pins are open as GPIO: it is asked again with the next transfer.</summary>
            private I2cDevice Device()
            {
                return _device ??= I2cDevice.Create(_settings);
            }

            private static I2cOutcome OutcomeOf(I2cTransferResult result)
            {
                switch (result.Status)
                {
                    case I2cTransferStatus.FullTransfer: return I2cOutcome.Done;
                    case I2cTransferStatus.SlaveAddressNotAcknowledged:
                    case I2cTransferStatus.PartialTransfer: return I2cOutcome.NoAnswer;
                    default: return I2cOutcome.Failed;
                }
            }
        }
    }
}
