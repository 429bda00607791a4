using System;

namespace Nano.Simulator.Parts
{
    /// <summary>
    /// The light sensor: more light, more voltage. A day takes four minutes and has clouds, the room's
    /// lamp flickers with the mains, now and then a hand casts its shadow, and the LED adds a little.
    /// </summary>
    public sealed class LightSensor : AnalogPart
    {
        private const double Day = 240000;
        private const double Lamp = 0.35;
        private const double Sun = 2.2;
        private const double LedLight = 0.12;

        // A lamp flickers at twice the mains' frequency, and that is never quite 50 Hz. Flashes per millisecond.
        private const double Flicker = 0.09993;

        private const int HandTurn = 25000;
        private const double HandFade = 200;

        private readonly SeededNoise _clouds;
        private readonly SeededNoise _handStart;
        private readonly SeededNoise _handLength;
        private readonly Led _led;
        private readonly double _morning;

        internal LightSensor(int seed, Led led)
            : base("light sensor")
        {
            _clouds = new SeededNoise(seed, "clouds");
            _handStart = new SeededNoise(seed, "hand start");
            _handLength = new SeededNoise(seed, "hand length");
            _morning = new SeededNoise(seed, "morning").At(0, 0.1, 0.3);
            _led = led;
        }

        internal override double Voltage(long time)
        {
            double day = 0.5 - (0.5 * Math.Cos(2 * Math.PI * ((time / Day) + _morning)));
            double sun = Sun * day * (0.7 + (0.3 * _clouds.Curve(time, 7000)));
            double lamp = Lamp * (1 + (0.08 * Math.Sin(2 * Math.PI * Flicker * time)));
            double led = _led.IsOn ? LedLight : 0;
            return ((sun + lamp) * (1 - (0.7 * Shadow(time)))) + led;
        }

        /// <summary>How much of the light a hand takes: 0 to 1.</summary>
        private double Shadow(long time)
        {
            long turn = time / HandTurn;
            double since = (time % HandTurn) - _handStart.At(turn, 5000, 20000);
            double left = _handLength.At(turn, 600, 2500) - since;
            return SeededNoise.Ease(Math.Min(since, left) / HandFade);
        }
    }
}
