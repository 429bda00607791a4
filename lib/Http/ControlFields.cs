using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>The fields that decide over the message and its connection: Host, Content-Length, Transfer-Encoding, Connection and Expect.</summary>
    internal static class ControlFields
    {
        private static readonly byte[] s_close = Encoding.UTF8.GetBytes("close");
        private static readonly byte[] s_keepAlive = Encoding.UTF8.GetBytes("keep-alive");
        private static readonly byte[] s_upgrade = Encoding.UTF8.GetBytes("upgrade");
        private static readonly byte[] s_chunked = Encoding.UTF8.GetBytes("chunked");
        private static readonly byte[] s_continue = Encoding.UTF8.GetBytes("100-continue");

        /// <summary>Reads a field whose value lies from <paramref name="start"/> to <paramref name="end"/>, if it is one of these.</summary>
        public static RequestError Read(Request request, FieldName name, int start, int end)
        {
            switch (name)
            {
                case FieldName.Host:
                    if ((request._flags & RequestFlags.Host) != 0)
                    {
                        return RequestError.DuplicateHost;
                    }

                    request._flags |= RequestFlags.Host;
                    return Authority.IsValid(request.Buffer, start, end - start) ? RequestError.None : RequestError.InvalidHost;

                case FieldName.ContentLength:
                    return ReadContentLength(request, start, end);

                case FieldName.TransferEncoding:
                    return ReadTransferEncoding(request, start, end);

                case FieldName.Connection:
                    ReadConnection(request, start, end);
                    return RequestError.None;

                case FieldName.Expect:
                    ReadExpect(request, start, end);
                    return RequestError.None;

                default:
                    return RequestError.None;
            }
        }

        /// <summary>What only the whole head can tell.</summary>
        public static RequestError Validate(Request request)
        {
            RequestFlags flags = request._flags;
            bool isHttp11 = (flags & RequestFlags.Http11) != 0;
            if (isHttp11 && (flags & RequestFlags.Host) == 0)
            {
                return RequestError.MissingHost;
            }

            if ((flags & RequestFlags.TransferEncoding) != 0)
            {
                if (!isHttp11)
                {
                    return RequestError.TransferEncodingInHttp10;
                }

                if ((flags & RequestFlags.ContentLength) != 0)
                {
                    return RequestError.AmbiguousLength;
                }

                request.ContentLength = -1;
            }

            if (!isHttp11)
            {
                // HTTP/1.0 knows no expectations and no Upgrade.
                flags &= ~(RequestFlags.ExpectsContinue | RequestFlags.HasUpgrade | RequestFlags.UnknownExpectation);
            }

            if ((flags & RequestFlags.CloseOption) == 0 && (isHttp11 || (flags & RequestFlags.KeepAliveOption) != 0))
            {
                flags |= RequestFlags.KeepAlive;
            }

            request._flags = flags;
            return (flags & RequestFlags.UnknownExpectation) != 0 ? RequestError.UnknownExpectation : RequestError.None;
        }

        /// <summary>Accepts one number, or the same number several times (RFC 9110 section 8.6).</summary>
        private static RequestError ReadContentLength(Request request, int start, int end)
        {
            do
            {
                int last;
                start = NextItem(request.Buffer, start, end, out int offset, out last);
                long length = Ascii.ParseNumber(request.Buffer, offset, last - offset);
                if (length < 0 || ((request._flags & RequestFlags.ContentLength) != 0 && length != request.ContentLength))
                {
                    return RequestError.InvalidContentLength;
                }

                request._flags |= RequestFlags.ContentLength;
                request.ContentLength = length;
            }
            while (start <= end);

            return RequestError.None;
        }

        private static RequestError ReadTransferEncoding(Request request, int start, int end)
        {
            do
            {
                int last;
                start = NextItem(request.Buffer, start, end, out int offset, out last);
                if (offset == last || (request._flags & RequestFlags.TransferEncoding) != 0)
                {
                    return RequestError.InvalidTransferEncoding;
                }

                if (!Ascii.EqualsIgnoreCase(request.Buffer, offset, last - offset, s_chunked))
                {
                    return RequestError.UnknownTransferCoding;
                }

                request._flags |= RequestFlags.TransferEncoding;
            }
            while (start <= end);

            return RequestError.None;
        }

        private static void ReadConnection(Request request, int start, int end)
        {
            byte[] buffer = request.Buffer;
            while (start <= end)
            {
                int last;
                start = NextItem(buffer, start, end, out int offset, out last);
                switch (last - offset)
                {
                    case 5:
                        AddOption(request, offset, s_close, RequestFlags.CloseOption);
                        break;
                    case 7:
                        AddOption(request, offset, s_upgrade, RequestFlags.HasUpgrade);
                        break;
                    case 10:
                        AddOption(request, offset, s_keepAlive, RequestFlags.KeepAliveOption);
                        break;
                }
            }
        }

        private static void AddOption(Request request, int offset, byte[] option, RequestFlags flag)
        {
            if (Ascii.EqualsIgnoreCase(request.Buffer, offset, option.Length, option))
            {
                request._flags |= flag;
            }
        }

        private static void ReadExpect(Request request, int start, int end)
        {
            bool isKnown = false;
            bool isUnknown = false;
            while (start <= end)
            {
                int last;
                start = NextItem(request.Buffer, start, end, out int offset, out last);
                if (offset < last)
                {
                    isKnown = Ascii.EqualsIgnoreCase(request.Buffer, offset, last - offset, s_continue);
                    isUnknown |= !isKnown;
                }
            }

            if (isKnown && !isUnknown)
            {
                request._flags |= RequestFlags.ExpectsContinue;
            }
            else
            {
                // Told at the end of the head: framing errors weigh more.
                request._flags |= RequestFlags.UnknownExpectation;
            }
        }

        /// <summary>Finds an item that ends at a comma or at <paramref name="end"/>; returns where the next begins, beyond the end behind the last.</summary>
        private static int NextItem(byte[] buffer, int start, int end, out int offset, out int last)
        {
            int comma = start;
            while (comma < end && buffer[comma] != ',')
            {
                comma++;
            }

            last = comma;
            while (start < last && (buffer[start] == Ascii.SP || buffer[start] == Ascii.HT))
            {
                start++;
            }

            while (start < last && (buffer[last - 1] == Ascii.SP || buffer[last - 1] == Ascii.HT))
            {
                last--;
            }

            offset = start;
            return comma + 1;
        }
    }
}
