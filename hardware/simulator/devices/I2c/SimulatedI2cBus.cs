using System;
using System.Device.I2c;
using System.IO;

namespace Nano.Simulator.I2c
{
    /// <summary>
    /// An I2C bus in the desktop's memory, behind Microsoft's <see cref="I2cDevice"/> as Linux has it: a part that does not acknowledge and a bus that is held low are IOExceptions with the texts that
    /// the library makes of the kernel's errors. Any thread may use it.
    /// </summary>
    public sealed class SimulatedI2cBus
    {
        private readonly SimulatedI2cPart[] _parts = new SimulatedI2cPart[128];
        private readonly byte[] _buffer = new byte[64];
        private readonly object _gate;
        private readonly Func<long> _clock;

        /// <summary>Makes a bus without parts.</summary>
        /// <param name="clock">The time in milliseconds.</param>
        /// <param name="gate">Held during a transfer.</param>
        public SimulatedI2cBus(Func<long> clock, object gate)
        {
            _clock = clock;
            _gate = gate;
        }

        /// <summary>Whether a line is held low. Default false.</summary>
        public bool IsHung { get; set; }

        /// <summary>Connects a part.</summary>
        /// <param name="address">Its address of 7 bits.</param>
        /// <param name="part">The part; null takes the one of the address away.</param>
        public void Connect(int address, SimulatedI2cPart part)
        {
            lock (_gate)
            {
                _parts[address] = part;
            }
        }

        /// <summary>The part of an address; null when there is none.</summary>
        /// <param name="address">The address of 7 bits.</param>
        public SimulatedI2cPart Find(int address)
        {
            return _parts[address];
        }

        /// <summary>Opens an address, as <see cref="I2cDevice.Create"/> does: the part need not be there.</summary>
        /// <param name="address">The address of 7 bits.</param>
        public I2cDevice Open(int address)
        {
            return new Device(this, address);
        }

        private void Transfer(int address, ReadOnlySpan<byte> written, Span<byte> read)
        {
            lock (_gate)
            {
                if (IsHung)
                {
                    throw new IOException("Error 110 (Connection timed out) performing I2C data transfer.");
                }

                SimulatedI2cPart part = _parts[address];
                bool isAcknowledged = part != null && part.IsConnected;
                if (isAcknowledged)
                {
                    part.Time = _clock();
                }

                if (isAcknowledged && written.Length > 0)
                {
                    written.CopyTo(_buffer);
                    isAcknowledged = part.Write(_buffer, written.Length);
                }

                if (isAcknowledged && read.Length > 0)
                {
                    isAcknowledged = part.Read(_buffer, read.Length);
                    _buffer.AsSpan(0, read.Length).CopyTo(read);
                }

                if (!isAcknowledged)
                {
                    throw new IOException("Error 121 (Remote I/O error) performing I2C data transfer.");
                }
            }
        }

        private sealed class Device : I2cDevice
        {
            private readonly SimulatedI2cBus _bus;
            private readonly int _address;

            public Device(SimulatedI2cBus bus, int address)
            {
                _bus = bus;
                _address = address;
            }

            public override I2cConnectionSettings ConnectionSettings => new I2cConnectionSettings(1, _address);

            public override void Read(Span<byte> buffer) => _bus.Transfer(_address, default, buffer);

            public override void Write(ReadOnlySpan<byte> buffer) => _bus.Transfer(_address, buffer, default);

            public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => _bus.Transfer(_address, writeBuffer, readBuffer);
        }
    }
}
