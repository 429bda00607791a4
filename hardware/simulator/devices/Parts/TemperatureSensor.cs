namespace Nano.Simulator.Parts
{
    /// <summary>
    /// The temperature sensor, a TMP36: 0.5 V at 0 °C and 10 mV more for each degree. The room is
    /// about 22 °C; the relay's coil beside the sensor warms it by up to six degrees, half of that after half a minute.
    /// </summary>
    public sealed class TemperatureSensor : AnalogPart
    {
        private const double CoilHeat = 6;

        private readonly SeededNoise _room;
        private readonly Relay _relay;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Any number.</param>
        /// <param name="relay">The relay that warms it.</param>
        public TemperatureSensor(int seed, Relay relay)
            : base("temperature sensor")
        {
            _room = new SeededNoise(seed, "room");
            _relay = relay;
        }

        internal override double Voltage(long time)
        {
            double degrees = 21 + (2 * _room.Curve(time, 60000)) + (CoilHeat * _relay.Warmth(time));
            return 0.5 + (0.01 * degrees);
        }
    }
}
