using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Cookies (RFC 6265): finds those a client sends, writes those a server sets.</summary>
    public static class Cookie
    {
        /// <summary>Finds a cookie in the Cookie field.</summary>
        /// <param name="request">The request.</param>
        /// <param name="name">Its name; case matters.</param>
        /// <param name="offset">Where its value begins, without quotes around it.</param>
        /// <param name="count">The value's length.</param>
        /// <returns>False when there is none of that name. Of several the first counts.</returns>
        public static bool TryGet(Request request, string name, out int offset, out int count)
        {
            int cursor = 0;
            return TryGetNext(request, name, ref cursor, out offset, out count);
        }

        /// <summary>Finds the next cookie of a name: a client sends several of one name when they have been set for different paths or hosts (RFC 6265 section 5.4).</summary>
        /// <param name="request">The request.</param>
        /// <param name="name">Its name; case matters.</param>
        /// <param name="cursor">0 at first; then how much of the field has been read.</param>
        /// <param name="offset">Where its value begins, without quotes around it.</param>
        /// <param name="count">The value's length.</param>
        /// <returns>False when there are no more of that name.</returns>
        public static bool TryGetNext(Request request, string name, ref int cursor, out int offset, out int count)
        {
            offset = 0;
            count = 0;
            if (!request.TryGetField(FieldName.Cookie, out int field, out int size))
            {
                return false;
            }

            byte[] buffer = request.Buffer;
            int at = field + cursor;
            int end = field + size;
            while (at < end)
            {
                while (at < end && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == ';'))
                {
                    at++;
                }

                int start = at;
                int equals = -1;
                while (at < end && buffer[at] != ';')
                {
                    if (equals < 0 && buffer[at] == '=')
                    {
                        equals = at;
                    }

                    at++;
                }

                if (equals >= 0 && Ascii.Equals(buffer, start, equals - start, name))
                {
                    cursor = at - field;
                    offset = equals + 1;
                    count = at - offset;
                    while (count > 0 && (buffer[offset + count - 1] == ' ' || buffer[offset + count - 1] == '\t'))
                    {
                        count--;
                    }

                    if (count >= 2 && buffer[offset] == '"' && buffer[offset + count - 1] == '"')
                    {
                        offset++;
                        count -= 2;
                    }

                    return true;
                }
            }

            return false;
        }

        /// <summary>Adds a Set-Cookie field that scripts cannot read and other sites cannot use: HttpOnly, SameSite=Strict.</summary>
        /// <param name="response">The response, begun.</param>
        /// <param name="name">A token.</param>
        /// <param name="value">Holds the value: visible ASCII without quotes, commas, semicolons and backslashes.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="path">The path it is for, such as "/".</param>
        /// <param name="maximumAge">How long it lives in seconds; 0 deletes it, less than 0 leaves it to the browser's session.</param>
        /// <param name="isSecure">Whether it may travel over TLS only.</param>
        public static void Set(Response response, string name, byte[] value, int offset, int count, string path, int maximumAge, bool isSecure)
        {
            ByteWriter writer = response.BeginField("Set-Cookie");
            writer.WriteText(name);
            writer.Write((byte)'=');
            writer.Write(value, offset, count);
            WriteAttributes(writer, path, maximumAge, isSecure);
            response.EndField();
        }

        /// <summary>Writes the value of a Set-Cookie field, for all paths.</summary>
        internal static void WriteTo(ByteWriter writer, string name, string value, int maximumAge, bool isSecure)
        {
            writer.WriteText(name);
            writer.Write((byte)'=');
            writer.WriteText(value);
            WriteAttributes(writer, "/", maximumAge, isSecure);
        }

        private static void WriteAttributes(ByteWriter writer, string path, int maximumAge, bool isSecure)
        {
            writer.WriteText("; Path=");
            writer.WriteText(path);
            if (maximumAge >= 0)
            {
                writer.WriteText("; Max-Age=");
                writer.WriteNumber(maximumAge);
            }

            writer.WriteText("; HttpOnly; SameSite=Strict");
            if (isSecure)
            {
                writer.WriteText("; Secure");
            }
        }
    }
}
