using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <content>The channel lines, which are too long for one item.</content>
    public sealed partial class SettingsResource
    {
        /// <summary>Writes what is behind the settings: the channel lines in parts, and the end.</summary>
        /// <returns>False when there is nothing more.</returns>
        private bool WriteEnd(Exchange exchange, ByteWriter writer, int part)
        {
            SettingsChange change = _saver.Change;
            BoardSettings settings = _saver.Settings;
            const int Channels = SettingField.Channels;
            switch (exchange.Choice)
            {
                case Fields:
                    return WriteTexts(writer, part, ",\"channels\":{\"type\":\"text\",\"value\":\"", settings.Description, "\",\"default\":\"", new BoardDescription(settings.Chip), "\",\"max\":2400,\"restart\":true}}}\n");

                case Backup:
                    return settings.HasChannels && WriteLines(writer, part, settings.Description);

                case Changes when (change.Changed >> Channels & 1) != 0:
                    string begin = (exchange.End > 0 ? "," : "") + "{\"name\":\"channels\",\"from\":\"";
                    return WriteTexts(writer, part, begin, change.Former.Description, "\",\"to\":\"", change.Settings.Description, "\",\"restart\":true}]}\n");

                case Changes:
                    writer.WriteText(part == 0 ? "]}\n" : "");
                    return part == 0;

                default:
                    return WriteChannelFault(exchange, writer, part);
            }
        }

        /// <summary>Writes two texts in JSON, with what is before, between and behind them.</summary>
        private static bool WriteTexts(ByteWriter writer, int part, string begin, BoardDescription first, string middle, BoardDescription second, string end)
        {
            int between = 1 + (first.Count + PartLength - 1) / PartLength;
            int last = between + 1 + (second.Count + PartLength - 1) / PartLength;
            if (part == 0 || part == between || part == last)
            {
                writer.WriteText(part == 0 ? begin : part == between ? middle : end);
            }
            else if (part < last)
            {
                BoardDescription text = part < between ? first : second;
                WritePart(writer, text, (part - (part < between ? 1 : between + 1)) * PartLength);
            }

            return part <= last;
        }

        private static void WritePart(ByteWriter writer, BoardDescription text, int at)
        {
            int end = at + PartLength < text.Count ? at + PartLength : text.Count;
            for (; at < end; at++)
            {
                byte b = text.Text[at];
                if (b < ' ')
                {
                    writer.WriteText(b == '\n' ? "\\n" : "\\u00");
                    if (b != '\n')
                    {
                        writer.WriteHex(b, 2);
                    }

                    continue;
                }

                if (b == '"' || b == '\\')
                {
                    writer.Write((byte)'\\');
                }

                writer.Write(b);
            }
        }

        private static bool WriteLines(ByteWriter writer, int part, BoardDescription lines)
        {
            int at = part * MaximumItem;
            int count = lines.Count - at < MaximumItem ? lines.Count - at : MaximumItem;
            if (count <= 0)
            {
                return false;
            }

            writer.Write(lines.Text, at, count);
            return true;
        }

        private bool WriteChannelFault(Exchange exchange, ByteWriter writer, int part)
        {
            LineFault fault = _saver.Change.LineFault;
            int field = _saver.Change.FaultOf(SettingField.Channels) != SettingFault.None ? SettingField.Channels : SettingField.Pins;
            bool isLine = fault != null && _saver.Change.FaultOf(field) == SettingFault.ChannelLine;
            if (part == 0 && isLine)
            {
                writer.WriteText(exchange.End++ == 0 ? "\"" : ",\"");
                writer.WriteText(SettingField.NameOf(field));
                writer.WriteText("\":{\"code\":\"channel-line\",\"line\":");
                writer.WriteNumber(fault.Line);
                writer.WriteText(",\"word\":");
                JsonWriter.WriteString(writer, fault.Word);
            }
            else if (part == 1)
            {
                writer.WriteText(isLine ? ",\"message\":" : "}}\n");
                if (isLine)
                {
                    JsonWriter.WriteString(writer, fault.ToString());
                    writer.WriteText("}}}\n");
                }
            }
            else
            {
                return part == 0;
            }

            return true;
        }
    }
}
