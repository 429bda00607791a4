using System;

namespace Nano.Firmware.Drivers
{
    /// <summary>An I2C bus: <c>HardwareI2cBus</c> on the platform's pins, or one in memory with simulated parts.</summary>
    public abstract class I2cBus
    {
        /// <summary>The clock of standard mode in Hz.</summary>
        public const int StandardMode = 100000;

        /// <summary>The clock of fast mode in Hz.</summary>
        public const int FastMode = 400000;

        // 0 to 7 and 120 to 127 are reserved (NXP UM10204 section 3.1.12).
        private const int LowestAddress = 8;
        private const int HighestAddress = 119;

        // How long all parts are left alone after the bus has failed, in milliseconds: at first, and at most. It doubles.
        private const int ShortestRest = 10000;
        private const int LongestRest = 60000;

        private long _restsUntil;
        private int _rest;

        /// <summary>Until when no part is tried, by the loop's time in milliseconds: a time in the past while the bus works. An attempt on a bus that is held low blocks the loop for a second on an ESP32.</summary>
        public long RestsUntil => _restsUntil;

        /// <summary>
        /// Takes a part's address. Nothing is transferred: neither the part nor the bus need be there. Their absence is the outcome of each transfer, so that a driver retries by
        /// transferring again.
        /// </summary>
        /// <param name="address">The part's address of 7 bits, 8 to 119.</param>
        /// <param name="speed"><see cref="StandardMode"/> or <see cref="FastMode"/>. Linux has one clock for all parts of a bus, set in its configuration, and leaves this one.</param>
        /// <returns>The part.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An argument has another value.</exception>
        public I2cPart Open(int address, int speed)
        {
            if (address < LowestAddress || address > HighestAddress)
            {
                throw new ArgumentOutOfRangeException("Address: 8 to 119.");
            }

            if (speed != StandardMode && speed != FastMode)
            {
                throw new ArgumentOutOfRangeException("Speed: 100000 or 400000.");
            }

            return OpenPart(address, speed);
        }

        /// <summary>Lets the bus rest after a transfer of any part has failed: 10 s, and twice as long each further time, up to a minute.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        internal void Rest(long now)
        {
            _rest = _rest == 0 ? ShortestRest : _rest * 2 > LongestRest ? LongestRest : _rest * 2;
            _restsUntil = now + _rest;
        }

        /// <summary>Notes that a transfer has succeeded.</summary>
        internal void NoteWorking()
        {
            _rest = 0;
        }

        /// <summary>Takes a part's address.</summary>
        /// <param name="address">8 to 119.</param>
        /// <param name="speed">100000 or 400000.</param>
        protected abstract I2cPart OpenPart(int address, int speed);
    }
}
