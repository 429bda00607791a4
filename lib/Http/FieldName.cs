using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>The request fields the server knows by number, so that none is ever compared twice.</summary>
    public enum FieldName
    {
        /// <summary>Any other field.</summary>
        Other,

        /// <summary>Host.</summary>
        Host,

        /// <summary>Range.</summary>
        Range,

        /// <summary>Accept.</summary>
        Accept,

        /// <summary>Cookie.</summary>
        Cookie,

        /// <summary>Expect.</summary>
        Expect,

        /// <summary>Origin.</summary>
        Origin,

        /// <summary>Upgrade.</summary>
        Upgrade,

        /// <summary>If-Match.</summary>
        IfMatch,

        /// <summary>If-Range.</summary>
        IfRange,

        /// <summary>Connection.</summary>
        Connection,

        /// <summary>Content-Type.</summary>
        ContentType,

        /// <summary>Authorization.</summary>
        Authorization,

        /// <summary>If-None-Match.</summary>
        IfNoneMatch,

        /// <summary>Content-Length.</summary>
        ContentLength,

        /// <summary>Sec-Fetch-Mode.</summary>
        SecFetchMode,

        /// <summary>Sec-Fetch-Site.</summary>
        SecFetchSite,

        /// <summary>Accept-Encoding.</summary>
        AcceptEncoding,

        /// <summary>Accept-Language.</summary>
        AcceptLanguage,

        /// <summary>Content-Encoding.</summary>
        ContentEncoding,

        /// <summary>If-Modified-Since.</summary>
        IfModifiedSince,

        /// <summary>Sec-WebSocket-Key.</summary>
        SecWebSocketKey,

        /// <summary>Transfer-Encoding.</summary>
        TransferEncoding,

        /// <summary>If-Unmodified-Since.</summary>
        IfUnmodifiedSince,

        /// <summary>Sec-WebSocket-Version.</summary>
        SecWebSocketVersion,

        /// <summary>Sec-WebSocket-Protocol.</summary>
        SecWebSocketProtocol,

        /// <summary>Sec-WebSocket-Extensions.</summary>
        SecWebSocketExtensions,
    }

    /// <summary>Finds the number of a field's name.</summary>
    internal static class FieldNames
    {
        // The names in the enum's order, each followed by a colon; s_starts[n] is where the name of number n begins.
        private const string Names =
            "host:range:accept:cookie:expect:origin:upgrade:if-match:if-range:connection:content-type:authorization:"
            + "if-none-match:content-length:sec-fetch-mode:sec-fetch-site:accept-encoding:accept-language:content-encoding:if-modified-since:sec-websocket-key:"
            + "transfer-encoding:if-unmodified-since:sec-websocket-version:sec-websocket-protocol:sec-websocket-extensions:";

        private static readonly byte[] s_names = Encoding.UTF8.GetBytes(Names);
        private static readonly short[] s_starts = Starts(Encoding.UTF8.GetBytes(Names));

        /// <summary>The number of a name in any case.</summary>
        /// <param name="buffer">Holds the name, which must be a token.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length.</param>
        public static FieldName Find(byte[] buffer, int offset, int count)
        {
            int first;
            int last;
            switch (count)
            {
                case 4: first = last = (int)FieldName.Host; break;
                case 5: first = last = (int)FieldName.Range; break;
                case 6: first = (int)FieldName.Accept; last = (int)FieldName.Origin; break;
                case 7: first = last = (int)FieldName.Upgrade; break;
                case 8: first = (int)FieldName.IfMatch; last = (int)FieldName.IfRange; break;
                case 10: first = last = (int)FieldName.Connection; break;
                case 12: first = last = (int)FieldName.ContentType; break;
                case 13: first = (int)FieldName.Authorization; last = (int)FieldName.IfNoneMatch; break;
                case 14: first = (int)FieldName.ContentLength; last = (int)FieldName.SecFetchSite; break;
                case 15: first = (int)FieldName.AcceptEncoding; last = (int)FieldName.AcceptLanguage; break;
                case 16: first = last = (int)FieldName.ContentEncoding; break;
                case 17: first = (int)FieldName.IfModifiedSince; last = (int)FieldName.TransferEncoding; break;
                case 19: first = last = (int)FieldName.IfUnmodifiedSince; break;
                case 21: first = last = (int)FieldName.SecWebSocketVersion; break;
                case 22: first = last = (int)FieldName.SecWebSocketProtocol; break;
                case 24: first = last = (int)FieldName.SecWebSocketExtensions; break;
                default: return FieldName.Other;
            }

            byte[] names = s_names;
            short[] starts = s_starts;
            int end = offset + count;
            for (int candidate = first; candidate <= last; candidate++)
            {
                // A token has no byte below 0x21, so that setting bit 5 lowers letters and makes no other byte a letter or a hyphen.
                // The last eight bytes, or four of a short name, overlap those before.
                int from = offset;
                int to = starts[candidate];
                int delta = to - from;
                if (count < 8)
                {
                    if ((BitConverter.ToUInt32(buffer, from) | 0x20202020) == BitConverter.ToUInt32(names, to)
                        && (BitConverter.ToUInt32(buffer, end - 4) | 0x20202020) == BitConverter.ToUInt32(names, end - 4 + delta))
                    {
                        return (FieldName)candidate;
                    }

                    continue;
                }

                while (from < end - 8 && (BitConverter.ToUInt64(buffer, from) | 0x2020202020202020) == BitConverter.ToUInt64(names, from + delta))
                {
                    from += 8;
                }

                if (from >= end - 8 && (BitConverter.ToUInt64(buffer, end - 8) | 0x2020202020202020) == BitConverter.ToUInt64(names, end - 8 + delta))
                {
                    return (FieldName)candidate;
                }
            }

            return FieldName.Other;
        }

        /// <summary>Whether a name has a number.</summary>
        /// <param name="lowercaseName">The name in lower case.</param>
        public static bool Contains(string lowercaseName)
        {
            for (int i = 1; i < s_starts.Length; i++)
            {
                int end = i + 1 < s_starts.Length ? s_starts[i + 1] : s_names.Length;
                if (Ascii.Equals(s_names, s_starts[i], end - 1 - s_starts[i], lowercaseName))
                {
                    return true;
                }
            }

            return false;
        }

        private static short[] Starts(byte[] names)
        {
            short[] starts = new short[(int)FieldName.SecWebSocketExtensions + 1];
            int number = 1;
            starts[1] = 0;
            for (int i = 0; i < names.Length - 1; i++)
            {
                if (names[i] == ':')
                {
                    starts[++number] = (short)(i + 1);
                }
            }

            return starts;
        }
    }
}
