using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// One connection's protocol (RFC 6455 sections 5 to 7), without its socket: bytes received and the time come in, calls on
    /// the handler and bytes in the send buffer go out. A message of any size passes through in pieces.
    /// <para>
    /// Room in the send buffer is kept for what must not be lost: <see cref="ControlReserve"/> bytes for a Close or Pong, and
    /// <see cref="ReplyReserve"/> more for the answer to a message. Input waits while that room is taken; telemetry
    /// (<see cref="TrySend"/>) never takes it.
    /// </para>
    /// </summary>
    public sealed class WebSocket
    {
        /// <summary>Room for the longest control frame: 125 bytes of payload behind a header of four, where it is written in place.</summary>
        public const int ControlReserve = 129;

        /// <summary>Room that a handler finds for its answer to each message, the frame's header of four bytes included.</summary>
        public const int ReplyReserve = 256;

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
        /// <param name="isServer">False for the client's side, which tests use.</param>
        public WebSocket(int slot, ByteWriter output, WebSocketOptions options, bool isServer)
            : this(slot, output, options, isServer, new Unmasker())
        {
        }

        internal WebSocket(int slot, ByteWriter output, WebSocketOptions options, bool isServer, Unmasker unmasker)
        {
            Slot = slot;
            _output = output;
            _options = options;
            _reader = new FrameReader(isServer, unmasker);
            _writer = new FrameWriter(output, isServer);
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
        internal bool MayRest => _state == WebSocketState.Open && !_wantsToSend && !_reader._hasHeader;

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

        /// <summary>The writer of frames, for its <see cref="FrameWriter.MaskingKey"/>.</summary>
        public FrameWriter Writer => _writer;

        /// <summary>Begins: the opening handshake is done.</summary>
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
            Settle();
            handler.OnOpened(this);
        }

        /// <summary>Takes bytes received, as many as their answers have room for.</summary>
        /// <param name="buffer">The bytes; payload is unmasked in place.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>
        /// How many were taken. Offer the rest again, with what has arrived behind it, when the send buffer has drained: the
        /// payload of a control frame is only taken whole, so the buffer must have room for its 125 bytes.
        /// </returns>
        public int Receive(byte[] buffer, int offset, int count, long now)
        {
            int at = offset;
            int end = offset + count;

            // Most of what arrives is a short message in one frame, whole, when there is room to answer it.
            while (_isClear && end - at >= 6 && (_output._end == 0 || _output._limit - _output._end >= ControlReserve + ReplyReserve))
            {
                int first = buffer[at];
                int length = buffer[at + 1] - 0x80;
                if ((first != 0x81 && first != 0x82) || (uint)length > 125 || length > end - at - 6)
                {
                    break;
                }

                uint key = BitConverter.ToUInt32(buffer, at + 2);
                at += 6;
                bool isAscii = _reader._unmasker.Unmask(buffer, at, length, key);
                if (!isAscii && first == 0x81 && (!_utf8.Validate(buffer, at, length) || _utf8._pending != 0))
                {
                    Fail(CloseStatus.InvalidData, _utf8._pending == 0 ? "text is not UTF-8" : "text ends within a character");
                    break;
                }

                _handler.OnMessage(this, (MessageType)(first & 0x0F), buffer, at, length, true, true);
                at += length;
            }

            if (at < end || !_isClear)
            {
                at = ReadFrames(buffer, at, end, now);
                Settle();
                if (_state == WebSocketState.Closed)
                {
                    // Behind a Close or a fault nothing counts (sections 1.4 and 7.1.7).
                    at = end;
                }
            }

            if (at > offset)
            {
                _heard = now;
            }

            return at - offset;
        }

        /// <summary>Sends a whole message.</summary>
        /// <returns>False, and nothing is sent, when it does not fit now or another message is under way.</returns>
        public bool Send(MessageType type, byte[] buffer, int offset, int count)
        {
            return SendPiece(type, buffer, offset, count, true, true);
        }

        /// <summary>Sends a piece of a message whose length need not be known: each piece is a fragment (RFC 6455 section 5.4).</summary>
        /// <param name="type">Text or binary, the same for all pieces of a message.</param>
        /// <param name="buffer">Holds the piece.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="first">Whether the message begins with it.</param>
        /// <param name="last">Whether the message ends with it.</param>
        /// <returns>False, and nothing is sent, when it does not fit now or another message is under way.</returns>
        public bool SendPiece(MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            // A message of ours must end before the next begins (section 5.4).
            if (_state != WebSocketState.Open || first == _sending
                || !_writer.Write(first ? (OpCode)type : OpCode.Continuation, last, buffer, offset, count, ControlReserve))
            {
                return false;
            }

            _sending = !last;
            return true;
        }

        /// <summary>Begins a piece that the caller writes into the send buffer in place; <see cref="EndPiece"/> sends it.</summary>
        /// <returns>The writer; what overflows it is not sent.</returns>
        public ByteWriter BeginPiece()
        {
            _output.Reserve(ControlReserve);
            return _writer.Begin();
        }

        /// <summary>Sends the piece written since <see cref="BeginPiece"/>.</summary>
        /// <returns>False, and nothing is sent, when it did not fit or another message is under way.</returns>
        public bool EndPiece(MessageType type, bool first, bool last)
        {
            bool sent = false;
            if (MaySend(first))
            {
                sent = _writer.End(first ? (OpCode)type : OpCode.Continuation, last);
            }
            else
            {
                _writer.Cancel();
            }

            _output.Reserve(0);
            return EndSend(sent, last);
        }

        /// <summary>Sends a frame prepared once for many connections, if that leaves the reserves free; otherwise it is dropped and counted.</summary>
        /// <returns>False when it was dropped.</returns>
        public bool TrySend(PreparedMessage message)
        {
            ByteWriter output = _output;
            int needed = message._count + ControlReserve + ReplyReserve;
            if (_state == WebSocketState.Open && !_sending && (needed <= output._limit - output._end || (needed <= output.Free && output.Ensure(needed))))
            {
                int count = message._count;
                Array.Copy(message._buffer, message._offset, output._buffer, output._end, count);
                output._end += count;
                return true;
            }

            Dropped++;
            return false;
        }

        /// <summary>Begins the closing handshake (RFC 6455 section 7.1.2). Does nothing when the connection is not open.</summary>
        /// <param name="status">A status that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
        /// <param name="reason">At most 123 ASCII characters.</param>
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

        /// <summary>Reads what may come in any pieces and any order.</summary>
        /// <returns>Where to go on.</returns>
        private int ReadFrames(byte[] buffer, int offset, int end, long now)
        {
            FrameReader reader = _reader;
            while (_state != WebSocketState.Closed)
            {
                if (!reader._hasHeader)
                {
                    if (offset == end)
                    {
                        break;
                    }

                    offset = reader.ReadHeader(buffer, offset, end);
                    string error = reader._error;
                    if (error == null && reader._hasHeader)
                    {
                        error = BeginFrame();
                    }

                    if (error != null)
                    {
                        Fail(CloseStatus.ProtocolError, error);
                        break;
                    }

                    if (!reader._hasHeader)
                    {
                        break;
                    }
                }

                bool isControl = (reader._first & 8) != 0;
                if (_wantsToSend && !isControl)
                {
                    // Who waits for us is not silent.
                    _heard = now;
                    break;
                }

                int room = _output.Free - ControlReserve;
                if (room < ReplyReserve)
                {
                    break;
                }

                // The answer's header may be larger than the piece's.
                room -= reader._isServer ? 4 : 8;
                int part = end - offset;
                bool isWhole = _isWhole || isControl;
                if (part > room && !(_isWhole && !isControl))
                {
                    part = room;
                }

                long remaining = reader._remaining;
                if (part >= remaining)
                {
                    part = (int)remaining;
                }
                else if (part == 0 || isWhole)
                {
                    break;
                }

                if (isControl)
                {
                    ReadControl(buffer, offset, part);
                }
                else
                {
                    ReadData(buffer, offset, part);
                }

                offset += part;
            }

            return offset;
        }

        /// <summary>Finds out whether the way is clear for a message.</summary>
        private void Settle()
        {
            _isClear = _state == WebSocketState.Open && !_wantsToSend && !_inMessage && _reader._filled == 0 && _reader._isServer;
        }

        /// <summary>Checks a frame against those before it (RFC 6455 section 5.4).</summary>
        private string BeginFrame()
        {
            OpCode opCode = _reader.OpCode;
            if (_reader.IsControl)
            {
                return null;
            }

            _isWhole = _reader._remaining <= _handler.WholeFrame;
            if (opCode == OpCode.Continuation)
            {
                return _inMessage ? null : "continuation of nothing";
            }

            if (_inMessage)
            {
                return "message within a message";
            }

            _inMessage = true;
            _isFirst = true;
            _type = (MessageType)opCode;
            return null;
        }

        private void ReadData(byte[] buffer, int offset, int count)
        {
            if (_type == MessageType.Binary || _state == WebSocketState.Closing)
            {
                _reader.ReadPayload(buffer, offset, count);
            }
            else if (!_reader.ReadText(buffer, offset, count, _utf8))
            {
                Fail(CloseStatus.InvalidData, "text is not UTF-8");
                return;
            }

            bool last = false;
            if (_reader._remaining == 0)
            {
                last = _reader.IsFinal;
                _reader.EndFrame();
            }

            if (last)
            {
                _inMessage = false;
                if (!_utf8.IsComplete && _state == WebSocketState.Open)
                {
                    Fail(CloseStatus.InvalidData, "text ends within a character");
                    return;
                }
            }

            if ((count > 0 || last) && _state == WebSocketState.Open)
            {
                bool first = _isFirst;
                _isFirst = false;
                _handler.OnMessage(this, _type, buffer, offset, count, first, last);
            }
        }

        private void ReadControl(byte[] buffer, int offset, int count)
        {
            _reader.ReadPayload(buffer, offset, count);
            _reader.EndFrame();
            if (_reader.OpCode == OpCode.Close)
            {
                ReadClose(buffer, offset, count);
            }
            else if (_reader.OpCode == OpCode.Ping && _state == WebSocketState.Open)
            {
                _writer.Write(OpCode.Pong, true, buffer, offset, count);
            }
        }

        private void ReadClose(byte[] buffer, int offset, int count)
        {
            int status = (int)CloseStatus.NoStatus;
            if (count > 0)
            {
                status = count == 1 ? 0 : buffer[offset] << 8 | buffer[offset + 1];
                if (!IsValidStatus(status))
                {
                    Fail(CloseStatus.ProtocolError, "invalid close status");
                    return;
                }

                _utf8.Reset();
                if (!_utf8.Validate(buffer, offset + 2, count - 2) || !_utf8.IsComplete)
                {
                    Fail(CloseStatus.InvalidData, "close reason is not UTF-8");
                    return;
                }
            }

            if (_state == WebSocketState.Open)
            {
                // Echoes the status it received (section 5.5.1).
                _writer.Write(OpCode.Close, true, buffer, offset, count > 0 ? 2 : 0);
            }

            End((CloseStatus)status, true);
        }

        /// <summary>Whether a status may stand in a Close frame (RFC 6455 section 7.4, and the registry it founded).</summary>
        private static bool IsValidStatus(int status)
        {
            return (status >= 1000 && status <= 1003) || (status >= 1007 && status <= 1014) || (status >= 3000 && status <= 4999);
        }

        private void SendClose(CloseStatus status, string reason)
        {
            if (!IsValidStatus((int)status) || reason.Length > 123)
            {
                throw new ArgumentException("A Close has a status of its own and at most 123 bytes of reason.");
            }

            // Half a piece must not stand before it.
            _writer.Cancel();
            _output.Reserve(0);
            ByteWriter output = _writer.Begin();
            output.Write((byte)((int)status >> 8));
            output.Write((byte)status);
            output.WriteAscii(reason);
            _writer.End(OpCode.Close, true);
        }

        private bool MaySend(bool first)
        {
            // A message of ours must end before the next begins (section 5.4).
            return _state == WebSocketState.Open && first != _sending;
        }

        private bool EndSend(bool sent, bool last)
        {
            if (sent)
            {
                _sending = !last;
            }

            return sent;
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
                _handler.OnClosed(this, status, isClean);
            }
        }
    }
}
