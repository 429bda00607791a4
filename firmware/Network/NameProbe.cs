using Nano.Firmware.Channels;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Claims a name in the local network (RFC 6762 section 8): it sends three probes, 250 ms apart, and then two announcements, a second apart. If
    /// another host owns the name, the unique part of the device's id is appended, so that the name is the same after each start: nano becomes
    /// nano-1a2b3c. If that name is taken as well, nano-1a2b3c-2 follows, then nano-1a2b3c-3, and so on.
    /// </summary>
    public sealed class NameProbe
    {
        private const int Probes = 3;
        private const int Announcements = 2;
        private const int ProbeInterval = 250;
        private const int AnnouncementInterval = 1000;

        // The delay after a lost tie-break (RFC 6762 section 8.2), and the limit of conflicts in ten seconds (section 8.1). Each conflict extends the ten
        // seconds, so that the limit holds during a continuing conflict.
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

        /// <summary>Creates the probe.</summary>
        /// <param name="responder">The responder, whose host name is set.</param>
        /// <param name="host">The initial name, without .local.</param>
        /// <param name="number">The last bytes of the device's hardware address. They delay the first probe, so that devices that start together do not probe together.</param>
        /// <param name="id">The device's id, such as nano-1a2b3c. The part after its last '-' is appended to a name that is taken.</param>
        public NameProbe(MulticastResponder responder, string host, int number, string id)
        {
            _responder = responder;
            _host = host;
            int part = id.LastIndexOf('-') + 1;
            _uniqueHost = host == id ? host : host + "-" + id.Substring(part, id.Length - part);
            Host = host;
            _delay = number % ProbeInterval;
        }

        /// <summary>The current name, without .local.</summary>
        public string Host { get; private set; }

        /// <summary>Whether the device owns the name, so that it answers questions.</summary>
        public bool IsOwn => _sent > Probes;

        /// <summary>The time at which <see cref="Run"/> has a message to send, in milliseconds.</summary>
        public long Due => _due;

        /// <summary>Begins to probe, because the device has joined a network.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Begin(long now)
        {
            _sent = 0;
            _due = now + _delay;
        }

        /// <summary>Announces an owned name again, now and a second later, because the device has another address (RFC 6762 section 8.4).</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Announce(long now)
        {
            if (IsOwn)
            {
                _sent = Probes;
                _due = now;
            }
        }

        /// <summary>Writes the message that is due.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="message">The destination, of <see cref="MulticastResponder.MaximumMessage"/> bytes.</param>
        /// <returns>Length of the message in bytes; 0 when none is due.</returns>
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

        /// <summary>Processes another host's message.</summary>
        /// <param name="message">Holds the message.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Hear(byte[] message, int count, long now)
        {
            // Before its first probe the device claims no name. An owner of the name will answer that probe.
            NameClaim claim = _sent == 0 ? NameClaim.None : _responder.Hear(message, count, !IsOwn);
            if (claim == NameClaim.None)
            {
                return;
            }

            // A conflict about an owned name first leads to new probes, because the other host may yield (RFC 6762 section 9).
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
        /// <returns>True when the number of conflicts requires slower probes.</returns>
        private bool IsLimited(long now)
        {
            _conflicts = _conflicts > 0 && now - _lastConflict < ConflictWindow ? _conflicts + 1 : 1;
            _lastConflict = now;
            return _conflicts >= ManyConflicts;
        }
    }
}
