using System;
using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// The patterns of routes. A pattern is the path, with a NUL, which no path has, for each value of one segment, and 1 for a value that takes the rest of the
    /// path: bytes and no object, which would cost 48 bytes a route.
    /// </summary>
    internal static class RouteTemplate
    {
        private const byte Segment = 0;
        private const byte Rest = 1;
        private const int LiteralKind = 0;
        private const int SegmentKind = 1;
        private const int RestKind = 2;
        private const int EndKind = 3;

        /// <summary>Reads a template.</summary>
        /// <param name="template">The template, see <see cref="Router.Map"/>.</param>
        /// <param name="names">The names of its values in their order; null when there are none.</param>
        /// <returns>The pattern.</returns>
        /// <exception cref="ArgumentException">The template is malformed.</exception>
        public static byte[] Parse(string template, out string[] names)
        {
            if (template == null || template.Length == 0 || template[0] != '/')
            {
                throw Malformed(template, "a route begins with '/'");
            }

            byte[] text = Encoding.UTF8.GetBytes(template);
            ByteWriter path = new ByteWriter(new byte[text.Length]);
            names = null;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '{')
                {
                    i = ReadName(template, text, i, ref names, path);
                }
                else if (text[i] < ' ' || text[i] == '}' || text[i] == '?' || text[i] == '#' || text[i] == '%')
                {
                    throw Malformed(template, text[i] == '}' ? "a '}' has no '{'" : text[i] == '%' ? "a route is not percent-encoded" : "no path has such a character");
                }
                else
                {
                    path.Write(text[i]);
                }
            }

            byte[] pattern = new byte[path.Count];
            Array.Copy(path.Buffer, pattern, pattern.Length);
            return pattern;
        }

        /// <summary>Whether the route must be tried before another: in the first segment in which they differ in kind, it has literal text, or a value where the other takes the rest.</summary>
        /// <param name="pattern">The route's pattern.</param>
        /// <param name="other">The other's.</param>
        public static bool WinsOver(byte[] pattern, byte[] other)
        {
            int a = 0;
            int b = 0;
            while (true)
            {
                int kind = NextKind(pattern, ref a);
                int otherKind = NextKind(other, ref b);
                if (kind != otherKind)
                {
                    return kind < otherKind;
                }

                if (kind == EndKind)
                {
                    return false;
                }
            }
        }

        /// <summary>Compares a route with a request's path and notes the values in the exchange.</summary>
        /// <param name="path">The route's pattern.</param>
        /// <param name="exchange">The exchange.</param>
        /// <returns>Whether the route matches.</returns>
        public static bool Matches(byte[] path, Exchange exchange)
        {
            Request request = exchange._request;
            byte[] buffer = request._buffer;
            int at = request.PathOffset;
            int end = at + request.PathCount;
            int value = 0;
            for (int i = 0; i < path.Length; i++)
            {
                int b = path[i];
                if (b == Segment)
                {
                    int start = at;
                    while (at < end && buffer[at] != '/')
                    {
                        at++;
                    }

                    if (at == start)
                    {
                        return false;
                    }

                    exchange.SetValue(value++, start, at - start);
                }
                else if (b == Rest)
                {
                    exchange.SetValue(value, at, end - at);
                    return true;
                }
                else if (at == end)
                {
                    if (i == 0 || i != path.Length - 2 || path[i + 1] != Rest)
                    {
                        return false;
                    }

                    // The folder itself, without its slash.
                    exchange.SetValue(value, at, 0);
                    return true;
                }
                else if ((b == '/' && buffer[at] != '/') || PercentEncoding.Next(buffer, ref at) != b)
                {
                    // An escaped slash is part of its segment (RFC 3986 section 2.2).
                    return false;
                }
            }

            return at == end;
        }

        /// <summary>The kind of the next segment.</summary>
        private static int NextKind(byte[] pattern, ref int at)
        {
            if (at == pattern.Length)
            {
                return EndKind;
            }

            // Behind the slash.
            int first = at + 1;
            at = Ascii.IndexOf(pattern, '/', first, pattern.Length);
            return first == at ? LiteralKind : pattern[first] == Segment ? SegmentKind : pattern[first] == Rest ? RestKind : LiteralKind;
        }

        /// <summary>Reads a value's name.</summary>
        /// <returns>Where its closing brace is.</returns>
        private static int ReadName(string template, byte[] text, int at, ref string[] names, ByteWriter path)
        {
            int end = Ascii.IndexOf(text, '}', at, text.Length);
            if (end == text.Length)
            {
                throw Malformed(template, "a '{' has no '}'");
            }

            bool isRest = text[at + 1] == '*';
            int start = isRest ? at + 2 : at + 1;
            if (text[at - 1] != '/' || (end + 1 < text.Length && text[end + 1] != '/'))
            {
                throw Malformed(template, "a value in braces is a whole segment, such as /{id}/");
            }

            if (end == start || Ascii.IndexOf(text, '{', start, end) < end || Ascii.IndexOf(text, '/', start, end) < end)
            {
                throw Malformed(template, "a value in braces has a name, such as {id}");
            }

            if (isRest && end + 1 < text.Length)
            {
                throw Malformed(template, "a value with '*' takes the rest of the path and is the last segment");
            }

            int count = names == null ? 0 : names.Length;
            if (count == Exchange.MaximumValues)
            {
                throw Malformed(template, "a route has at most " + count.ToString() + " values");
            }

            string name = Encoding.UTF8.GetString(text, start, end - start);
            for (int i = 0; i < count; i++)
            {
                if (names[i] == name)
                {
                    throw Malformed(template, "two values have the name " + name);
                }
            }

            string[] longer = new string[count + 1];
            for (int i = 0; i < count; i++)
            {
                longer[i] = names[i];
            }

            longer[count] = name;
            names = longer;
            path.Write(isRest ? Rest : Segment);
            return end;
        }

        private static ArgumentException Malformed(string template, string reason)
        {
            return new ArgumentException("The route " + (template ?? "null") + " is malformed: " + reason + ".");
        }
    }
}
