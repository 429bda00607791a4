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
    internal sealed class AccessAnswer
    {
        /// <summary>The request has no credentials, or wrong ones.</summary>
        public static readonly AccessAnswer Unauthorized = new AccessAnswer(ProtocolError.Unauthorized);

        /// <summary>The client's right is not sufficient.</summary>
        public static readonly AccessAnswer Forbidden = new AccessAnswer(ProtocolError.Forbidden);

        /// <summary>The password for signing in is wrong.</summary>
        public static readonly AccessAnswer WrongPassword = new AccessAnswer(ProtocolError.WrongPassword);

        /// <summary>The address has presented too many wrong secrets.</summary>
        public static readonly AccessAnswer TooManyAttempts = new AccessAnswer(ProtocolError.TooManyAttempts);

        /// <summary>Comparisons for other clients took too long.</summary>
        public static readonly AccessAnswer Busy = new AccessAnswer(ProtocolError.Busy);

        /// <summary>The body is not a password in JSON or in a form.</summary>
        public static readonly AccessAnswer Malformed = new AccessAnswer(ProtocolError.Malformed);

        /// <summary>The body is longer than any valid one.</summary>
        public static readonly AccessAnswer TooLong = new AccessAnswer(ProtocolError.TooLong);

        /// <summary>The body has another media type.</summary>
        public static readonly AccessAnswer WrongType = new AccessAnswer(ProtocolError.UnsupportedType);

        private static readonly string s_navigate = "navigate";
        private static readonly byte[] s_html = Encoding.UTF8.GetBytes("text/html");

        private readonly ProtocolError _error;

        private AccessAnswer(ProtocolError error)
        {
            _error = error;
        }

        /// <summary>Sends the response.</summary>
        /// <param name="exchange">The request and its response, not yet begun.</param>
        /// <param name="retryAfter">The value of the Retry-After field in seconds; 0 for no field.</param>
        public void Send(Exchange exchange, int retryAfter)
        {
            Response response = exchange.Response;
            int status = ErrorTable.Status(_error);
            response.Begin(status);
            response.AddField("Cache-Control", "no-store");
            if (status == HttpStatus.Unauthorized)
            {
                response.AddField("WWW-Authenticate", IsForDialog(exchange.Request) && this == Unauthorized ? "Basic realm=\"nano\", charset=\"UTF-8\"" : "Bearer realm=\"nano\"");
            }

            if (retryAfter > 0)
            {
                response.AddField("Retry-After", retryAfter);
            }

            response.EndWith(ErrorTable.Code(_error), ErrorTable.Message(_error));
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
