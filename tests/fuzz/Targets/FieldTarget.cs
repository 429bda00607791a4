using System;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Web.Http;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>The value of one field of a request. When it is read, the rest of the request has been overwritten.</summary>
    internal abstract class FieldTarget : Target
    {
        private readonly byte[] _buffer = new byte[Input.Capacity + 256];
        private readonly byte[] _prefix;
        private readonly FieldName _name;
        private readonly RequestParser _parser;

        protected FieldTarget(string name, FieldName number)
            : this("", name, number)
        {
        }

        /// <param name="fields">The preceding fields.</param>
        /// <param name="name">The name of the field.</param>
        /// <param name="number">The number of the field's name.</param>
        protected FieldTarget(string fields, string name, FieldName number)
        {
            _prefix = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: a\r\n{fields}{name}:");
            _name = number;
            _parser = new RequestParser(_buffer, 100, _buffer.Length, 6);
        }

        /// <summary>Whether the last input was a valid field value.</summary>
        protected bool IsRead { get; private set; }

        public sealed override void Run(Feed feed, Trace trace)
        {
            feed.All();
            IsRead = false;
            Array.Copy(_prefix, _buffer, _prefix.Length);
            Array.Copy(feed.Buffer, feed.Offset, _buffer, _prefix.Length, feed.Count);
            int end = _prefix.Length + feed.Count;
            _buffer[end++] = (byte)'\r';
            _buffer[end++] = (byte)'\n';
            _buffer[end++] = (byte)'\r';
            _buffer[end++] = (byte)'\n';
            _parser.Reset();
            trace.Steps++;
            if (_parser.Parse(end) != ParseResult.Complete || _parser.HeadEnd != end || !_parser.Request.TryGetField(_name, out int offset, out int count))
            {
                // Another target examines invalid values.
                trace.Outcome = -1;
                return;
            }

            Array.Fill(_buffer, feed.Poison, 0, offset);
            Array.Fill(_buffer, feed.Poison, offset + count, _buffer.Length - offset - count);
            IsRead = true;
            Read(_parser.Request, offset, count, trace);
        }

        /// <summary>Reads the field.</summary>
        protected abstract void Read(Request request, int offset, int count, Trace trace);
    }
}
