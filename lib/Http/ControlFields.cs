using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>The fields that decide over the message and its connection: Host, Content-Length, Transfer-Encoding, Connection and Expect.</summary>
    internal sealed class ControlFields
    {
        private static readonly byte[] s_close = Encoding.UTF8.GetBytes("close");
        private static readonly byte[] s_keepAlive = Encoding.UTF8.GetBytes("keep-alive");
        private static readonly byte[] s_upgrade = Encoding.UTF8.GetBytes("upgrade");
        private static readonly byte[] s_chunked = Encoding.UTF8.GetBytes("chunked");
        private static readonly byte[] s_continue = Encoding.UTF8.GetBytes("100-continue");

        private readonly Request _request;
        private bool _hasHost;
        private bool _hasLength;
        private bool _hasCoding;
        private bool _hasClose;
        private bool _hasKeepAlive;
        private bool _hasUnknownExpectation;

        public ControlFields(Request request)
        {
            _request = request;
        }

        /// <summary>Begins a new request.</summary>
        public void Reset()
        {
            _hasHost = false;
            _hasLength = false;
            _hasCoding = false;
            _hasClose = false;
            _hasKeepAlive = false;
            _hasUnknownExpectation = false;
        }

        /// <summary>Reads a field whose value lies from <paramref name="start"/> to <paramref name="end"/>, if it is one of these.</summary>
        public RequestError Read(FieldName name, int start, int end)
        {
            switch (name)
            {
                case FieldName.Host:
                    if (_hasHost)
                    {
                        return RequestError.DuplicateHost;
                    }

                    _hasHost = true;
                    return Authority.IsValid(_request.Buffer, start, end - start) ? RequestError.None : RequestError.InvalidHost;

                case FieldName.ContentLength:
                    return ReadContentLength(start, end);

                case FieldName.TransferEncoding:
                    return ReadTransferEncoding(start, end);

                case FieldName.Connection:
                    ReadConnection(start, end);
                    return RequestError.None;

                case FieldName.Expect:
                    ReadExpect(start, end);
                    return RequestError.None;

                default:
                    return RequestError.None;
            }
        }

        /// <summary>What only the whole head can tell.</summary>
        public RequestError Validate()
        {
            Request request = _request;
            bool isHttp11 = request.MinorVersion == 1;
            if (isHttp11 && !_hasHost)
            {
                return RequestError.MissingHost;
            }

            if (_hasCoding)
            {
                if (!isHttp11)
                {
                    return RequestError.TransferEncodingInHttp10;
                }

                if (_hasLength)
                {
                    return RequestError.AmbiguousLength;
                }

                request.ContentLength = -1;
            }

            if (!isHttp11)
            {
                // HTTP/1.0 knows no expectations and no Upgrade.
                request.ExpectsContinue = false;
                request.HasUpgrade = false;
                _hasUnknownExpectation = false;
            }

            request.KeepAlive = !_hasClose && (isHttp11 || _hasKeepAlive);
            return _hasUnknownExpectation ? RequestError.UnknownExpectation : RequestError.None;
        }

        /// <summary>Accepts one number, or the same number several times (RFC 9110 section 8.6).</summary>
        private RequestError ReadContentLength(int start, int end)
        {
            Request request = _request;
            do
            {
                int last;
                start = NextItem(start, end, out int offset, out last);
                long length = Ascii.ParseNumber(request.Buffer, offset, last - offset);
                if (length < 0 || (_hasLength && length != request.ContentLength))
                {
                    return RequestError.InvalidContentLength;
                }

                _hasLength = true;
                request.ContentLength = length;
            }
            while (start <= end);

            return RequestError.None;
        }

        private RequestError ReadTransferEncoding(int start, int end)
        {
            do
            {
                int last;
                start = NextItem(start, end, out int offset, out last);
                if (offset == last || _hasCoding)
                {
                    return RequestError.InvalidTransferEncoding;
                }

                if (!Ascii.EqualsIgnoreCase(_request.Buffer, offset, last - offset, s_chunked))
                {
                    return RequestError.UnknownTransferCoding;
                }

                _hasCoding = true;
            }
            while (start <= end);

            return RequestError.None;
        }

        private void ReadConnection(int start, int end)
        {
            byte[] buffer = _request.Buffer;
            while (start <= end)
            {
                int last;
                start = NextItem(start, end, out int offset, out last);
                switch (last - offset)
                {
                    case 5:
                        _hasClose |= Ascii.EqualsIgnoreCase(buffer, offset, 5, s_close);
                        break;
                    case 7:
                        _request.HasUpgrade |= Ascii.EqualsIgnoreCase(buffer, offset, 7, s_upgrade);
                        break;
                    case 10:
                        _hasKeepAlive |= Ascii.EqualsIgnoreCase(buffer, offset, 10, s_keepAlive);
                        break;
                }
            }
        }

        private void ReadExpect(int start, int end)
        {
            bool isKnown = false;
            bool isUnknown = false;
            while (start <= end)
            {
                int last;
                start = NextItem(start, end, out int offset, out last);
                if (offset < last)
                {
                    isKnown = Ascii.EqualsIgnoreCase(_request.Buffer, offset, last - offset, s_continue);
                    isUnknown |= !isKnown;
                }
            }

            if (isKnown && !isUnknown)
            {
                _request.ExpectsContinue = true;
            }
            else
            {
                // Told at the end of the head: framing errors weigh more.
                _hasUnknownExpectation = true;
            }
        }

        /// <summary>Finds an item that ends at a comma or at <paramref name="end"/>; returns where the next begins, beyond the end behind the last.</summary>
        private int NextItem(int start, int end, out int offset, out int last)
        {
            byte[] buffer = _request.Buffer;
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
