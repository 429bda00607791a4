using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Support
{
    /// <summary>
    /// A handler that writes down what it is told: <c>opened text{Hello} binary{00ff} closed(1000 clean)</c>. A message is
    /// written when it is whole; with <see cref="Pieces"/> each piece is, with a brace where a message begins or ends.
    /// </summary>
    internal class Recorder : WebSocketHandler
    {
        private string _partial;
        private MessageType _type;

        /// <summary>What has happened.</summary>
        public string Log = "";

        /// <summary>Whether pieces are written one by one.</summary>
        public bool Pieces { get; set; }

        /// <summary>The connection that was opened last.</summary>
        public WebSocket WebSocket;

        /// <summary>How often a connection was opened.</summary>
        public int Opened;

        /// <summary>How often one was closed.</summary>
        public int Closed;

        /// <summary>What has happened, and a message that is still under way.</summary>
        public string Summary => _partial != null ? Log + " " + Name(_type) + "{" + _partial : Log;

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Log = "";
            _partial = null;
        }

        /// <inheritdoc/>
        public override void OnOpened(WebSocket webSocket)
        {
            Opened++;
            WebSocket = webSocket;
            _partial = null;
            Note("opened");
        }

        /// <inheritdoc/>
        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (first != (_partial == null) || (!first && type != _type) || (count == 0 && !last))
            {
                Note("BAD-PIECE");
            }

            string text = type == MessageType.Text ? Bytes.Text(buffer, offset, count) : Bytes.ToHex(buffer, offset, count);
            _type = type;
            _partial = first ? text : _partial + text;
            if (Pieces)
            {
                Note(Name(type) + (first ? "{" : ":") + text + (last ? "}" : ""));
            }
            else if (last)
            {
                Note(Name(type) + "{" + _partial + "}");
            }

            if (last)
            {
                _partial = null;
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(WebSocket webSocket)
        {
            Note("writable");
        }

        /// <inheritdoc/>
        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            Closed++;
            _partial = null;
            Note("closed(" + (int)status + (isClean ? " clean" : "") + ")");
        }

        /// <summary>Writes something down.</summary>
        public void Note(string what)
        {
            Log += (Log.Length > 0 ? " " : "") + what;
        }

        private static string Name(MessageType type)
        {
            return type == MessageType.Text ? "text" : "binary";
        }
    }
}
