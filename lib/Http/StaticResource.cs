using System;

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
            int chosen = Choose(request);
            if (chosen < 0)
            {
                exchange.Response.Send(HttpStatus.NotAcceptable, "text/plain", "This content comes in gzip only.\n");
                return;
            }

            Representation representation = _representations[chosen];
            exchange.Choice = chosen;
            ContentSender.Begin(exchange, representation, CacheControl, ContentSecurityPolicy, _representations.Length > 1 || representation.ContentEncoding != null);
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            ContentSender.Write(exchange, _representations[exchange.Choice].Content);
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
    }
}
