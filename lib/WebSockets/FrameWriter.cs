using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// Writes frames (RFC 6455 section 5.2) into a <see cref="ByteWriter"/>. As a server it sends them unmasked; as a client
    /// (section 5.3) it masks them with the key its caller sets, which must be unpredictable outside of tests.
    /// </summary>
    public sealed class FrameWriter
    {
        private readonly ByteWriter _output;
        private readonly bool _isServer;
        private int _mark = -1;

        /// <summary>Makes a writer.</summary>
        /// <param name="output">Where frames go.</param>
        /// <param name="isServer">False masks.</param>
        public FrameWriter(ByteWriter output, bool isServer)
        {
            _output = output;
            _isServer = isServer;
        }

        /// <summary>The key a client masks with.</summary>
        public uint MaskingKey { get; set; }

        /// <summary>The bytes of a frame's header.</summary>
        /// <param name="payload">The length of its payload.</param>
        public int HeaderSize(long payload)
        {
            return (payload < 126 ? 2 : payload < 65536 ? 4 : 10) + (_isServer ? 0 : 4);
        }

        /// <summary>Writes a frame.</summary>
        /// <returns>False, and nothing is written, when it does not fit.</returns>
        public bool Write(OpCode opCode, bool isFinal, byte[] payload, int offset, int count)
        {
            return Write(opCode, isFinal, payload, offset, count, 0);
        }

        /// <summary>Writes a frame, if that leaves so many bytes of the output free.</summary>
        internal bool Write(OpCode opCode, bool isFinal, byte[] payload, int offset, int count, int reserve)
        {
            ByteWriter output = _output;
            int at = output._end;
            int end = at + 2 + count;
            byte[] buffer = output._buffer;
            if (count < 126 && _isServer && end + reserve <= output._limit)
            {
                // What most frames are.
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
            if (!_isServer)
            {
                Mask(buffer, at + header, count);
            }

            output._end = at + header + count;
            return true;
        }

        /// <summary>Writes a header alone, for a payload that the caller sends in pieces of any size with <see cref="WritePayload"/>.</summary>
        /// <returns>False, and nothing is written, when it does not fit.</returns>
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

        /// <summary>Begins a frame whose payload the caller writes to the output in place; <see cref="End"/> ends it.</summary>
        public ByteWriter Begin()
        {
            ByteWriter output = _output;
            int header = _isServer ? 4 : 8;
            _mark = output._end - output._start;
            if (output.Ensure(header))
            {
                output._end += header;
            }

            return output;
        }

        /// <summary>Ends a frame begun with <see cref="Begin"/>: puts its header before its payload.</summary>
        /// <returns>False, and nothing remains written, when it did not fit or is longer than 65,535 bytes.</returns>
        public bool End(OpCode opCode, bool isFinal)
        {
            ByteWriter output = _output;
            int header = _isServer ? 4 : 8;
            int frame = output._start + _mark;
            int count = output._end - frame - header;
            if (output._overflowed || count > 65535)
            {
                Cancel();
                return false;
            }

            byte[] buffer = output._buffer;
            int payload = frame + header;
            if (count < 126)
            {
                // The header is shorter than what was kept for it.
                payload -= 2;
                Array.Copy(buffer, payload + 2, buffer, payload, count);
            }

            PutHeader(buffer, frame, opCode, isFinal, count);
            output._end = payload;
            _mark = -1;
            EndPayload(count);
            return true;
        }

        /// <summary>Takes back what has been written since <see cref="Begin"/>, if no <see cref="End"/> has followed.</summary>
        public void Cancel()
        {
            if (_mark >= 0)
            {
                _output.Rewind(_mark);
                _mark = -1;
            }
        }

        /// <summary>Writes the next piece of a payload announced with <see cref="WriteHeader"/>.</summary>
        /// <returns>False, and nothing is written, when it does not fit.</returns>
        public bool WritePayload(byte[] payload, int offset, int count)
        {
            if (_output.Free < count || !_output.Ensure(count))
            {
                return false;
            }

            Array.Copy(payload, offset, _output.Buffer, _output.End, count);
            EndPayload(count);
            return true;
        }

        /// <summary>Counts the payload at the output's end as written, masked if need be.</summary>
        private void EndPayload(int count)
        {
            if (!_isServer)
            {
                Mask(_output._buffer, _output._end, count);
            }

            _output._end += count;
        }

        private void Mask(byte[] buffer, int offset, int count)
        {
            uint key = MaskingKey;
            for (int end = offset + count; offset < end; offset++)
            {
                buffer[offset] ^= (byte)(key >> 24);
                key = key << 8 | key >> 24;
            }

            MaskingKey = key;
        }

        private void PutHeader(byte[] buffer, int at, OpCode opCode, bool isFinal, long length)
        {
            int mask = _isServer ? 0 : 0x80;
            buffer[at++] = (byte)((int)opCode | (isFinal ? 0x80 : 0));
            if (length < 126)
            {
                buffer[at++] = (byte)(mask | (int)length);
            }
            else
            {
                int bytes = length < 65536 ? 2 : 8;
                buffer[at++] = (byte)(mask | (bytes == 2 ? 126 : 127));
                for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
                {
                    buffer[at++] = (byte)(length >> shift);
                }
            }

            if (!_isServer)
            {
                for (int shift = 24; shift >= 0; shift -= 8)
                {
                    buffer[at++] = (byte)(MaskingKey >> shift);
                }
            }
        }
    }
}
