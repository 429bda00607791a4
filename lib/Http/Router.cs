using System;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// Which path stands for which resource: a table made before the server starts. Where several routes match a path, literal text wins over a value, from
    /// the first segment on, whatever the order in which they were added.
    /// </summary>
    public sealed class Router
    {
        private readonly byte[][] _patterns;
        private readonly Resource[] _resources;

        // The names of a route's values; null when it has none.
        private readonly string[][] _names;
        private int _count;

        /// <summary>Makes an empty table.</summary>
        /// <param name="capacity">The most routes.</param>
        public Router(int capacity)
        {
            _patterns = new byte[capacity][];
            _resources = new Resource[capacity];
            _names = new string[capacity][];
        }

        /// <summary>Adds a route.</summary>
        /// <param name="template">
        /// A path such as <c>/api/channels/{id}</c>, not percent-encoded. A segment in braces, a value, takes any one segment that is not empty. <c>{*name}</c> as the last segment
        /// takes all that is left of the path, slashes included, or nothing. A route has at most four values.
        /// </param>
        /// <param name="resource">The resource that answers requests for the path.</param>
        /// <exception cref="ArgumentException">The template is malformed, or another route matches the same paths. The message says what to change.</exception>
        /// <exception cref="InvalidOperationException">The table is full.</exception>
        public void Map(string template, Resource resource)
        {
            if (resource == null)
            {
                throw new ArgumentNullException("resource");
            }

            byte[] pattern = RouteTemplate.Parse(template, out string[] names);
            if (IndexOf(pattern) >= 0)
            {
                throw new ArgumentException("A route that matches the same paths as " + template + " has been added before.");
            }

            if (_count == _patterns.Length)
            {
                throw new InvalidOperationException("The table of routes is full: raise HttpOptions.MaximumRoutes above " + _count.ToString() + ".");
            }

            // Before the routes that it wins over, so that the first match is the right one.
            int index = _count++;
            while (index > 0 && RouteTemplate.WinsOver(pattern, _patterns[index - 1]))
            {
                _patterns[index] = _patterns[index - 1];
                _resources[index] = _resources[index - 1];
                _names[index] = _names[index - 1];
                index--;
            }

            _patterns[index] = pattern;
            _resources[index] = resource;
            _names[index] = names;
        }

        /// <summary>Finds the resource for a request's path and notes the route's values in the exchange.</summary>
        /// <param name="exchange">The exchange.</param>
        /// <returns>The resource, or null when no route matches.</returns>
        public Resource Find(Exchange exchange)
        {
            int index = FindIndex(exchange);
            return index < 0 ? null : _resources[index];
        }

        /// <summary>The names of the values of a request's route. It is searched again: to remember it would take 12 bytes a slot.</summary>
        /// <returns>The names; null when there are none.</returns>
        internal string[] FindNames(Exchange exchange)
        {
            int index = FindIndex(exchange);
            return index < 0 ? null : _names[index];
        }

        private int FindIndex(Exchange exchange)
        {
            Request request = exchange._request;
            bool isEscaped = (request._flags & RequestFlags.PathEscaped) != 0;
            int count = request.PathCount;
            byte[][] patterns = _patterns;
            for (int i = 0; i < _count; i++)
            {
                byte[] pattern = patterns[i];
                if (isEscaped || _names[i] != null ? RouteTemplate.Matches(pattern, exchange)
                    : count == pattern.Length && Ascii.Equals(request._buffer, request.PathOffset, pattern, 0, count))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The resource of a route that has been added.</summary>
        /// <param name="template">Its template.</param>
        /// <returns>The resource, or null when there is no such route.</returns>
        internal Resource FindResource(string template)
        {
            int index = IndexOf(RouteTemplate.Parse(template, out string[] names));
            return index < 0 ? null : _resources[index];
        }

        private int IndexOf(byte[] pattern)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_patterns[i].Length == pattern.Length && Ascii.Equals(_patterns[i], 0, pattern, 0, pattern.Length))
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
