using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Answers with letters, as many at a time as there is room for; with their number announced or in chunks.</summary>
    internal sealed class StreamResource : Resource
    {
        private readonly int _length;
        private readonly bool _announced;

        public StreamResource(int length, bool announced)
            : base(RequestMethod.Get | RequestMethod.Post)
        {
            _length = length;
            _announced = announced;
        }

        /// <summary>How many responses were broken off.</summary>
        public int Aborted;

        /// <summary>The content.</summary>
        public static string Content(int length)
        {
            return Bytes.Text(Letters(0, length));
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange.Response;
            if (!_announced && exchange.Request.MinorVersion == 0)
            {
                response.KeepAlive = false;
            }

            response.Begin(HttpStatus.Ok);
            if (_announced)
            {
                response.BeginContent(_length);
            }
            else
            {
                response.BeginContent();
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            byte[] letters = Letters(exchange.Position, _length - exchange.Position);
            exchange.Position += exchange.Response.Write(letters, 0, letters.Length);
            if (exchange.Position == _length)
            {
                exchange.Response.End();
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            Aborted++;
        }

        private static byte[] Letters(int position, int count)
        {
            byte[] letters = new byte[count];
            for (int i = 0; i < count; i++)
            {
                letters[i] = (byte)('a' + (position + i) % 26);
            }

            return letters;
        }
    }
}
