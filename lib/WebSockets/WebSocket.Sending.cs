using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    // Sending: whole messages, messages in pieces, and prepared messages for many connections.
    public sealed partial class WebSocket
    {
        /// <summary>Sends a whole message.</summary>
        /// <param name="type">Text or binary.</param>
        /// <param name="buffer">Holds the message; text must be valid UTF-8.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False when it does not fit now, a message in pieces is in progress, or the connection is not open; nothing is then sent.</returns>
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

        /// <summary>Sends a piece of a message as a fragment (RFC 6455 section 5.4). The length of the whole message need not be known.</summary>
        /// <param name="type">Text or binary, the same for all pieces of a message.</param>
        /// <param name="buffer">Holds the piece.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="first">Whether it is the first piece of the message.</param>
        /// <param name="last">Whether it is the last piece of the message.</param>
        /// <returns>False when it does not fit now, another message is in progress, or the connection is not open; nothing is then sent.</returns>
        public bool SendPiece(MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            // A message must end before the next begins (RFC 6455 section 5.4).
            if (_state != WebSocketState.Open || first == _sending
                || !_writer.Write(first ? (OpCode)type : OpCode.Continuation, last, buffer, offset, count, ControlReserve))
            {
                return false;
            }

            _sending = !last;
            return true;
        }

        /// <summary>Begins a piece that the caller writes to the send buffer in place. <see cref="EndPiece"/> sends it.</summary>
        /// <returns>The writer. A piece that overflows it is not sent.</returns>
        public ByteWriter BeginPiece()
        {
            _output.Reserve(ControlReserve);
            return _writer.Begin();
        }

        /// <summary>Sends the piece written since <see cref="BeginPiece"/>.</summary>
        /// <param name="type">Text or binary, the same for all pieces of a message.</param>
        /// <param name="first">Whether it is the first piece of the message.</param>
        /// <param name="last">Whether it is the last piece of the message.</param>
        /// <returns>False when it did not fit, another message is in progress, or the connection is not open; the piece is then discarded.</returns>
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

        /// <summary>Sends a prepared message if it fits without the reserves; otherwise the message is dropped and <see cref="Dropped"/> is incremented.</summary>
        /// <param name="message">The message.</param>
        /// <returns>False when the message was dropped.</returns>
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
            // A message must end before the next begins (RFC 6455 section 5.4).
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
