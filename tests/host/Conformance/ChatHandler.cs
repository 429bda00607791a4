using System;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>Sends every text to everybody, encoded once: "2: hello". Text only, up to 200 bytes; the subprotocol is chat.</summary>
    internal sealed class ChatHandler : WebSocketHandler
    {
        public const int LongestText = 200;

        private readonly WebSocket[] _members;
        private readonly byte[][] _texts;
        private readonly int[] _lengths;
        private readonly PreparedMessage _message = new PreparedMessage(LongestText + 8);
        private readonly WebServer _server;

        public ChatHandler(WebServer server)
        {
            int slots = server.Options.Slots;
            _server = server;
            _members = new WebSocket[slots];
            _lengths = new int[slots];
            _texts = new byte[slots][];
            for (int i = 0; i < slots; i++)
            {
                _texts[i] = new byte[LongestText];
            }
        }

        public override void OnOpening(OpeningHandshake handshake)
        {
            base.OnOpening(handshake);
            if (handshake.Offers("chat"))
            {
                handshake.Accept("chat");
            }
        }

        public override void OnOpened(WebSocket webSocket)
        {
            _members[webSocket.Slot] = webSocket;
        }

        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            int slot = webSocket.Slot;
            int length = first ? 0 : _lengths[slot];
            if (type != MessageType.Text)
            {
                webSocket.Close(CloseStatus.UnsupportedData, "text only", _server.Now);
                return;
            }

            if (length + count > LongestText)
            {
                webSocket.Close(CloseStatus.MessageTooBig, "be brief", _server.Now);
                return;
            }

            Array.Copy(buffer, offset, _texts[slot], length, count);
            _lengths[slot] = length + count;
            if (last)
            {
                ByteWriter writer = _message.Begin();
                writer.WriteNumber(slot);
                writer.WriteText(": ");
                writer.Write(_texts[slot], 0, _lengths[slot]);
                _message.End(MessageType.Text);
                foreach (WebSocket member in _members)
                {
                    member?.TrySend(_message);
                }
            }
        }

        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            _members[webSocket.Slot] = null;
        }
    }
}
