namespace Nano.Web.Cryptography
{
    /// <summary>SHA-256 (FIPS 180-4) of bytes that arrive in pieces.</summary>
    public sealed class Sha256
    {
        /// <summary>The size of a digest in bytes.</summary>
        public const int DigestSize = 32;

        /// <summary>The size of a block in bytes.</summary>
        public const int BlockSize = 64;

        /// <summary>The number of 32-bit words in a state.</summary>
        internal const int StateSize = 8;

        private const int Rounds = 64;

        // Created with the first instance, because a device without a password needs none.
        private static uint[] s_constants;

        private readonly byte[] _block = new byte[BlockSize];
        private readonly uint[] _schedule = new uint[Rounds];
        private readonly uint[] _state = new uint[StateSize];
        private int _filled;
        private long _length;
        private bool _isEnding;

        /// <summary>Creates an instance that is ready for the first byte. <see cref="Reset"/> makes it ready for another message.</summary>
        public Sha256()
        {
            s_constants ??= CreateConstants();
            Reset();
        }

        /// <summary>The hash state, for callers that fill blocks themselves.</summary>
        internal uint[] State => _state;

        /// <summary>The message schedule, whose words 0 to 15 are the block that <see cref="Compress"/> takes.</summary>
        internal uint[] Schedule => _schedule;

        /// <summary>Begins a new digest.</summary>
        public void Reset()
        {
            uint[] state = _state;
            state[0] = 0x6a09e667;
            state[1] = 0xbb67ae85;
            state[2] = 0x3c6ef372;
            state[3] = 0xa54ff53a;
            state[4] = 0x510e527f;
            state[5] = 0x9b05688c;
            state[6] = 0x1f83d9ab;
            state[7] = 0x5be0cd19;
            _filled = 0;
            _length = 0;
            _isEnding = false;
        }

        /// <summary>Adds the next bytes of the message.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, 0 or more.</param>
        public void Append(byte[] buffer, int offset, int count)
        {
            _length += count;
            while (count > 0)
            {
                int part = BlockSize - _filled;
                if (part > count)
                {
                    part = count;
                }

                System.Array.Copy(buffer, offset, _block, _filled, part);
                offset += part;
                count -= part;
                _filled += part;
                if (_filled == BlockSize)
                {
                    CompressBlock();
                }
            }
        }

        /// <summary>Ends the message and writes its digest. <see cref="Reset"/> begins the next message.</summary>
        /// <param name="destination">Receives <see cref="DigestSize"/> bytes.</param>
        /// <param name="offset">Index of the first byte to write.</param>
        public void Finish(byte[] destination, int offset)
        {
            while (!FinishBlock())
            {
                // The end of a message takes one or two blocks.
            }

            WriteState(destination, offset);
        }

        /// <summary>Hashes one of the one or two blocks that end the message. The caller repeats the call until it returns true.</summary>
        /// <returns>True after the last block: the state is the digest.</returns>
        internal bool FinishBlock()
        {
            if (!_isEnding)
            {
                _isEnding = true;
                _block[_filled++] = 0x80;
                if (_filled > BlockSize - 8)
                {
                    PadTo(BlockSize);
                    CompressBlock();
                    return false;
                }
            }

            long bits = _length * 8;
            PadTo(BlockSize - 8);
            Store(_block, BlockSize - 8, (uint)(bits >> 32));
            Store(_block, BlockSize - 4, (uint)bits);
            CompressBlock();
            return true;
        }

        /// <summary>Writes the state.</summary>
        /// <param name="destination">Receives <see cref="DigestSize"/> bytes.</param>
        /// <param name="offset">Where they go.</param>
        internal void WriteState(byte[] destination, int offset)
        {
            for (int i = 0; i < StateSize; i++)
            {
                Store(destination, offset + i * 4, _state[i]);
            }
        }

