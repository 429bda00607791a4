using System;
using System.Text;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>One thing of the board that has a value: a pin, a sensor, a figure about the device itself.</summary>
    public abstract class Channel
    {
        /// <summary>The longest <see cref="Id"/>.</summary>
        public const int MaximumId = 16;

        /// <summary>The longest <see cref="Unit"/> in bytes of UTF-8.</summary>
        public const int MaximumUnit = 16;

        /// <summary>A time that does not come; see <see cref="Update"/>.</summary>
        public const long Never = long.MaxValue;

        // Samples and descriptions are made of bytes that were encoded once, here.
        private readonly byte[] _beforeValue;
        private readonly byte[] _afterValue;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">Its name in the protocol: 1 to 16 of a-z, 0-9 and '-'.</param>
        /// <param name="kind">What it is.</param>
        /// <param name="unit">The unit of its values, at most 16 bytes of UTF-8 without quotes, '\' and control characters; empty for none.</param>
        /// <param name="minimum">The least value.</param>
        /// <param name="maximum">The greatest value.</param>
        /// <exception cref="ArgumentException">The id, the unit or the range is not as it must be.</exception>
        protected Channel(string id, ChannelKind kind, string unit, long minimum, long maximum)
        {
            Id = id;
            Kind = kind;
            Unit = unit;
            Minimum = minimum;
            Maximum = maximum;
            IdBytes = Encoding.UTF8.GetBytes(id);
            UnitBytes = Encoding.UTF8.GetBytes(unit);
            if (!IsId(IdBytes))
            {
                throw new ArgumentException("A channel's id is 1 to 16 of a-z, 0-9 and '-'.");
            }

            if (!IsUnit(UnitBytes))
            {
                throw new ArgumentException("A channel's unit is at most 16 bytes without quotes, '\\' and control characters.");
            }

            if (minimum > maximum)
            {
                throw new ArgumentException("A channel's minimum is not above its maximum.");
            }

            _beforeValue = Encoding.UTF8.GetBytes("{\"id\":\"" + id + "\",\"kind\":\"" + KindName + "\",\"unit\":\"" + unit + "\",\"value\":");
            _afterValue = Encoding.UTF8.GetBytes(kind == ChannelKind.Analog ? ",\"min\":" + minimum.ToString() + ",\"max\":" + maximum.ToString() + "}" : "}");
        }

        /// <summary>Its name in the protocol.</summary>
        public string Id { get; }

        /// <summary>What it is.</summary>
        public ChannelKind Kind { get; }

        /// <summary>The unit of <see cref="Value"/>; empty for none.</summary>
        public string Unit { get; }

        /// <summary>The least value.</summary>
        public long Minimum { get; }

        /// <summary>The greatest value.</summary>
        public long Maximum { get; }

        /// <summary>The value last read or set. 64 bits: a board's milliseconds outgrow 32 within a month.</summary>
        public long Value { get; protected set; }

        internal byte[] IdBytes { get; }

        internal byte[] UnitBytes { get; }

        /// <summary>What the protocol calls <see cref="Kind"/>.</summary>
        internal string KindName
        {
            get
            {
                switch (Kind)
                {
                    case ChannelKind.Input: return "input";
                    case ChannelKind.Output: return "output";
                    case ChannelKind.Analog: return "analog";
                    default: return "system";
                }
            }
        }

        /// <summary>The most characters that a value within the range has.</summary>
        internal int MaximumDigits
        {
            get
            {
                int least = Minimum.ToString().Length;
                int greatest = Maximum.ToString().Length;
                return least > greatest ? least : greatest;
            }
        }

        /// <summary>Brings <see cref="Value"/> up to date.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public virtual void Read(long now)
        {
        }

        /// <summary>Does what a channel has to do between samples, such as to look at a bouncing contact.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it must be called again at the latest; <see cref="Never"/> when it need not.</returns>
        public virtual long Update(long now)
        {
            return Never;
        }

        /// <summary>The board is given to a device, whose server this is.</summary>
        public virtual void Attach(WebServer server)
        {
        }

        /// <summary>The device stops.</summary>
        public virtual void Stop()
        {
        }

        /// <summary>Writes the channel as JSON: {"id":…,"kind":…,"unit":…,"value":…} and, for analog ones, "min" and "max". At most 200 bytes.</summary>
        internal void Write(ByteWriter writer)
        {
            writer.Write(_beforeValue, 0, _beforeValue.Length);
            writer.WriteNumber(Value);
            writer.Write(_afterValue, 0, _afterValue.Length);
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

        private static bool IsUnit(byte[] unit)
        {
            for (int i = 0; i < unit.Length; i++)
            {
                if (unit[i] < ' ' || unit[i] == '"' || unit[i] == '\\' || unit[i] == 0x7F)
                {
                    return false;
                }
            }

            return unit.Length <= MaximumUnit;
        }
    }
}
