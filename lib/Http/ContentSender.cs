using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Sends a representation: it answers conditions (RFC 9110 section 13), a range (section 14) and HEAD. The exchange's position and end are the content's.</summary>
    internal static class ContentSender
    {
        /// <summary>Sends the head.</summary>
        /// <param name="exchange">The exchange, of which nothing has been sent but a status line of 200.</param>
        /// <param name="representation">What is sent.</param>
        /// <param name="cacheControl">The Cache-Control field; null for none.</param>
        /// <param name="securityPolicy">The Content-Security-Policy field; null for none.</param>
        /// <param name="varies">Whether another client may get another coding.</param>
        public static void Begin(Exchange exchange, Representation representation, string cacheControl, string securityPolicy, bool varies)
        {
            Request request = exchange._request;
            Response response = exchange._response;
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
                AddFields(response, representation, status, cacheControl, securityPolicy, varies);
                if (status == HttpStatus.PartialContent)
                {
                    AddContentRange(response, first, count, length);
                }
            }

            exchange.Position = first;
            exchange.End = first + count;
            response.BeginContent(count);
        }

        /// <summary>Sends as much of the content as there is room for, and ends the response behind all of it.</summary>
        /// <param name="exchange">The exchange.</param>
        /// <param name="content">The content.</param>
        public static void Write(Exchange exchange, Content content)
        {
            Response response = exchange._response;
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

        private static void AddFields(Response response, Representation representation, int status, string cacheControl, string securityPolicy, bool varies)
        {
            representation.AddValidators(response);
            if (cacheControl != null)
            {
                response.AddField("Cache-Control", cacheControl);
            }

            if (varies)
            {
                response.AddField("Vary", "Accept-Encoding");
            }

            if (status != HttpStatus.NotModified)
            {
                response.AddField("Content-Type", representation.ContentType);
                representation.AddDescription(response);
                response.AddField("Accept-Ranges", "bytes");
                if (securityPolicy != null)
                {
                    response.AddField("Content-Security-Policy", securityPolicy);
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
