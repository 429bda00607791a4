using Nano.Firmware.Channels;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// The last samples, for a page that is opened now and shall have a past: one row of all channels at each multiple of the
    /// interval. A value takes one, two or four bytes, whichever holds its channel's range; one that four do not hold is kept
    /// at their limit. Every row a loop was too late for is there, empty.
    /// </summary>
    internal sealed class History : IHistoryRows
    {
        // So many values are written in a turn of the loop at most.
        private const int ValuesAtOnce = 33;
        private const int WidthBits = 7;

        private readonly byte[] _values;
        // How many bytes each channel's value takes in the lower bits, and its decimals above them.
        private readonly byte[] _widths;
        private readonly int _rowSize;
        private long _begin = -1;
        private long _last;
        private long _due;

        /// <summary>Takes the memory.</summary>
        /// <param name="board">Its channels.</param>
        /// <param name="capacity">How many rows; 0 for no history.</param>
        /// <param name="interval">The time between them in milliseconds.</param>
        public History(Board board, int capacity, int interval)
        {
            Capacity = capacity;
            Interval = interval;
            _widths = new byte[board.Count];
            for (int i = 0; i < _widths.Length; i++)
            {
                int width = Width(board[i]);
                _widths[i] = (byte)(width | board[i].Decimals << 3);
                _rowSize += width;
            }

            // In front of a row's values stands whether there are any.
            _rowSize++;
            _values = new byte[_rowSize * capacity];
            _due = capacity == 0 ? Channel.Never : 0;
        }

        /// <summary>How many rows there are at most.</summary>
        public int Capacity { get; }

        /// <summary>The time between rows in milliseconds.</summary>
        public int Interval { get; }

        /// <summary>How many channels a row has.</summary>
        public int Channels => _widths.Length;

        /// <summary>How many rows are written in a turn of the loop at most, for which everything else waits.</summary>
        public int RowsAtOnce => Channels < ValuesAtOnce ? ValuesAtOnce / (Channels + 1) + 1 : 1;

        /// <summary>The memory of its rows in bytes.</summary>
        public int Size => _values.Length;

        /// <summary>The number of the newest row: its time divided by the interval.</summary>
        public long Last => _last;

        /// <summary>The number of the oldest row.</summary>
        public long First
        {
            get
            {
                long first = _last - Capacity + 1;
                return first > _begin ? first : _begin;
            }
        }

        /// <summary>How many rows there are.</summary>
        public int Count => _begin < 0 ? 0 : (int)(_last - First) + 1;

        /// <summary>Keeps the channels' values if a row is due.</summary>
        /// <returns>When the next is due.</returns>
        public long Run(Board board, long now)
        {
            if (now < _due)
            {
                return _due;
            }

            long row = now / Interval;
            if (_begin < 0)
            {
                _begin = row;
                _last = row - 1;
            }

            if (row > _last)
            {
                board.Read(now);
                for (long missed = row - _last >= Capacity ? row - Capacity + 1 : _last + 1; missed < row; missed++)
                {
                    _values[Offset(missed)] = 0;
                }

                _last = row;
                Put(board.Channels, Offset(row));
            }

            _due = (row + 1) * Interval;
            return _due;
        }

        /// <summary>How many decimals a channel's values have.</summary>
        public int GetDecimals(int channel)
        {
            return _widths[channel] >> 3;
        }

        /// <summary>Whether there is a row of that number.</summary>
        public bool Has(long row)
        {
            return row >= First && row <= _last && _values[Offset(row)] != 0;
        }

        /// <summary>Finds a value in a row that there is.</summary>
        /// <returns>False when it is not known, or not kept.</returns>
        public bool TryGet(long row, int channel, out int value)
        {
            int at = Offset(row) + 1;
            for (int i = 0; i < channel; i++)
            {
                at += _widths[i] & WidthBits;
            }

            byte[] values = _values;
            switch (_widths[channel] & WidthBits)
            {
                case 1:
                    value = (sbyte)values[at];
                    return value != sbyte.MinValue;
                case 2:
                    value = (short)(values[at] << 8 | values[at + 1]);
                    return value != short.MinValue;
                case 4:
                    value = values[at] << 24 | values[at + 1] << 16 | values[at + 2] << 8 | values[at + 3];
                    return value != int.MinValue;
                default:
                    value = 0;
                    return false;
            }
        }

        private static byte Width(Channel channel)
        {
            return !channel.HasHistory ? (byte)0
                : channel.Minimum > sbyte.MinValue && channel.Maximum <= sbyte.MaxValue ? (byte)1
                : channel.Minimum > short.MinValue && channel.Maximum <= short.MaxValue ? (byte)2
                : (byte)4;
        }

        private int Offset(long row)
        {
            return (int)(row % Capacity) * _rowSize;
        }

        private void Put(Channel[] channels, int at)
        {
            byte[] values = _values;
            byte[] widths = _widths;
            int count = widths.Length;
            values[at++] = 1;
            for (int i = 0; i < count; i++)
            {
                int width = widths[i] & WidthBits;
                if (width == 0)
                {
                    continue;
                }

                // The least number of the width stands for none.
                long value = channels[i]._value;
                bool isUnknown = value == Channel.Unknown;
                if (width == 1)
                {
                    values[at++] = isUnknown ? (byte)0x80 : (byte)value;
                    continue;
                }

                if (width == 4)
                {
                    value = isUnknown ? int.MinValue : value > int.MaxValue ? int.MaxValue : value < -int.MaxValue ? -int.MaxValue : value;
                    values[at] = (byte)(value >> 24);
                    values[at + 1] = (byte)(value >> 16);
                    at += 2;
                }
                else if (isUnknown)
                {
                    value = short.MinValue;
                }

                values[at] = (byte)(value >> 8);
                values[at + 1] = (byte)value;
                at += 2;
            }
        }
    }
}
