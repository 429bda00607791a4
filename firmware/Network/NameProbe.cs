namespace Nano.Firmware
{
    /// <summary>
    /// Makes a name of the local network the board's own (RFC 6762 section 8): asks three times, 250 ms apart, whether another has it, and
    /// then announces it twice, a second apart. Where another has it, it goes on with name-2.local, name-3.local and so on.
    /// </summary>
    public sealed class NameProbe
    {
        private const int Probes = 3;
        private const int Announcements = 2;
        private const int ProbeInterval = 250;
        private const int AnnouncementInterval = 1000;

        // Of section 8.2; and of 8.1, for a name that there are more than so many others of.
        private const int YieldTime = 1000;
        private const int ManyConflicts = 15;
        private const int ManyConflictsTime = 5000;

        private readonly NameServer _server;
        private readonly string _host;
        private readonly int _delay;
        private int _sent;
        private int _number = 1;
        private int _conflicts;
        private long _due = Channel.Never;

        /// <summary>Makes one.</summary>
        /// <param name="server">Has the name.</param>
        /// <param name="host">The name to begin with, without .local.</param>
        /// <param name="number">Tells the board from others, so that boards that start together do not ask together.</param>
        public NameProbe(NameServer server, string host, int number)
        {
            _server = server;
            _host = host;
            Host = host;
            _delay = number % ProbeInterval;
        }

        /// <summary>The name, without .local.</summary>
        public string Host { get; private set; }

        /// <summary>Whether the name is the board's own, so that questions for it are answered.</summary>
        public bool IsOwn => _sent > Probes;

        /// <summary>When <see cref="Run"/> has something to send.</summary>
        public long Due => _due;

        /// <summary>The board has joined a network.</summary>
        public void Begin(long now)
        {
            _sent = 0;
            _due = now + _delay;
        }

        /// <summary>Writes what is to be sent now to all.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="message">Receives at most <see cref="NameServer.MaximumReply"/> bytes.</param>
        /// <returns>The length; 0 for nothing.</returns>
        public int Run(long now, byte[] message)
        {
            if (now < _due)
            {
                return 0;
            }

            _sent++;
            if (_sent <= Probes)
            {
                _due = now + ProbeInterval;
                return _server.Probe(message);
            }

            bool isLast = _sent == Probes + Announcements;
            _due = isLast ? Channel.Never : now + AnnouncementInterval;
            _conflicts = isLast ? 0 : _conflicts;
            return _server.Announce(message);
        }

        /// <summary>Takes a message of others.</summary>
        /// <param name="message">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Hear(byte[] message, int count, long now)
        {
            NameClaim claim = _server.Hear(message, count, !IsOwn);
            if (claim == NameClaim.None)
            {
                return;
            }

            _due = now + (claim == NameClaim.Yielded ? YieldTime : ++_conflicts > ManyConflicts ? ManyConflictsTime : _delay);
            if (claim == NameClaim.Taken && !IsOwn)
            {
                _number++;
                Host = _host + "-" + _number;
                _server.SetHost(Host);
            }

            // A name that was the board's own is asked for again first: the other may give way (section 9).
            _sent = 0;
        }
    }
}
