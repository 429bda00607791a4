namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// How long to wait before a connection is tried again: decorrelated jitter, a random time from 1 s to three times the last wait, at most 120 s. A last wait below 10 s
    /// counts as 10 s, so that of five hundred boards that lose a broker at once fewer than fifty try in any second.
    /// </summary>
    internal sealed class Backoff
    {
        /// <summary>The shortest wait in milliseconds.</summary>
        public const int Least = 1000;

        /// <summary>The longest wait in milliseconds.</summary>
        public const int Most = 120000;

        private const int First = 10000;

        private uint _random;
        private int _last = First;

        /// <summary>Makes one.</summary>
        /// <param name="seed">Boards with different seeds wait for different times.</param>
        public Backoff(int seed)
        {
            // Xorshift leaves 0 as it is.
            _random = seed == 0 ? 1 : (uint)seed;
        }

        /// <summary>A connection has held: the next wait is a first one again.</summary>
        public void Reset()
        {
            _last = First;
        }

        /// <summary>The next wait in milliseconds.</summary>
        public int Next()
        {
            int last = _last < First ? First : _last;
            int ceiling = last > Most / 3 ? Most : 3 * last;
            _last = Least + Random(ceiling - Least + 1);
            return _last;
        }

        /// <summary>A random number.</summary>
        /// <param name="count">From 0 on, so many are possible; at least 1.</param>
        public int Random(int count)
        {
            _random ^= _random << 13;
            _random ^= _random >> 17;
            _random ^= _random << 5;
            return (int)(_random % (uint)count);
        }
    }
}
