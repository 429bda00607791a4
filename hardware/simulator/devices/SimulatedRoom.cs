using System;
using Nano.Simulator.I2c;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>
    /// The room around the board: its air, its light, the supply, and the parts on the I2C bus that measure them. All of it is a function of the seed, the time and the commands to the outputs, as with
    /// the other parts. The bus has every part that firmware/Drivers knows, at its usual address.
    /// </summary>
    public sealed class SimulatedRoom
    {
        private const double RelayMilliamperes = 72;
        private const double LedMilliamperes = 9;
        private const double PwmMilliamperes = 240;

        private readonly SimulatedBoard _board;
        private readonly SeededNoise _humidity;
        private readonly SeededNoise _pressure;
        private readonly SeededNoise _load;
        private readonly SeededNoise _tank;
        private readonly SeededNoise _battery;
        private readonly SeededNoise _doorOpen;
        private readonly SeededNoise _doorLength;

        internal SimulatedRoom(SimulatedBoard board, int seed)
        {
            _board = board;
            _humidity = new SeededNoise(seed, "humidity");
            _pressure = new SeededNoise(seed, "pressure");
            _load = new SeededNoise(seed, "load");
            _tank = new SeededNoise(seed, "tank");
            _battery = new SeededNoise(seed, "battery");
            _doorOpen = new SeededNoise(seed, "door");
            _doorLength = new SeededNoise(seed, "door length");
            Bus = new SimulatedI2cBus(() => board.Time, board.Gate);
            Connect();
        }

        /// <summary>The bus.</summary>
        public SimulatedI2cBus Bus { get; }

        /// <summary>The temperature in °C: that of the <see cref="TemperatureSensor"/>.</summary>
        internal double Temperature(long time)
        {
            return (_board.TemperatureSensor.Voltage(time) - 0.5) / 0.01;
        }

        /// <summary>The relative humidity in percent: 40 to 55, and less in warm air.</summary>
        internal double Humidity(long time)
        {
            return 40 + (15 * _humidity.Curve(time, 90000)) - (1.5 * (Temperature(time) - 22));
        }

        /// <summary>The pressure in Pa, which changes slowly.</summary>
        internal double Pressure(long time)
        {
            return 100500 + (1600 * _pressure.Curve(time, 600000)) + (6 * _pressure.Curve(time, 5000));
        }

        /// <summary>The illuminance in lx: that of the <see cref="LightSensor"/>.</summary>
        internal double Light(long time)
        {
            return 320 * _board.LightSensor.Voltage(time);
        }

        /// <summary>The current of the board and its loads in mA.</summary>
        internal double Current(long time)
        {
            double load = 78 + (24 * _load.Curve(time, 1500)) + (_board.Relay.IsOn ? RelayMilliamperes : 0) + (_board.Led.IsOn ? LedMilliamperes : 0);
            return load + (PwmMilliamperes * _board.PwmLoad);
        }

        private void Connect()
        {
            SimulatedSht31 sht31 = new SimulatedSht31();
            sht31.Measuring = time =>
            {
                sht31.TemperatureWord = (int)Math.Round((Temperature(time) + 45) * 65535 / 175);
                sht31.HumidityWord = (int)Math.Round(Humidity(time) * 65535 / 100);
            };
            Bus.Connect(0x44, sht31);

            // The board warms it a little.
            SimulatedBme280 bme280 = new SimulatedBme280();
            bme280.Measuring = time => Bme280Words.Set(bme280, Temperature(time) + 0.6, Pressure(time), Humidity(time) - 1.5);
            Bus.Connect(0x76, bme280);

            SimulatedBh1750 bh1750 = new SimulatedBh1750();
            bh1750.Measuring = time => bh1750.LightWord = (int)Math.Round(Light(time) * 1.2);
            Bus.Connect(0x23, bh1750);

            // A shunt of 0.1 ohms: 10 uV are 0.1 mA. The supply has 0.2 ohms itself.
            SimulatedIna219 ina219 = new SimulatedIna219();
            ina219.Measuring = time =>
            {
                ina219.ShuntWord = (int)Math.Round(Current(time) * 10);
                ina219.Millivolts = (int)Math.Round(5080 - (0.2 * Current(time)));
            };
            Bus.Connect(0x40, ina219);

            // The inputs: a tank's level, a battery, the analog temperature sensor, and nothing.
            SimulatedAds1115 ads1115 = new SimulatedAds1115();
            ads1115.Measuring = time =>
            {
                ads1115.Microvolts[0] = (int)(500000 + (2400000 * _tank.Curve(time, 120000)));
                ads1115.Microvolts[1] = (int)(3050000 + (200000 * _battery.Curve(time, 240000)));
                ads1115.Microvolts[2] = (int)(_board.TemperatureSensor.Voltage(time) * 1000000);
                ads1115.Microvolts[3] = (int)(1500 * _load.At(time));
            };
            Bus.Connect(0x48, ads1115);

            // A door's contact to ground on pin 0, and pins 1 to 7 that follow the outputs 9 to 15, as a test rig has them.
            SimulatedMcp23017 mcp23017 = new SimulatedMcp23017();
            mcp23017.Measuring = time =>
            {
                int driven = (mcp23017.Driven >> 8) & mcp23017.Outputs >> 8 & 0xFE;
                mcp23017.Connected = 0x01 | (mcp23017.Outputs >> 8 & 0xFE);
                mcp23017.Outside = driven | (IsDoorOpen(time) ? 1 : 0);
            };
            Bus.Connect(0x20, mcp23017);
        }

        /// <summary>The door is opened once in 20 s, for two to six seconds.</summary>
        private bool IsDoorOpen(long time)
        {
            const int Turn = 20000;
            long turn = time / Turn;
            double since = (time % Turn) - _doorOpen.At(turn, 1000, 12000);
            return since >= 0 && since < _doorLength.At(turn, 2000, 6000);
        }
    }
}
