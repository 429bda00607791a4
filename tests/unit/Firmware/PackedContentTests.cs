using Nano.Firmware.Pages;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Bytes out of string literals.</summary>
    [TestClass]
    public class PackedContentTests
    {
        private const int ChunkBytes = 864;

        private static byte[] s_bytes;
        private static string[] s_chunks;

        [TestMethod]
        public void A_read_at_any_position_returns_its_bytes_and_writes_no_others()
        {
            PackedContent content = Pack(2 * ChunkBytes + 100);
            for (int position = 0; position < content.Length; position += 41)
            {
                for (int count = 1; count <= content.Length - position && count < 2000; count += count < 16 ? 1 : 173)
                {
                    Check(content, position, count);
                }
            }
        }

        [TestMethod]
        public void Content_of_any_length_is_whole()
        {
            for (int length = 1; length < 30; length++)
            {
                PackedContent content = Pack(length);
                Check(content, 0, length);
                Check(content, length - 1, 1);
            }

            Check(Pack(ChunkBytes), 0, ChunkBytes);
            Check(Pack(ChunkBytes + 1), ChunkBytes, 1);
        }

        private static void Check(PackedContent content, int position, int count)
        {
            byte[] read = new byte[count + 2];
            read[0] = 0xA5;
            read[count + 1] = 0xA5;
            int got = content.Read(position, read, 1, count);
            int inChunk = ChunkBytes - position % ChunkBytes;
            Assert.AreEqual(count < inChunk ? count : inChunk, got);
            bool isRight = read[0] == 0xA5 && read[got + 1] == (got == count ? 0xA5 : 0);
            for (int i = 0; i < got; i++)
            {
                isRight &= read[1 + i] == s_bytes[position + i];
            }

            Assert.IsTrue(isRight, count + " bytes from " + position + " of " + content.Length);
        }

        /// <summary>Packs bytes of all values in no order, as the dashboard's build does.</summary>
        private static PackedContent Pack(int length)
        {
            s_bytes = new byte[length];
            for (int i = 0; i < length; i++)
            {
                s_bytes[i] = (byte)(i * 167 + (i >> 8) * 31);
            }

            s_chunks = new string[(length + ChunkBytes - 1) / ChunkBytes];
            for (int i = 0; i < s_chunks.Length; i++)
            {
                int rest = length - i * ChunkBytes;
                s_chunks[i] = PackChunk(i * ChunkBytes, rest < ChunkBytes ? rest : ChunkBytes);
            }

            return new PackedContent(length, index => s_chunks[index]);
        }

        private static string PackChunk(int start, int count)
        {
            int groups = (count + 5) / 6;
            char[] characters = new char[count + groups + 2 * count];
            int length = count + groups;
            for (int i = 0; i < groups; i++)
            {
                characters[count + i] = (char)64;
            }

            for (int i = 0; i < count; i++)
            {
                int value = s_bytes[start + i];
                characters[count + i / 6] |= (char)((value >> 7) << (i % 6));
                characters[i] = (char)(value & 127);
                if (characters[i] == 0)
                {
                    characters[i] = (char)1;
                    characters[length++] = (char)(i / 32 + 1);
                    characters[length++] = (char)(i % 32 + 1);
                }
            }

            return new string(characters, 0, length);
        }
    }
}
