using System;
using System.Security.Cryptography;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares Sec-WebSocket-Accept of any 22 bytes and "==" with .NET's SHA-1.</summary>
    internal sealed class AcceptKeyTarget : Target
    {
        private readonly byte[] _accept = new byte[AcceptKey.Size];

        public override string Name => "accept-key";

        public override int MaximumLength => 32;

        public override void Generate(Chance chance, Input into)
        {
            into.Add(chance.Text("\0\x01\x7F\x80\xFFabc", AcceptKey.KeySize - 2) + "==");
        }

        public override void Run(Feed feed, Trace trace)
        {
            while (feed.More())
            {
                trace.Steps++;
            }

            if (feed.Count >= AcceptKey.KeySize)
            {
                AcceptKey.Compute(feed.Buffer, feed.Offset, _accept, 0);
                trace.Bytes(_accept, 0, _accept.Length);
            }
        }

        public override string Judge(Input input)
        {
            if (input.Count < AcceptKey.KeySize)
            {
                return null;
            }

            byte[] text = new byte[60];
            input.Span[..22].CopyTo(text);
            text[22] = text[23] = (byte)'=';
            Encoding.ASCII.GetBytes("258EAFA5-E914-47DA-95CA-C5AB0DC85B11").CopyTo(text, 24);
            return Convert.ToBase64String(SHA1.HashData(text)) == Encoding.ASCII.GetString(_accept) ? null : "another accept value";
        }
    }
}
