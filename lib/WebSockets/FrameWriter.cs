using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>Writes a server's frames (RFC 6455 section 5.2), which are not masked (section 5.1), to a <see cref="ByteWriter"/>.</summary>
    public sealed class FrameWriter
    {
        // The space reserved for the header of a frame that is written in place; its payload has at most 65,535 bytes.
        private const int LongHeader = 4;

        private readonly ByteWriter _output;
        private int _mark = -1;

        /// <summary>Creates a writer.</summary>
        /// <param name="output">The destination.</param>
        public FrameWriter(ByteWriter output)
        {
            _output = output;
        }

        /// <summary>Returns the size of a frame's header in bytes: 2, 4 or 10.</summary>
        /// <param name="payload">Length of the payload in bytes.</param>
        /// <returns>2, 4 or 10.</returns>
        public int HeaderSize(long payload)
        {
            return payload < 126 ? 2 : payload < 65536 ? 4 : 10;
        }

        /// <summary>Writes a frame.</summary>
        /// <param name="opCode">The opcode.</param>
        /// <param name="isFinal">Whether the frame is the last of its message (FIN).</param>
        /// <param name="payload">Holds the payload.</param>
        /// <param name="offset">Index of the payload's first byte.</param>
        /// <param name="count">Length of the payload in bytes.</param>
        /// <returns>False when it does not fit; nothing is then written.</returns>
        public bool Write(OpCode opCode, bool isFinal, byte[] payload, int offset, int count)
        {
            return Write(opCode, isFinal, payload, offset, count, 0);
        }

        /// <summary>Writes a frame if at least <paramref name="reserve"/> bytes of the output stay free.</summary>
        internal bool Write(OpCode opCode, bool isFinal, byte[] payload, int offset, int count, int reserve)
        {
            ByteWriter output = _output;
            int at = output._end;
            int end = at + 2 + count;
            byte[] buffer = output._buffer;
            if (count < 126 && end + reserve <= output._limit)
            {
                // The fast path for short frames that fit without moving bytes in the buffer.
                buffer[at] = (byte)(isFinal ? (int)opCode | 0x80 : (int)opCode);
                buffer[at + 1] = (byte)count;
                Array.Copy(payload, offset, buffer, at + 2, count);
                output._end = end;
                return true;
            }

            int header = HeaderSize(count);
            if (output.Free - reserve < header + count || !output.Ensure(header + count))
            {
                return false;
            }

            at = output._end;
            PutHeader(buffer, at, opCode, isFinal, count);
            Array.Copy(payload, offset, buffer, at + header, count);
            output._end = at + header + count;
            return true;
        }

        /// <summary>Writes a frame's header. The caller then sends the payload in pieces of any size with <see cref="WritePayload"/>.</summary>
        /// <param name="opCode">The opcode.</param>
        /// <param name="isFinal">Whether the frame is the last of its message (FIN).</param>
        /// <param name="length">Length of the whole payload in bytes.</param>
        /// <returns>False when it does not fit; nothing is then written.</returns>
        public bool WriteHeader(OpCode opCode, bool isFinal, long length)
        {
            int size = HeaderSize(length);
            if (_output.Free < size || !_output.Ensure(size))
            {
                return false;
            }

            PutHeader(_output.Buffer, _output.End, opCode, isFinal, length);
            _output.Advance(size);
            return true;
        }

        /// <summary>Begins a frame whose payload the caller writes to the output in place. <see cref="End"/> or <see cref="Cancel"/> must follow.</summary>
        /// <returns>The output.</returns>
        public ByteWriter Begin()
        {
            ByteWriter output = _output;
            _mark = output._end - output._start;
            if (output.Ensure(LongHeader))
            {
                output._end += LongHeader;
            }

            return output;
        }

        /// <summary>Ends a frame begun with <see cref="Begin"/>: writes the header before the payload.</summary>
        /// <param name="opCode">The opcode.</param>
        /// <param name="isFinal">Whether the frame is the last of its message (FIN).</param>
        /// <returns>False when the payload did not fit or has more than 65,535 bytes; the frame is then discarded.</returns>
        public bool End(OpCode opCode, bool isFinal)
        {
            ByteWriter output = _output;
            int frame = output._start + _mark;
            int count = output._end - frame - LongHeader;
            if (output._overflowed || count > 65535)
            {
                Cancel();
                return false;
            }

            byte[] buffer = output._buffer;
            int payload = frame + LongHeader;
            if (count < 126)
            {
                // The header takes two bytes less than the reserved space.
                payload -= 2;
                Array.Copy(buffer, payload + 2, buffer, payload, count);
            }

            PutHeader(buffer, frame, opCode, isFinal, count);
            output._end = payload + count;
            _mark = -1;
            return true;
        }

        /// <summary>Discards the bytes written since <see cref="Begin"/>. Without a frame in progress it does nothing.</summary>
        public void Cancel()
        {
            if (_mark >= 0)
            {
                _output.Rewind(_mark);
                _mark = -1;
            }
        }

        /// <summary>Writes the next piece of a payload whose header <see cref="WriteHeader"/> has written.</summary>
        /// <param name="payload">Holds the piece.</param>
        /// <param name="offset">Index of the piece's first byte.</param>
        /// <param name="count">Length of the piece in bytes.</param>
        /// <returns>False when it does not fit; nothing is then written.</returns>
        public bool WritePayload(byte[] payload, int offset, int count)
        {
            if (_output.Free < count || !_output.Ensure(count))
            {
                return false;
            }

            Array.Copy(payload, offset, _output.Buffer, _output.End, count);
            _output.Advance(count);
            return true;
        }

        private static void PutHeader(byte[] buffer, int at, OpCode opCode, bool isFinal, long length)
        {
            buffer[at++] = (byte)((int)opCode | (isFinal ? 0x80 : 0));
            if (length < 126)
            {
                buffer[at++] = (byte)length;
            }
            else
            {
                int bytes = length < 65536 ? 2 : 8;
                buffer[at++] = (byte)(bytes == 2 ? 126 : 127);
                for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
                {
                    buffer[at++] = (byte)(length >> shift);
                }
            }
        }
    }
}
