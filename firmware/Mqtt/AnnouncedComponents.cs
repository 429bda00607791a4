using System;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// Remembers which components Home Assistant has been told of, so that those the board has no longer are removed there. The list is kept beside the settings, as
    /// words such as <c>led:w</c> with spaces between, and written only when it has changed.
    /// </summary>
    internal sealed class AnnouncedComponents
    {
        private const int MaximumWord = Channel.MaximumId + 3;

        private readonly SettingsStore _store;
        private readonly Board _board;

        // Words of components that the board has no longer, each with a space behind it; null for none.
        private readonly byte[] _removed;
        private bool _hasChanged;

        /// <summary>Reads the list.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="board">The board's channels.</param>
        public AnnouncedComponents(SettingsStore store, Board board)
        {
            _store = store;
            _board = board;
            byte[] buffer = new byte[MaximumWord * Board.MaximumChannels];
            int count = store.Read(SettingsStore.Components, buffer);
            ByteWriter now = Write();
            _hasChanged = now.Count != count || !Ascii.Equals(buffer, 0, now.Buffer, 0, count);
            ByteWriter removed = new ByteWriter(new byte[count]);
            for (int at = 0; at < count;)
            {
                int end = Ascii.IndexOf(buffer, ' ', at, count);
                int id = end - at - 2;
                if (end < count && id > 0 && buffer[end - 2] == ':' && IsId(buffer, at, id) && board.Find(buffer, at, id) == null)
                {
                    removed.Write(buffer, at, end - at + 1);
                    RemovedCount++;
                }

                at = end + 1;
            }

            if (RemovedCount > 0)
            {
                _removed = new byte[removed.Count];
                Array.Copy(removed.Buffer, _removed, _removed.Length);
            }
        }

        /// <summary>How many components the board has no longer.</summary>
        public int RemovedCount { get; }

        /// <summary>The integration of Home Assistant that a kind of channel belongs to.</summary>
        public static string Platform(ChannelKind kind)
        {
            return kind == ChannelKind.Output ? "switch" : kind == ChannelKind.Input ? "binary_sensor" : kind == ChannelKind.Number ? "number" : "sensor";
        }

        /// <summary>Writes a component that the board has no longer, without its first quote: its id and its integration alone, which removes it.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">The component's number, from 0 on.</param>
        public void WriteRemoved(ByteWriter writer, int index)
        {
            int at = 0;
            for (; index > 0; index--)
            {
                at = Ascii.IndexOf(_removed, ' ', at, _removed.Length) + 1;
            }

            int colon = Ascii.IndexOf(_removed, ':', at, _removed.Length);
            writer.Write(_removed, at, colon - at);
            writer.WriteText("\":{\"p\":\"");
            int letter = _removed[colon + 1];
            writer.WriteText(Platform(letter == 'w' ? ChannelKind.Output : letter == 'b' ? ChannelKind.Input : letter == 'n' ? ChannelKind.Number : ChannelKind.Analog));
            writer.WriteText("\"}");
        }

        /// <summary>Home Assistant has been told: keeps the list of what the board has now.</summary>
        public void Save()
        {
            if (_hasChanged)
            {
                ByteWriter writer = Write();
                _hasChanged = !_store.Write(SettingsStore.Components, writer.Buffer, writer.Count);
            }
        }

        private ByteWriter Write()
        {
            ByteWriter writer = new ByteWriter(new byte[MaximumWord * _board.Count]);
            for (int i = 0; i < _board.Count; i++)
            {
                Channel channel = _board[i];
                writer.Write(channel._id, 0, channel._id.Length);
                writer.Write((byte)':');
                writer.Write((byte)(channel.Kind == ChannelKind.Output ? 'w' : channel.Kind == ChannelKind.Input ? 'b' : channel.Kind == ChannelKind.Number ? 'n' : 's'));
                writer.Write((byte)' ');
            }

            return writer;
        }

        private static bool IsId(byte[] buffer, int offset, int count)
        {
            bool isId = count <= Channel.MaximumId;
            for (int end = offset + count; offset < end && isId; offset++)
            {
                int c = buffer[offset];
                isId = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            }

            return isId;
        }
    }
}
