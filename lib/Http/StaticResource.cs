using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// A resource whose content never changes, such as a page: it answers conditions, a range and HEAD, and chooses among
    /// its representations by the client's Accept-Encoding.
    /// </summary>
    public sealed class StaticResource : Resource
    {
        private readonly Representation[] _representations;

        /// <summary>Makes a resource.</summary>
        /// <param name="representations">The same content in one or more codings, the most wanted first.</param>
        /// <exception cref="ArgumentException">There is none.</exception>
        public StaticResource(params Representation[] representations)
            : base(RequestMethod.Get)
        {
            if (representations.Length == 0)
            {
                throw new ArgumentException("A static resource has one representation at least.");
            }

            _representations = representations;
        }

        /// <summary>The Cache-Control field (RFC 9111 section 5.2); null for none.</summary>
        public string CacheControl { get; set; }

        /// <summary>The Content-Security-Policy field; null for none.</summary>
        public string ContentSecurityPolicy { get; set; }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            int chosen = Choose(request);
            if (chosen < 0)
            {
                response.Send(HttpStatus.NotAcceptable, "text/plain", "This content comes in gzip only.\n");
                return;
            }

            Representation representation = _representations[chosen];
            exchange.Choice = chosen;
            int length = representation.Content.Length;
            int first = 0;
            int count = length;
            int status = Precondition.Evaluate(request, representation);
            if (status == HttpStatus.Ok && Precondition.AllowsRange(request, representation))
            {
                switch (ByteRange.Read(request, length, out first, out count))
                {
                    case RangeResult.Part: status = HttpStatus.PartialContent; break;
                    case RangeResult.Unsatisfiable: status = HttpStatus.RangeNotSatisfiable; break;
                }
            }

            response.Begin(status);
            if (status == HttpStatus.PreconditionFailed)
            {
                count = 0;
            }
            else if (status == HttpStatus.RangeNotSatisfiable)
            {
                count = 0;
                ByteWriter writer = response.BeginField("Content-Range");
                writer.WriteText("bytes */");
                writer.WriteNumber(length);
                response.EndField();
            }
            else
            {
                AddFields(response, representation, status);
                if (status == HttpStatus.PartialContent)
                {
                    AddContentRange(response, first, count, length);
                }
            }

            exchange.Position = first;
            exchange.End = first + count;
            response.BeginContent(count);
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
            Content content = _representations[exchange.Choice].Content;
            int left = exchange.End - exchange.Position;
            while (left > 0 && response.HasContent)
            {
                int count = left < response.Room ? left : response.Room;
                if (count == 0)
                {
                    return;
                }

                ByteWriter writer = response.BeginPiece();
                writer.Ensure(count);
                count = content.Read(exchange.Position, writer.Buffer, writer.End, count);
                writer.Advance(count);
                response.EndPiece(count);
                exchange.Position += count;
                left -= count;
            }

            response.End();
        }

        /// <summary>The representation whose coding the client likes best, the first among equals; -1 when it refuses all.</summary>
        private int Choose(Request request)
        {
            int chosen = -1;
            int best = 0;
            for (int i = 0; i < _representations.Length; i++)
            {
                int quality = Quality.OfCoding(request, _representations[i].ContentEncoding);
                if (quality > best)
                {
                    best = quality;
                    chosen = i;
                }
            }

            return chosen;
        }

        private void AddFields(Response response, Representation representation, int status)
        {
            representation.AddValidators(response);
            if (CacheControl != null)
            {
                response.AddField("Cache-Control", CacheControl);
            }

            if (_representations.Length > 1 || representation.ContentEncoding != null)
            {
                response.AddField("Vary", "Accept-Encoding");
            }

            if (status != HttpStatus.NotModified)
            {
                response.AddField("Content-Type", representation.ContentType);
                representation.AddDescription(response);
                response.AddField("Accept-Ranges", "bytes");
                if (ContentSecurityPolicy != null)
                {
                    response.AddField("Content-Security-Policy", ContentSecurityPolicy);
                }
            }
        }

        private static void AddContentRange(Response response, int first, int count, int length)
        {
            ByteWriter writer = response.BeginField("Content-Range");
            writer.WriteText("bytes ");
            writer.WriteNumber(first);
            writer.WriteText("-");
            writer.WriteNumber(first + count - 1);
            writer.WriteText("/");
            writer.WriteNumber(length);
            response.EndField();
        }
    }
}
