using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A client's opening handshake (RFC 6455 section 4.1), to be spoilt.</summary>
    internal sealed class Handshake
    {
        public const string SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";
        public const string SampleAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        private readonly List<string> _lines = new List<string>();
        private string _requestLine;
        private string _content = "";

        public Handshake(string path = "/echo")
        {
            _requestLine = $"GET {path} HTTP/1.1";
            Add("Host", "board.local");
            Add("Upgrade", "websocket");
            Add("Connection", "Upgrade");
            Add("Sec-WebSocket-Key", SampleKey);
            Add("Sec-WebSocket-Version", "13");
        }

        public Handshake RequestLine(string line)
        {
            _requestLine = line;
            return this;
        }

        public Handshake Add(string name, string value)
        {
            _lines.Add($"{name}: {value}");
            return this;
        }

        /// <summary>Adds lines as they are, separated by CR LF.</summary>
        public Handshake AddLines(string lines)
        {
            _lines.AddRange(lines.Split("\r\n"));
            return this;
        }

        public Handshake Without(string name)
        {
            _lines.RemoveAll(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
            return this;
        }

        /// <summary>Puts other lines in a field's place.</summary>
        public Handshake Replace(string name, string lines)
        {
            int at = _lines.FindIndex(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
            _lines.RemoveAt(at);
            _lines.InsertRange(at, lines.Split("\r\n"));
            return this;
        }

        /// <summary>Gives a field another value.</summary>
        public Handshake Set(string name, string value)
        {
            return Replace(name, $"{name}: {value}");
        }

        public Handshake Change(Func<string, string> line)
        {
            for (int i = 0; i < _lines.Count; i++)
            {
                _lines[i] = line(_lines[i]);
            }

            return this;
        }

        public Handshake Reverse()
        {
            _lines.Reverse();
            return this;
        }

        public Handshake Content(string content)
        {
            _content = content;
            return this;
        }

        public byte[] ToBytes()
        {
            return Encoding.Latin1.GetBytes(string.Concat(_lines.Prepend(_requestLine).Select(line => line + "\r\n")) + "\r\n" + _content);
        }
    }
}
