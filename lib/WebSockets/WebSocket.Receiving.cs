using System;

namespace Nano.Web.WebSockets
{
    // What the peer sends: frames, messages and control frames (RFC 6455 sections 5.4 to 5.6).
    public sealed partial class WebSocket
    {
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
    }
}
