using System.Text;

namespace Nano.Web.Text
{
    // Text of any characters, as UTF-8.
    public sealed partial class ByteWriter
    {
        // The most bytes of UTF-8 that a char stands for; the two of a pair stand for four.
        private const int MaximumUnit = 3;

        // Created once, because Encoding.UTF8 allocates an object at each use on nanoFramework.
        private static readonly Encoding s_utf8 = Encoding.UTF8;

        /// <summary>Writes text in UTF-8.</summary>
        /// <param name="text">The text. Surrogates without their other half are written as U+FFFD on the desktop.</param>
        public void WriteText(string text)
        {
            int length = text.Length;
            if (length * MaximumUnit <= _limit - _end && !_overflowed)
            {
                // Most text fits, whatever its characters take.
                _end += s_utf8.GetBytes(text, 0, length, _buffer, _end);
                return;
            }

            int count = _end - _start;
            if (!_overflowed && WriteText(text, 0) < length)
            {
                Rewind(count);
                _overflowed = true;
            }
        }

        /// <summary>Writes as many characters of a text, in UTF-8, as fit.</summary>
        /// <param name="text">The text.</param>
        /// <param name="index">The first character to write.</param>
        /// <returns>The first character that does not fit; the length of the text when all fit.</returns>
        public int WriteText(string text, int index)
        {
            int length = text.Length;
            while (index < length)
            {
                // Most characters take less, so that the room left after a piece takes another.
                int free = Free;
                int part = free / MaximumUnit;
                part = part < length - index ? part : length - index;
                if (part > 0 && index + part < length && SplitsPair(text, index, index + part))
                {
                    part--;
                }

                int size = part * MaximumUnit;
                if (part == 0)
                {
                    char c = text[index];
                    part = IsSurrogate(c) && index + 1 < length ? 2 : 1;
                    size = part == 2 ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : MaximumUnit;
                }

                if (size > free || !Ensure(size))
                {
                    break;
                }

                _end += s_utf8.GetBytes(text, index, part, _buffer, _end);
                index += part;
            }

            return index;
        }

        /// <summary>Whether a pair of surrogates has one half before an index and the other at the index. nanoFramework shows the first half in both places, so this method counts them.</summary>
        private static bool SplitsPair(string text, int start, int index)
        {
            int at = index;
            while (at > start && IsSurrogate(text[at - 1]))
            {
                at--;
            }

            return ((index - at) & 1) != 0;
        }

        private static bool IsSurrogate(char c)
        {
            return c >= 0xD800 && c <= 0xDFFF;
        }
    }
}
