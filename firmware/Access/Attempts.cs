namespace Nano.Firmware
{
    /// <summary>
    /// Wrong passwords by address: after a few, each has to be waited for, twice as long as for the last. The table has a fixed
    /// size; of more addresses those forgotten first are those that have been silent for longest.
    /// </summary>
    internal sealed class Attempts
    {
        /// <summary>How many wrong passwords are free.</summary>
        public const int Free = 5;

        /// <summary>The longest wait in milliseconds.</summary>
        public const int LongestWait = 300000;

        private const int Addresses = 16;
        private const int FirstWait = 1000;

        // After so long without another wrong password an address begins anew.
        private const int Memory = 900000;

        private readonly int[] _addresses = new int[Addresses];
        private readonly int[] _failures = new int[Addresses];
        private readonly long[] _last = new long[Addresses];
        private readonly long[] _due = new long[Addresses];

        /// <summary>How long an address has to wait for its next attempt, in milliseconds; 0 when it need not.</summary>
        public int TimeToWait(int address, long now)
        {
            int entry = Find(address, now);
            return entry < 0 || now >= _due[entry] ? 0 : (int)(_due[entry] - now);
        }

        /// <summary>Counts an attempt as wrong. It is counted before it is looked at: who leaves before the answer has had it all the same.</summary>
        public void Count(int address, long now)
        {
            int entry = Find(address, now);
            if (entry < 0)
            {
                entry = 0;
                for (int i = 1; i < Addresses; i++)
                {
                    if (_failures[entry] > 0 && (_failures[i] == 0 || _last[i] < _last[entry]))
                    {
                        entry = i;
                    }
                }

                _addresses[entry] = address;
                _failures[entry] = 0;
                _due[entry] = 0;
            }

            int failures = ++_failures[entry];
            _last[entry] = now;
            if (failures >= Free)
            {
                int doublings = failures - Free;
                int wait = doublings < 9 ? FirstWait << doublings : LongestWait;
                _due[entry] = now + (wait < LongestWait ? wait : LongestWait);
            }
        }

        /// <summary>Forgets an address: it knew the password.</summary>
        public void Clear(int address)
        {
            for (int i = 0; i < Addresses; i++)
            {
                if (_addresses[i] == address)
                {
                    _failures[i] = 0;
                }
            }
        }

        private int Find(int address, long now)
        {
            for (int i = 0; i < Addresses; i++)
            {
                if (_failures[i] > 0 && _addresses[i] == address)
                {
                    if (now - _last[i] < Memory)
                    {
                        return i;
                    }

                    _failures[i] = 0;
                }
            }

            return -1;
        }
    }
}
