namespace Nano.Firmware.Access
{
    /// <summary>
    /// Wrong secrets by address: after a few, each has to be waited for, twice as long as for the last. The table has a fixed size and forgets no
    /// address before its time. While it is full, the addresses that are not in it are counted together, as one, whose wait is shorter.
    /// </summary>
    internal sealed class Attempts
    {
        /// <summary>From this wrong secret on an address waits.</summary>
        public const int Free = 5;

        /// <summary>The longest wait of an address in milliseconds.</summary>
        public const int LongestWait = 300000;

        /// <summary>The longest wait of the addresses that the table has no room for, together, in milliseconds.</summary>
        public const int LongestSharedWait = 8000;

        private const int Addresses = 16;
        private const int FirstWait = 1000;

        // After so long without another wrong secret an address begins anew.
        private const int Memory = 900000;

        // Behind the addresses is the entry that all others share.
        private readonly int[] _addresses = new int[Addresses];
        private readonly int[] _failures = new int[Addresses + 1];
        private readonly long[] _last = new long[Addresses + 1];
        private readonly long[] _due = new long[Addresses + 1];

        /// <summary>How long an address has to wait for its next attempt, in milliseconds; 0 when it need not.</summary>
        public int TimeToWait(int address, long now)
        {
            int entry = Find(address, now);
            return _failures[entry] == 0 || now >= _due[entry] ? 0 : (int)(_due[entry] - now);
        }

        /// <summary>Whether an address has wrong secrets to its account.</summary>
        public bool HasFailed(int address, long now)
        {
            return _failures[Find(address, now)] > 0;
        }

        /// <summary>Counts an attempt as wrong. It is counted before it is looked at: a client that leaves before the answer has had it all the same.</summary>
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

        /// <summary>Takes back attempts of a client that has shown a right secret since. Those of other clients at its address stay, and so does the wait for them.</summary>
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

        /// <summary>Finds the entry of an address, else one that is free, else the shared one.</summary>
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
