using Nano.Firmware.Channels;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Makes a name of the local network the board's own (RFC 6762 section 8): asks three times, 250 ms apart, whether another host has it, and
    /// then announces it twice, a second apart. Where another host has it, the board's own part of its id follows, so that the name is the
    /// same after each start: nano becomes nano-1a2b3c. Where that is taken too, nano-1a2b3c-2 follows, nano-1a2b3c-3, and so on.
    /// </summary>
    public sealed class NameProbe
    {
        private const int Probes = 3;
        private const int Announcements = 2;
        private const int ProbeInterval = 250;
        private const int AnnouncementInterval = 1000;

        // Of section 8.2; and of 8.1, which counts the conflicts of ten seconds. Here each conflict extends those, so that the limit holds for as
        // long as somebody goes on.
        private const int YieldTime = 1000;
        private const int ManyConflicts = 15;
        private const int ManyConflictsTime = 5000;
        private const int ConflictWindow = 10000;

        private readonly MulticastResponder _responder;
        private readonly string _host;
        private readonly string _uniqueHost;
        private readonly int _delay;
        private int _sent;
        private int _number;
        private int _conflicts;
        private long _lastConflict;
        private long _due = Channel.Never;

        /// <summary>Makes one.</summary>
        /// <param name="responder">Has the name.</param>
        /// <param name="host">The name to begin with, without .local.</param>
        /// <param name="number">The last bytes of the board's hardware address: they tell it from others, and spread the probes of boards that start together.</param>
        /// <param name="id">The board's id, such as nano-1a2b3c: what follows its last '-' tells the board from others in the second name.</param>
        public NameProbe(MulticastResponder responder, string host, int number, string id)
        {
            _responder = responder;
            _host = host;
            int part = id.LastIndexOf('-') + 1;
            _uniqueHost = host == id ? host : host + "-" + id.Substring(part, id.Length - part);
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

        /// <summary>The board has another address: a name that is its own is announced again, now and a second later (section 8.4).</summary>
        public void Announce(long now)
        {
            if (IsOwn)
            {
                _sent = Probes;
                _due = now;
            }
        }

        /// <summary>Writes what is to be sent now to all.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="message">Receives it: <see cref="MulticastResponder.MaximumMessage"/> bytes.</param>
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
                return _responder.Probe(message);
            }

            _due = _sent == Probes + Announcements ? Channel.Never : now + AnnouncementInterval;
            return _responder.Announce(message);
        }

        /// <summary>Takes a message of others.</summary>
        /// <param name="message">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Hear(byte[] message, int count, long now)
        {
            // Before its first probe the board wants no name yet. The other host answers that probe, if it is there.
            NameClaim claim = _sent == 0 ? NameClaim.None : _responder.Hear(message, count, !IsOwn);
            if (claim == NameClaim.None)
            {
                return;
            }

            // Of section 9: a name that was the board's own is asked for again first, because the other may give way.
            bool isLost = claim == NameClaim.Taken && !IsOwn;
            _due = now + (claim == NameClaim.Yielded ? YieldTime : IsLimited(now) ? ManyConflictsTime : _delay);
            _sent = 0;
            if (isLost)
            {
                _number++;
                Host = _number == 1 && _uniqueHost != _host ? _uniqueHost : _uniqueHost + "-" + (_uniqueHost != _host ? _number : _number + 1);
                _responder.SetHost(Host);
            }
        }

        /// <summary>Counts a conflict.</summary>
        /// <returns>Whether there are as many as slow the probes down.</returns>
        private bool IsLimited(long now)
        {
            _conflicts = _conflicts > 0 && now - _lastConflict < ConflictWindow ? _conflicts + 1 : 1;
            _lastConflict = now;
            return _conflicts >= ManyConflicts;
        }
    }
}
