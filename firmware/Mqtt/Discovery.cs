using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Json;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// Home Assistant's discovery of a device with all its components (its MQTT integration's page, "Device discovery payload"): one document, which streams through the
    /// output piece by piece. It is written twice, the first time for its length.
    /// </summary>
    internal sealed class Discovery
    {
        // Pieces before those of the channels.
        private const int Heads = 2;

        private readonly Board _board;
        private readonly Identity _identity;
        private readonly byte[] _topic;
        private readonly AnnouncedComponents _announced;
        private readonly Backoff _random;
        private int _piece;

        /// <summary>Makes one.</summary>
        /// <param name="board">The board's channels.</param>
        /// <param name="identity">What the board is called.</param>
        /// <param name="topics">The board's topics.</param>
        /// <param name="announced">What was announced before.</param>
        /// <param name="random">Spreads the boards that announce themselves.</param>
        public Discovery(Board board, Identity identity, MqttTopics topics, AnnouncedComponents announced, Backoff random)
        {
            _board = board;
            _identity = identity;
            _topic = topics.MakeDiscovery();
            _announced = announced;
            _random = random;
        }

        /// <summary>When the document is to be sent; <see cref="Channel.Never"/> when it has been.</summary>
        public long Due { get; private set; } = Channel.Never;

        /// <summary>Has the document sent.</summary>
        public void Begin(long now)
        {
            Due = now;
        }

        /// <summary>Has the document sent at a random time up to so many milliseconds later, unless it is to be sent before.</summary>
        public void BeginLater(long now, int spread)
        {
            long due = now + _random.Random(spread);
            Due = due < Due ? due : Due;
        }

        /// <summary>Begins to send the document.</summary>
        /// <returns>False when there is no room for that now.</returns>
        public bool Open(MqttSession session)
        {
            ByteWriter writer = session.Output;
            int before = writer.Count;
            int length = 0;
            for (int i = 0; i <= Last; i++)
            {
                Write(writer, i);
                if (writer.Overflowed)
                {
                    writer.Rewind(before);
                    return false;
                }

                length += writer.Count - before;
                writer.Rewind(before);
            }

            if (!session.BeginLong(_topic, _topic.Length, length))
            {
                return false;
            }

            _piece = 0;
            Due = Channel.Never;
            return true;
        }

        /// <summary>Goes on sending the document, as far as there is room for it.</summary>
        /// <returns>Whether the document is complete.</returns>
        public bool Continue(MqttSession session)
        {
            while (session.IsLong)
            {
                Write(session.BeginPiece(), _piece);
                if (!session.EndPiece())
                {
                    return false;
                }

                _piece++;
            }

            _announced.Save();
            return true;
        }

        private int Last => Heads + _board.Count + _announced.RemovedCount;

        private void Write(ByteWriter writer, int piece)
        {
            int channel = piece - Heads;
            int removed = channel - _board.Count;
            if (piece == 0)
            {
                WriteDevice(writer);
            }
            else if (piece == 1)
            {
                WriteTopics(writer);
            }
            else if (removed < 0)
            {
                WriteComponent(writer, _board[channel], channel == 0);
            }
            else if (piece < Last)
            {
                writer.WriteText(_board.Count + removed == 0 ? "\"" : ",\"");
                _announced.WriteRemoved(writer, removed);
            }
            else
            {
                writer.WriteText("}}");
            }
        }

        private void WriteDevice(ByteWriter writer)
        {
            writer.WriteText("{\"dev\":{\"ids\":\"");
            Write(writer, _identity.Id);
            writer.WriteText("\",\"name\":");
            JsonWriter.WriteString(writer, _identity.Name, 0, _identity.Name.Length);
            writer.WriteText(",\"mf\":\"nano\",\"sw\":\"");
            Write(writer, _identity.Firmware);
            writer.WriteText("\"},\"o\":{\"name\":\"nano\",\"sw\":\"");
            Write(writer, _identity.Firmware);
        }

        /// <summary>The topics that components share: the availability, and the state that has all values.</summary>
        private void WriteTopics(ByteWriter writer)
        {
            writer.WriteText("\"},\"avty_t\":\"nano/");
            Write(writer, _identity.Id);
            writer.WriteText("/status\",\"stat_t\":\"nano/");
            Write(writer, _identity.Id);
            writer.WriteText("/state\",\"cmps\":{");
        }

        private void WriteComponent(ByteWriter writer, Channel channel, bool isFirst)
        {
            writer.WriteText(isFirst ? "\"" : ",\"");
            Write(writer, channel._id);
            writer.WriteText("\":{\"p\":\"");
            writer.WriteText(AnnouncedComponents.Platform(channel.Kind));
            writer.WriteText("\",\"uniq_id\":\"");
            Write(writer, _identity.Id);
            writer.WriteText("_");
            Write(writer, channel._id);
            writer.WriteText("\",\"name\":\"");
            Write(writer, channel._name ?? channel._id);
            if (channel.Kind == ChannelKind.Analog || channel.Kind == ChannelKind.System)
            {
                WriteSensor(writer, channel);
            }
            else
            {
                WriteSwitch(writer, channel);
            }

            writer.WriteText(channel.Kind == ChannelKind.Number ? "}" : "\"}");
        }

        /// <summary>What is on or off or can be set has a topic of its own, so that a change is there at once.</summary>
        private void WriteSwitch(ByteWriter writer, Channel channel)
        {
            writer.WriteText(channel.Kind == ChannelKind.Number ? "\",\"stat_t\":\"" : "\",\"pl_on\":\"1\",\"pl_off\":\"0\",\"stat_t\":\"");
            WriteTopic(writer, channel);
            writer.WriteText("/state");
            if (channel.Kind != ChannelKind.Input)
            {
                writer.WriteText("\",\"cmd_t\":\"");
                WriteTopic(writer, channel);
                writer.WriteText("/set");
            }

            if (channel.Kind == ChannelKind.Number)
            {
                WriteUnit(writer, channel._unit);
                writer.WriteText("\",\"min\":");
                writer.WriteDecimal(channel._minimum, channel._decimals);
                writer.WriteText(",\"max\":");
                writer.WriteDecimal(channel._maximum, channel._decimals);
                writer.WriteText(",\"step\":");
                writer.WriteDecimal(channel.StepOrOne, channel._decimals);
            }
        }

        private static void WriteSensor(ByteWriter writer, Channel channel)
        {
            writer.WriteText("\",\"val_tpl\":\"{{ value_json['");
            Write(writer, channel._id);
            writer.WriteText("'] }}\",\"stat_cla\":\"measurement");
            WriteUnit(writer, channel._unit);
            if (channel.Kind == ChannelKind.System)
            {
                writer.WriteText("\",\"ent_cat\":\"diagnostic");
            }
        }

        private static void WriteUnit(ByteWriter writer, byte[] unit)
        {
            if (unit.Length == 0)
            {
                return;
            }

            writer.WriteText("\",\"unit_of_meas\":\"");
            Write(writer, unit);
            string category = ClassOf(unit);
            if (category != null)
            {
                writer.WriteText("\",\"dev_cla\":\"");
                writer.WriteText(category);
            }
        }

        /// <summary>The device class that a unit belongs to in Home Assistant; null where it takes more than the unit to know.</summary>
        private static string ClassOf(byte[] unit)
        {
            int count = unit.Length;
            bool isDegrees = count == 3 && unit[0] == 0xC2 && unit[1] == 0xB0 && (unit[2] == 'C' || unit[2] == 'F');
            return isDegrees ? "temperature"
                : Ascii.Equals(unit, 0, count, "mV") || Ascii.Equals(unit, 0, count, "V") ? "voltage"
                : Ascii.Equals(unit, 0, count, "mA") || Ascii.Equals(unit, 0, count, "A") ? "current"
                : Ascii.Equals(unit, 0, count, "W") ? "power"
                : Ascii.Equals(unit, 0, count, "hPa") || Ascii.Equals(unit, 0, count, "Pa") ? "pressure"
                : Ascii.Equals(unit, 0, count, "lx") ? "illuminance"
                : Ascii.Equals(unit, 0, count, "ms") || Ascii.Equals(unit, 0, count, "s") ? "duration"
                : Ascii.Equals(unit, 0, count, "B") ? "data_size"
                : null;
        }

        private void WriteTopic(ByteWriter writer, Channel channel)
        {
            writer.WriteText("nano/");
            Write(writer, _identity.Id);
            writer.Write((byte)'/');
            Write(writer, channel._id);
        }

        private static void Write(ByteWriter writer, byte[] text)
        {
            writer.Write(text, 0, text.Length);
        }
    }
}
