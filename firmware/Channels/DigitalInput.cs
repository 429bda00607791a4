namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A level that is read from any source, such as a button: <c>InputChannel</c> is the one on a pin. A
    /// contact bounces for some milliseconds when it opens or closes, so a level counts only when it has stayed for
    /// <see cref="Debounce"/>.
    /// <para>
    /// Where the platform interrupts, it debounces too, and calls <see cref="Note"/> for each change: a press between two reads is
    /// counted, and the loop need not wake to read. Otherwise the loop reads the level every <see cref="PollInterval"/>.
    /// </para>
    /// </summary>
    public abstract class DigitalInput : Channel
    {
        /// <summary>The interval in milliseconds between two reads of a level without interrupts. A change that is undone between two reads is not seen.</summary>
        public const int PollInterval = 10;

        // The interval between comparisons of the level with the interrupts, and the time that they must differ before the level counts.
        private const int CheckInterval = 1000;
        private const int CheckTime = 200;

        private IChannelHost _host;
        private long _edges;
        private long _level;
        private long _candidate;
        private long _since;
        private long _checkDue;
        private bool _isLost;

        // Written by the interrupt's thread only, so that it needs no lock: the number of changes it has reported, of which the lowest bit
        // is the level. Read and compared by the loop only.
        private int _told;
        private int _taken;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        protected DigitalInput(string id)
            : base(id, ChannelKind.Input, "", 0, 1)
        {
        }

        /// <summary>How long a level must stay, in milliseconds; 0 counts every level seen. Default 20.</summary>
        public virtual int Debounce { get; set; } = 20;

        /// <summary>How often the value has changed.</summary>
        public long Edges => _edges;

        /// <summary>Whether <see cref="Note"/> is called for every change.</summary>
        protected bool IsInterruptDriven { get; set; }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            _host = host;
        }

        /// <inheritdoc/>
        public override void Read(long now)
        {
            if (_isLost)
            {
                // Throws again, so that the value is unknown, or finds the level.
                Update(now);
            }
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            _isLost = true;
            long next = IsInterruptDriven ? Take(now) : Look(now);
            _isLost = false;

            // Known again, if it has not been.
            _value = _level;
            return next;
        }

        /// <summary>The level now: true is 1. While it throws the value is unknown.</summary>
        protected abstract bool ReadLevel();

        /// <summary>Takes the level now for the value: nothing has changed yet.</summary>
        protected void Begin()
        {
            _candidate = ReadLevel() ? 1 : 0;
            _level = _candidate;
            _value = _candidate;
            _told = (int)_candidate;
            _taken = _told;
        }

        /// <summary>Notes a change that the platform has debounced. Any one thread may call it, at any time.</summary>
        /// <param name="level">The level after it: true is 1.</param>
        protected void Note(bool level)
        {
            int told = _told + 1;
            if ((told & 1) != (level ? 1 : 0))
            {
                // The platform has reported the same change twice: the one between them was lost.
                told++;
            }

            _told = told;
            _host?.RunSoon();
        }

        private long Take(long now)
        {
            int told = _told;
            int changes = told - _taken;
            if (changes != 0)
            {
                _taken = told;
                long value = told & 1;
                if (((_level + changes) & 1) != value)
                {
                    // The check below has counted one of them.
                    changes--;
                }

                Change(value, changes);
            }

            if (now < _checkDue)
            {
                return _checkDue;
            }

            _checkDue = now + CheckInterval;
            long level = ReadLevel() ? 1 : 0;
            if (level != _candidate)
            {
                _candidate = level;
                _since = now;
            }

            if (level != _level)
            {
                long settled = _since + CheckTime + Debounce;
                if (now < settled)
                {
                    _checkDue = settled;
                    return settled;
                }

                // No interrupt has come: interrupts can be lost, a level cannot.
                Change(level, 1);
            }

            return _checkDue;
        }

        private long Look(long now)
        {
            long level = ReadLevel() ? 1 : 0;
            if (level != _candidate)
            {
                _candidate = level;
                _since = now;
            }

            long next = now + PollInterval;
            if (level != _level)
            {
                long settled = _since + Debounce;
                if (now >= settled)
                {
                    Change(level, 1);
                }
                else if (settled < next)
                {
                    next = settled;
                }
            }

            return next;
        }

        private void Change(long value, int changes)
        {
            _level = value;
            _value = value;
            _edges += changes;
            _untold += changes;
            _host?.NoteEvent();
        }
    }
}
