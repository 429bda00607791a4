using System;
using System.Text;
using Nano.Web.Json;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    // What a request says: the values of its route, its query, its form, its content. Strings are made when they are asked for; the methods that begin with Try make nothing.
    public sealed partial class Exchange
    {
        private const int NotFound = -1;

        /// <summary>In a <see cref="RequestHandler"/>: where the request's content begins in its buffer.</summary>
        public int BodyOffset => _position;

        /// <summary>In a <see cref="RequestHandler"/>: the length of the request's content in bytes; 0 for none.</summary>
        public int BodyCount => End - _position;

        /// <summary>In a <see cref="RequestHandler"/>: the request's content as text, which is UTF-8.</summary>
        /// <returns>A string made now; empty for no content.</returns>
        public string GetBody()
        {
            return Encoding.UTF8.GetString(_request._buffer, _position, End - _position);
        }

        /// <summary>The segment of the path that stands for a value of the route.</summary>
        /// <param name="name">The name in the route: <c>id</c> of <c>/things/{id}</c>.</param>
        /// <returns>A string made now, percent-decoded.</returns>
        /// <exception cref="ArgumentException">The route has no such value.</exception>
        public string GetValue(string name)
        {
            GetValue(IndexOfValue(name), out int offset, out int count);
            return Decode(offset, count, false);
        }

        /// <summary>The segment of the path that stands for a value of the route, as it stands in the request.</summary>
        /// <param name="name">The name in the route: <c>id</c> of <c>/things/{id}</c>.</param>
        /// <param name="offset">Where it begins in the request's buffer.</param>
        /// <param name="count">Its length in bytes, percent-encoded.</param>
        /// <exception cref="ArgumentException">The route has no such value.</exception>
        public void GetValue(string name, out int offset, out int count)
        {
            GetValue(IndexOfValue(name), out offset, out count);
        }

        /// <summary>A parameter of the query, such as <c>?name=value</c>.</summary>
        /// <param name="name">Its name; case matters.</param>
        /// <returns>A string made now, decoded (WHATWG URL section 5.1); null when there is none of that name. Of several the first counts.</returns>
        public string GetQuery(string name)
        {
            return TryGetQuery(name, out int offset, out int count) ? Decode(offset, count, true) : null;
        }

        /// <summary>Finds a parameter of the query.</summary>
        /// <param name="name">Its name; case matters.</param>
        /// <param name="offset">Where its value begins in the request's buffer.</param>
        /// <param name="count">The value's length in bytes, percent-encoded.</param>
        /// <returns>False when there is none of that name. Of several the first counts.</returns>
        public bool TryGetQuery(string name, out int offset, out int count)
        {
            return TryFind(_request.QueryOffset, _request.QueryCount, name, out offset, out count);
        }

        /// <summary>In a <see cref="RequestHandler"/>: a field of a form (application/x-www-form-urlencoded).</summary>
        /// <param name="name">Its name; case matters.</param>
        /// <returns>A string made now, decoded; null when there is none of that name, or the content is no such form. Of several the first counts.</returns>
        public string GetForm(string name)
        {
            return TryGetForm(name, out int offset, out int count) ? Decode(offset, count, true) : null;
        }

        /// <summary>In a <see cref="RequestHandler"/>: finds a field of a form (application/x-www-form-urlencoded).</summary>
        /// <param name="name">Its name; case matters.</param>
        /// <param name="offset">Where its value begins in the request's buffer.</param>
        /// <param name="count">The value's length in bytes, percent-encoded.</param>
        /// <returns>False when there is none of that name, or the content is no such form. Of several the first counts.</returns>
        public bool TryGetForm(string name, out int offset, out int count)
        {
            byte[] buffer = _request._buffer;
            if (_request.TryGetField(FieldName.ContentType, out int type, out int size)
                && Ascii.EqualsIgnoreCase(buffer, type, Quality.NameLength(buffer, type, size), "application/x-www-form-urlencoded"))
            {
                return TryFind(_position, End - _position, name, out offset, out count);
            }

            offset = 0;
            count = 0;
            return false;
        }

        /// <summary>A whole number that the request has under a name: as a value of the route, or else in the query, or else in the form.</summary>
        /// <param name="name">The name; case matters.</param>
        /// <param name="value">The number, -2,147,483,648 to 2,147,483,647; 0 when there is none.</param>
        /// <returns>False when there is nothing of that name, or it is not a whole number in decimal, or out of range.</returns>
        public bool TryGetInteger(string name, out int value)
        {
            value = 0;
            int index = FindValue(name);
            int offset;
            int count;
            if (index != NotFound)
            {
                GetValue(index, out offset, out count);
            }
            else if (!TryGetQuery(name, out offset, out count) && !TryGetForm(name, out offset, out count))
            {
                return false;
            }

            bool isNegative = count > 0 && _request._buffer[offset] == '-';
            int sign = isNegative ? 1 : 0;
            long number = Ascii.ParseNumber(_request._buffer, offset + sign, count - sign);
            if (number < 0 || number > int.MaxValue + (long)sign)
            {
                return false;
            }

            value = (int)(isNegative ? -number : number);
            return true;
        }

        /// <summary>In a <see cref="RequestHandler"/>: reads the request's content as JSON.</summary>
        /// <returns>A reader at the beginning of the content; the same for all requests, so that it is not to be kept.</returns>
        public JsonReader ReadJson()
        {
            JsonReader reader = _response._service.JsonReader;
            reader.Begin(_request._buffer, _position, End - _position);
            return reader;
        }

        /// <summary>A cookie that the client sends.</summary>
        /// <param name="name">Its name; case matters.</param>
        /// <returns>A string made now; null when there is none of that name. Of several the first counts.</returns>
        public string GetCookie(string name)
        {
            return Cookie.TryGet(_request, name, out int offset, out int count) ? _request.GetString(offset, count) : null;
        }

        /// <summary>
        /// Sends a file, or, where the client takes gzip, the file of the same name with .gz behind it: with its type, a validator, conditions and a range. It goes in pieces as the
        /// client takes them. To open a file makes a few objects. In a <see cref="RequestHandler"/> only.
        /// </summary>
        /// <param name="path">The file's path on the platform. Never make it of what a client sends.</param>
        /// <returns>False, and nothing is sent, when there is no such file.</returns>
        public bool SendFile(string path)
        {
            return _response._service.GetSender(Slot).Begin(this, path, null, null);
        }

        /// <summary>Whether the request has a user's credentials by the Basic scheme (RFC 7617). Over plain HTTP others on the way can read them.</summary>
        /// <param name="user">The user-id, without a colon; with the password at most 127 bytes.</param>
        /// <param name="password">The password.</param>
        /// <returns>False when it has others, or none: answer with <see cref="Response.Challenge"/>.</returns>
        public bool HasCredentials(string user, string password)
        {
            return _response._service.Credentials.Match(_request, user, password);
        }

        private int IndexOfValue(string name)
        {
            int index = FindValue(name);
            if (index == NotFound)
            {
                throw new ArgumentException("The route has no value of the name " + name + ".");
            }

            return index;
        }

        private int FindValue(string name)
        {
            string[] names = _response._service.Router.FindNames(this);
            for (int i = 0; names != null && i < names.Length; i++)
            {
                if (names[i] == name)
                {
                    return i;
                }
            }

            return NotFound;
        }

        /// <summary>Finds a parameter of a query or a form.</summary>
        private bool TryFind(int offset, int count, string name, out int valueOffset, out int valueCount)
        {
            byte[] buffer = _request._buffer;
            int end = offset + count;
            while (offset < end)
            {
                int next = Ascii.IndexOf(buffer, '&', offset, end);
                int equals = Ascii.IndexOf(buffer, '=', offset, next);
                if (FormText.IsName(buffer, offset, equals, name))
                {
                    valueOffset = equals < next ? equals + 1 : next;
                    valueCount = next - valueOffset;
                    return true;
                }

                offset = next + 1;
            }

            valueOffset = 0;
            valueCount = 0;
            return false;
        }

        private string Decode(int offset, int count, bool isForm)
        {
            return FormText.Decode(_request._buffer, offset, count, isForm);
        }
    }
}
