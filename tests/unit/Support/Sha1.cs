namespace Nano.Tests.Unit.Support
{
    /// <summary>
    /// SHA-1 (FIPS 180-4) over bytes that arrive in pieces: what the library's accept keys, which have their rounds written out,
    /// are compared with.
    /// </summary>
    internal sealed class Sha1
    {
        /// <summary>The size of a digest in bytes.</summary>
        public const int DigestSize = 20;

        private const int BlockSize = 64;

        private readonly byte[] _block = new byte[BlockSize];
        private readonly uint[] _schedule = new uint[80];
        private uint _h0;
        private uint _h1;
        private uint _h2;
        private uint _h3;
        private uint _h4;
        private int _filled;
        private long _length;

        /// <summary>Makes an instance ready for its first byte. It can be used again after <see cref="Reset"/>.</summary>
        public Sha1()
        {
            Reset();
        }

        /// <summary>Starts a new digest.</summary>
        public void Reset()
        {
            _h0 = 0x67452301;
            _h1 = 0xEFCDAB89;
            _h2 = 0x98BADCFE;
            _h3 = 0x10325476;
            _h4 = 0xC3D2E1F0;
            _filled = 0;
            _length = 0;
        }

        /// <summary>Takes the next bytes of the message.</summary>
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

        /// <summary>Ends the message and writes its digest; <see cref="Reset"/> begins the next.</summary>
        /// <param name="destination">Receives <see cref="DigestSize"/> bytes.</param>
        /// <param name="offset">Where they go.</param>
        public void Finish(byte[] destination, int offset)
        {
            long bits = _length * 8;
            _block[_filled++] = 0x80;
            if (_filled > BlockSize - 8)
            {
                PadTo(BlockSize);
                CompressBlock();
            }

            PadTo(BlockSize - 8);
            Store(_block, BlockSize - 8, (uint)(bits >> 32));
            Store(_block, BlockSize - 4, (uint)bits);
            CompressBlock();
            WriteDigest(destination, offset);
        }

        /// <summary>Fills words 16 to 79 of a message schedule from its words 0 to 15 (FIPS 180-4 section 6.1.2, step 1).</summary>
        private static void Expand(uint[] schedule)
        {
            for (int i = 16; i < 80; i++)
            {
                uint word = schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16];
                schedule[i] = word << 1 | word >> 31;
            }
        }

        /// <summary>Takes one block whose message schedule the caller prepared (FIPS 180-4 section 6.1.2, steps 2 to 4).</summary>
        private void Compress(uint[] schedule)
        {
            // Five rounds a turn, so that the five working variables change roles instead of moving.
            uint a = _h0;
            uint b = _h1;
            uint c = _h2;
            uint d = _h3;
            uint e = _h4;
            int i = 0;
            for (; i < 20; i += 5)
            {
                e += (a << 5 | a >> 27) + (d ^ (b & (c ^ d))) + 0x5A827999 + schedule[i];
                b = b << 30 | b >> 2;
                d += (e << 5 | e >> 27) + (c ^ (a & (b ^ c))) + 0x5A827999 + schedule[i + 1];
                a = a << 30 | a >> 2;
                c += (d << 5 | d >> 27) + (b ^ (e & (a ^ b))) + 0x5A827999 + schedule[i + 2];
                e = e << 30 | e >> 2;
                b += (c << 5 | c >> 27) + (a ^ (d & (e ^ a))) + 0x5A827999 + schedule[i + 3];
                d = d << 30 | d >> 2;
                a += (b << 5 | b >> 27) + (e ^ (c & (d ^ e))) + 0x5A827999 + schedule[i + 4];
                c = c << 30 | c >> 2;
            }

            for (; i < 40; i += 5)
            {
                e += (a << 5 | a >> 27) + (b ^ c ^ d) + 0x6ED9EBA1 + schedule[i];
                b = b << 30 | b >> 2;
                d += (e << 5 | e >> 27) + (a ^ b ^ c) + 0x6ED9EBA1 + schedule[i + 1];
                a = a << 30 | a >> 2;
                c += (d << 5 | d >> 27) + (e ^ a ^ b) + 0x6ED9EBA1 + schedule[i + 2];
                e = e << 30 | e >> 2;
                b += (c << 5 | c >> 27) + (d ^ e ^ a) + 0x6ED9EBA1 + schedule[i + 3];
                d = d << 30 | d >> 2;
                a += (b << 5 | b >> 27) + (c ^ d ^ e) + 0x6ED9EBA1 + schedule[i + 4];
                c = c << 30 | c >> 2;
            }

            for (; i < 60; i += 5)
            {
                e += (a << 5 | a >> 27) + ((b & c) | (d & (b | c))) + 0x8F1BBCDC + schedule[i];
                b = b << 30 | b >> 2;
                d += (e << 5 | e >> 27) + ((a & b) | (c & (a | b))) + 0x8F1BBCDC + schedule[i + 1];
                a = a << 30 | a >> 2;
                c += (d << 5 | d >> 27) + ((e & a) | (b & (e | a))) + 0x8F1BBCDC + schedule[i + 2];
                e = e << 30 | e >> 2;
                b += (c << 5 | c >> 27) + ((d & e) | (a & (d | e))) + 0x8F1BBCDC + schedule[i + 3];
                d = d << 30 | d >> 2;
                a += (b << 5 | b >> 27) + ((c & d) | (e & (c | d))) + 0x8F1BBCDC + schedule[i + 4];
                c = c << 30 | c >> 2;
            }

            for (; i < 80; i += 5)
            {
                e += (a << 5 | a >> 27) + (b ^ c ^ d) + 0xCA62C1D6 + schedule[i];
                b = b << 30 | b >> 2;
                d += (e << 5 | e >> 27) + (a ^ b ^ c) + 0xCA62C1D6 + schedule[i + 1];
                a = a << 30 | a >> 2;
                c += (d << 5 | d >> 27) + (e ^ a ^ b) + 0xCA62C1D6 + schedule[i + 2];
                e = e << 30 | e >> 2;
                b += (c << 5 | c >> 27) + (d ^ e ^ a) + 0xCA62C1D6 + schedule[i + 3];
                d = d << 30 | d >> 2;
                a += (b << 5 | b >> 27) + (c ^ d ^ e) + 0xCA62C1D6 + schedule[i + 4];
                c = c << 30 | c >> 2;
            }

            _h0 += a;
            _h1 += b;
            _h2 += c;
            _h3 += d;
            _h4 += e;
        }

        private void CompressBlock()
        {
            for (int i = 0; i < 16; i++)
            {
                int at = i * 4;
                _schedule[i] = (uint)(_block[at] << 24 | _block[at + 1] << 16 | _block[at + 2] << 8 | _block[at + 3]);
            }

            Expand(_schedule);
            Compress(_schedule);
            _filled = 0;
        }

        private void PadTo(int end)
        {
            while (_filled < end)
            {
                _block[_filled++] = 0;
            }
        }

        /// <summary>Writes the digest of the blocks compressed so far.</summary>
        private void WriteDigest(byte[] destination, int offset)
        {
            Store(destination, offset, _h0);
            Store(destination, offset + 4, _h1);
            Store(destination, offset + 8, _h2);
            Store(destination, offset + 12, _h3);
            Store(destination, offset + 16, _h4);
        }

        private static void Store(byte[] destination, int offset, uint value)
        {
            destination[offset] = (byte)(value >> 24);
            destination[offset + 1] = (byte)(value >> 16);
            destination[offset + 2] = (byte)(value >> 8);
            destination[offset + 3] = (byte)value;
        }
    }
}
