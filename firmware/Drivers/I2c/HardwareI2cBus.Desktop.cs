using System;
using System.Device.I2c;
using System.IO;

namespace Nano.Firmware.Drivers
{
    /// <summary>An I2C bus of Linux, /dev/i2c-N, by System.Device.Gpio. A transfer that succeeds allocates nothing.</summary>
    public sealed class HardwareI2cBus : I2cBus
    {
        private readonly Func<int, I2cDevice> _create;

        /// <summary>Makes one. The device file is opened with the first transfer.</summary>
        /// <param name="number">The number in the name of the device file: 1 on the header of a Raspberry Pi.</param>
        public HardwareI2cBus(int number)
            : this(address => I2cDevice.Create(new I2cConnectionSettings(number, address)))
        {
        }

        /// <summary>Makes one over other devices, as in a test.</summary>
        /// <param name="create">Makes the library's device for an address, or throws an IOException or UnauthorizedAccessException.</param>
        public HardwareI2cBus(Func<int, I2cDevice> create)
        {
            _create = create;
        }

        /// <inheritdoc/>
        protected override I2cPart OpenPart(int address, int speed)
        {
            return new Part(_create, address);
        }

        private sealed class Part : I2cPart
        {
            // The library has the error's number in its message only. A part that does not acknowledge is EREMOTEIO or ENXIO, depending on the bus's driver (Linux, Documentation/i2c/fault-codes.rst).
            private const string RemoteError = "Error 121 ";
            private const string NoSuchAddress = "Error 6 ";

            private readonly Func<int, I2cDevice> _create;
            private readonly int _address;
            private I2cDevice _device;

            public Part(Func<int, I2cDevice> create, int address)
            {
                _create = create;
                _address = address;
            }

            public override I2cOutcome Write(byte[] buffer, int count)
            {
                try
                {
                    Device().Write(buffer.AsSpan(0, count));
                    return I2cOutcome.Done;
                }
                catch (Exception exception) when (IsExpected(exception))
                {
                    return OutcomeOf(exception);
                }
            }

            public override I2cOutcome Read(byte[] buffer, int count)
            {
                try
                {
                    Device().Read(buffer.AsSpan(0, count));
                    return I2cOutcome.Done;
                }
                catch (Exception exception) when (IsExpected(exception))
                {
                    return OutcomeOf(exception);
                }
            }

            public override I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount)
            {
                try
                {
                    Device().WriteRead(written.AsSpan(0, writtenCount), read.AsSpan(0, readCount));
                    return I2cOutcome.Done;
                }
                catch (Exception exception) when (IsExpected(exception))
                {
                    return OutcomeOf(exception);
                }
            }

            private I2cDevice Device()
            {
                return _device ??= _create(_address);
            }

            private static bool IsExpected(Exception exception)
            {
                return exception is IOException || exception is UnauthorizedAccessException || exception is PlatformNotSupportedException;
            }

            private static I2cOutcome OutcomeOf(Exception exception)
            {
                bool isUnanswered = exception.Message.StartsWith(RemoteError, StringComparison.Ordinal) || exception.Message.StartsWith(NoSuchAddress, StringComparison.Ordinal);
                return isUnanswered ? I2cOutcome.NoAnswer : I2cOutcome.Failed;
            }
        }
    }
}
