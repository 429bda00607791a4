using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>Which path stands for which resource: a table made once, searched in its order.</summary>
    public sealed class Router
    {
        private readonly byte[][] _templates;
        private readonly Resource[] _resources;
        private readonly bool[] _hasValues;
        private int _count;

        /// <summary>Makes an empty table.</summary>
        /// <param name="capacity">The most routes.</param>
        public Router(int capacity)
        {
            _templates = new byte[capacity][];
            _resources = new Resource[capacity];
            _hasValues = new bool[capacity];
        }

        /// <summary>Adds a route.</summary>
        /// <param name="template">A path such as <c>/api/channels/{id}</c>; a segment in braces takes any one segment that is not empty. At most four.</param>
        /// <param name="resource">What the path stands for.</param>
        public void Map(string template, Resource resource)
        {
            if (template.Length == 0 || template[0] != '/')
            {
                throw new ArgumentException("A route begins with '/'.");
            }

            if (_count == _templates.Length)
            {
                throw new InvalidOperationException("The routing table is full: give it a larger capacity.");
            }

            _templates[_count] = Encoding.UTF8.GetBytes(template);
            _hasValues[_count] = template.IndexOf('{') >= 0;
            _resources[_count++] = resource;
        }

        /// <summary>Finds the resource for a request's path and notes the route's values in the exchange.</summary>
        /// <returns>The resource, or null when none matches.</returns>
        public Resource Find(Exchange exchange)
        {
            Request request = exchange.Request;
            bool isEscaped = (request._flags & RequestFlags.PathEscaped) != 0;
            int count = request.PathCount;
            byte[][] templates = _templates;
            for (int i = 0; i < _count; i++)
            {
                byte[] template = templates[i];
                if (isEscaped || _hasValues[i] ? Matches(template, exchange)
                    : count == template.Length && Ascii.Equals(request.Buffer, request.PathOffset, template, 0, count))
                {
                    return _resources[i];
                }
            }

            return null;
        }

        private static bool Matches(byte[] template, Exchange exchange)
        {
            Request request = exchange.Request;
            byte[] buffer = request.Buffer;
            int at = request.PathOffset;
            int end = at + request.PathCount;
            int value = 0;
            for (int i = 0; i < template.Length; i++)
            {
                if (template[i] == '{')
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
                    while (template[i] != '}')
                    {
                        i++;
                    }
                }
                else if (at == end || (template[i] == '/' && buffer[at] != '/') || PercentEncoding.Next(buffer, ref at) != template[i])
                {
                    // An escaped slash is part of its segment (RFC 3986 section 2.2).
                    return false;
                }
            }

            return at == end;
        }
    }
}
