using System;
using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>What <see cref="OriginPolicy.Judge"/> found.</summary>
    public enum OriginVerdict
    {
        /// <summary>No page sends the request, or one of the server itself.</summary>
        Same,

        /// <summary>A page of an origin that is allowed sends it.</summary>
        Allowed,

        /// <summary>Another page sends it.</summary>
        Foreign,
    }

    /// <summary>
    /// Which web pages may use the server (RFC 6454; RFC 6455 section 10.2): its own, and those of the origins that are allowed. Browsers
    /// name a page's origin in Origin. Most clients that are no browsers have none, and the policy does not bind them; those that have one must be allowed.
    /// </summary>
    public sealed class OriginPolicy
    {
        /// <summary>The longest origin that can be allowed, and what a refusal shows of another.</summary>
        public const int MaximumLength = 64;

        private static readonly byte[] s_http = Encoding.UTF8.GetBytes("http://");
        private static readonly byte[] s_https = Encoding.UTF8.GetBytes("https://");

        // Literals, because a refusal is rare and an array takes its memory for good.
        private const string Refused = "The origin ";
        private const string Setting = " may not do this. To allow it: allow-origin=";
        private const string Option = " in the settings, or the option --allow-origin.";

        private byte[][] _origins = new byte[0][];

        /// <summary>Is told of each request that <see cref="Refuse"/> answers; null, the default, for nobody.</summary>
        public OriginObserver Observer { get; set; }

        /// <summary>Allows another origin.</summary>
        /// <param name="origin">
        /// Such as <c>https://panel.example:8443</c>, <c>capacitor://localhost</c> or <c>file://</c>; see <see cref="IsOrigin"/>. A final slash and the
        /// port that http and https have anyway are left out, as browsers do. Case does not matter.
        /// </param>
        /// <exception cref="ArgumentException">It is no origin, or null, which any page can have.</exception>
        public void Allow(string origin)
        {
            if (!IsOrigin(origin))
            {
                throw new ArgumentException("An origin is scheme://host or scheme://host:port, of at most 64 characters without spaces; null cannot be allowed, because any page can have it.");
            }

            byte[] bytes = Encoding.UTF8.GetBytes(origin.ToLower());
            int scheme = SchemeLength(bytes, 0, bytes.Length);
            int count = bytes.Length;
            int slash = Ascii.IndexOf(bytes, '/', scheme, count);
            if (scheme != 0 && slash >= count - 1)
            {
                count = scheme + HostLength(bytes, scheme, slash - scheme, scheme);
            }

            byte[][] origins = new byte[_origins.Length + 1][];
            Array.Copy(_origins, origins, _origins.Length);
            origins[_origins.Length] = new byte[count];
            Array.Copy(bytes, origins[_origins.Length], count);
            _origins = origins;
        }

        /// <summary>
        /// Whether a text can be allowed: a scheme (RFC 3986 section 3.1), <c>://</c>, and visible ASCII characters without commas, at most
        /// <see cref="MaximumLength"/> in all. Clients that are no browsers send paths too. Behind http:// and https:// comes a host.
        /// </summary>
        /// <param name="origin">The text.</param>
        public static bool IsOrigin(string origin)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(origin);
            int colon = Ascii.IndexOf(bytes, ':', 0, bytes.Length);
            bool isOrigin = colon > 0 && colon + 2 < bytes.Length && bytes[colon + 1] == '/' && bytes[colon + 2] == '/' && bytes.Length <= MaximumLength;
            for (int i = 0; i < bytes.Length; i++)
            {
                int c = bytes[i];
                bool isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                bool isSchemes = isLetter || (i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
                isOrigin &= i < colon ? isSchemes : c > ' ' && c <= '~' && c != ',';
            }

            int scheme = SchemeLength(bytes, 0, bytes.Length);
            int slash = Ascii.IndexOf(bytes, '/', scheme, bytes.Length);
            return isOrigin && (scheme == 0 ? !IsWeb(bytes, colon) : Authority.IsValid(bytes, scheme, slash - scheme));
        }

        /// <summary>
        /// Judges a request: by Origin, or, where there is none, by Sec-Fetch-Site (Fetch Metadata). The server is known to a page by
        /// the host that the request asks for, port included. One that speaks TLS is known by https; to one that does not, by either scheme: whether
        /// a proxy before it does is not known here.
        /// </summary>
        /// <param name="request">The request.</param>
        /// <param name="isSecure">Whether it came over TLS.</param>
        /// <returns>The verdict.</returns>
        public OriginVerdict Judge(Request request, bool isSecure = false)
        {
            byte[] buffer = request.Buffer;
            if (!request.TryGetField(FieldName.Origin, out int origin, out int count))
            {
                // none: the user's own doing, such as an address typed.
                return !request.TryGetField(FieldName.SecFetchSite, out int site, out int siteCount)
                    || Ascii.Equals(buffer, site, siteCount, "same-origin") || Ascii.Equals(buffer, site, siteCount, "none")
                    ? OriginVerdict.Same : OriginVerdict.Foreign;
            }

            int scheme = SchemeLength(buffer, origin, count);
            if (request.Count(FieldName.Origin) > 1)
            {
                return OriginVerdict.Foreign;
            }

            // An attacker on the way makes pages of http://, which must not speak for the server's own.
            if (scheme != 0 && !(isSecure && scheme == 7) && request.TryGetHost(out int host, out int hostCount))
            {
                int length = HostLength(buffer, host, hostCount, scheme);
                if (length == HostLength(buffer, origin + scheme, count - scheme, scheme)
                    && (Ascii.Equals(buffer, host, buffer, origin + scheme, length) || EqualsIgnoreCase(buffer, host, origin + scheme, length)))
                {
                    return OriginVerdict.Same;
                }
            }

            return IsAllowed(buffer, origin, count) ? OriginVerdict.Allowed : OriginVerdict.Foreign;
        }

        /// <summary>Whether an origin has been allowed.</summary>
        internal bool IsAllowed(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < _origins.Length; i++)
            {
                if (Ascii.EqualsIgnoreCase(buffer, offset, count, _origins[i]))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Answers 403 to a request whose origin is not allowed. The content names the origin and the setting that allows it.</summary>
        internal void Refuse(Request request, Response response)
        {
            bool hasOrigin = request.TryGetField(FieldName.Origin, out int offset, out int count);
            count = count > MaximumLength ? MaximumLength : count;
            response.Begin(HttpStatus.Forbidden);
            if (!hasOrigin || request.Count(FieldName.Origin) > 1 || Ascii.IndexOf(request.Buffer, ':', offset, offset + count) == offset + count)
            {
                count = 0;
                response.EndWith("A page of another site may not do this, and cannot be allowed: its origin is null or unknown.");
            }
            else
            {
                Clean(request.Buffer, offset, count);
                ByteWriter writer = response.BeginSentence();
                writer.WriteText(Refused);
                writer.Write(request.Buffer, offset, count);
                writer.WriteText(Setting);
                writer.Write(request.Buffer, offset, count);
                writer.WriteText(Option);
                response.EndSentence();
            }

            if (Observer != null)
            {
                Observer.OnRefused(request.Buffer, offset, count);
            }
        }

        /// <summary>Replaces bytes that a terminal or a browser could take for more than text. The request has been refused: nothing reads them again.</summary>
        private static void Clean(byte[] buffer, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                int c = buffer[offset];
                if (c <= ' ' || c > '~' || c == '<' || c == '>' || c == '"' || c == '&' || c == '\\')
                {
                    buffer[offset] = (byte)'?';
                }
            }
        }

        /// <summary>Whether a scheme is http or https.</summary>
        private static bool IsWeb(byte[] buffer, int count)
        {
            return Ascii.EqualsIgnoreCase(buffer, 0, count, "http") || Ascii.EqualsIgnoreCase(buffer, 0, count, "https");
        }

        private static int SchemeLength(byte[] buffer, int offset, int count)
        {
            return count > 7 && Ascii.EqualsIgnoreCase(buffer, offset, 7, s_http) ? 7
                : count > 8 && Ascii.EqualsIgnoreCase(buffer, offset, 8, s_https) ? 8
                : 0;
        }

        /// <summary>The length of host[:port] without the port that the scheme, told by its length, has anyway.</summary>
        private static int HostLength(byte[] buffer, int offset, int count, int scheme)
        {
            int end = offset + count;
            return scheme == 7 && count > 3 && buffer[end - 1] == '0' && buffer[end - 2] == '8' && buffer[end - 3] == ':' ? count - 3
                : scheme == 8 && count > 4 && buffer[end - 1] == '3' && buffer[end - 2] == '4' && buffer[end - 3] == '4' && buffer[end - 4] == ':' ? count - 4
                : count;
        }

        private static bool EqualsIgnoreCase(byte[] buffer, int a, int b, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (Ascii.ToLower(buffer[a + i]) != Ascii.ToLower(buffer[b + i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
