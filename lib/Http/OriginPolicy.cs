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
    /// name a page's origin in Origin; clients that are no browsers have none, and a policy for pages does not bind them.
    /// </summary>
    public sealed class OriginPolicy
    {
        private static readonly byte[] s_http = Encoding.UTF8.GetBytes("http://");
        private static readonly byte[] s_https = Encoding.UTF8.GetBytes("https://");
        private static readonly string s_fetchSite = "sec-fetch-site";

        private byte[][] _origins = new byte[0][];

        /// <summary>Allows another origin.</summary>
        /// <param name="origin">Such as <c>https://panel.example:8443</c>: without a path, and without the port that its scheme has anyway.</param>
        /// <exception cref="ArgumentException">It is no origin of the web, or null, which any page can have.</exception>
        public void Allow(string origin)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(origin.ToLower());
            int scheme = SchemeLength(bytes, 0, bytes.Length);
            if (scheme == 0 || !Authority.IsValid(bytes, scheme, bytes.Length - scheme) || HostLength(bytes, scheme, bytes.Length - scheme, scheme) != bytes.Length - scheme)
            {
                throw new ArgumentException("An origin is scheme://host or scheme://host:port, http or https, without a path and without the scheme's own port.");
            }

            byte[][] origins = new byte[_origins.Length + 1][];
            Array.Copy(_origins, origins, _origins.Length);
            origins[_origins.Length] = bytes;
            _origins = origins;
        }

        /// <summary>
        /// Judges a request: by Origin, or, where there is none, by Sec-Fetch-Site (Fetch Metadata). The server is known to a page by
        /// the host that the request asks for, port included. One that speaks TLS is known by https; to one that does not, by either scheme: whether
        /// a proxy before it does is not known here.
        /// </summary>
        /// <param name="request">The request.</param>
        /// <param name="isSecure">Whether it came over TLS.</param>
        public OriginVerdict Judge(Request request, bool isSecure = false)
        {
            byte[] buffer = request.Buffer;
            if (!request.TryGetField(FieldName.Origin, out int origin, out int count))
            {
                // none: the user's own doing, such as an address typed.
                return !request.TryGetField(s_fetchSite, out int site, out int siteCount)
                    || Ascii.Equals(buffer, site, siteCount, "same-origin") || Ascii.Equals(buffer, site, siteCount, "none")
                    ? OriginVerdict.Same : OriginVerdict.Foreign;
            }

            int scheme = SchemeLength(buffer, origin, count);
            if (scheme == 0 || request.Count(FieldName.Origin) > 1)
            {
                return OriginVerdict.Foreign;
            }

            // Who is on the way makes pages of http://, which must not speak for the server's own.
            if (!(isSecure && scheme == 7) && request.TryGetHost(out int host, out int hostCount))
            {
                int length = HostLength(buffer, host, hostCount, scheme);
                if (length == HostLength(buffer, origin + scheme, count - scheme, scheme)
                    && (Ascii.Equals(buffer, host, buffer, origin + scheme, length) || EqualsIgnoreCase(buffer, host, origin + scheme, length)))
                {
                    return OriginVerdict.Same;
                }
            }

            for (int i = 0; i < _origins.Length; i++)
            {
                if (Ascii.EqualsIgnoreCase(buffer, origin, count, _origins[i]))
                {
                    return OriginVerdict.Allowed;
                }
            }

            return OriginVerdict.Foreign;
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
