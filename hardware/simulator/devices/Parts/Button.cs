namespace Nano.Simulator.Parts
{
    /// <summary>
    /// The push button, which has a pull-up resistor: pressed is low. Somebody presses it now and then for 0.15 s to
    /// 1.3 s, first within six seconds. Its contact bounces: two or four edges too many within 5 ms of each press and release.
    /// </summary>
    public sealed class Button : DigitalPart
    {
        // There is at most one press in each turn, and it ends within it.
        private const int Turn = 9000;
        private const int MaximumBounces = 4;
        private const int BounceTime = 5;

        private readonly SeededNoise _pressed;
        private readonly SeededNoise _start;
        private readonly SeededNoise _length;
        private readonly SeededNoise _bounces;
        private readonly SeededNoise _bounceTimes;

        // The edges of one turn: odd ones in number are pressed.
        private readonly long[] _edges = new long[2 * (1 + MaximumBounces)];
        private int _count;
        private long _turn = -1;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Any number.</param>
        public Button(int seed)
            : base("button")
        {
            _pressed = new SeededNoise(seed, "button pressed");
            _start = new SeededNoise(seed, "button start");
            _length = new SeededNoise(seed, "button length");
            _bounces = new SeededNoise(seed, "button bounces");
            _bounceTimes = new SeededNoise(seed, "button bounce times");
        }

        internal override bool Level(long time)
        {
            Find(time / Turn);
            int passed = 0;
            while (passed < _count && _edges[passed] <= time)
            {
                passed++;
            }

            return passed % 2 == 0;
        }

        internal override long NextChange(long time)
        {
            for (long turn = time / Turn; ; turn++)
            {
                Find(turn);
                for (int i = 0; i < _count; i++)
                {
                    if (_edges[i] > time)
                    {
                        return _edges[i];
                    }
                }
            }
        }

        private void Find(long turn)
        {
            if (turn == _turn)
            {
                return;
            }

            _turn = turn;
            _count = 0;
            if (turn == 0 || _pressed.At(turn) < 0.7)
            {
                long start = (turn * Turn) + _start.IntegerAt(turn, 1500, 6000);
                AddEdges(start, 2 * turn);
                AddEdges(start + _length.IntegerAt(turn, 150, 1300), (2 * turn) + 1);
            }
        }

        /// <summary>Adds a press or a release: an odd number of edges in as many different milliseconds.</summary>
        private void AddEdges(long time, long step)
        {
            _edges[_count++] = time;
            int bounces = _bounces.IntegerAt(step, 1, MaximumBounces / 2) * 2;
            for (int i = 1; i <= BounceTime && bounces > 0; i++)
            {
                // Of the milliseconds left, each is as likely as any other to see one of the bounces left.
                if (_bounceTimes.At((step * BounceTime) + i) * (BounceTime + 1 - i) < bounces)
                {
                    _edges[_count++] = time + i;
                    bounces--;
                }
            }
        }
    }
}
