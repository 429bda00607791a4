using System;

namespace Nano.Firmware.Channels
{
    /// <summary>A level that is driven, such as an LED's or a relay's, wherever it goes: <c>OutputChannel</c> is the one on a pin.</summary>
    public abstract class DigitalOutput : SettableChannel
    {
        /// <summary>The longest pulse, and the longest <see cref="OffAfter"/>, in milliseconds: 24 hours.</summary>
        public const int MaximumTime = 86400000;

        private int _offAfter;
        private Interlock _interlock;

        /// <summary>Makes a channel. The class that derives from it calls <see cref="SettableChannel.Begin"/>.</summary>
        /// <param name="id">See <see cref="Channel.Id"/>.</param>
        /// <param name="safeValue">0 or 1: the value that causes no harm.</param>
        protected DigitalOutput(string id, int safeValue)
            : base(id, ChannelKind.Output, "", 0, 1, safeValue)
        {
        }

        /// <summary>After how many milliseconds at 1 the board sets it to 0 by itself, up to <see cref="MaximumTime"/>; 0, the default, for never. A longer pulse ends then too.</summary>
        /// <exception cref="ArgumentException">It is out of that range.</exception>
        public int OffAfter
        {
            get => _offAfter;
            set
            {
                if (value < 0 || value > MaximumTime)
                {
                    throw new ArgumentException("An output is switched off after 0 to 86400000 ms.");
                }

                _offAfter = value;
            }
        }

        /// <summary>The outputs of which at most one is on, this one among them; null, the default, for none.</summary>
        public Interlock Interlock
        {
            get => _interlock;
            set
            {
                _interlock = value;
                value.Add(this);
            }
        }

        /// <summary>Sets the value to 1, and back to 0 when the time is over. A pulse that is under way is lengthened or shortened.</summary>
        /// <param name="milliseconds">How long, 1 to <see cref="MaximumTime"/>.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Pulse(int milliseconds, long now)
        {
            int time = _offAfter > 0 && _offAfter < milliseconds ? _offAfter : milliseconds;
            SetAt(0, now + time);
            Write(1);
            UpdateSoon();
        }

        /// <summary>Sets the value to 0 where it is 1, and to 1 otherwise, and ends a pulse that is under way.</summary>
        public void Toggle()
        {
            Set(Value == 1 ? 0 : 1);
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            if (_offAfter > 0 && Value == 1 && Due == Never)
            {
                SetAt(0, now + _offAfter);
            }

            return base.Update(now);
        }

        /// <inheritdoc/>
        protected sealed override void Drive(long value)
        {
            bool level = value != 0;
            if (level && _interlock != null)
            {
                _interlock.Break(this);
            }

            WriteLevel(level);
        }

        /// <summary>Drives the level. An exception answers the command with <c>failed</c>.</summary>
        /// <param name="level">True is 1.</param>
        protected abstract void WriteLevel(bool level);
    }
}
