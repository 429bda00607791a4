using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Weights in fields such as Accept-Encoding (RFC 9110 section 12.4.2).</summary>
    public static class Quality
    {
        /// <summary>How much a client likes a content coding (RFC 9110 section 12.5.3).</summary>
        /// <param name="request">The request.</param>
        /// <param name="coding">The coding in lower case; null for none at all, which clients call identity.</param>
        /// <returns>Thousandths: 0 for one it refuses, up to 1,000.</returns>
        public static int OfCoding(Request request, string coding)
        {
            if (request.Count(FieldName.AcceptEncoding) == 0)
            {
                // Anything will do; what is not encoded will do best.
                return coding == null ? 1000 : 999;
            }

            int any = -1;
            int cursor = 0;
            while (request.NextItem(FieldName.AcceptEncoding, ref cursor, out int offset, out int count))
            {
                int length = NameLength(request.Buffer, offset, count);
                if (Ascii.EqualsIgnoreCase(request.Buffer, offset, length, coding ?? "identity"))
                {
                    return Read(request.Buffer, offset, count);
                }

                if (length == 1 && request.Buffer[offset] == '*')
                {
                    any = Read(request.Buffer, offset, count);
                }
            }

            // What is not listed: identity stays acceptable, if least, unless * refuses it.
            return any >= 0 ? any : coding == null ? 1 : 0;
        }

        /// <summary>The length of an item's name, up to its parameters.</summary>
        internal static int NameLength(byte[] buffer, int offset, int count)
        {
            int length = 0;
            while (length < count && buffer[offset + length] != ';' && buffer[offset + length] != ' ' && buffer[offset + length] != '\t')
            {
                length++;
            }

            return length;
        }

        /// <summary>
        /// The weight of an item in thousandths: its q parameter, or 1,000. The RFC writes at most one digit, and three behind the point; some
        /// clients write <c>.5</c>, or as many as a division gives them, so any decimal number is read. What is above 1 counts as 1, and text
        /// that is no number as 0.
        /// </summary>
        internal static int Read(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int at = offset + NameLength(buffer, offset, count);
            while (at < end)
            {
                while (at < end && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == ';'))
                {
                    at++;
                }

                if (end - at >= 2 && (buffer[at] | 0x20) == 'q' && buffer[at + 1] == '=')
                {
                    return ReadWeight(buffer, at + 2, end);
                }

                while (at < end && buffer[at] != ';')
                {
                    at++;
                }
            }

            return 1000;
        }

        private static int ReadWeight(byte[] buffer, int at, int end)
        {
            int weight = 0;
            for (; at < end && IsDigit(buffer[at]); at++)
            {
                weight = weight > 0 || buffer[at] != '0' ? 1000 : 0;
            }

            if (at < end && buffer[at] == '.')
            {
                int unit = 100;
                for (at++; at < end && IsDigit(buffer[at]); at++)
                {
                    weight += (buffer[at] - '0') * unit;
                    unit /= 10;
                }
            }

            bool ends = at == end || buffer[at] == ';' || buffer[at] == ' ' || buffer[at] == '\t';
            return !ends ? 0 : weight < 1000 ? weight : 1000;
        }

        private static bool IsDigit(int character)
        {
            return character >= '0' && character <= '9';
        }
    }
}
