using Nano.Firmware.Channels;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// The samples of the recent past, for clients that connect now: one row with all channels at each multiple of the interval. A value takes one, two
    /// or four bytes, depending on its channel's range, and is limited to the range of four bytes. Rows that a delayed loop has missed exist without
    /// values.
    /// </summary>
    internal sealed class History : IHistoryRows
    {
        // The greatest number of values that are written in one turn of the loop.
        private const int ValuesAtOnce = 33;
        private const int WidthBits = 7;

        private readonly byte[] _values;

        // For each channel the bytes of a value in the lower three bits, and its decimals above them.
        private readonly byte[] _widths;
        private readonly int _rowSize;
        private long _begin = -1;
        private long _last;
        private long _due;

        /// <summary>Allocates the rows.</summary>
        /// <param name="board">The board, with all its channels.</param>
        /// <param name="capacity">The greatest number of rows; 0 disables the history.</param>
        /// <param name="interval">The time between rows in milliseconds.</param>
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

            // The first byte of a row is 1 when the row has values.
            _rowSize++;
            _values = new byte[_rowSize * capacity];
            _due = capacity == 0 ? Channel.Never : 0;
        }

        /// <summary>The greatest number of rows.</summary>
        public int Capacity { get; }

        /// <summary>The time between rows in milliseconds.</summary>
        public int Interval { get; }

        /// <summary>Number of channels in a row.</summary>
        public int Channels => _widths.Length;

        /// <summary>The greatest number of rows that are written in one turn of the loop, during which other work waits.</summary>
        public int RowsAtOnce => Channels < ValuesAtOnce ? ValuesAtOnce / (Channels + 1) + 1 : 1;

        /// <summary>Size of the rows in bytes.</summary>
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

        /// <summary>Number of rows.</summary>
        public int Count => _begin < 0 ? 0 : (int)(_last - First) + 1;

        /// <summary>Stores the channels' values if a row is due.</summary>
        /// <param name="board">The board, with the channels of the constructor.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The time at which the next row is due, in milliseconds.</returns>
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

        /// <summary>Returns the number of decimals of a channel's values.</summary>
        /// <param name="channel">The index of the channel.</param>
        public int GetDecimals(int channel)
        {
            return _widths[channel] >> 3;
        }

        /// <summary>Checks whether a row exists and has values.</summary>
        /// <param name="row">The number of the row.</param>
        public bool Has(long row)
        {
            return row >= First && row <= _last && _values[Offset(row)] != 0;
        }

        /// <summary>Gets a value of a row that has values.</summary>
        /// <param name="row">The number of the row.</param>
        /// <param name="channel">The index of the channel.</param>
        /// <param name="value">Receives the value.</param>
        /// <returns>False when the value was unknown, or the channel has no history.</returns>
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

                // The least number of each width represents an unknown value.
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
