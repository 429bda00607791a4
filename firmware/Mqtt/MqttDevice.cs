using System;
using System.Text;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Text;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// What a board says to a broker: that it is online, its channels' values at an interval and when one changes, and Home Assistant's discovery. Values are
    /// latest-wins: what has no room is said later, as it then is. The other file of this class has what arrives.
    /// </summary>
    internal sealed partial class MqttDevice : MqttHandler
    {
        // Whether inputs and outputs have changed is looked at so often, in milliseconds; inputs that interrupt ask for it themselves.
        private const int LookInterval = 100;

        // What does not fit is tried again after so long, in milliseconds.
        private const int RoomInterval = 20;

        // A channel's number and its id, quotes, colon and comma.
        private const int AroundValue = 4;
        private const int StateHead = 32;

        private readonly Board _board;
        private readonly MqttTopics _topics;
        private readonly BrokerStatus _status;
        private readonly Discovery _discovery;
        private readonly byte[] _online = Encoding.UTF8.GetBytes("online");
        private readonly byte[] _ack = Encoding.UTF8.GetBytes("{\"type\":\"ack\",\"id\":");
        private readonly byte[] _valueHead = Encoding.UTF8.GetBytes("{\"value\":");
        private readonly int _maximumState;
        private readonly int _interval;
        private MqttSession _session;

        // What was said last of each channel that has a topic, and whether anything was said in this connection.
        private readonly long[] _said;
        private int _isSaid;
        private long _stateDue;
        private bool _isBirthDue;
        private bool _isSubscribed;
        private bool _mustSubscribe;

        /// <summary>Makes one.</summary>
        /// <param name="board">The board's channels.</param>
        /// <param name="dispatcher">Executes commands.</param>
        /// <param name="topics">The board's topics.</param>
        /// <param name="discovery">Home Assistant's discovery; null for none.</param>
        /// <param name="interval">The time between states in milliseconds.</param>
        /// <param name="status">Counts what passes.</param>
        public MqttDevice(Board board, Dispatcher dispatcher, MqttTopics topics, Discovery discovery, int interval, BrokerStatus status)
        {
            _board = board;
            _dispatcher = dispatcher;
            _topics = topics;
            _discovery = discovery;
            _interval = interval;
            _status = status;
            _maximumState = MaximumState(board);
            _said = new long[board.Count];
        }

        /// <summary>The most bytes of a state of a board's channels.</summary>
        public static int MaximumState(Board board)
        {
            int count = StateHead;
            for (int i = 0; i < board.Count; i++)
            {
                count += board[i]._id.Length + AroundValue + board[i].MaximumDigits;
            }

            return count;
        }

        /// <summary>Sets the session that this is the handler of.</summary>
        public void Attach(MqttSession session)
        {
            _session = session;
        }

        /// <inheritdoc/>
        public override void OnConnected(bool isPresent)
        {
            _status.Connects++;
            _isBirthDue = true;
            _isSaid = 0;
            _stateDue = 0;
            _mustSubscribe = !isPresent || !_isSubscribed;
            _isSubscribed = false;
            _discovery?.Begin(_now);
        }

        /// <inheritdoc/>
        public override void OnSubscribed(bool areGranted)
        {
            _isSubscribed = areGranted;
            _areRefused = !areGranted;
        }

        /// <summary>Says what is to be said now, as far as there is room.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When there is something to say at the latest.</returns>
        public long Run(long now)
        {
            MqttSession session = _session;
            if (session.IsLong)
            {
                return _discovery.Continue(session) ? now : now + RoomInterval;
            }

            if (_isBirthDue)
            {
                SayOnline();
            }

            if (_mustSubscribe && session.Subscribe(_topics.MakeFilters(_discovery != null), 0, now))
            {
                _mustSubscribe = false;
            }

            long due = LookAtChannels(now);
            if (now >= _stateDue)
            {
                SayState(now);
            }

            if (_discovery != null && now >= _discovery.Due && _discovery.Open(session))
            {
                return now;
            }

            return _stateDue < due ? _stateDue : due;
        }

        private void SayOnline()
        {
            int count = _topics.Make(MqttTopics.Status);
            ByteWriter writer = _session.BeginPublish(_topics.Buffer, count, 1, true);
            if (writer != null)
            {
                writer.Write(_online, 0, _online.Length);
                _isBirthDue = !_session.EndPublish();
            }
        }

        /// <summary>Says the state of each input, output and number that has changed, while the window has room for it.</summary>
        private long LookAtChannels(long now)
        {
            Channel[] channels = _board.Channels;
            long[] said = _said;
            for (int i = 0; i < channels.Length; i++)
            {
                Channel channel = channels[i];
                if ((channel._value != said[i] || (_isSaid >> i & 1) == 0) && HasTopic(channel))
                {
                    if (_session.InFlight == MqttSession.Window || !SayChannel(channel))
                    {
                        return now + RoomInterval;
                    }

                    said[i] = channel._value;
                    _isSaid |= 1 << i;
                    _stateDue = now;
                }
            }

            return now + LookInterval;
        }

        /// <summary>Whether a channel has a topic of its own: what is on or off, and what can be set. Measurements change with every noise, and are in the board's state.</summary>
        private static bool HasTopic(Channel channel)
        {
            return channel.Kind <= ChannelKind.Number;
        }

        private bool SayChannel(Channel channel)
        {
            int count = _topics.MakeState(channel._id);
            ByteWriter writer = _session.BeginPublish(_topics.Buffer, count, 1, true);
            if (writer == null)
            {
                return false;
            }

            if (channel._value == Channel.Unknown)
            {
                // What Home Assistant takes for no value.
                writer.WriteText("None");
            }
            else
            {
                writer.WriteDecimal(channel._value, channel._decimals);
            }

            return Count(_session.EndPublish());
        }

        /// <summary>Says all values, unless the last of them still wait: a broker that is slow gets fewer.</summary>
        private void SayState(long now)
        {
            int count = _topics.Make(MqttTopics.State);
            ByteWriter writer = _session.Output;
            if (writer.Free < count + _maximumState)
            {
                if (now >= _stateDue + _interval)
                {
                    _status.Dropped++;
                    _stateDue = now;
                }

                return;
            }

            _board.Read(now);
            _session.BeginPublish(_topics.Buffer, count, 0, true);
            WriteState(writer, _board, now);
            Count(_session.EndPublish());
            _stateDue = now + _interval;
        }

        /// <summary>Writes {"t":ms,"id":value,…} straight into the buffer, which has room for the longest.</summary>
        private static void WriteState(ByteWriter writer, Board board, long now)
        {
            byte[] buffer = writer.Buffer;
            int begin = writer.End;
            int at = begin;
            buffer[at++] = (byte)'{';
            buffer[at++] = (byte)'"';
            buffer[at++] = (byte)'t';
            buffer[at++] = (byte)'"';
            buffer[at++] = (byte)':';
            at = ByteWriter.WriteNumber(buffer, at, now);
            Channel[] channels = board.Channels;
            for (int i = 0; i < channels.Length; i++)
            {
                Channel channel = channels[i];
                byte[] id = channel._id;
                buffer[at++] = (byte)',';
                buffer[at++] = (byte)'"';
                Array.Copy(id, 0, buffer, at, id.Length);
                at += id.Length;
                buffer[at++] = (byte)'"';
                buffer[at++] = (byte)':';
                long value = channel._value;
                if (value == Channel.Unknown)
                {
                    buffer[at++] = (byte)'n';
                    buffer[at++] = (byte)'u';
                    buffer[at++] = (byte)'l';
                    buffer[at++] = (byte)'l';
                }
                else
                {
                    at = channel._decimals == 0 ? ByteWriter.WriteNumber(buffer, at, value) : ByteWriter.WriteDecimal(buffer, at, value, channel._decimals);
                }
            }

            buffer[at++] = (byte)'}';
            writer.Advance(at - begin);
        }

        private bool Count(bool isPublished)
        {
            if (isPublished)
            {
                _status.Published++;
            }
            else
            {
                _status.Dropped++;
            }

            return isPublished;
        }
    }
}
