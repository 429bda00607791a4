using System;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// Microchip's MCP23017: sixteen more pins. <see cref="Mcp23017Input"/> and <see cref="Mcp23017Output"/> are channels of them. The outputs keep their levels here: a part that was without power
    /// gets them back, the level before the direction. Sections are those of the data sheet DS20001952.
    /// </summary>
    public sealed class Mcp23017
    {
        /// <summary>The address with the pins A0 to A2 low, of 0x20 to 0x27 (section 3.3.3).</summary>
        public const int UsualAddress = 0x20;

        /// <summary>How many pins there are: GPA0 to GPA7 are 0 to 7, GPB0 to GPB7 are 8 to 15.</summary>
        public const int PinCount = 16;

        /// <summary>How often the inputs are read, in milliseconds. A level that stays for less may not be seen.</summary>
        public const int ReadInterval = 50;

        // Several lines share a part of this kind.
        private const int Kind = 2;

        // Registers while IOCON.BANK is 0, as after power-up; that of port B follows that of port A (table 3-5).
        private const int Direction = 0x00;
        private const int PullUp = 0x0C;
        private const int Levels = 0x12;
        private const int Latch = 0x14;

        // How often the directions are compared, which shows that the part was without power.
        private const int CheckInterval = 1000;

        private readonly I2cConnection _connection;
        private int _inputs;
        private int _used;
        private int _pullUps;
        private int _latch;
        private int _levels;
        private bool _isPresent;
        private bool _hasBegun;
        private long _due;
        private long _checkDue;
        private long _updatedAt;

        /// <summary>Makes an expander without channels. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x20 to 0x27.</param>
        public Mcp23017(I2cBus bus, int address)
        {
            _connection = new I2cConnection(bus, address, I2cBus.FastMode, 3);
        }

        /// <summary>The driver <c>mcp23017</c>: reads a line and makes its channel. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x20 0x21 0x22 0x23 0x24 0x25 0x26 0x27", UsualAddress, 1, Kind);
            int pin = BusDrivers.TakeUnit(line, place, "pin", PinCount);
            bool isOutput = line.TakeChoice("as", "input output", 0) == 1;
            bool isActiveLow = line.TakeChoice("active", "high low", 0) == 1;
            if (isOutput)
            {
                int safe = line.TakeNumber("safe", 0, 0, 1);
                OutputOptions options = OutputOptions.Take(line, safe);
                if (line.IsReady)
                {
                    Mcp23017Output output = new Mcp23017Output(line.Id, Make(place, drivers), pin, safe, isActiveLow);
                    options.Apply(output);
                    line.Add(output);
                }

                return;
            }

            bool hasPullUp = line.TakeChoice("pull", "none up", 0) == 1;
            int debounce = line.TakeNumber("debounce", 20, 0, 1000);
            if (line.IsReady)
            {
                line.Add(new Mcp23017Input(line.Id, Make(place, drivers), pin, hasPullUp, isActiveLow) { Debounce = debounce });
            }
        }

        /// <summary>Whether the part has answered and is set up.</summary>
        internal bool IsPresent => _isPresent;

        /// <summary>Takes a pin as an input.</summary>
        /// <param name="pin">0 to 15.</param>
        /// <param name="hasPullUp">Whether its pull-up resistor of 100 kilohms is on.</param>
        internal void AddInput(int pin, bool hasPullUp)
        {
            Take(pin);
            _inputs |= 1 << pin;
            _pullUps |= hasPullUp ? 1 << pin : 0;
        }

        /// <summary>Takes a pin as an output.</summary>
        /// <param name="pin">0 to 15.</param>
        /// <param name="isHigh">Its first level.</param>
        internal void AddOutput(int pin, bool isHigh)
        {
            Take(pin);
            _latch |= isHigh ? 1 << pin : 0;
        }

        /// <summary>Whether a pin was high when the inputs were last read; of an output, whether it is told to be.</summary>
        /// <param name="pin">0 to 15.</param>
        internal bool IsHigh(int pin)
        {
            bool isInput = (_inputs >> pin & 1) != 0;
            return ((isInput ? _levels : _latch) >> pin & 1) != 0;
        }

        /// <summary>Drives an output at once; before the first <see cref="Update"/>, when the part is set up.</summary>
        /// <param name="pin">0 to 15.</param>
        /// <param name="isHigh">The level.</param>
        /// <exception cref="InvalidOperationException">The part does not answer: the output keeps its level.</exception>
        internal void Drive(int pin, bool isHigh)
        {
            int latch = isHigh ? _latch | 1 << pin : _latch & ~(1 << pin);
            if (_hasBegun && (!_isPresent || !WritePorts(Latch, latch, _updatedAt)))
            {
                _isPresent = false;
                _due = _connection.RetryAt;
                throw new InvalidOperationException("The MCP23017 does not answer.");
            }

            _latch = latch;
        }

        /// <summary>Sets the part up, reads its inputs and compares its directions, each when it is due. Every channel's update calls it.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it is due again.</returns>
        internal long Update(long now)
        {
            _hasBegun = true;
            _updatedAt = now;
            if (now >= _due)
            {
                _isPresent = now >= _connection.RetryAt && Run(now);
                if (_isPresent)
                {
                    _connection.Succeed();
                }

                _due = !_isPresent ? _connection.RetryAt : _inputs != 0 ? now + ReadInterval : _checkDue;
            }

            return _due;
        }

        private static Mcp23017 Make(I2cPlace place, BusDrivers drivers)
        {
            Mcp23017 expander = (Mcp23017)place.Part;
            if (expander == null)
            {
                expander = new Mcp23017(drivers.Open(place), place.Address);
                place.Part = expander;
            }

            return expander;
        }

        private bool Run(long now)
        {
            if (!_isPresent)
            {
                return SetUp(now);
            }

            if (now >= _checkDue)
            {
                _checkDue = now + CheckInterval;
                if (!_connection.ReadRegister(Direction, 2, now))
                {
                    return false;
                }

                if ((_connection.Buffer[0] | _connection.Buffer[1] << 8) != Directions)
                {
                    return SetUp(now);
                }
            }

            return ReadLevels(now);
        }

        /// <summary>Sets all registers that are used: the levels of the outputs before their directions, so that none has another level in between.</summary>
        private bool SetUp(long now)
        {
            _checkDue = now + CheckInterval;
            return WritePorts(Latch, _latch, now) && WritePorts(PullUp, _pullUps, now) && WritePorts(Direction, Directions, now) && ReadLevels(now);
        }

        /// <summary>The register of directions: 1 is an input. Pins without a channel are inputs, as after power-up.</summary>
        private int Directions => _inputs | ~_used & 0xFFFF;

        private bool ReadLevels(long now)
        {
            if (_inputs == 0)
            {
                return true;
            }

            if (!_connection.ReadRegister(Levels, 2, now))
            {
                return false;
            }

            _levels = _connection.Buffer[0] | _connection.Buffer[1] << 8;
            return true;
        }

        private bool WritePorts(int register, int ports, long now)
        {
            byte[] buffer = _connection.Buffer;
            buffer[0] = (byte)register;
            buffer[1] = (byte)ports;
            buffer[2] = (byte)(ports >> 8);
            return _connection.Write(3, now);
        }

        private void Take(int pin)
        {
            if (pin < 0 || pin >= PinCount || (_used >> pin & 1) != 0)
            {
                throw new ArgumentException("An MCP23017 has the pins 0 to 15, each for one channel.");
            }

            _used |= 1 << pin;
        }
    }
}
