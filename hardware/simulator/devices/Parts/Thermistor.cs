using System;

namespace Nano.Simulator.Parts
{
    /// <summary>A thermistor of 10 kΩ at 25 °C with a beta of 3,950 K between the pin and ground, and 10 kΩ to the supply of 3.3 V. It is between 18 and 26 °C warm.</summary>
    public sealed class Thermistor : AnalogPart
    {
        private readonly SeededNoise _room;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Any number.</param>
        public Thermistor(int seed)
            : base("thermistor")
        {
            _room = new SeededNoise(seed, "thermistor");
        }

        internal override double Voltage(long time)
        {
            double kelvin = 291.15 + (8 * _room.Curve(time, 45000));
            double resistance = 10000 * Math.Exp(3950 * ((1 / kelvin) - (1 / 298.15)));
            return SimulatedBoard.Supply * resistance / (resistance + 10000);
        }
    }
}
