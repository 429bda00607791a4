using Nano.Web.Cryptography;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// Computes Sec-WebSocket-Accept (RFC 6455 section 4.2.2, step 5.4): Base64 of SHA-1 of the client's key followed by a
    /// fixed GUID. The 60 bytes hashed always make one block of key and GUID and one of padding alone, so everything but the
    /// key's six words is prepared once.
    /// </summary>
    public sealed class AcceptKey
    {
        /// <summary>The length of a Sec-WebSocket-Key in characters.</summary>
        public const int KeySize = 24;

        /// <summary>The length of a Sec-WebSocket-Accept in characters.</summary>
        public const int Size = 28;

        private readonly Sha1 _sha1 = new Sha1();
        private readonly uint[] _schedule = new uint[80];
        private readonly uint[] _padding = new uint[80];
        private readonly byte[] _digest = new byte[Sha1.DigestSize];

        /// <summary>Prepares what is the same for every key. One instance serves a whole server.</summary>
        public AcceptKey()
        {
            _padding[15] = 60 * 8;
            Sha1.Expand(_padding);
        }

        /// <summary>Writes the accept value for a key.</summary>
        /// <param name="key">Holds the key's 24 characters as the client sent them.</param>
        /// <param name="offset">Where they start.</param>
        /// <param name="destination">Receives 28 characters.</param>
        /// <param name="destinationOffset">Where they go.</param>
        public void Compute(byte[] key, int offset, byte[] destination, int destinationOffset)
        {
            uint[] schedule = _schedule;
            for (int i = 0; i < 6; i++)
            {
                schedule[i] = (uint)(key[offset] << 24 | key[offset + 1] << 16 | key[offset + 2] << 8 | key[offset + 3]);
                offset += 4;
            }

            // "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", then the 1 bit that ends the message.
            schedule[6] = 0x32353845;
            schedule[7] = 0x41464135;
            schedule[8] = 0x2D453931;
            schedule[9] = 0x342D3437;
            schedule[10] = 0x44412D39;
            schedule[11] = 0x3543412D;
            schedule[12] = 0x43354142;
            schedule[13] = 0x30444338;
            schedule[14] = 0x35423131;
            schedule[15] = 0x80000000;
            Sha1.Expand(schedule);

            _sha1.Reset();
            _sha1.Compress(schedule);
            _sha1.Compress(_padding);
            _sha1.WriteDigest(_digest, 0);
            Base64.Encode(_digest, 0, _digest.Length, destination, destinationOffset);
        }
    }
}
