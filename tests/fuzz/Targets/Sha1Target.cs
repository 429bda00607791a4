using System;
using System.Security.Cryptography;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Cryptography;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>SHA-1 of any bytes, and Sec-WebSocket-Accept of any 24, against .NET's.</summary>
    internal sealed class Sha1Target : Target
    {
        private readonly Sha1 _sha1 = new Sha1();
        private readonly AcceptKey _acceptKey = new AcceptKey();
        private readonly byte[] _digest = new byte[Sha1.DigestSize];
        private readonly byte[] _accept = new byte[AcceptKey.Size];

        public override string Name => "sha1";

        public override int MaximumLength => 260;

        public override void Generate(Chance chance, Input into)
        {
            // Around the ends of blocks, where the padding changes.
            int count = chance.OneIn(3) ? chance.Next(260) : 64 * chance.Next(4) + 50 + chance.Next(20);
            into.Add(chance.Text("\0\x01\x7F\x80\xFFabc", Math.Min(count, 260)));
        }

        public override void Run(Feed feed, Trace trace)
        {
            int at = feed.Offset;
            _sha1.Reset();
            while (feed.More())
            {
                trace.Steps++;
                _sha1.Append(feed.Buffer, at, feed.End - at);
                at = feed.End;
            }

            _sha1.Finish(_digest, 0);
            trace.Bytes(_digest, 0, _digest.Length);
            if (feed.Count >= AcceptKey.KeySize)
            {
                _acceptKey.Compute(feed.Buffer, feed.Offset, _accept, 0);
                trace.Bytes(_accept, 0, _accept.Length);
            }
        }

        public override string Judge(Input input)
        {
            if (!SHA1.HashData(input.Span).AsSpan().SequenceEqual(_digest))
            {
                return "another digest";
            }

            if (input.Count < AcceptKey.KeySize)
            {
                return null;
            }

            byte[] text = new byte[60];
            input.Span[..24].CopyTo(text);
            Encoding.ASCII.GetBytes("258EAFA5-E914-47DA-95CA-C5AB0DC85B11").CopyTo(text, 24);
            return Convert.ToBase64String(SHA1.HashData(text)) == Encoding.ASCII.GetString(_accept) ? null : "another accept value";
        }
    }
}
