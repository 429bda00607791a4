using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.WebSockets
{
    /// <summary>A client's opening handshake (RFC 6455 section 4.2) and the server's response to it.</summary>
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

        /// <summary>The number of the slot that the connection will have, see <see cref="WebSocket.Slot"/>.</summary>
        public int Slot { get; private set; }

        /// <summary>The status code of the response: 400 to 599 for a refusal, otherwise <see cref="HttpStatus.SwitchingProtocols"/>.</summary>
        public int Status { get; private set; }

        /// <summary>The reason of a refusal as a sentence for the client; null without a refusal.</summary>
        public string Reason { get; private set; }

        /// <summary>Checks whether the client offers a subprotocol (Sec-WebSocket-Protocol). Names are compared with their case.</summary>
        /// <param name="protocol">The name of the subprotocol in ASCII.</param>
        /// <returns>True when the client offers it.</returns>
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

        /// <summary>Selects a subprotocol. The server may only select one that the client offers (RFC 6455 section 4.2.2).</summary>
        /// <param name="protocol">The name of the subprotocol in ASCII.</param>
        /// <returns>False when the client does not offer it; the selection is then unchanged.</returns>
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
        /// <param name="status">The status code, 400 to 599.</param>
        /// <param name="reason">The reason as a sentence for the client, in ASCII.</param>
        public void Reject(int status, string reason)
        {
            Status = status;
            Reason = reason;
        }

        /// <summary>Refuses the client because of its <see cref="Origin"/> with 403. The response names the origin and the setting that allows it.</summary>
        public void RejectOrigin()
        {
            Reject(HttpStatus.Forbidden, s_foreign);
        }

        /// <summary>The result of the server's <see cref="OriginPolicy"/> for this request; <see cref="OriginVerdict.Same"/> when the server has no policy.</summary>
        public OriginVerdict Origin { get; private set; }

        /// <summary>Checks whether a request asks for a WebSocket: its method is GET, Upgrade contains "websocket" and Connection contains "upgrade".</summary>
        internal static bool IsAskedFor(Request request)
        {
            return request.Method == RequestMethod.Get && request.HasUpgrade && request.HasItem(FieldName.Upgrade, s_webSocket);
        }

        /// <summary>Validates the request (RFC 6455 section 4.2.1) and, when it is valid, calls the handler.</summary>
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

        /// <summary>Writes the response that opens the connection (RFC 6455 section 4.2.2).</summary>
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
        /// <param name="response">The response, not yet begun.</param>
        /// <param name="origins">The server's origin policy, or null when it has none.</param>
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

        /// <summary>Checks that the subprotocols, if there are any, have the form 1#token (RFC 6455 section 4.3).</summary>
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
        /// Checks that 24 characters are the Base64 of 16 bytes: 22 digits and "==". The unused four bits of the last digit may have any value (RFC 4648
        /// section 3.5 permits both): the key is hashed without decoding, and some clients send a fixed text.
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
