using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>What the server has counted since it was made.</summary>
    public sealed class Statistics : HttpStatistics
    {
        // Fields, because they change with every frame.
        internal long _bytesReceived;
        internal long _bytesSent;

        private const int FirstClose = 1000;

        private readonly int[] _closes = new int[16];

        /// <summary>Connections accepted.</summary>
        public long Connections { get; internal set; }

        /// <summary>Connections refused with 503 because every slot was taken and none idle.</summary>
        public long Refused { get; internal set; }

        /// <summary>Connections refused because their address had enough: <see cref="ServerOptions.SlotsPerAddress"/>.</summary>
        public long RefusedPerAddress { get; internal set; }

        /// <summary>Idle connections that made room for another.</summary>
        public long Evicted { get; internal set; }

        /// <summary>Connections that a reset or another failure of the network ended, and not FIN.</summary>
        public long Resets { get; internal set; }

        /// <summary>TLS handshakes that failed, clients without TLS or without the certificate asked for among them.</summary>
        public long HandshakeFailures { get; internal set; }

        /// <summary>WebSocket connections opened.</summary>
        public long WebSockets { get; internal set; }

        /// <summary>Connections ended because a time ran out, of any kind.</summary>
        public long Timeouts => FirstByteTimeouts + HandshakeTimeouts + HeadTimeouts + ContentTimeouts + IdleTimeouts + SendTimeouts + PongTimeouts + CloseTimeouts;

        /// <summary>TLS handshakes not done within <see cref="ServerOptions.HandshakeTimeout"/>.</summary>
        public long HandshakeTimeouts { get; internal set; }

        /// <summary>Clients that read more slowly than <see cref="ServerOptions.SendTimeout"/> and <see cref="ServerOptions.MinimumSendRate"/> allow.</summary>
        public long SendTimeouts { get; internal set; }

        /// <summary>WebSockets whose peer did not answer a ping: gone without a word.</summary>
        public long PongTimeouts { get; internal set; }

        /// <summary>WebSockets whose peer did not answer our Close.</summary>
        public long CloseTimeouts { get; internal set; }

        /// <summary>Exceptions of handlers and tasks.</summary>
        public long Faults => HandlerFaults + TaskFaults;

        /// <summary>Exceptions that handlers threw; each cost its own connection.</summary>
        public long HandlerFaults { get; internal set; }

        /// <summary>Exceptions that tasks threw; each cost that run.</summary>
        public long TaskFaults { get; internal set; }

        /// <summary>Exceptions that <see cref="WebServer.OnError"/> threw itself.</summary>
        public long ReportFaults { get; internal set; }

        /// <summary>Exceptions that came out of a turn of the loop; the loop went on with the next.</summary>
        public long LoopRestarts { get; internal set; }

        /// <summary>Times that memory ran out: each cost a new client, a handler's connection or a task's run.</summary>
        public long OutOfMemory { get; internal set; }

        /// <summary>Times that the listener failed; it is tried again after a while, and opened anew when it fails again.</summary>
        public long ListenerRetries { get; internal set; }

        /// <summary>Bytes received.</summary>
        public long BytesReceived => _bytesReceived;

        /// <summary>Bytes sent.</summary>
        public long BytesSent => _bytesSent;

        /// <summary>How many WebSockets ended with a status.</summary>
        /// <param name="status">1000 to 1014 as <see cref="CloseStatus"/> has them; any other for all others together.</param>
        /// <returns>How many.</returns>
        public int GetCloses(int status)
        {
            return _closes[CloseIndex(status)];
        }

        internal void CountClose(CloseStatus status)
        {
            _closes[CloseIndex((int)status)]++;
        }

        /// <summary>A WebSocket was given up: its peer has not answered a ping, or else our Close.</summary>
        internal void CountGivenUp(bool awaitsPong)
        {
            PongTimeouts += awaitsPong ? 1 : 0;
            CloseTimeouts += awaitsPong ? 0 : 1;
        }

        private int CloseIndex(int status)
        {
            int index = status - FirstClose;
            return index >= 0 && index < _closes.Length - 1 ? index : _closes.Length - 1;
        }
    }
}
