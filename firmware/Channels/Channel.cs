using System;
using System.Text;

namespace Nano.Firmware.Channels
{
    /// <summary>One thing of the board that has a value: a pin, a sensor, a figure about the device itself.</summary>
    public abstract class Channel
    {
        /// <summary>The longest <see cref="Id"/>.</summary>
        public const int MaximumId = 16;

        /// <summary>The longest unit in bytes of UTF-8.</summary>
        public const int MaximumUnit = 16;

        /// <summary>The longest <see cref="Name"/> in bytes of UTF-8.</summary>
        public const int MaximumName = 32;

        /// <summary>A time that does not come; see <see cref="Update"/>.</summary>
        public const long Never = long.MaxValue;

        // Fields, because samples read them for every channel and a property's call costs several times as much.
        internal readonly byte[] _id;
        internal readonly byte[] _unit;
        internal readonly long _minimum;
        internal readonly long _maximum;
        internal byte[] _name;

        // The channel's constant text in JSON, up to its value; JsonFormat encodes it once, and again after a change of the name.
        internal byte[] _constant;
        internal long _value;
        internal bool _isUnknown;
        internal int _untold;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">Its name in the protocol: 1 to 16 of a-z, 0-9 and '-'.</param>
        /// <param name="kind">What it is.</param>
        /// <param name="unit">The unit of its values, at most 16 bytes of UTF-8 without quotes, '\' and control characters; empty for none.</param>
        /// <param name="minimum">The least value.</param>
        /// <param name="maximum">The greatest value.</param>
        /// <exception cref="ArgumentException">The id, the unit or the range is not as it must be.</exception>
        protected Channel(string id, ChannelKind kind, string unit, long minimum, long maximum)
        {
            Kind = kind;
            _minimum = minimum;
            _maximum = maximum;
            _id = Encoding.UTF8.GetBytes(id);
            _unit = Encoding.UTF8.GetBytes(unit);
            if (!IsId(_id))
            {
                throw new ArgumentException("A channel's id is 1 to 16 of a-z, 0-9 and '-'.");
            }

            if (!IsText(_unit, MaximumUnit))
            {
                throw new ArgumentException("A channel's unit is at most 16 bytes without quotes, '\\' and control characters.");
            }

            if (minimum > maximum)
            {
                throw new ArgumentException("A channel's minimum is not above its maximum.");
            }
        }

        /// <summary>Its name in the protocol, as a string made now.</summary>
        public string Id => Encoding.UTF8.GetString(_id, 0, _id.Length);

        /// <summary>What it is.</summary>
        public ChannelKind Kind { get; }

        /// <summary>The least value.</summary>
        public long Minimum => _minimum;

        /// <summary>The greatest value.</summary>
        public long Maximum => _maximum;

        /// <summary>The value last read or set; what is set beyond the range is its limit. 64 bits: a board's milliseconds outgrow 32 within a month.</summary>
        public long Value
        {
            get => _value;
            protected set => _value = value < _minimum ? _minimum : value > _maximum ? _maximum : value;
        }

        /// <summary>Whether the last <see cref="Read"/> failed, so that <see cref="Value"/> says nothing: the protocol's null.</summary>
        public bool IsUnknown => _isUnknown;

        /// <summary>Whether the history keeps it. Default true.</summary>
        public virtual bool HasHistory => true;

        /// <summary>
        /// What people shall call it, at most 32 bytes of UTF-8 without quotes, '\' and control characters. Without one they see the
        /// id. Set only, because only the protocol needs it.
        /// </summary>
        /// <exception cref="ArgumentException">The name is not as it must be.</exception>
        public string Name
        {
            set
            {
                byte[] name = Encoding.UTF8.GetBytes(value);
                if (name.Length == 0 || !IsText(name, MaximumName))
                {
                    throw new ArgumentException("A channel's name is 1 to 32 bytes without quotes, '\\' and control characters.");
                }

                _name = name;
                _constant = null;
            }
        }

        /// <summary>Brings <see cref="Value"/> up to date. What it throws is caught and counted: the value is unknown then.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public virtual void Read(long now)
        {
        }

        /// <summary>
        /// Does what a channel has to do between samples, such as to look at a bouncing contact. What it throws is caught and counted, and it
        /// is called again within a second.
        /// </summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it must be called again; <see cref="Never"/> when it need not. A channel that has something to do earlier calls <see cref="IChannelHost.RunSoon"/>.</returns>
        public virtual long Update(long now)
        {
            return Never;
        }

        /// <summary>Tells the channel which device it belongs to. The device calls it once, before it starts.</summary>
        /// <param name="host">The device.</param>
        public virtual void Attach(IChannelHost host)
        {
        }

        /// <summary>The client of a slot has gone.</summary>
        public virtual void Release(int slot)
        {
        }

        /// <summary>The device stops.</summary>
        public virtual void Stop()
        {
        }

        /// <summary>The most characters that a value within the range has, or null.</summary>
        internal int MaximumDigits
        {
            get
            {
                int least = Minimum.ToString().Length;
                int greatest = Maximum.ToString().Length;
                int digits = least > greatest ? least : greatest;
                return digits < 4 ? 4 : digits;
            }
        }

        private static bool IsId(byte[] id)
        {
            for (int i = 0; i < id.Length; i++)
            {
                int c = id[i];
                if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-')
                {
                    return false;
                }
            }

            return id.Length > 0 && id.Length <= MaximumId;
        }

        private static bool IsText(byte[] text, int maximum)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] == '"' || text[i] == '\\' || text[i] == 0x7F)
                {
                    return false;
                }
            }

            return text.Length <= maximum;
        }
    }
}
