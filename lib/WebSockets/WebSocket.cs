using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// The server's side of one connection's protocol (RFC 6455 sections 5 to 7), without its socket: bytes received and the time come in, calls on
    /// the handler and bytes in the send buffer go out. A message of any size passes through in pieces.
    /// <para>
    /// Room in the send buffer is kept for what must not be lost: <see cref="ControlReserve"/> bytes for a Close or Pong, and
    /// <see cref="ReplyReserve"/> more for the answer to a message. Input waits while that room is taken; telemetry
    /// (<see cref="TrySend"/>) never takes it.
    /// </para>
    /// </summary>
    public sealed partial class WebSocket
    {
        /// <summary>Room for the longest control frame: 125 bytes of payload behind a header of four, where it is written in place.</summary>
        public const int ControlReserve = 129;

        /// <summary>Room that a handler finds for its answer to each message, the frame's header of four bytes included.</summary>
        public const int ReplyReserve = 256;

        // The payload of a control frame less the status.
        private const int MaximumReason = 123;

        private readonly ByteWriter _output;
        internal readonly FrameReader _reader;
        private readonly FrameWriter _writer;
        private readonly Utf8Validator _utf8 = new Utf8Validator();
        private readonly WebSocketOptions _options;
        private WebSocketHandler _handler;
        private MessageType _type;

        // Fields, because a connection reads them in every turn.
        internal WebSocketState _state;
        internal bool _wantsToSend;

        // Whether it is open and between messages, no header is half read and nobody waits for room: so that one comparison tells most frames' way.
        internal bool _isClear;

        // Whether its connection has nothing left to do until bytes come, its time runs out or something is asked of it. The connection says so.
        internal bool _isResting;

        // Whether messages of its group wait for it.
        internal bool _isBehind;
        private bool _inMessage;
        private bool _isFirst;
        private bool _isWhole;
        private bool _sending;
        private long _heard;

        // When the peer was last pinged. It has answered when it has been heard since.
        private long _pinged;
        private long _closeDue;

        /// <summary>Makes a connection's state; <see cref="Open"/> begins its life, again and again.</summary>
        /// <param name="slot">A number for handlers, see <see cref="Slot"/>.</param>
        /// <param name="output">The send buffer, of <see cref="ControlReserve"/> + <see cref="ReplyReserve"/> + 128 bytes or more.</param>
        /// <param name="options">The times.</param>
        public WebSocket(int slot, ByteWriter output, WebSocketOptions options)
            : this(slot, output, options, new Unmasker())
        {
        }

        internal WebSocket(int slot, ByteWriter output, WebSocketOptions options, Unmasker unmasker)
        {
            Slot = slot;
            _output = output;
            _options = options;
            _reader = new FrameReader(unmasker);
            _writer = new FrameWriter(output);
        }

        /// <summary>The number of the connection's slot, 0 to the server's slots less one: an index for a handler's own fixed state.</summary>
        public int Slot { get; }

        /// <summary>Where the connection is in its life.</summary>
        public WebSocketState State => _state;

        /// <summary>Whether both sides have sent Close (RFC 6455 section 7.1.4).</summary>
        public bool IsClean { get; private set; }

        /// <summary>Why it is closed: what <see cref="WebSocketHandler.OnClosed"/> was told. <see cref="CloseStatus.None"/> until then.</summary>
        public CloseStatus Status { get; private set; }

        /// <summary>Whether the peer has been pinged and nothing been heard of it since.</summary>
        public bool AwaitsPong => _pinged > _heard;

        /// <summary>
        /// How many bytes of the frame that is being read have not been handed on yet; 0 between two frames. In
        /// <see cref="WebSocketHandler.OnMessage"/>: behind the piece.
        /// </summary>
        public long FrameRemaining => _reader._hasHeader ? _reader._remaining : 0;

        /// <summary>Whether it has nothing to do until bytes come or its time runs out.</summary>
        internal bool MayRest => _state == WebSocketState.Open && !_wantsToSend && !_reader._hasHeader && !_isBehind;

        /// <summary>
        /// Set to be called back by <see cref="WebSocketHandler.OnWritable"/>, once, as soon as <see cref="Room"/> is above zero.
        /// Until then the peer's messages wait: none could be answered while one of ours is under way (RFC 6455 section 5.4). Its
        /// control frames do not.
        /// </summary>
        public bool WantsToSend
        {
            get => _wantsToSend;
            set
            {
                _wantsToSend = value;
                _isResting = false;
                Settle();
            }
        }

        /// <summary>How many messages <see cref="TrySend"/> has dropped on this connection.</summary>
        public int Dropped { get; private set; }

        /// <summary>How many bytes of payload a frame of ordinary data may have now.</summary>
        public int Room
        {
            get
            {
                int room = _output.Free - ControlReserve - ReplyReserve - _writer.HeaderSize(126);
                return _state == WebSocketState.Open && room > 0 ? room : 0;
            }
        }

        /// <summary>Begins: the opening handshake is done.</summary>
        /// <param name="handler">The handler that is told of it.</param>
        /// <param name="now">The time in milliseconds.</param>
        public void Open(WebSocketHandler handler, long now)
        {
            _handler = handler;
            _reader.Reset();
            _utf8.Reset();
            _inMessage = false;
            _isFirst = false;
            _sending = false;
            _pinged = now;
            _heard = now;
            _wantsToSend = false;
            Dropped = 0;
            IsClean = false;
            Status = CloseStatus.None;
            _state = WebSocketState.Open;
            _isBehind = false;
            Settle();
            handler._group?.Join(this);
            handler.OnOpened(this);
        }

        /// <summary>Begins the closing handshake (RFC 6455 section 7.1.2). Does nothing when the connection is not open.</summary>
        /// <param name="status">A status that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
        /// <param name="reason">At most 123 bytes of UTF-8.</param>
        /// <param name="now">The time in milliseconds.</param>
        public void Close(CloseStatus status, string reason, long now)
        {
            if (_state == WebSocketState.Open)
            {
                SendClose(status, reason);
                _state = WebSocketState.Closing;
                _wantsToSend = false;
                _isClear = false;
                _isResting = false;
                _pinged = 0;
                _closeDue = now + _options.CloseTimeout;
            }
        }

        /// <summary>Ends the connection at once with a Close of ours, without waiting for the peer's (RFC 6455 section 7.1.7).</summary>
        /// <param name="status">Why: a status that may be sent, see <see cref="Close"/>.</param>
        /// <param name="reason">Why in words: at most 123 bytes of UTF-8.</param>
        public void Fail(CloseStatus status, string reason)
        {
            if (_state == WebSocketState.Open)
            {
                SendClose(status, reason);
            }

            End(status, false);
        }

        /// <summary>The transport has ended, by the peer or by its failure.</summary>
        public void Abort()
        {
            End(CloseStatus.Abnormal, false);
        }

        /// <summary>Does what is due: pings a silent peer, gives up on a dead one or one that does not answer our Close.</summary>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>Whether it gave up: on one that <see cref="AwaitsPong"/>, or on a Close.</returns>
        public bool Tick(long now)
        {
            if (_state == WebSocketState.Closing)
            {
                if (now >= _closeDue)
                {
                    Abort();
                    return true;
                }
            }
            else if (_state == WebSocketState.Open && _options.PingInterval > 0)
            {
                if (AwaitsPong)
                {
                    if (now >= _pinged + _options.PongTimeout)
                    {
                        Abort();
                        return true;
                    }
                }
                else if (now - _heard >= _options.PingInterval)
                {
                    // From now on, however late it is: a clock that leapt, or a loop that stood still, leaves the peer its time. One that
                    // has let the buffer fill up need not be asked.
                    _pinged = now;
                    _output.Reserve(ControlReserve);
                    _writer.WriteHeader(OpCode.Ping, true, 0);
                    _output.Reserve(0);
                }
            }

            if (_wantsToSend && Room > 0)
            {
                _wantsToSend = false;
                Settle();
                _handler.OnWritable(this);
            }

            return false;
        }

        /// <summary>When <see cref="Tick"/> must be called at the latest, whatever is heard until then; it may find nothing to do.</summary>
        internal long GetDue(long now)
        {
            if (_state == WebSocketState.Closing)
            {
                return _closeDue;
            }

            if (_state != WebSocketState.Open || _options.PingInterval == 0)
            {
                return long.MaxValue;
            }

            // Who answers a ping is pinged again an interval after that.
            bool awaitsPong = AwaitsPong;
            long due = (awaitsPong ? now : _heard) + _options.PingInterval;
            long pongDue = _pinged + _options.PongTimeout;
            return !awaitsPong || due < pongDue ? due : pongDue;
        }

        /// <summary>Finds out whether the way is clear for a message.</summary>
        private void Settle()
        {
            _isClear = _state == WebSocketState.Open && !_wantsToSend && !_isBehind && !_inMessage && _reader._filled == 0;
        }

        /// <summary>Notes whether messages of its group wait for it.</summary>
        internal void SetBehind(bool isBehind)
        {
            _isBehind = isBehind;
            _isResting = false;
            Settle();
        }

        /// <summary>Gives it the messages of its group that wait, as many as there is room for.</summary>
        internal void CatchUp(long now)
        {
            if (_state == WebSocketState.Open)
            {
                _handler._group.Pump(this, now);
            }
            else
            {
                SetBehind(false);
            }
        }

        /// <summary>Counts a message of its group that it has not got.</summary>
        internal void CountDropped()
        {
            Dropped++;
        }

        /// <summary>Whether a status may stand in a Close frame (RFC 6455 section 7.4, and the registry it founded).</summary>
        private static bool IsValidStatus(int status)
        {
            return (status >= 1000 && status <= 1003) || (status >= 1007 && status <= 1014) || (status >= 3000 && status <= 4999);
        }

        private void SendClose(CloseStatus status, string reason)
        {
            // Half a piece must not stand before it.
            _writer.Cancel();
            _output.Reserve(0);
            ByteWriter output = _writer.Begin();
            output.Write((byte)((int)status >> 8));
            output.Write((byte)status);
            int start = output.Count;
            output.WriteText(reason);
            if (!IsValidStatus((int)status) || reason.Length > MaximumReason || output.Count - start > MaximumReason)
            {
                _writer.Cancel();
                throw new ArgumentException("A Close has a status of its own and at most 123 bytes of reason in UTF-8.");
            }

            _writer.End(OpCode.Close, true);
        }

        private void End(CloseStatus status, bool isClean)
        {
            if (_state != WebSocketState.Closed)
            {
                _state = WebSocketState.Closed;
                _isClear = false;
                _isResting = false;
                _wantsToSend = false;
                IsClean = isClean;
                Status = status;
                _isBehind = false;
                _handler._group?.Leave(this);
                _handler.OnClosed(this, status, isClean);
            }
        }
    }
}
