using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// The server's side of the WebSocket protocol for one connection (RFC 6455 sections 5 to 7), without a socket: received bytes and the time are
    /// arguments; results are calls on the handler and bytes in the send buffer. Messages of any size pass through in pieces.
    /// <para>
    /// A part of the send buffer is reserved: <see cref="ControlReserve"/> bytes for a Close or Pong, and <see cref="ReplyReserve"/> bytes more for the
    /// answer to a message. While less than the reserve is free, received frames wait; telemetry (<see cref="TrySend"/>) never uses the
    /// reserve.
    /// </para>
    /// </summary>
    public sealed partial class WebSocket
    {
        /// <summary>Bytes reserved for the longest control frame: a payload of 125 bytes and a header of four, when it is written in place.</summary>
        public const int ControlReserve = 129;

        /// <summary>Bytes that are free for a handler's answer to each message, including a frame header of four bytes.</summary>
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

        // These are fields because a connection reads them in each turn of the loop.
        internal WebSocketState _state;
        internal bool _wantsToSend;

        // True when the connection is open and between messages, no header is incomplete and the handler does not wait for space. One comparison then selects
        // the fast path of Receive.
        internal bool _isClear;

        // True when the connection has no work until bytes arrive, a time-out is due or a caller uses it. The owner of the connection sets it.
        internal bool _isResting;

        private bool _inMessage;
        private bool _isFirst;
        private bool _isWhole;
        private bool _sending;
        private long _heard;

        // The time of the last Ping. The peer has answered when _heard is later.
        private long _pinged;
        private long _closeDue;

        // In _closeDue of an open connection: messages of its group wait for it. A field of its own would take 12 bytes a slot.
        private const long Behind = -1;

        /// <summary>Creates the state of a connection slot. <see cref="Open"/> begins each connection that uses it.</summary>
        /// <param name="slot">The number of the slot, see <see cref="Slot"/>.</param>
        /// <param name="output">The send buffer, with at least <see cref="ControlReserve"/> + <see cref="ReplyReserve"/> + 128 bytes.</param>
        /// <param name="options">The time-outs.</param>
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

        /// <summary>The number of the connection's slot, from 0 to the server's number of slots less one. A handler may use it as an index into its own state.</summary>
        public int Slot { get; }

        /// <summary>The state of the connection.</summary>
        public WebSocketState State => _state;

        /// <summary>Whether both endpoints have sent Close (RFC 6455 section 7.1.4).</summary>
        public bool IsClean { get; private set; }

        /// <summary>The status that <see cref="WebSocketHandler.OnClosed"/> received, or <see cref="CloseStatus.None"/> before it was called.</summary>
        public CloseStatus Status { get; private set; }

        /// <summary>Whether the peer has been pinged and nothing has been received since.</summary>
        public bool AwaitsPong => _pinged > _heard;

        /// <summary>
        /// Number of payload bytes of the current frame that have not been passed to the handler; 0 between frames. During
        /// <see cref="WebSocketHandler.OnMessage"/> it is the number after the current piece.
        /// </summary>
        public long FrameRemaining => _reader._hasHeader ? _reader._remaining : 0;

        /// <summary>Whether the connection has no work until bytes arrive or a time-out is due.</summary>
        internal bool MayRest => _state == WebSocketState.Open && !_wantsToSend && !_reader._hasHeader && _closeDue != Behind;

        /// <summary>
        /// Set it to true to receive one call of <see cref="WebSocketHandler.OnWritable"/> as soon as <see cref="Room"/> is above zero. Until then the
        /// peer's data frames wait, because a message in progress could not be interrupted to answer them (RFC 6455 section 5.4). Its control frames do
        /// not wait.
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

        /// <summary>Number of messages that <see cref="TrySend"/> has dropped on this connection.</summary>
        public int Dropped { get; private set; }

        /// <summary>Number of payload bytes that a data frame can have now; 0 when the connection is not open.</summary>
        public int Room
        {
            get
            {
                int room = _output.Free - ControlReserve - ReplyReserve - _writer.HeaderSize(126);
                return _state == WebSocketState.Open && room > 0 ? room : 0;
            }
        }

        /// <summary>Begins a connection, after the opening handshake.</summary>
        /// <param name="handler">Receives the calls.</param>
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
            _closeDue = 0;
            Settle();
            handler._group?.Join(this);
            handler.OnOpened(this);
        }

        /// <summary>Begins the closing handshake (RFC 6455 section 7.1.2). It does nothing when the connection is not open.</summary>
        /// <param name="status">The status: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
        /// <param name="reason">The reason, at most 123 ASCII characters.</param>
        /// <exception cref="ArgumentException">The status must not be sent, or the reason is too long.</exception>
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

        /// <summary>Sends Close and ends the connection at once, without waiting for the peer's Close (RFC 6455 section 7.1.7).</summary>
        /// <param name="status">The status: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
        /// <param name="reason">The reason, at most 123 ASCII characters.</param>
        /// <exception cref="ArgumentException">The status must not be sent, or the reason is too long.</exception>
        public void Fail(CloseStatus status, string reason)
        {
            if (_state == WebSocketState.Open)
            {
                SendClose(status, reason);
            }

            End(status, false);
        }

        /// <summary>Ends the connection without Close, because the peer closed the transport or the transport failed.</summary>
        public void Abort()
        {
            End(CloseStatus.Abnormal, false);
        }

        /// <summary>
        /// Does the work that is due: sends a Ping to a silent peer, ends the connection when the Pong or the peer's Close is overdue, and calls
        /// <see cref="WebSocketHandler.OnWritable"/>.
        /// </summary>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>True when it ended the connection because of an overdue Pong or Close.</returns>
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
                    // The time-out begins now, even when the Ping is late: after a jump of the clock or a delay of the loop the peer still has its full time.
                    // A full send buffer already shows that the peer does not read; then no Ping is written.
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

        /// <summary>
        /// Returns the time at which <see cref="Tick"/> must be called at the latest if nothing is received until then. The call may find nothing to do.
        /// </summary>
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

            // After a Pong, the next Ping is due one interval later.
            bool awaitsPong = AwaitsPong;
            long due = (awaitsPong ? now : _heard) + _options.PingInterval;
            long pongDue = _pinged + _options.PongTimeout;
            return !awaitsPong || due < pongDue ? due : pongDue;
        }

        /// <summary>Updates _isClear after a change of state.</summary>
        private void Settle()
        {
            _isClear = _state == WebSocketState.Open && !_wantsToSend && _closeDue != Behind && !_inMessage && _reader._filled == 0;
        }

        /// <summary>Whether messages of its group wait for it.</summary>
        internal bool IsBehind => _closeDue == Behind;

        /// <summary>Notes whether messages of its group wait for it.</summary>
        internal void SetBehind(bool isBehind)
        {
            _closeDue = isBehind ? Behind : 0;
            _isResting = false;
            Settle();
        }

        /// <summary>Sends waiting messages of the group, as far as the send buffer holds them.</summary>
        internal void CatchUp(long now)
        {
            _handler._group.Pump(this, now);
        }

        /// <summary>Counts a message of its group that it has not got.</summary>
        internal void CountDropped()
        {
            Dropped++;
        }

        /// <summary>Checks whether a Close frame may contain a status (RFC 6455 section 7.4 and the IANA registry of close codes).</summary>
        private static bool IsValidStatus(int status)
        {
            return (status >= 1000 && status <= 1003) || (status >= 1007 && status <= 1014) || (status >= 3000 && status <= 4999);
        }

        private void SendClose(CloseStatus status, string reason)
        {
            // An incomplete piece must not precede the Close frame.
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
                _closeDue = 0;
                _handler._group?.Leave(this);
                _handler.OnClosed(this, status, isClean);
            }
        }
    }
}
