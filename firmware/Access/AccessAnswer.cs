using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>Refusals, in the protocol's {"code":…,"message":…}.</summary>
    internal sealed class AccessAnswer
    {
        /// <summary>Without credentials, or with wrong ones.</summary>
        public static readonly AccessAnswer Unauthorized = new AccessAnswer(HttpStatus.Unauthorized, "unauthorized", "This takes a password: sign in, or send it as Basic or Bearer credentials.");

        /// <summary>With a right that is not enough.</summary>
        public static readonly AccessAnswer Forbidden = new AccessAnswer(HttpStatus.Forbidden, "forbidden", "This client may only read. Sign in to control.");

        /// <summary>Signing in with a wrong password.</summary>
        public static readonly AccessAnswer WrongPassword = new AccessAnswer(HttpStatus.Unauthorized, "wrong-password", "That is not the password.");

        /// <summary>After too many wrong ones.</summary>
        public static readonly AccessAnswer TooManyAttempts = new AccessAnswer(HttpStatus.TooManyRequests, "too-many-attempts", "Too many wrong passwords came from this address. Wait for as long as Retry-After says, in seconds.");

        /// <summary>While others sign in.</summary>
        public static readonly AccessAnswer Busy = new AccessAnswer(HttpStatus.ServiceUnavailable, "busy", "Others are signing in. Try again in a moment.");

        /// <summary>What is no password in JSON or a form.</summary>
        public static readonly AccessAnswer Malformed = new AccessAnswer(HttpStatus.BadRequest, "malformed", "Send {\\\"password\\\":\\\"...\\\"} as application/json, or a form with the field password.");

        /// <summary>What is longer than that can be.</summary>
        public static readonly AccessAnswer TooLong = new AccessAnswer(HttpStatus.ContentTooLarge, "too-long", "A password is at most 64 bytes.");

        /// <summary>Another type of content.</summary>
        public static readonly AccessAnswer WrongType = new AccessAnswer(HttpStatus.UnsupportedMediaType, "wrong-type", "Send application/json, or a form.");

        private static readonly string s_navigate = "navigate";
        private static readonly byte[] s_html = Encoding.UTF8.GetBytes("text/html");

        private readonly int _status;
        private readonly byte[] _content;

        private AccessAnswer(int status, string code, string message)
        {
            _status = status;
            _content = Encoding.UTF8.GetBytes("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}\n");
        }

        /// <summary>Sends it.</summary>
        public void Send(Exchange exchange, int retryAfter)
        {
            Response response = exchange.Response;
            response.Begin(_status);
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            if (_status == HttpStatus.Unauthorized)
            {
                response.AddField("WWW-Authenticate", IsForDialog(exchange.Request) && this == Unauthorized ? "Basic realm=\"nano\", charset=\"UTF-8\"" : "Bearer realm=\"nano\"");
            }

            if (retryAfter > 0)
            {
                response.AddField("Retry-After", retryAfter);
            }

            response.BeginContent(_content.Length);
            response.Write(_content, 0, _content.Length);
            response.End();
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
