using System;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// A handler that is given each message whole, up to a bound; a longer one ends its connection with 1009. It costs a buffer
    /// of that size for each slot, so prefer <see cref="WebSocketHandler"/> where messages can be used in pieces.
    /// </summary>
    public abstract class WholeMessageHandler : WebSocketHandler
    {
        private readonly byte[][] _buffers;
        private readonly int[] _counts;
        private readonly int _maximum;

        /// <summary>Takes the memory for messages in the making.</summary>
        /// <param name="slots">The server's slots: every <see cref="WebSocket.Slot"/> is less.</param>
        /// <param name="maximum">The longest message in bytes.</param>
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

        /// <summary>A message has arrived. Text is valid UTF-8.</summary>
        /// <param name="webSocket">The connection.</param>
        /// <param name="type">Text or binary.</param>
        /// <param name="buffer">Holds the message until this returns; it may be overwritten.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
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
                // Most messages come in one piece and need not be copied.
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
