using System.Text;
using Nano.Web.Http;

namespace Nano.Firmware.Pages
{
    /// <summary>Gives a packed content's chunks.</summary>
    /// <param name="index">From 0 on.</param>
    public delegate string PackedChunk(int index);

    /// <summary>
    /// Bytes in string literals, which a device leaves in flash where an array would be copied to RAM. Each chunk has up to 864 bytes:
    /// first a character for the lower 7 bits of each byte; then a character for the upper bits of each 6 bytes, the first one's least
    /// significant, and 64; then, because no character can be NUL, two for the position of each byte whose lower bits are written as 1 and
    /// are 0: one more than position / 32, and one more than position % 32. So most of the work is one native copy.
    /// </summary>
    public sealed class PackedContent : Content
    {
        private const int ChunkBytes = 864;
        private const int GroupBytes = 6;

        // Made once: on nanoFramework Encoding.UTF8 makes an object each time it is asked for.
        private static readonly Encoding s_utf8 = Encoding.UTF8;

        private readonly PackedChunk _chunk;
        private int _first;
        private int _length;
        private readonly byte[] _characters = new byte[ChunkBytes / GroupBytes];

        /// <summary>Makes content.</summary>
        /// <param name="length">How many bytes it has.</param>
        /// <param name="chunk">Gives the chunks.</param>
        public PackedContent(int length, PackedChunk chunk)
        {
            _length = length;
            _chunk = chunk;
        }

        /// <inheritdoc/>
        public override int Length => _length;

        /// <summary>Reads another content of the same chunks from now on.</summary>
        /// <param name="first">The number of its first chunk.</param>
        /// <param name="length">Its length in bytes.</param>
        public void Select(int first, int length)
        {
            _first = first;
            _length = length;
        }

        /// <inheritdoc/>
        public override int Read(int position, byte[] destination, int offset, int count)
        {
            int index = position / ChunkBytes;
            int from = position - index * ChunkBytes;
            int inChunk = Length - index * ChunkBytes;
            if (inChunk > ChunkBytes)
            {
                inChunk = ChunkBytes;
            }

            if (count > inChunk - from)
            {
                count = inChunk - from;
            }

            string chunk = _chunk(_first + index);
            s_utf8.GetBytes(chunk, from, count, destination, offset);
            int first = from / GroupBytes;
            int groups = (from + count - 1) / GroupBytes + 1 - first;
            s_utf8.GetBytes(chunk, inChunk + first, groups, _characters, 0);
            SetUpperBits(_characters, destination, offset, count, from - first * GroupBytes);

            int zeros = inChunk + (inChunk + GroupBytes - 1) / GroupBytes;
            int length = chunk.Length - zeros;
            s_utf8.GetBytes(chunk, zeros, length, _characters, 0);
            ClearLowerBits(_characters, length, destination, offset - from, offset, offset + count);
            return count;
        }

        /// <summary>Sets the upper bits of bytes.</summary>
        /// <param name="characters">The groups' characters.</param>
        /// <param name="bytes">Where the bytes are.</param>
        /// <param name="to">The first one.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="skipped">The bytes of the first group that are not there.</param>
        private static void SetUpperBits(byte[] characters, byte[] bytes, int to, int count, int skipped)
        {
            int end = to + count;
            int group = 0;
            int bits = characters[0] >> skipped;
            for (int i = skipped; i % GroupBytes != 0 && to < end; i++)
            {
                if ((bits & 1) != 0)
                {
                    bytes[to] |= 0x80;
                }

                bits >>= 1;
                to++;
                group = 1;
            }

            for (; end - to >= GroupBytes; to += GroupBytes)
            {
                bits = characters[group++];
                if ((bits & 1) != 0)
                {
                    bytes[to] |= 0x80;
                }

                if ((bits & 2) != 0)
                {
                    bytes[to + 1] |= 0x80;
                }

                if ((bits & 4) != 0)
                {
                    bytes[to + 2] |= 0x80;
                }

                if ((bits & 8) != 0)
                {
                    bytes[to + 3] |= 0x80;
                }

                if ((bits & 16) != 0)
                {
                    bytes[to + 4] |= 0x80;
                }

                if ((bits & 32) != 0)
                {
                    bytes[to + 5] |= 0x80;
                }
            }

            if (to < end)
            {
                for (bits = characters[group]; to < end; to++)
                {
                    if ((bits & 1) != 0)
                    {
                        bytes[to] |= 0x80;
                    }

                    bits >>= 1;
                }
            }
        }

        private static void ClearLowerBits(byte[] characters, int length, byte[] bytes, int origin, int from, int end)
        {
            for (int i = 0; i < length; i += 2)
            {
                int at = origin + (characters[i] - 1) * 32 + characters[i + 1] - 1;
                if (at >= from && at < end)
                {
                    bytes[at] &= 0x80;
                }
            }
        }
    }
}
