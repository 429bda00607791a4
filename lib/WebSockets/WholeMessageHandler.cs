using System;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// A handler that receives each message as a whole, up to a maximum size; a longer message ends its connection with 1009. It allocates a buffer of
    /// that size for each slot, so prefer <see cref="WebSocketHandler"/> when messages can be processed in pieces.
    /// </summary>
    public abstract class WholeMessageHandler : WebSocketHandler
    {
        private readonly byte[][] _buffers;
        private readonly int[] _counts;
        private readonly int _maximum;

        /// <summary>Allocates the buffers in which messages are collected.</summary>
        /// <param name="slots">The server's number of slots; each <see cref="WebSocket.Slot"/> is less.</param>
        /// <param name="maximum">The greatest length of a message in bytes.</param>
        protected WholeMessageHandler(int slots, int maximum)
        {
            _buffers = new byte[slots][];
            _counts = new int[slots];
            _maximum = maximum;
            for (int i = 0; i < slots; i++)
            {
                _buffers[i] = new byte[maximum];
            }
        }

        /// <summary>The slots that there are buffers for.</summary>
        internal int Slots => _buffers.Length;

        /// <summary>Called for each message. Text is valid UTF-8.</summary>
        /// <param name="webSocket">The connection.</param>
        /// <param name="type">Text or binary.</param>
        /// <param name="buffer">Holds the message until the call returns. The handler may overwrite it.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        public abstract void OnWholeMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count);

        /// <inheritdoc/>
        public sealed override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            int slot = webSocket.Slot;
            int gathered = first ? 0 : _counts[slot];
            if (gathered + count > _maximum)
            {
                webSocket.Fail(CloseStatus.MessageTooBig, "message too big");
            }
            else if (first && last)
            {
                // Most messages arrive in one piece and are not copied.
                OnWholeMessage(webSocket, type, buffer, offset, count);
            }
            else
            {
                Array.Copy(buffer, offset, _buffers[slot], gathered, count);
                _counts[slot] = gathered + count;
                if (last)
                {
                    OnWholeMessage(webSocket, type, _buffers[slot], 0, gathered + count);
                }
            }
        }
    }
}
