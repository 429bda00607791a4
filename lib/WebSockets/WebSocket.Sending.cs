using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    // What is sent to the peer: messages whole, in pieces or prepared for many.
    public sealed partial class WebSocket
    {
        /// <summary>Sends a whole message.</summary>
        /// <param name="type">Text, which must be UTF-8, or binary.</param>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <returns>False, and nothing is sent, when it does not fit now or another message is under way.</returns>
        public bool Send(MessageType type, byte[] buffer, int offset, int count)
        {
            return SendPiece(type, buffer, offset, count, true, true);
        }

        /// <summary>Sends a text as a whole message.</summary>
        /// <param name="text">The text.</param>
        /// <returns>False, and nothing is sent, when it does not fit now or another message is under way.</returns>
        public bool Send(string text)
        {
            BeginPiece().WriteText(text);
            return EndPiece(MessageType.Text, true, true);
        }

        /// <summary>Sends a message of its group, if that leaves the reserves free.</summary>
        internal bool SendToGroup(MessageType type, byte[] buffer, int offset, int count)
        {
            bool isSent = _state == WebSocketState.Open && !_sending && _writer.Write((OpCode)type, true, buffer, offset, count, ControlReserve + ReplyReserve);
            if (isSent)
            {
                // Its connection sends what another's handler or a task has written.
                _isResting = false;
            }

            return isSent;
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
        /// <param name="type">Text, which must be UTF-8, or binary.</param>
        /// <param name="first">Whether the message begins with the piece.</param>
        /// <param name="last">Whether the message ends with the piece.</param>
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
        /// <param name="message">The message.</param>
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
    }
}
