namespace Nano.Simulator.Parts
{
    /// <summary>The potentiometer, between ground and 3.3 V. Every twelve seconds it turns, for one to four seconds.</summary>
    public sealed class Potentiometer : AnalogPart
    {
        private const int Turn = 12000;

        private readonly SeededNoise _position;
        private readonly SeededNoise _start;
        private readonly SeededNoise _length;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Any number.</param>
        public Potentiometer(int seed)
            : base("potentiometer")
        {
            _position = new SeededNoise(seed, "potentiometer position");
            _start = new SeededNoise(seed, "potentiometer start");
            _length = new SeededNoise(seed, "potentiometer length");
        }

        internal override double Voltage(long time)
        {
            long turn = time / Turn;
            double start = _start.At(turn, 0, 7000);
            double length = _length.At(turn, 1000, 4000);
            double turned = SeededNoise.Ease(((time % Turn) - start) / length);
            double from = _position.At(turn);
            double to = _position.At(turn + 1);
            return SimulatedBoard.Supply * (from + ((to - from) * turned));
        }
    }
}
