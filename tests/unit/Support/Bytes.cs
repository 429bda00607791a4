using System;
using System.Text;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Bytes from text and text from bytes, as tests write them.</summary>
    internal static class Bytes
    {
        /// <summary>The bytes of ASCII text in which &lt;hh&gt; stands for the byte of that hexadecimal value.</summary>
        public static byte[] Of(string text)
        {
            byte[] source = Encoding.UTF8.GetBytes(text);
            byte[] result = new byte[source.Length];
            int count = 0;
            for (int i = 0; i < source.Length; i++)
            {
                if (source[i] == '<' && i + 3 < source.Length && source[i + 3] == '>' && Digit(source[i + 1]) >= 0 && Digit(source[i + 2]) >= 0)
                {
                    result[count++] = (byte)(Digit(source[i + 1]) << 4 | Digit(source[i + 2]));
                    i += 3;
                }
                else
                {
                    result[count++] = source[i];
                }
            }

            return Slice(result, 0, count);
        }

        /// <summary>The bytes that pairs of hexadecimal digits stand for; spaces are passed over.</summary>
        public static byte[] Hex(string digits)
        {
            byte[] source = Encoding.UTF8.GetBytes(digits);
            byte[] result = new byte[source.Length / 2];
            int count = 0;
            for (int i = 0; i < source.Length; i++)
            {
                if (source[i] != ' ')
                {
                    result[count++] = (byte)(Digit(source[i]) << 4 | Digit(source[++i]));
                }
            }

            return Slice(result, 0, count);
        }

        /// <summary>The reverse of <see cref="Of"/>.</summary>
        public static string Text(byte[] buffer, int offset, int count)
        {
            byte[] text = new byte[count * 4];
            int length = 0;
            for (int end = offset + count; offset < end; offset++)
            {
                byte b = buffer[offset];
                if ((b >= 0x20 && b < 0x7F) || b == '\r' || b == '\n')
                {
                    text[length++] = b;
                }
                else
                {
                    text[length++] = (byte)'<';
                    text[length++] = HexDigit(b >> 4);
                    text[length++] = HexDigit(b & 15);
                    text[length++] = (byte)'>';
                }
            }

            return length == 0 ? "" : Encoding.UTF8.GetString(text, 0, length);
        }

        /// <summary>The reverse of <see cref="Of"/>, for a whole array.</summary>
        public static string Text(byte[] bytes)
        {
            return Text(bytes, 0, bytes.Length);
        }

        /// <summary>The reverse of <see cref="Hex"/>, in lower case without spaces.</summary>
        public static string ToHex(byte[] buffer, int offset, int count)
        {
            if (count == 0)
            {
                return "";
            }

            byte[] text = new byte[count * 2];
            for (int i = 0; i < count; i++)
            {
                text[i * 2] = HexDigit(buffer[offset + i] >> 4);
                text[i * 2 + 1] = HexDigit(buffer[offset + i] & 15);
            }

            return Encoding.UTF8.GetString(text, 0, text.Length);
        }

        /// <summary>The same byte many times.</summary>
        public static byte[] Repeat(byte value, int count)
        {
            byte[] result = new byte[count];
            for (int i = 0; i < count; i++)
            {
                result[i] = value;
            }

            return result;
        }

        /// <summary>The same text many times.</summary>
        public static string Repeat(string text, int count)
        {
            StringBuilder result = new StringBuilder();
            for (int i = 0; i < count; i++)
            {
                result.Append(text);
            }

            return result.ToString();
        }

        /// <summary>Doubles an array, with the same bytes at its beginning.</summary>
        public static byte[] Grow(byte[] bytes)
        {
            byte[] grown = new byte[bytes.Length * 2];
            System.Array.Copy(bytes, grown, bytes.Length);
            return grown;
        }

        /// <summary>Bytes that all differ from their neighbours and do not repeat with any small period.</summary>
        public static byte[] Pattern(int count)
        {
            byte[] result = new byte[count];
            for (int i = 0; i < count; i++)
            {
                result[i] = PatternAt(i);
            }

            return result;
        }

        /// <summary>A byte of <see cref="Pattern"/>.</summary>
        public static byte PatternAt(int index)
        {
            return (byte)(index * 31 + (index >> 8) * 7 + 5);
        }

        /// <summary>Two arrays in a row.</summary>
        public static byte[] Join(byte[] first, byte[] second)
        {
            byte[] result = new byte[first.Length + second.Length];
            Array.Copy(first, 0, result, 0, first.Length);
            Array.Copy(second, 0, result, first.Length, second.Length);
            return result;
        }

        /// <summary>Three arrays in a row.</summary>
        public static byte[] Join(byte[] first, byte[] second, byte[] third)
        {
            return Join(Join(first, second), third);
        }

        /// <summary>A part as an array of its own.</summary>
        public static byte[] Slice(byte[] source, int offset, int count)
        {
            byte[] result = new byte[count];
            Array.Copy(source, offset, result, 0, count);
            return result;
        }

        /// <summary>Whether two arrays hold the same bytes.</summary>
        public static bool AreEqual(byte[] a, byte[] b)
        {
            if (a.Length != b.Length)
            {
                return false;
            }

            for (int i = 0; i < a.Length; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>How far apart the places are at which tests cut an input in two: 1 for a short one.</summary>
        public static int CutStep(int length)
        {
            return length <= 64 ? 1 : 1 + length / Target.Cuts;
        }

        private static int Digit(int character)
        {
            return character >= '0' && character <= '9' ? character - '0'
                : character >= 'a' && character <= 'f' ? character - 'a' + 10
                : character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
        }

        private static byte HexDigit(int value)
        {
            return (byte)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}
