using System;
using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Channels
{
    /// <summary>
    /// A part of the board that has a value: a pin, a sensor, a figure about the device itself. Values, ranges, steps and deadbands are integers: a channel
    /// with <see cref="Decimals"/> n counts in units of 10^-n, so that 21.37 with two decimals is 2137. No floating point is used.
    /// <para>
    /// A class for another part derives from the nearest of these: <see cref="DigitalInput"/>, <see cref="DigitalOutput"/>, <see cref="NumberOutput"/>,
    /// <see cref="AnalogInput"/> (a reading that takes no time), <see cref="Part"/> (a sensor that is started in one turn of the loop and read in a later one, and
    /// that may have several values), or this class. All of them are called on the loop's thread, and none may wait:
    /// </para>
    /// <list type="bullet">
    /// <item><see cref="Read"/> is called before each sample, for a value that can be read without waiting.</item>
    /// <item><see cref="Update"/> is called at the time that its last call returned, for all that needs a schedule.</item>
    /// <item><see cref="Value"/> is set to a value, or <see cref="SetUnknown"/> makes it unknown: the protocol's null.</item>
    /// <item>An exception makes the value unknown and is counted; the other channels go on, and the call is made again.</item>
    /// </list>
    /// </summary>
    public abstract class Channel
    {
        /// <summary>The longest <see cref="Id"/>.</summary>
        public const int MaximumId = 16;

        /// <summary>The longest unit in bytes of UTF-8.</summary>
        public const int MaximumUnit = 16;

        /// <summary>The longest <see cref="Name"/> in bytes of UTF-8.</summary>
        public const int MaximumName = 32;

        /// <summary>The longest <see cref="Group"/> in bytes of UTF-8.</summary>
        public const int MaximumGroup = 24;

        /// <summary>The most <see cref="Decimals"/>.</summary>
        public const int MaximumDecimals = 4;

        /// <summary>A time that does not come; see <see cref="Update"/>.</summary>
        public const long Never = long.MaxValue;

        // In place of a value that is not known. No range has it, and a sample finds it without a field for each channel.
        internal const long Unknown = long.MinValue;

        // Fields, because samples read them for every channel and a property's call costs several times as much.
        internal readonly byte[] _id;
        internal readonly byte[] _unit;
        internal readonly long _minimum;
        internal readonly long _maximum;
        internal byte[] _name;
        internal byte[] _group;
        internal int _decimals;

        // The channel's constant text in JSON, up to its value; null where it is not kept, and after a change of what it has.
        internal byte[] _constant;
        internal long _value;

        // The number of changes of the value since the last event; inputs and settable channels count.
        internal int _untold;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">Its name in the protocol: 1 to 16 of a-z, 0-9 and '-'.</param>
        /// <param name="kind">The kind of the channel.</param>
        /// <param name="unit">The unit of its values, at most 16 bytes of UTF-8 without quotes, '\' and control characters; empty for none.</param>
        /// <param name="minimum">The least value, in units of the last decimal.</param>
        /// <param name="maximum">The greatest value, in units of the last decimal. Both are of 32 bits, but for kind <see cref="ChannelKind.System"/>.</param>
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

            if (kind != ChannelKind.System && (minimum < -int.MaxValue || maximum > int.MaxValue))
            {
                throw new ArgumentException("A channel's range is of 32 bits.");
            }
        }

        /// <summary>Its name in the protocol, as a string made now.</summary>
        public string Id => Encoding.UTF8.GetString(_id, 0, _id.Length);

        /// <summary>The kind of the channel.</summary>
        public ChannelKind Kind { get; }

        /// <summary>The least value, in units of the last decimal.</summary>
        public long Minimum => _minimum;

        /// <summary>The greatest value, in units of the last decimal.</summary>
        public long Maximum => _maximum;

        /// <summary>
        /// The number of digits after the decimal point, 0 to 4. Default 0. It defines the unit of the integers and converts none: it is set before the channel
        /// is added to a board.
        /// </summary>
        /// <exception cref="ArgumentException">It is below 0 or above 4.</exception>
        public int Decimals
        {
            get => _decimals;
            set
            {
                if (value < 0 || value > MaximumDecimals)
                {
                    throw new ArgumentException("A channel has 0 to 4 decimals.");
                }

                _decimals = value;
                _constant = null;
            }
        }

        /// <summary>
        /// The value last read or set, in units of the last decimal; a value beyond the range becomes the nearest limit. It has no meaning while the channel <see cref="IsUnknown"/>.
        /// 64 bits: a board's milliseconds outgrow 32 within a month.
        /// </summary>
        public long Value
        {
            get => _value;
            protected set => _value = value < _minimum ? _minimum : value > _maximum ? _maximum : value;
        }

        /// <summary>Whether the value is not known: the protocol's null.</summary>
        public bool IsUnknown => _value == Unknown;

        /// <summary>Whether the history keeps it. Default true.</summary>
        public virtual bool HasHistory => true;

        /// <summary>Whether the board does without it where memory is short. Default false.</summary>
        public virtual bool IsDispensable => false;

        /// <summary>
        /// The name that people see, at most 32 bytes of UTF-8 without quotes, '\' and control characters. Without one they see the
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

        /// <summary>
        /// The group in which people see the channel, such as the name of a place: at most 24 bytes of UTF-8 without quotes, '\' and control characters. Without one the channel forms a group of
        /// itself. Set only, because only the protocol needs it.
        /// </summary>
        /// <exception cref="ArgumentException">The group is not as it must be.</exception>
        public string Group
        {
            set
            {
                byte[] group = Encoding.UTF8.GetBytes(value);
                if (group.Length == 0 || !IsText(group, MaximumGroup))
                {
                    throw new ArgumentException("A channel's group is 1 to 24 bytes without quotes, '\\' and control characters.");
                }

                _group = group;
                _constant = null;
            }
        }

        /// <summary>Says that the value is not known, until it is set again.</summary>
        protected void SetUnknown()
        {
            _value = Unknown;
        }

        /// <summary>Brings <see cref="Value"/> up to date, at once and at little cost. The board catches and counts exceptions: the value is unknown then.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public virtual void Read(long now)
        {
        }

        /// <summary>
        /// Does what a channel has to do between samples, such as to look at a bouncing contact. The board catches and counts exceptions, and
        /// calls the method again within a second.
        /// </summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it must be called again; <see cref="Never"/> when it need not. A channel that has something to do earlier calls <see cref="IChannelHost.RunSoon"/>.</returns>
        public virtual long Update(long now)
        {
            return Never;
        }

        /// <summary>Tells the channel which device it belongs to. The device calls it once, before it starts.</summary>
        /// <param name="host">The device; null when it will not be used after all.</param>
        public virtual void Attach(IChannelHost host)
        {
        }

        /// <summary>The client of a slot has gone.</summary>
        /// <param name="slot">0 to 63.</param>
        public virtual void Release(int slot)
        {
        }

        /// <summary>The device stops.</summary>
        public virtual void Stop()
        {
        }

        /// <summary>The step of a settable number, in units of the last decimal; 1 of all other channels.</summary>
        internal virtual long StepOrOne => 1;

        /// <summary>The most characters that a value within the range has, or null.</summary>
        internal int MaximumDigits
        {
            get
            {
                byte[] digits = new byte[ByteWriter.MaximumNumber + 2];
                int least = ByteWriter.WriteDecimal(digits, 0, _minimum, _decimals);
                int greatest = ByteWriter.WriteDecimal(digits, 0, _maximum, _decimals);
                int most = least > greatest ? least : greatest;
                return most < 4 ? 4 : most;
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
