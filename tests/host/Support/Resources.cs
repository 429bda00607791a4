using System;
using Nano.Web.Http;

namespace Nano.Tests.Host.Support
{
    /// <summary>A text that fits the send buffer.</summary>
    internal sealed class TextResource : Resource
    {
        private readonly string _text;

        public TextResource(string text)
            : base(RequestMethod.Get)
        {
            _text = text;
        }

        public override void OnRequest(Exchange exchange)
        {
            exchange.Response.Send(HttpStatus.Ok, "text/plain", _text);
        }
    }

    /// <summary>Content far larger than any buffer: byte n is n modulo 251.</summary>
    internal sealed class LargeResource : Resource
    {
        private static readonly byte[] s_pattern = Pattern(251 * 16);
        private readonly int _length;

        public LargeResource(int length)
            : base(RequestMethod.Get)
        {
            _length = length;
        }

        public static byte[] Pattern(int length)
        {
            byte[] pattern = new byte[length];
            for (int i = 0; i < length; i++)
            {
                pattern[i] = (byte)(i % 251);
            }

            return pattern;
        }

        public override void OnRequest(Exchange exchange)
        {
            exchange.Response.Begin(HttpStatus.Ok);
            exchange.Response.BeginContent(_length);
        }

        public override void OnWritable(Exchange exchange)
        {
            while (exchange.Position < _length)
            {
                int at = exchange.Position % s_pattern.Length;
                int part = exchange.Response.Write(s_pattern, at, Math.Min(s_pattern.Length - at, _length - exchange.Position));
                if (part == 0)
                {
                    return;
                }

                exchange.Position += part;
            }

            exchange.Response.End();
        }
    }

    /// <summary>Takes content in pieces and answers with the number of its bytes.</summary>
    internal sealed class CountingResource : Resource
    {
        public CountingResource()
            : base(RequestMethod.Put)
        {
        }

        public override void OnRequest(Exchange exchange)
        {
        }

        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            exchange.Position += count;
            if (last)
            {
                exchange.Response.Begin(HttpStatus.NoContent);
                exchange.Response.AddField("Content-Count", exchange.Position);
                exchange.Response.BeginContent(0);
                exchange.Response.End();
            }
        }
    }
}
