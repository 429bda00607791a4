using System;
using Nano.Web.Text;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// A client's session with a broker by MQTT 3.1.1, without sockets and clocks: the counterpart of <see cref="Nano.Web.WebSockets.WebSocket"/>. Bytes that
    /// arrive go into <see cref="Receive"/>, the time into <see cref="Tick"/>; bytes to send come out of the writer that the caller made. The session outlives its connections:
    /// messages of quality of service 1 that the broker has not acknowledged are sent again after <see cref="Open"/>, in their order, with their packet identifiers and DUP
    /// (section 4.4).
    /// <para>
    /// It speaks the qualities of service 0 and 1, which keeps what it must remember to one buffer of at most <see cref="Window"/> messages. What a broker sends against
    /// the protocol ends the connection (section 4.8); <see cref="Section"/> says which rule.
    /// </para>
    /// </summary>
    public sealed partial class MqttSession
    {
        /// <summary>The most messages of quality of service 1 that wait for their PUBACK.</summary>
        public const int Window = 4;

        // Bits of what the broker owes.
        private const int ConnAckOwed = 1;
        private const int PingRespOwed = 2;
        private const int AnswerOwed = 4;
        private const int RoomOwed = 8;
        private const int PubAckOwed = 16;

        private readonly MqttOptions _options;
        private readonly MqttHandler _handler;
        private readonly ByteWriter _output;
        private readonly int _capacity;
        private readonly int _reserve;
        private readonly PacketReader _reader = new PacketReader();
        private readonly Utf8Validator _utf8 = new Utf8Validator();

        // The messages of quality of service 1 as packets, one behind the other; and how many of their bytes have been copied to the output of this connection.
        private readonly ByteWriter _window;
        private MqttState _state;
        private int _owed;
        private long _owedDue;
        private long _pingDue;
        private int _lastId;

        // What waited to be sent when the broker last had its time to answer.
        private int _waiting;

        // The SUBSCRIBE or UNSUBSCRIBE that waits for its answer, and how many filters it has; 0 for UNSUBSCRIBE.
        private int _requestId;
        private int _requestFilters;

        /// <summary>Makes a session without a connection.</summary>
        /// <param name="options">What the broker is told.</param>
        /// <param name="handler">Gets what arrives.</param>
        /// <param name="output">Receives what is to be sent. It must hold CONNECT and every message of quality of service 1.</param>
        /// <param name="window">The bytes for messages of quality of service 1 that wait for their PUBACK.</param>
        /// <param name="capacity">The size of the buffer that <see cref="Receive"/> is called with: a longer packet comes in pieces.</param>
        /// <param name="reserve">How many bytes must be free in the output before a message is taken, for what the handler writes in answer; at least 4.</param>
        public MqttSession(MqttOptions options, MqttHandler handler, ByteWriter output, int window, int capacity, int reserve)
        {
            _options = options;
            _handler = handler;
            _output = output;
            _window = new ByteWriter(new byte[window]);
            _capacity = capacity;
            _reserve = reserve;
        }

        /// <summary>Receives what is to be sent.</summary>
        public ByteWriter Output => _output;

        /// <summary>Where the connection stands.</summary>
        public MqttState State => _state;

        /// <summary>Why the last connection ended; <see cref="MqttReason.None"/> while there is one.</summary>
        public MqttReason Reason { get; private set; }

        /// <summary>The section of MQTT 3.1.1 that the broker has violated last; null when it has not.</summary>
        public string Section { get; private set; }

        /// <summary>How many messages of quality of service 1 have no PUBACK yet.</summary>
        public int InFlight { get; private set; }

        /// <summary>How many messages have been longer than the receive buffer.</summary>
        public int Oversized { get; private set; }

        /// <summary>How many publishes have found no room.</summary>
        public int Dropped { get; private set; }

        /// <summary>When <see cref="Tick"/> has something to do at the latest, in milliseconds.</summary>
        public long Due => _state == MqttState.Closed ? long.MaxValue : _owed != 0 && _owedDue < _pingDue ? _owedDue : _pingDue;

        /// <summary>A connection is open: writes CONNECT. The output forgets what the last connection has left.</summary>
        /// <param name="now">The time in milliseconds.</param>
        public void Open(long now)
        {
            _output.Clear();
            MarkDuplicates();
            _left = 0;
            _longLeft = 0;
            _owed = 0;
            _requestId = 0;
            _pingDue = long.MaxValue;
            _state = MqttState.Connecting;
            Reason = MqttReason.None;
            PacketWriter.Connect(_output, _options);
            if (_output.Overflowed)
            {
                throw new InvalidOperationException("The output has no room for CONNECT.");
            }

            Await(ConnAckOwed, now);
        }

        /// <summary>The connection has ended, or could not be opened.</summary>
        /// <param name="reason">Why.</param>
        public void Close(MqttReason reason)
        {
            _state = MqttState.Closed;
            Reason = reason;
            _handler.OnClosed(reason);
        }

        /// <summary>Writes DISCONNECT, so that the broker discards the will (section 3.14). The caller sends the output and ends the connection.</summary>
        public void Disconnect()
        {
            if (_state == MqttState.Connected && _longLeft == 0)
            {
                PacketWriter.Empty(_output, PacketType.Disconnect);
            }

            Close(MqttReason.Stopped);
        }

        /// <summary>Asks the broker for messages.</summary>
        /// <param name="filters">Topic filters as <see cref="MqttOptions.EncodeTopic"/> makes them, at least one.</param>
        /// <param name="quality">The greatest quality of service, 0 or 1.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>False when there is no connection or no room, or another request waits for its answer.</returns>
        public bool Subscribe(byte[][] filters, int quality, long now)
        {
            int count = _output.Count;
            if (!MayWrite || _requestId != 0)
            {
                return false;
            }

            _requestId = NextId();
            _requestFilters = filters.Length;
            PacketWriter.Subscribe(_output, _requestId, filters, quality);
            return EndRequest(count, now);
        }

        /// <summary>Asks the broker for messages no longer.</summary>
        /// <param name="filters">Topic filters of <see cref="Subscribe"/>.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>As <see cref="Subscribe"/>.</returns>
        public bool Unsubscribe(byte[][] filters, long now)
        {
            int count = _output.Count;
            if (!MayWrite || _requestId != 0)
            {
                return false;
            }

            _requestId = NextId();
            _requestFilters = 0;
            PacketWriter.Unsubscribe(_output, _requestId, filters);
            return EndRequest(count, now);
        }

        /// <summary>Does what time brings: sends what waits for room, pings, and gives up a broker that does not answer.</summary>
        /// <param name="now">The time in milliseconds.</param>
        public void Tick(long now)
        {
            if (_state == MqttState.Closed)
            {
                return;
            }

            if (_owed != 0 && now >= _owedDue && !IsReading(now))
            {
                Close(MqttReason.NoAnswer);
                return;
            }

            Pump();
            if (_copied > 0 && (_owed & PubAckOwed) == 0)
            {
                // A message is sent again in a new connection only (section 4.4): one that is never acknowledged would keep its place for ever.
                Await(PubAckOwed, now);
            }

            if (now >= _pingDue)
            {
                Ping(now);
            }
        }

        /// <summary>
        /// Whether a broker that owes something has read since this was last asked, while what is being sent keeps its answers from being taken or a ping from being sent: it
        /// gets more time then.
        /// </summary>
        private bool IsReading(long now)
        {
            int waiting = _longLeft + _output.Count;
            bool isReading = waiting != _waiting && (_longLeft > 0 || _output.Free < _reserve);
            _waiting = waiting;
            if (isReading)
            {
                _owedDue = now + _options.Timeout;
            }

            return isReading;
        }

        private bool MayWrite => _state == MqttState.Connected && _longLeft == 0;

        /// <summary>Sends PINGREQ (section 3.12); where it has no room, the broker must make some in time.</summary>
        private void Ping(long now)
        {
            if (_longLeft > 0 || _output.Free < 2)
            {
                _pingDue = now + 100;
                Await(RoomOwed, now);
                return;
            }

            Settle(RoomOwed, now);
            _pingDue = now + _options.KeepAlive * 500L;
            if ((_owed & PingRespOwed) == 0)
            {
                PacketWriter.Empty(_output, PacketType.PingReq);
                Await(PingRespOwed, now);
            }
        }

        private bool EndRequest(int count, long now)
        {
            if (_output.Overflowed)
            {
                _output.Rewind(count);
                _requestId = 0;
                return false;
            }

            Await(AnswerOwed, now);
            return true;
        }

        /// <summary>The broker owes an answer from now on.</summary>
        private void Await(int owed, long now)
        {
            if (_owed == 0)
            {
                _owedDue = now + _options.Timeout;
                _waiting = _longLeft + _output.Count;
            }

            _owed |= owed;
        }

        /// <summary>The broker has given an answer; the time for the others begins.</summary>
        private void Settle(int owed, long now)
        {
            if ((_owed & owed) != 0)
            {
                _owed &= ~owed;
                _owedDue = now + _options.Timeout;
            }
        }

        /// <summary>A packet identifier that is in use by no message and no request (section 2.3.1): both are few, and identifiers are used in turn.</summary>
        private int NextId()
        {
            _lastId = _lastId == 65535 ? 1 : _lastId + 1;
            return _lastId;
        }

        /// <summary>The broker has violated a section.</summary>
        private void Violate(string section)
        {
            Section = section;
            Close(MqttReason.ProtocolError);
        }
    }
}