        /// <summary>Restores a state that was saved after exactly one block.</summary>
        internal void Resume(uint[] state)
        {
            System.Array.Copy(state, _state, StateSize);
            _filled = 0;
            _length = BlockSize;
            _isEnding = false;
        }

        /// <summary>Hashes the block that the caller wrote to words 0 to 15 of <see cref="Schedule"/> (FIPS 180-4 section 6.2.2).</summary>
        internal void Compress()
        {
            uint[] w = _schedule;
            for (int i = 16; i < Rounds; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                w[i] = w[i - 16] + w[i - 7]
                    + ((x >> 7 | x << 25) ^ (x >> 18 | x << 14) ^ x >> 3)
                    + ((y >> 17 | y << 15) ^ (y >> 19 | y << 13) ^ y >> 10);
            }

            // Each pass does four rounds. The working variables change roles instead of being moved.
            uint[] k = s_constants;
            uint[] state = _state;
            uint a = state[0];
            uint b = state[1];
            uint c = state[2];
            uint d = state[3];
            uint e = state[4];
            uint f = state[5];
            uint g = state[6];
            uint h = state[7];
            for (int i = 0; i < Rounds; i += 4)
            {
                h += ((e >> 6 | e << 26) ^ (e >> 11 | e << 21) ^ (e >> 25 | e << 7)) + (g ^ (e & (f ^ g))) + k[i] + w[i];
                d += h;
                h += ((a >> 2 | a << 30) ^ (a >> 13 | a << 19) ^ (a >> 22 | a << 10)) + ((a & b) | (c & (a | b)));

                g += ((d >> 6 | d << 26) ^ (d >> 11 | d << 21) ^ (d >> 25 | d << 7)) + (f ^ (d & (e ^ f))) + k[i + 1] + w[i + 1];
                c += g;
                g += ((h >> 2 | h << 30) ^ (h >> 13 | h << 19) ^ (h >> 22 | h << 10)) + ((h & a) | (b & (h | a)));

                f += ((c >> 6 | c << 26) ^ (c >> 11 | c << 21) ^ (c >> 25 | c << 7)) + (e ^ (c & (d ^ e))) + k[i + 2] + w[i + 2];
                b += f;
                f += ((g >> 2 | g << 30) ^ (g >> 13 | g << 19) ^ (g >> 22 | g << 10)) + ((g & h) | (a & (g | h)));

                e += ((b >> 6 | b << 26) ^ (b >> 11 | b << 21) ^ (b >> 25 | b << 7)) + (d ^ (b & (c ^ d))) + k[i + 3] + w[i + 3];
                a += e;
                e += ((f >> 2 | f << 30) ^ (f >> 13 | f << 19) ^ (f >> 22 | f << 10)) + ((f & g) | (h & (f | g)));

                // After four rounds the roles are rotated by four: a and e, b and f, c and g, d and h are exchanged.
                uint t = a;
                a = e;
                e = t;
                t = b;
                b = f;
                f = t;
                t = c;
                c = g;
                g = t;
                t = d;
                d = h;
                h = t;
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }

        internal static void Store(byte[] destination, int offset, uint value)
        {
            destination[offset] = (byte)(value >> 24);
            destination[offset + 1] = (byte)(value >> 16);
            destination[offset + 2] = (byte)(value >> 8);
            destination[offset + 3] = (byte)value;
        }

        private void CompressBlock()
        {
            for (int i = 0; i < 16; i++)
            {
                int at = i * 4;
                _schedule[i] = (uint)(_block[at] << 24 | _block[at + 1] << 16 | _block[at + 2] << 8 | _block[at + 3]);
            }

            Compress();
            _filled = 0;
        }

        private void PadTo(int end)
        {
            while (_filled < end)
            {
                _block[_filled++] = 0;
            }
        }

        /// <summary>The constants of FIPS 180-4 section 4.2.2.</summary>
        private static uint[] CreateConstants()
        {
            return new uint[]
            {
                0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
                0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
                0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
                0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
                0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
                0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
                0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
                0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
            };
        }
    }
}
