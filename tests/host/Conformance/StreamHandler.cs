using System;
using System.Globalization;
using System.Text;
using Nano.Tests.Host.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>Sends the number of bytes that a text specifies, as one message in pieces as large as the free buffer: byte n is n modulo 251.</summary>
    internal sealed class StreamHandler : WebSocketHandler
    {
        private static readonly byte[] s_pattern = LargeResource.Pattern(251 * 150);

        private readonly int[] _length = new int[64];
        private readonly int[] _sent = new int[64];

        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (first && last)
            {
                _length[webSocket.Slot] = int.Parse(Encoding.ASCII.GetString(buffer, offset, count), CultureInfo.InvariantCulture);
                _sent[webSocket.Slot] = 0;
                OnWritable(webSocket);
            }
        }

        public override void OnWritable(WebSocket webSocket)
        {
            int length = _length[webSocket.Slot];
            int sent = _sent[webSocket.Slot];
            while (sent < length)
            {
                int part = Math.Min(Math.Min(webSocket.Room, 251 * 100), length - sent);
                if (part == 0)
                {
                    webSocket.WantsToSend = true;
                    break;
                }

                webSocket.SendPiece(MessageType.Binary, s_pattern, sent % 251, part, sent == 0, sent + part == length);
                sent += part;
            }

            _sent[webSocket.Slot] = sent;
        }
    }
}
