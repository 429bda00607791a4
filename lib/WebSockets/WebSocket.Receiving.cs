using System;

namespace Nano.Web.WebSockets
{
    // Receiving: frames, messages and control frames (RFC 6455 sections 5.4 to 5.6).
    public sealed partial class WebSocket
    {
        /// <summary>Processes received bytes. It stops at a frame whose answer might not fit into the send buffer.</summary>
        /// <param name="buffer">The bytes; the payload is unmasked in place.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>
        /// The number of bytes processed. Pass the remaining bytes again, followed by newly received ones, when the send buffer has drained.
        /// A control frame is processed only when its whole payload is present, so the buffer must have space for its 125 bytes.
        /// </returns>
        public int Receive(byte[] buffer, int offset, int count, long now)
        {
            int at = offset;
            int end = offset + count;

            // The fast path: a short message in one complete frame, with enough free space for the answer.
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
                    // Bytes after a Close or an error are ignored (RFC 6455 sections 1.4 and 7.1.7).
                    at = end;
                }
            }

            if (at > offset)
            {
                _heard = now;
            }

            return at - offset;
        }

        /// <summary>Processes frames in pieces of any size.</summary>
        /// <returns>The index of the next byte to process.</returns>
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
                    // The handler waits for space, so data frames stay unread. The peer is not silent: postpone its ping.
                    _heard = now;
                    break;
                }

                int room = _output.Free - ControlReserve;
                if (room < ReplyReserve)
                {
                    break;
                }

                // The header of an echoed piece may be four bytes longer than the header of the piece.
                room -= 4;
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

        /// <summary>Checks a frame against the preceding frames (RFC 6455 section 5.4).</summary>
        /// <returns>The error as a reason for the Close frame, or null.</returns>
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
                // Sends the received status back (RFC 6455 section 5.5.1).
                _writer.Write(OpCode.Close, true, buffer, offset, count > 0 ? 2 : 0);
            }

            End((CloseStatus)status, true);
        }
    }
}
