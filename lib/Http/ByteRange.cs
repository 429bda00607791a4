using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>What a Range field asks for.</summary>
    internal enum RangeResult
    {
        /// <summary>The whole: there is no Range, or one that is not understood and therefore ignored (RFC 9110 section 14.2).</summary>
        Whole,

        /// <summary>One range.</summary>
        Part,

        /// <summary>A range that lies behind the end.</summary>
        Unsatisfiable,
    }

    /// <summary>Range requests (RFC 9110 section 14) for one range of bytes; several ranges are answered with the whole, as section 14.2 permits.</summary>
    internal static class ByteRange
    {
        private const int UnitSize = 6;

        /// <summary>Reads the Range field.</summary>
        /// <param name="request">The request.</param>
        /// <param name="length">The length of the content.</param>
        /// <param name="first">The first byte wanted.</param>
        /// <param name="count">How many.</param>
        public static RangeResult Read(Request request, int length, out int first, out int count)
        {
            first = 0;
            count = length;
            byte[] buffer = request.Buffer;
            if (request.Method != RequestMethod.Get
                || !request.TryGetField(FieldName.Range, out int at, out int size)
                || size <= UnitSize
                || !Ascii.EqualsIgnoreCase(buffer, at, UnitSize, "bytes="))
            {
                return RangeResult.Whole;
            }

            int end = at + size;
            at += UnitSize;
            int hyphen = at;
            while (hyphen < end && buffer[hyphen] != '-')
            {
                hyphen++;
            }

            long from = Ascii.ParseNumber(buffer, at, hyphen - at);
            long to = Ascii.ParseNumber(buffer, hyphen + 1, end - hyphen - 1);
            if (hyphen == at)
            {
                // The last so many bytes.
                if (to < 0)
                {
                    return RangeResult.Whole;
                }

                from = to < length ? length - to : 0;
                to = length - 1;
                if (from == length)
                {
                    return RangeResult.Unsatisfiable;
                }
            }
            else if (from < 0 || (to < 0 && hyphen + 1 < end) || (to >= 0 && to < from) || hyphen == end)
            {
                return RangeResult.Whole;
            }

            if (from >= length)
            {
                return RangeResult.Unsatisfiable;
            }

            if (to < 0 || to >= length)
            {
                to = length - 1;
            }

            first = (int)from;
            count = (int)(to - from) + 1;
            return RangeResult.Part;
        }
    }
}
