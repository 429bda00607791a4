using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>The host of a request and its port.</summary>
    internal static class Authority
    {
        /// <summary>Whether bytes are uri-host [":" port] (RFC 9112 section 3.2, RFC 3986 section 3.2.2) with a host that is not empty.</summary>
        public static bool IsValid(byte[] buffer, int offset, int count)
        {
            byte[] classes = CharacterClass.Table;
            int end = offset + count;
            int at = offset;
            if (count > 0 && buffer[at] == '[')
            {
                at++;
                while (at < end && (Ascii.HexValue(buffer[at]) >= 0 || buffer[at] == ':' || buffer[at] == '.'))
                {
                    at++;
                }

                if (at - offset < 3 || at == end || buffer[at] != ']')
                {
                    return false;
                }

                at++;
            }
            else
            {
                while (at < end && buffer[at] != ':' && (classes[buffer[at]] & CharacterClass.Host) != 0)
                {
                    at++;
                }

                if (at == offset)
                {
                    return false;
                }
            }

            if (at == end)
            {
                return true;
            }

            if (buffer[at] != ':')
            {
                return false;
            }

            // A port may be empty; more than five digits cannot be one.
            int digits = end - at - 1;
            return digits == 0 || (digits <= 5 && Ascii.ParseNumber(buffer, at + 1, digits) is >= 0 and <= 65535);
        }
    }
}
