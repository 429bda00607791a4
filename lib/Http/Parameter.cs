using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Parameters of a field's value, such as <c>; boundary="x"</c> (RFC 9110 section 5.6.6).</summary>
    public static class Parameter
    {
        /// <summary>Finds a parameter.</summary>
        /// <param name="buffer">Holds the value.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="lowercaseName">The parameter's name.</param>
        /// <param name="valueOffset">Where its value begins, within the quotes if it has any.</param>
        /// <param name="valueCount">The value's length; escapes within quotes are still there.</param>
        /// <returns>False when there is none.</returns>
        public static bool TryGet(byte[] buffer, int offset, int count, string lowercaseName, out int valueOffset, out int valueCount)
        {
            int end = offset + count;
            int at = offset;
            while (true)
            {
                while (at < end && buffer[at] != ';')
                {
                    at++;
                }

                while (at < end && (buffer[at] == ';' || buffer[at] == ' ' || buffer[at] == '\t'))
                {
                    at++;
                }

                int name = at;
                while (at < end && buffer[at] != '=' && buffer[at] != ';')
                {
                    at++;
                }

                if (at >= end)
                {
                    valueOffset = 0;
                    valueCount = 0;
                    return false;
                }

                if (buffer[at] == ';')
                {
                    continue;
                }

                bool isWanted = Ascii.EqualsIgnoreCase(buffer, name, at - name, lowercaseName);
                at++;
                bool isQuoted = at < end && buffer[at] == '"';
                int start = isQuoted ? ++at : at;
                while (at < end && (isQuoted ? buffer[at] != '"' : buffer[at] != ';' && buffer[at] != ' ' && buffer[at] != '\t'))
                {
                    at += isQuoted && buffer[at] == '\\' ? 2 : 1;
                }

                if (isWanted)
                {
                    valueOffset = start;
                    valueCount = (at < end ? at : end) - start;
                    return true;
                }
            }
        }

        /// <summary>Writes a value found by <see cref="TryGet"/> without its escapes.</summary>
        internal static void Write(byte[] buffer, int offset, int count, ByteWriter writer)
        {
            int end = offset + count;
            while (offset < end)
            {
                // Browsers escape only quotes, and as %22; a backslash before anything else is a file name's own.
                if (buffer[offset] == '\\' && offset + 1 < end && (buffer[offset + 1] == '"' || buffer[offset + 1] == '\\'))
                {
                    offset++;
                }

                writer.Write(buffer[offset++]);
            }
        }
    }
}
