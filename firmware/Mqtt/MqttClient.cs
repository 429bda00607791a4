using System;
using System.Text;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// The board's connection with an MQTT broker as a task of the server's loop: it opens the connection, moves bytes between stream and session, and tries again with
    /// growing random pauses when the connection fails or ends. All memory but the thread and the socket of a connection is taken once.
    /// </summary>
    public sealed class MqttClient : BrokerClient
    {
        // A command of the greatest length with the longest topic and header fits.
        private const int InputSize = CommandReader.MaximumLength + 72;

        // An answer to a command, or a piece of the discovery; a board with many channels needs more for its state.
        private const int LeastOutput = 448;
        private const int TopicSize = 72;
        private const int WindowSize = 320;

        // A connection that has held for so long was a good one.
        private const int GoodTime = 60000;

        private const int RoundsAtOnce = 4;
        private const int SendWait = 10;

        private readonly BrokerUrl _url;
        private readonly OutgoingStream _stream;
        private readonly MqttSession _session;
        private readonly MqttDevice _device;
        private readonly Backoff _backoff;
        private readonly byte[] _input = new byte[InputSize];
        private int _count;
        private Phase _phase;
        private long _due;
        private long _since;
        private bool _hasNetwork = true;

        /// <summary>Makes a client, and takes its memory.</summary>
        /// <param name="url">The broker.</param>
        /// <param name="stream">Opens connections.</param>
        /// <param name="board">The board's channels.</param>
        /// <param name="identity">What the board is called.</param>
        /// <param name="dispatcher">Executes commands.</param>
        /// <param name="interval">The time between states in milliseconds.</param>
        /// <param name="store">Keeps what Home Assistant has been told; null for no discovery.</param>
        /// <param name="seed">A number that other boards do not have.</param>
        public MqttClient(BrokerUrl url, OutgoingStream stream, Board board, Identity identity, Dispatcher dispatcher, int interval, SettingsStore store, int seed)
        {
            _url = url;
            _stream = stream;
            stream.Listener = this;
            _backoff = new Backoff(seed);
            Status = new BrokerStatus { Broker = url.Host + ":" + url.Port };
            MqttTopics topics = new MqttTopics(identity);
            Discovery discovery = store == null ? null : new Discovery(board, identity, topics, new AnnouncedComponents(store, board), _backoff);
            _device = new MqttDevice(board, dispatcher, topics, discovery, interval, Status);
            int state = MqttDevice.MaximumState(board) + TopicSize;
            ByteWriter output = new ByteWriter(new byte[state < LeastOutput ? LeastOutput : state]);
            _session = new MqttSession(CreateOptions(url, topics), _device, output, WindowSize, InputSize, MqttDevice.MaximumReply);
            _device.Attach(_session);
        }

        private enum Phase
        {
            /// <summary>The next attempt is at <c>_due</c>.</summary>
            Waiting,

            /// <summary>The stream opens a connection.</summary>
            Opening,

            /// <summary>The session has a connection.</summary>
            Serving,
        }

        /// <inheritdoc/>
        public override BrokerStatus Status { get; }

        /// <inheritdoc/>
        public override bool HasNetwork
        {
            get => _hasNetwork;
            set
            {
                if (value != _hasNetwork)
                {
                    _hasNetwork = value;
                    _due = 0;
                    RunSoon();
                }
            }
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (!_hasNetwork && _phase != Phase.Waiting)
            {
                End(MqttReason.NoNetwork, now);
                _due = 0;
            }

            _device._now = now;
            switch (_phase)
            {
                case Phase.Waiting: return Begin(now);
                case Phase.Opening: return TurnOpening(now);
                default: return Serve(now);
            }
        }

        private long Begin(long now)
        {
            if (now < _due)
            {
                return _due;
            }

            if (!_hasNetwork || !_stream.IsFree)
            {
                // The setter and the stream ask for a run.
                return Channel.Never;
            }

            _phase = Phase.Opening;
            _stream.Open(_url.Host, _url.Port, _url.IsSecure);
            return TurnOpening(now);
        }

        private long TurnOpening(long now)
        {
            OpenResult result = _stream.Result;
            if (result == OpenResult.None)
            {
                return Channel.Never;
            }

            if (result != OpenResult.Opened)
            {
                return End(MqttReasons.Of(result), now);
            }

            _phase = Phase.Serving;
            _since = now;
            _count = 0;
            _session.Open(now);
            return Serve(now);
        }

        private long Serve(long now)
        {
            bool isMoved = true;
            long due = now;
            for (int i = 0; i < RoundsAtOnce && isMoved; i++)
            {
                isMoved = Receive(now);
                _session.Tick(now);
                if (_session.State == MqttState.Connected)
                {
                    due = _device.Run(now);
                    Report();
                }
                else
                {
                    due = Channel.Never;
                }

                isMoved |= Flush();
                if (_session.State == MqttState.Closed)
                {
                    return End(_session.Reason, now);
                }
            }

            if (isMoved)
            {
                return now;
            }

            due = _session.Due < due ? _session.Due : due;
            return _session.Output.Count > 0 && now + SendWait < due ? now + SendWait : due;
        }

        /// <summary>Takes what has arrived.</summary>
        /// <returns>Whether there was anything.</returns>
        private bool Receive(long now)
        {
            int received = _count == InputSize ? 0 : _stream.Receive(_input, _count, InputSize - _count);
            int count = _count + (received > 0 ? received : 0);
            int taken = count == 0 ? 0 : _session.Receive(_input, 0, count, now);
            _count = count - taken;
            if (taken > 0 && _count > 0)
            {
                Array.Copy(_input, taken, _input, 0, _count);
            }

            if (received < 0 && taken == 0 && _session.State != MqttState.Closed)
            {
                _session.Close(MqttReason.Closed);
            }

            return received > 0 || taken > 0;
        }

        /// <summary>Sends as much as the broker takes now.</summary>
        /// <returns>Whether it took anything.</returns>
        private bool Flush()
        {
            ByteWriter output = _session.Output;
            int count = output.Count;
            if (count == 0 || _session.State == MqttState.Closed)
            {
                return false;
            }

            int sent = _stream.Send(output.Buffer, output.Start, count);
            if (sent < 0)
            {
                _session.Close(MqttReason.Closed);
            }
            else if (sent > 0)
            {
                output.Consume(sent);
            }

            return sent > 0;
        }

        /// <summary>The connection has ended, or could not be made: the next attempt comes later.</summary>
        private long End(MqttReason reason, long now)
        {
            _stream.Close();
            if (_session.State != MqttState.Closed)
            {
                _session.Close(reason);
            }

            if (_phase == Phase.Serving && Status.IsConnected && now - _since >= GoodTime)
            {
                _backoff.Reset();
            }

            _phase = Phase.Waiting;
            _due = now + _backoff.Next();
            Status.Failures++;
            Tell(false, MqttReasons.Code(reason), MqttReasons.Message(reason));
            return _due;
        }

        /// <summary>Tells of a connection that has just been made.</summary>
        private void Report()
        {
            if (!Status.IsConnected)
            {
                Tell(true, "", "");
            }
            else if (_device.AreCommandsRefused && Status.Code.Length == 0)
            {
                Tell(true, "subscription-refused", "The MQTT broker refuses the board's commands. Let it subscribe to nano/ID/+/set and nano/ID/command.");
            }
        }

        private void Tell(bool isConnected, string code, string message)
        {
            bool hasChanged = isConnected != Status.IsConnected || code != Status.Code;
            Status.IsConnected = isConnected;
            Status.Code = code;
            Status.Message = message;
            if (hasChanged && Observer != null)
            {
                Observer.OnChanged(Status);
            }
        }

        private static MqttOptions CreateOptions(BrokerUrl url, MqttTopics topics)
        {
            int count = topics.Make(MqttTopics.Status);
            byte[] will = new byte[count];
            Array.Copy(topics.Buffer, will, count);
            return new MqttOptions
            {
                ClientId = topics.Id,
                UserName = url.UserName,
                Password = url.Password,
                WillTopic = will,
                WillMessage = Encoding.UTF8.GetBytes("offline"),
            };
        }
    }
}
