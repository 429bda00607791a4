using System.Text;
using Nano.Firmware.Channels;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Keeps the values of the channels that are restored (<see cref="SettableChannel.IsRestored"/>) over a power cut, in the place <see cref="SettingsStore.Outputs"/>: lines id=value and a
    /// check. They are written at most once in 10 s, and only when one has changed, so that the flash lasts: its sectors take 100,000 writings.
    /// </summary>
    public sealed class OutputMemory : LoopTask
    {
        /// <summary>The shortest time between two writings in milliseconds.</summary>
        public const int WriteInterval = 10000;

        private const int LookInterval = 1000;

        // An id, =, a number, and the line's end.
        private const int MaximumLine = Channel.MaximumId + 13;

        private readonly SettingsStore _store;
        private readonly Board _board;

        // The values that are kept, for each of the channels that are restored.
        private readonly int[] _kept;
        private long _writeDue;
        private bool _isBegun;

        /// <summary>Makes one and sets the channels to the values that are kept; those that are damaged, unknown or out of the range are passed over.</summary>
        /// <param name="store">Where they are kept.</param>
        /// <param name="board">The board, which has channels that are restored.</param>
        public OutputMemory(SettingsStore store, Board board)
        {
            _store = store;
            _board = board;
            _kept = new int[CountOf(board)];
            Load();
            Take();
        }

        /// <summary>How many channels of a board are restored.</summary>
        /// <param name="board">The board.</param>
        /// <returns>The number of channels that are restored.</returns>
        public static int CountOf(Board board)
        {
            int count = 0;
            for (int i = 0; i < board.Count; i++)
            {
                count += board[i] is SettableChannel channel && channel.IsRestored ? 1 : 0;
            }

            return count;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (!_isBegun)
            {
                _isBegun = true;
                _writeDue = now;
            }

            if (now >= _writeDue && HasChanged())
            {
                Take();
                Write();
                _writeDue = now + WriteInterval;
            }

            return now + LookInterval;
        }

        private bool HasChanged()
        {
            int at = 0;
            for (int i = 0; i < _board.Count; i++)
            {
                // A value that is not known is not worth keeping.
                if (_board[i] is SettableChannel channel && channel.IsRestored && _kept[at++] != channel.Value && !channel.IsUnknown)
                {
                    return true;
                }
            }

            return false;
        }

        private void Take()
        {
            int at = 0;
            for (int i = 0; i < _board.Count; i++)
            {
                if (_board[i] is SettableChannel channel && channel.IsRestored)
                {
                    _kept[at] = channel.IsUnknown ? _kept[at] : (int)channel.Value;
                    at++;
                }
            }
        }

        private void Write()
        {
            ByteWriter writer = new ByteWriter(new byte[_kept.Length * MaximumLine + CheckedText.Length]);
            int at = 0;
            for (int i = 0; i < _board.Count; i++)
            {
                if (_board[i] is SettableChannel channel && channel.IsRestored)
                {
                    writer.WriteText(channel.Id);
                    writer.WriteText("=");
                    writer.WriteNumber(_kept[at++]);
                    writer.WriteText("\n");
                }
            }

            CheckedText.Finish(writer);
            _store.Write(SettingsStore.Outputs, writer.Buffer, writer.Count);
        }

        private void Load()
        {
            byte[] buffer = new byte[Board.MaximumChannels * MaximumLine + CheckedText.Length];
            int count = CheckedText.Find(buffer, _store.Read(SettingsStore.Outputs, buffer));
            for (int start = 0; start < count;)
            {
                int end = Ascii.IndexOf(buffer, '\n', start, count);
                int equals = Ascii.IndexOf(buffer, '=', start, end);
                int digits = equals + 1;
                bool isNegative = digits < end && buffer[digits] == '-';
                digits += isNegative ? 1 : 0;
                long value = digits < end ? Ascii.ParseNumber(buffer, digits, end - digits) : -1;
                SettableChannel channel = _board.Find(buffer, start, equals - start) as SettableChannel;
                if (channel != null && channel.IsRestored && value >= 0)
                {
                    Restore(channel, isNegative ? -value : value);
                }

                start = end + 1;
            }
        }

        private static void Restore(SettableChannel channel, long value)
        {
            if (value < channel.Minimum || value > channel.Maximum)
            {
                return;
            }

            try
            {
                channel.Set(value);
            }
            catch (System.Exception)
            {
                // An output that cannot be driven now has its safe value, and the others are restored.
            }
        }
    }
}
