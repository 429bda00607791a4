using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>Refusals of the gate and of signing in, with the codes of the <see cref="ErrorTable"/>, in the protocol's {"code":…,"message":…}.</summary>
    internal static class AccessAnswer
    {
        private static readonly string s_navigate = "navigate";
        private static readonly byte[] s_html = Encoding.UTF8.GetBytes("text/html");

        /// <summary>Sends a refusal.</summary>
        /// <param name="exchange">The exchange it ends.</param>
        /// <param name="error">The error.</param>
        /// <param name="retryAfter">When to try again, in seconds; 0 to say nothing.</param>
        public static void Send(Exchange exchange, ProtocolError error, int retryAfter)
        {
            Response response = exchange.Response;
            int status = ErrorTable.Status(error);
            response.Begin(status);
            response.AddField("Cache-Control", "no-store");
            if (status == HttpStatus.Unauthorized)
            {
                response.AddField("WWW-Authenticate", IsForDialog(exchange.Request) && error == ProtocolError.Unauthorized ? "Basic realm=\"nano\", charset=\"UTF-8\"" : "Bearer realm=\"nano\"");
            }

            if (retryAfter > 0)
            {
                response.AddField("Retry-After", retryAfter);
            }

            response.EndWith(ErrorTable.Code(error), ErrorTable.Message(error));
        }

        /// <summary>
        /// Whether who asks is to be challenged with Basic: tools, and a browser that goes to a page. What a page itself fetches is not, because
        /// there the browser would open a dialog of its own over the page's; such a request is known by what only browsers send.
        /// </summary>
        private static bool IsForDialog(Request request)
        {
            if (request.TryGetField(FieldName.SecFetchMode, out int offset, out int count))
            {
                return Ascii.Equals(request.Buffer, offset, count, s_navigate);
            }

            // Over plain HTTP and not to localhost, browsers do not say what they fetch for.
            return !request.HasUpgrade && !request.TryGetField(FieldName.Origin, out offset, out count)
                && (AcceptsHtml(request) || !request.TryGetField(FieldName.AcceptLanguage, out offset, out count));
        }

        private static bool AcceptsHtml(Request request)
        {
            int cursor = 0;
            while (request.NextItem(FieldName.Accept, ref cursor, out int offset, out int count))
            {
                if (count >= s_html.Length && Ascii.EqualsIgnoreCase(request.Buffer, offset, s_html.Length, s_html))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
