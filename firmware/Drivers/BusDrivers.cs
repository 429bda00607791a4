namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// The drivers over PWM and I2C. On nanoFramework they are in the assembly Nano.Drivers, which an image may have or not. It keeps what the lines of one description have in common: the
    /// buses, the addresses on them, and the timers.
    /// </summary>
    public sealed class BusDrivers : DriverCatalog
    {
        private const int MaximumBuses = 2;

        private readonly BusEquipment _equipment;
        private ChannelLine _line;
        private PwmTimers _timers;
        private I2cPlace _places;
        private int _busCount;
        private int[] _lines;
        private I2cBus[] _buses;

        /// <summary>Makes the catalog.</summary>
        /// <param name="equipment">The buses and pins that the drivers open; null for a catalog that only checks lines.</param>
        public BusDrivers(BusEquipment equipment)
        {
            _equipment = equipment;
        }

        /// <summary>The buses and pins that the drivers open; null while lines are checked.</summary>
        public BusEquipment Equipment => _equipment;

        /// <inheritdoc/>
        public override bool Build(ChannelLine line)
        {
            if (line != _line)
            {
                Begin(line);
            }

            if (line.IsFor("pwm")) PwmDriver.Build(line, this);
            else if (line.IsFor("servo")) ServoDriver.Build(line, this);
            else if (line.IsFor("sht31")) Sht31.Build(line, this);
            else if (line.IsFor("bme280")) Bme280.Build(line, this);
            else if (line.IsFor("bh1750")) Bh1750.Build(line, this);
            else if (line.IsFor("ina219")) Ina219.Build(line, this);
            else if (line.IsFor("ads1115")) Ads1115.Build(line, this);
            else if (line.IsFor("mcp23017")) Mcp23017.Build(line, this);
            else return false;
            return true;
        }

        /// <summary>Nothing: the platform has no way to give a bus or a timer back.</summary>
        public override void Close()
        {
        }

        /// <summary>Takes a PWM function of the chip's for a line.</summary>
        /// <param name="line">The line, whose words have been taken.</param>
        /// <param name="frequency">The frequency in Hz.</param>
        /// <returns>The function; 0 when something is wrong.</returns>
        internal int TakePwm(ChannelLine line, int frequency)
        {
            if (line.Error != LineError.None)
            {
                return 0;
            }

            _timers ??= new PwmTimers(line.PwmCount, line.PwmTimerCount);
            int function = _timers.Take(frequency);
            if (function == 0)
            {
                line.Refuse("pin", "the chip has " + line.PwmCount + " outputs with pulses and " + line.PwmTimerCount + " timers, each for two outputs of one frequency. Remove one, or give two the same frequency");
            }

            return function;
        }

        /// <summary>Takes the words that all drivers on I2C have: data, clock and address.</summary>
        /// <param name="line">The line.</param>
        /// <param name="addresses">The addresses that the part can have, as words with spaces between.</param>
        /// <param name="first">The first of them.</param>
        /// <param name="step">By how much the next is greater.</param>
        /// <param name="kind">The kind of part that several lines may share; 0 for one that has a line to itself.</param>
        /// <returns>The bus and the address, or an empty place when something is wrong.</returns>
        internal I2cPlace TakeI2c(ChannelLine line, string addresses, int first, int step, int kind)
        {
            int data = line.TakePin("data", PinRole.Bus);
            int clock = line.TakePin("clock", PinRole.Bus);
            int address = first + step * line.TakeChoice("address", addresses, 0);
            if (line.Error != LineError.None)
            {
                return I2cPlace.None;
            }

            int bus = FindBus(line, data, clock);
            for (I2cPlace other = _places; other != null; other = other.Next)
            {
                if (other.Bus == bus && other.Address == address)
                {
                    if (kind == 0 || other.Kind != kind)
                    {
                        line.Refuse("address", "another line has a part of this address on the bus. Take another address, or other pins");
                    }

                    return other;
                }
            }

            return _places = new I2cPlace(bus, address, kind) { Next = _places };
        }

        /// <summary>Takes one of several inputs or pins of a part, which the line needs.</summary>
        /// <param name="line">The line.</param>
        /// <param name="place">The part's place.</param>
        /// <param name="name">The word's name.</param>
        /// <param name="count">How many the part has.</param>
        /// <returns>0 to one less than there are.</returns>
        internal static int TakeUnit(ChannelLine line, I2cPlace place, string name, int count)
        {
            if (!line.Has(name))
            {
                line.Miss(name);
            }

            int unit = line.TakeNumber(name, 0, 0, count - 1);
            if (line.Error == LineError.None)
            {
                if ((place.Used >> unit & 1) != 0)
                {
                    line.Refuse(name, "another line has it. Take another one");
                }

                place.Used |= 1 << unit;
            }

            return unit;
        }

        /// <summary>Opens the bus of a place; each bus once.</summary>
        /// <param name="place">The place.</param>
        internal I2cBus Open(I2cPlace place)
        {
            int bus = place.Bus;
            return _buses[bus] ??= _equipment.OpenBus(bus + 1, _lines[2 * bus], _lines[2 * bus + 1]);
        }

        private void Begin(ChannelLine line)
        {
            _line = line;
            _timers = null;
            _places = null;
            _busCount = 0;
        }

        private int FindBus(ChannelLine line, int data, int clock)
        {
            if (_busCount == 0)
            {
                _lines ??= new int[2 * MaximumBuses];
                _buses ??= new I2cBus[MaximumBuses];
            }

            for (int bus = 0; bus < _busCount; bus++)
            {
                bool hasData = _lines[2 * bus] == data;
                bool hasClock = _lines[2 * bus + 1] == clock;
                if (hasData && hasClock)
                {
                    return bus;
                }

                if (hasData || hasClock || _lines[2 * bus] == clock || _lines[2 * bus + 1] == data)
                {
                    line.Refuse("clock", "another line has one of these pins for another bus. Parts of one bus have the same data and clock");
                    return -1;
                }
            }

            if (data == clock)
            {
                line.Refuse("clock", "data and clock are two pins. Change one of them");
                return -1;
            }

            if (_busCount == line.I2cBusCount || _busCount == MaximumBuses)
            {
                line.Refuse("data", "the chip has no more I2C buses than " + _busCount + ". Connect the part to the same pins as the others");
                return -1;
            }

            _lines[2 * _busCount] = data;
            _lines[2 * _busCount + 1] = clock;
            return _busCount++;
        }
    }
}
