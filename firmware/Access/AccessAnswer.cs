using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// The responses that refuse requests of <see cref="AccessGate"/> and of signing in. Code and message come from the <see cref="ErrorTable"/>; the
    /// body is {"code":…,"message":…}.
    /// </summary>
    internal static class AccessAnswer
    {
        private static readonly string s_navigate = "navigate";
        private static readonly byte[] s_html = Encoding.UTF8.GetBytes("text/html");

        /// <summary>Sends a refusal.</summary>
        /// <param name="exchange">The request and its response, not yet begun.</param>
        /// <param name="error">The error.</param>
        /// <param name="retryAfter">The value of the Retry-After field in seconds; 0 for no field.</param>
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
        /// Decides whether the challenge (RFC 9110 section 11.6.1) may be Basic. Tools and browser navigation get Basic. Requests of scripts get Bearer,
        /// because with Basic the browser would show its own dialog above the page. Fields that only browsers send identify such requests.
        /// </summary>
        private static bool IsForDialog(Request request)
        {
            if (request.TryGetField(FieldName.SecFetchMode, out int offset, out int count))
            {
                return Ascii.Equals(request.Buffer, offset, count, s_navigate);
            }

            // Browsers omit Sec-Fetch-Mode over plain HTTP, except to localhost.
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
