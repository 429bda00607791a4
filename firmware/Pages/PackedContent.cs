using System;
using System.Text;
using Nano.Web.Http;

namespace Nano.Firmware
{
    /// <summary>Gives a packed content's chunks.</summary>
    /// <param name="index">From 0 on.</param>
    /// <returns>1,024 characters; the last chunk may be shorter, but ends with a whole group of 8.</returns>
    public delegate string PackedChunk(int index);

    /// <summary>
    /// Bytes in string literals, which a device leaves in flash where an array would be copied to RAM. Every 8 characters carry
    /// 7 bytes: each character less one is 7 bits, most significant bits first; bits behind the end are zero.
    /// </summary>
    public sealed class PackedContent : Content
    {
        private const int GroupBytes = 7;
        private const int GroupCharacters = 8;
        private const int ChunkGroups = 128;

        // How many groups are unpacked at a time. The character 128 becomes two bytes, C2 80.
        private const int BatchGroups = 16;

        private readonly PackedChunk _chunk;
        private readonly byte[] _characters = new byte[BatchGroups * GroupCharacters * 2];
        private readonly byte[] _bytes = new byte[BatchGroups * GroupBytes];

        /// <summary>Makes content.</summary>
        /// <param name="length">How many bytes it has.</param>
        /// <param name="chunk">Gives the chunks.</param>
        public PackedContent(int length, PackedChunk chunk)
        {
            Length = length;
            _chunk = chunk;
        }

        /// <inheritdoc/>
        public override int Length { get; }

        /// <inheritdoc/>
        public override int Read(int position, byte[] destination, int offset, int count)
        {
            int group = position / GroupBytes;
            int skipped = position - group * GroupBytes;
            int groups = (skipped + count + GroupBytes - 1) / GroupBytes;
            int inChunk = group % ChunkGroups;
            if (groups > ChunkGroups - inChunk)
            {
                groups = ChunkGroups - inChunk;
            }

            if (groups > BatchGroups)
            {
                groups = BatchGroups;
            }

            Encoding.UTF8.GetBytes(_chunk(group / ChunkGroups), inChunk * GroupCharacters, groups * GroupCharacters, _characters, 0);
            int read = groups * GroupBytes - skipped;
            if (read > count)
            {
                read = count;
            }

            if (skipped == 0 && read == groups * GroupBytes)
            {
                Unpack(groups, destination, offset);
            }
            else
            {
                Unpack(groups, _bytes, 0);
                Array.Copy(_bytes, skipped, destination, offset, read);
            }

            return read;
        }

        private void Unpack(int groups, byte[] bytes, int to)
        {
            byte[] characters = _characters;
            int from = 0;
            for (int end = to + groups * GroupBytes; to < end; to += GroupBytes)
            {
                // A byte has the lower bits of one value and the upper bits of the next.
                int value = characters[from++] - 1;
                if (value > 127)
                {
                    value = 127;
                    from++;
                }

                for (int i = 0; i < GroupBytes; i++)
                {
                    int next = characters[from++] - 1;
                    if (next > 127)
                    {
                        next = 127;
                        from++;
                    }

                    bytes[to + i] = (byte)(value << (i + 1) | next >> (6 - i));
                    value = next;
                }
            }
        }
    }
}
