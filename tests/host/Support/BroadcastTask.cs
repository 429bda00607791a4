using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Support
{
    /// <summary>Sends a small sample to all clients of its path, each millisecond of the loop's time.</summary>
    internal sealed class BroadcastTask : LoopTask
    {
        private readonly PreparedMessage _message = new PreparedMessage(64);
        private readonly Members _members = new Members();
        private long _last = -1;

        public WebSocketHandler Handler => _members;

        public int Samples { get; private set; }

        public int DroppedAt(int slot)
        {
            return _members.Open[slot].Dropped;
        }

        public override long Run(long now)
        {
            if (now != _last)
            {
                _last = now;
                ByteWriter writer = _message.Begin();
                writer.WriteText("{\"type\":\"sample\",\"seq\":");
                writer.WriteNumber(++Samples);
                writer.WriteText("}");
                _message.End(MessageType.Text);
                foreach (WebSocket webSocket in _members.Open)
                {
                    webSocket?.TrySend(_message);
                }
            }

            return now + 1;
        }

        private sealed class Members : WebSocketHandler
        {
            public WebSocket[] Open { get; } = new WebSocket[64];

            public override void OnOpened(WebSocket webSocket)
            {
                Open[webSocket.Slot] = webSocket;
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                Open[webSocket.Slot] = null;
            }
        }
    }
}
