using System;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares Base64 with .NET's implementation: decoding of texts, and encoding of any bytes.</summary>
    internal sealed class Base64Target : Target
    {
        private readonly byte[] _decoded = new byte[Input.Capacity];
        private readonly byte[] _encoded = new byte[Input.Capacity * 2];
        private int _decodedCount;
        private int _encodedCount;

        public override string Name => "base64";

        public override int MaximumLength => 80;

        public override string[] Words => new[] { "=", "==", "AAAA", "+/", "-_", "AA==", "AB==", "AAA=" };

        public override void Generate(Chance chance, Input into)
        {
            into.Add(Convert.ToBase64String(Encoding.Latin1.GetBytes(chance.Text("\0a\x7F\x80\xFF", chance.Next(40)))));
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            _decodedCount = Base64.Decode(feed.Buffer, feed.Offset, feed.Count, _decoded, 0);
            trace.Number(_decodedCount);
            trace.Bytes(_decoded, 0, Math.Max(0, _decodedCount));
            trace.Number(Base64.Decode(feed.Buffer, feed.Offset, feed.Count, null, 0));

            // The destination is one byte too short.
            trace.Number(Base64.Decode(feed.Buffer, feed.Offset, feed.Count, _decoded, _decoded.Length - Math.Max(0, _decodedCount - 1)));
            _encodedCount = Base64.Encode(feed.Buffer, feed.Offset, feed.Count, _encoded, 0);
            trace.Bytes(_encoded, 0, _encodedCount);
            trace.Outcome = _decodedCount < 0 ? 0 : 1;
        }

        public override string Judge(Input input)
        {
            if (Convert.ToBase64String(input.Span) != Encoding.Latin1.GetString(_encoded, 0, _encodedCount))
            {
                return "encodes as " + Encoding.Latin1.GetString(_encoded, 0, _encodedCount);
            }

            byte[] bytes = LooseBase64.Decode(Encoding.Latin1.GetString(input.Span));
            return bytes != null ? _decodedCount == bytes.Length && bytes.AsSpan().SequenceEqual(_decoded.AsSpan(0, bytes.Length)) ? null : "decodes to other bytes" : _decodedCount < 0 ? null : "should be refused";
        }
    }
}
