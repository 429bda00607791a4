using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Mqtt
{
    // What arrives: commands, and the birth of Home Assistant.
    internal sealed partial class MqttDevice
    {
        /// <summary>The most bytes of an answer to a command, with its topic.</summary>
        public const int MaximumReply = 304;

        // Home Assistant asks all boards at once when it starts.
        private const int BirthSpread = 10000;

        private readonly Dispatcher _dispatcher;

        // The loop's time, which the client sets in each of its runs: messages arrive without it.
        internal long _now;
        private bool _areRefused;

        /// <summary>Whether the broker has refused a subscription, so that no commands arrive.</summary>
        public bool AreCommandsRefused => _areRefused;

        /// <inheritdoc/>
        public override void OnMessage(byte[] buffer, int topic, int topicCount, int offset, int count, int flags)
        {
            if ((flags & First) == 0)
            {
                return;
            }

            _status.Received++;
            int at = _topics.Match(buffer, topic, topicCount);
            bool isWhole = (flags & Last) != 0;
            if (at == 0)
            {
                bool isBirth = Ascii.Equals(buffer, topic, topicCount, "homeassistant/status") && Ascii.Equals(buffer, offset, count, "online");
                if (isBirth && _discovery != null)
                {
                    _discovery.BeginLater(_now, BirthSpread);
                }
            }
            else if ((flags & Retained) != 0)
            {
                // It is older than this subscription: a command is for the moment in which it is given.
                _status.Ignored++;
            }
            else if (!isWhole)
            {
                _status.Oversized++;
                Answer(_dispatcher.Refuse(ProtocolError.TooLong));
            }
            else
            {
                Obey(buffer, topic + at, topicCount - at, offset, count);
            }
        }

        /// <summary>Executes a command.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="topic">Where the part of the topic behind nano/id/ begins: <c>command</c>, or a channel's id and <c>/set</c>.</param>
        /// <param name="topicCount">The length of that.</param>
        /// <param name="offset">Where the payload begins.</param>
        /// <param name="count">Its length.</param>
        private void Obey(byte[] buffer, int topic, int topicCount, int offset, int count)
        {
            int id = topicCount - 4;
            if (id < 1 || !EndsWithSet(buffer, topic + id))
            {
                Command command = count > CommandReader.MaximumLength
                    ? _dispatcher.Refuse(ProtocolError.TooLong)
                    : _dispatcher.Dispatch(_dispatcher.Json, buffer, offset, count, _now, -1, true);
                if (command.IsForSubscriber)
                {
                    bool isState = command.Verb == CommandVerb.State;
                    _stateDue = isState ? _now : _stateDue;
                    _dispatcher.Complete(isState ? ProtocolError.None : ProtocolError.UnknownCommand);
                }

                Answer(command);
            }
            else if (id > Channel.MaximumId)
            {
                Answer(_dispatcher.Refuse(ProtocolError.UnknownChannel));
            }
            else
            {
                Command command = Set(buffer, topic, id, offset, count);
                if (command.Error != ProtocolError.None)
                {
                    // The state is the answer to what was obeyed.
                    Answer(command);
                }
            }
        }

        /// <summary>Sets a channel to a value that stands alone, such as 1, or executes what a JSON object says, such as {"ms":250}.</summary>
        private Command Set(byte[] buffer, int id, int idCount, int offset, int count)
        {
            Channel channel = _board.Find(buffer, id, idCount);
            if (channel == null)
            {
                return _dispatcher.Refuse(ProtocolError.UnknownChannel);
            }

            if (count > 0 && buffer[offset] == '{')
            {
                return _dispatcher.Set(channel._id, idCount, buffer, offset, count, _now);
            }

            if (!IsNumber(buffer, offset, count))
            {
                return _dispatcher.Refuse(ProtocolError.Malformed);
            }

            // In the free part of the output, which has room for an answer.
            ByteWriter writer = _session.Output;
            int before = writer.Count;
            writer.Write(_valueHead, 0, _valueHead.Length);
            writer.Write(buffer, offset, count);
            writer.Write((byte)'}');
            Command command = writer.Overflowed
                ? _dispatcher.Refuse(ProtocolError.TooLong)
                : _dispatcher.Set(channel._id, idCount, writer.Buffer, writer.Start + before, writer.Count - before, _now);
            writer.Rewind(before);
            return command;
        }

        /// <summary>Answers a command as over a WebSocket.</summary>
        private void Answer(Command command)
        {
            int count = _topics.Make(MqttTopics.Reply);
            ByteWriter writer = _session.BeginPublish(_topics.Buffer, count, 0, false);
            if (writer == null)
            {
                return;
            }

            if (command.Error == ProtocolError.None)
            {
                writer.Write(_ack, 0, _ack.Length);
                writer.WriteNumber(command.Id);
            }
            else
            {
                writer.WriteText("{\"type\":\"error\",\"id\":");
                writer.WriteNumber(command.Id);
                writer.Write((byte)',');
                ErrorTable.Write(writer, command.Error, command.Position);
            }

            writer.Write((byte)'}');

            Count(_session.EndPublish());
        }

        /// <summary>Whether a payload has nothing but what a number is written with: it cannot be more than the one value.</summary>
        private static bool IsNumber(byte[] buffer, int offset, int count)
        {
            bool isNumber = count > 0;
            for (int end = offset + count; offset < end && isNumber; offset++)
            {
                int c = buffer[offset];
                isNumber = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
            }

            return isNumber;
        }

        private static bool EndsWithSet(byte[] buffer, int at)
        {
            return buffer[at] == '/' && buffer[at + 1] == 's' && buffer[at + 2] == 'e' && buffer[at + 3] == 't';
        }
    }
}
