namespace Nano.Firmware.Access
{
    /// <summary>
    /// Counts wrong secrets for each address. After the fifth, an address must wait before each further attempt; the wait doubles with each wrong secret.
    /// The table has a fixed size and keeps each address for 15 minutes after its last wrong secret. While the table is full, all other addresses share
    /// one entry with a shorter longest wait.
    /// </summary>
    internal sealed class Attempts
    {
        /// <summary>The number of the wrong secret from which on an address must wait.</summary>
        public const int Free = 5;

        /// <summary>The longest wait of an address in milliseconds.</summary>
        public const int LongestWait = 300000;

        /// <summary>The longest wait of the addresses that share the last entry, in milliseconds.</summary>
        public const int LongestSharedWait = 8000;

        private const int Addresses = 16;
        private const int FirstWait = 1000;

        // The time in milliseconds after which an entry without further wrong secrets is removed.
        private const int Memory = 900000;

        // The last entry of _failures, _last and _due is the shared one.
        private readonly int[] _addresses = new int[Addresses];
        private readonly int[] _failures = new int[Addresses + 1];
        private readonly long[] _last = new long[Addresses + 1];
        private readonly long[] _due = new long[Addresses + 1];

        /// <summary>Returns the time that an address must wait before its next attempt, in milliseconds; 0 when it need not wait.</summary>
        /// <param name="address">The client's address.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public int TimeToWait(int address, long now)
        {
            int entry = Find(address, now);
            return _failures[entry] == 0 || now >= _due[entry] ? 0 : (int)(_due[entry] - now);
        }

        /// <summary>Checks whether an address has presented wrong secrets.</summary>
        /// <param name="address">The client's address.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public bool HasFailed(int address, long now)
        {
            return _failures[Find(address, now)] > 0;
        }

        /// <summary>Counts an attempt as wrong, before the comparison. An attempt therefore counts even when the client disconnects before the answer.</summary>
        /// <param name="address">The client's address.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Count(int address, long now)
        {
            int entry = Find(address, now);
            if (entry < Addresses)
            {
                _addresses[entry] = address;
            }

            int failures = _failures[entry] < int.MaxValue ? ++_failures[entry] : int.MaxValue;
            _last[entry] = now;
            _due[entry] = 0;
            if (failures >= Free)
            {
                int longest = entry < Addresses ? LongestWait : LongestSharedWait;
                int doublings = failures - Free;
                int wait = doublings < 9 ? FirstWait << doublings : LongestWait;
                _due[entry] = now + (wait < longest ? wait : longest);
            }
        }

        /// <summary>
        /// Removes the attempts of a client that has then presented a correct secret. Attempts of other clients with the same address remain, and so does
        /// their wait.
        /// </summary>
        /// <param name="address">The client's address.</param>
        /// <param name="attempts">Number of attempts to remove.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Forgive(int address, int attempts, long now)
        {
            int entry = Find(address, now);
            int failures = _failures[entry] - attempts;
            _failures[entry] = failures > 0 ? failures : 0;
            if (failures < Free)
            {
                _due[entry] = 0;
            }
        }

        /// <summary>Returns the entry of an address, otherwise a free entry, otherwise the shared entry.</summary>
        private int Find(int address, long now)
        {
            int free = Addresses;
            for (int i = Addresses; i >= 0; i--)
            {
                if (_failures[i] > 0 && now - _last[i] >= Memory)
                {
                    _failures[i] = 0;
                }

                if (i == Addresses)
                {
                    continue;
                }

                if (_failures[i] == 0)
                {
                    free = i;
                }
                else if (_addresses[i] == address)
                {
                    return i;
                }
            }

            return free;
        }
    }
}
