using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.WebSockets
{
    /// <summary>A client's wish to open a connection (RFC 6455 section 4.2), and the answer to it.</summary>
    public sealed class OpeningHandshake
    {
        private static readonly byte[] s_webSocket = Encoding.UTF8.GetBytes("websocket");
        private static readonly byte[] s_head = Encoding.UTF8.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ");

        private static readonly string s_protocolField = "\r\nSec-WebSocket-Protocol: ";
        private static readonly string s_foreign = "A page of this origin may not connect.";
        private static readonly string s_end = "\r\n\r\n";

        private int _keyOffset;
        private string _protocol;

        /// <summary>The request.</summary>
        public Request Request { get; private set; }

        /// <summary>The slot the connection will have.</summary>
        public int Slot { get; private set; }

        /// <summary>The status of the refusal, or <see cref="HttpStatus.SwitchingProtocols"/>.</summary>
        public int Status { get; private set; }

        /// <summary>Why the client is refused, in words for it.</summary>
        public string Reason { get; private set; }

        /// <summary>Whether the client offers a subprotocol (Sec-WebSocket-Protocol); names are compared as they are, case and all.</summary>
        /// <param name="protocol">The subprotocol's name.</param>
        public bool Offers(string protocol)
        {
            int cursor = 0;
            while (Request.NextItem(FieldName.SecWebSocketProtocol, ref cursor, out int offset, out int count))
            {
                if (Ascii.Equals(Request.Buffer, offset, count, protocol))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Chooses a subprotocol.</summary>
        /// <param name="protocol">The subprotocol's name.</param>
        /// <returns>False, and nothing is chosen, when the client does not offer it: no other may be named to it (section 4.2.2).</returns>
        public bool Accept(string protocol)
        {
            if (!Offers(protocol))
            {
                return false;
            }

            _protocol = protocol;
            return true;
        }

        /// <summary>Refuses the client.</summary>
        /// <param name="status">400 to 599.</param>
        /// <param name="reason">Why, in words for the client: ASCII.</param>
        public void Reject(int status, string reason)
        {
            Status = status;
            Reason = reason;
        }

        /// <summary>Refuses the client because of its <see cref="Origin"/>: 403, and words that name it and the setting that allows it.</summary>
        public void RejectOrigin()
        {
            Reject(HttpStatus.Forbidden, s_foreign);
        }

        /// <summary>Which page sends the request, as the server's <see cref="OriginPolicy"/> sees it; <see cref="OriginVerdict.Same"/> where there is none.</summary>
        public OriginVerdict Origin { get; private set; }

        /// <summary>Whether a request asks for a WebSocket at all: it is a GET, Upgrade names it and Connection names upgrade.</summary>
        internal static bool IsAskedFor(Request request)
        {
            return request.Method == RequestMethod.Get && request.HasUpgrade && request.HasItem(FieldName.Upgrade, s_webSocket);
        }

        /// <summary>Reads the request (section 4.2.1) and, when nothing is wrong with it, asks the handler.</summary>
        internal void Begin(Request request, int slot, OriginVerdict origin, WebSocketHandler handler)
        {
            Request = request;
            Slot = slot;
            Origin = origin;
            Status = HttpStatus.SwitchingProtocols;
            Reason = null;
            _protocol = null;
            if (!IsAskedFor(request))
            {
                Reject(HttpStatus.UpgradeRequired, "This is a WebSocket: connect with Upgrade: websocket and Connection: Upgrade.");
            }
            else if (!IsVersion13())
            {
                Reject(HttpStatus.UpgradeRequired, "Sec-WebSocket-Version must be 13.");
            }
            else if (!IsKey())
            {
                Reject(HttpStatus.BadRequest, "Sec-WebSocket-Key must be 22 digits of Base64 and ==, once.");
            }
            else if (!AreProtocols())
            {
                Reject(HttpStatus.BadRequest, "Sec-WebSocket-Protocol must be a list of tokens.");
            }
            else if (request.ContentLength != 0)
            {
                Reject(HttpStatus.BadRequest, "A handshake has no body.");
            }
            else
            {
                handler.OnOpening(this);
            }
        }

        /// <summary>Writes the answer that opens the connection (section 4.2.2).</summary>
        internal void WriteAccept(ByteWriter output)
        {
            output.Write(s_head, 0, s_head.Length);
            if (output.Ensure(AcceptKey.Size))
            {
                AcceptKey.Compute(Request.Buffer, _keyOffset, output.Buffer, output.End);
                output.Advance(AcceptKey.Size);
            }

            if (_protocol != null)
            {
                output.WriteText(s_protocolField);
                output.WriteText(_protocol);
            }

            output.WriteText(s_end);
        }

        /// <summary>Writes the refusal.</summary>
        /// <param name="response">Not begun.</param>
        /// <param name="origins">What the server judges origins by; null for nothing.</param>
        internal void WriteReject(Response response, OriginPolicy origins)
        {
            if (Reason == s_foreign && origins != null)
            {
                origins.Refuse(Request, response);
                return;
            }

            response.Begin(Status);
            if (Status == HttpStatus.UpgradeRequired)
            {
                response.AddField("Upgrade", "websocket");
                response.AddField("Connection", "Upgrade");
                response.AddField("Sec-WebSocket-Version", 13);
            }

            response.EndWith(Reason);
        }

        private bool IsVersion13()
        {
            return Request.Count(FieldName.SecWebSocketVersion) == 1
                && Request.TryGetField(FieldName.SecWebSocketVersion, out int offset, out int count)
                && count == 2
                && Request.Buffer[offset] == '1'
                && Request.Buffer[offset + 1] == '3';
        }

        /// <summary>Whether the subprotocols, when there are any, have the form of section 4.3: 1#token.</summary>
        private bool AreProtocols()
        {
            bool any = Request.Count(FieldName.SecWebSocketProtocol) == 0;
            int cursor = 0;
            while (Request.NextItem(FieldName.SecWebSocketProtocol, ref cursor, out int offset, out int count))
            {
                any = true;
                for (int end = offset + count; offset < end; offset++)
                {
                    if ((CharacterClass.Table[Request.Buffer[offset]] & CharacterClass.Token) == 0)
                    {
                        return false;
                    }
                }
            }

            return any;
        }

        private bool IsKey()
        {
            return Request.Count(FieldName.SecWebSocketKey) == 1
                && Request.TryGetField(FieldName.SecWebSocketKey, out _keyOffset, out int count)
                && count == AcceptKey.KeySize
                && IsBase64Of16(Request.Buffer, _keyOffset);
        }

        /// <summary>
        /// Whether 24 characters are the Base64 of 16 bytes: 22 digits and "==". The key is a nonce that is hashed as it stands, so the four
        /// bits that its last digit leaves over may have any value (RFC 4648 section 3.5 permits both): some clients have keys of fixed text.
        /// </summary>
        private static bool IsBase64Of16(byte[] buffer, int offset)
        {
            byte[] classes = CharacterClass.Table;
            int last = offset + 21;
            for (; offset < last; offset += 3)
            {
                if ((classes[buffer[offset]] & classes[buffer[offset + 1]] & classes[buffer[offset + 2]] & CharacterClass.Base64) == 0)
                {
                    return false;
                }
            }

            return (classes[buffer[last]] & CharacterClass.Base64) != 0 && buffer[last + 1] == '=' && buffer[last + 2] == '=';
        }
    }
}
