using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>Refusals of the gate and of signing in, with the codes of the <see cref="ErrorTable"/>, in the protocol's {"code":…,"message":…}.</summary>
    internal sealed class AccessAnswer
    {
        /// <summary>Without credentials, or with wrong ones.</summary>
        public static readonly AccessAnswer Unauthorized = new AccessAnswer(ProtocolError.Unauthorized);

        /// <summary>With a right that is not enough.</summary>
        public static readonly AccessAnswer Forbidden = new AccessAnswer(ProtocolError.Forbidden);

        /// <summary>Signing in with a wrong password.</summary>
        public static readonly AccessAnswer WrongPassword = new AccessAnswer(ProtocolError.WrongPassword);

        /// <summary>After too many wrong ones.</summary>
        public static readonly AccessAnswer TooManyAttempts = new AccessAnswer(ProtocolError.TooManyAttempts);

        /// <summary>While others sign in.</summary>
        public static readonly AccessAnswer Busy = new AccessAnswer(ProtocolError.Busy);

        /// <summary>What is no password in JSON or a form.</summary>
        public static readonly AccessAnswer Malformed = new AccessAnswer(ProtocolError.Malformed);

        /// <summary>What is longer than that can be.</summary>
        public static readonly AccessAnswer TooLong = new AccessAnswer(ProtocolError.TooLong);

        /// <summary>Another type of content.</summary>
        public static readonly AccessAnswer WrongType = new AccessAnswer(ProtocolError.UnsupportedType);

        private static readonly string s_navigate = "navigate";
        private static readonly byte[] s_html = Encoding.UTF8.GetBytes("text/html");

        private readonly ProtocolError _error;

        private AccessAnswer(ProtocolError error)
        {
            _error = error;
        }

        /// <summary>Sends it.</summary>
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
