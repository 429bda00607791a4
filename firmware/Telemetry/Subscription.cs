using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// A receiver of samples and events from the view of telemetry: its interval, channels and format, and the time of its next sample. Each slot of the
    /// server has one, created at start-up.
    /// </summary>
    internal abstract class Subscription
    {
        // These are fields because telemetry reads every subscription in each run. _due is the time of the next sample, or Channel.Never while the receiver
        // gets none, as before the hello.
        internal long _due = Channel.Never;

        // The time between samples in milliseconds, the selected channels as one bit each, and the format of the messages.
        internal int _interval;
        internal int _mask;
        internal MessageFormat _format;

        // For an event stream, the time at which a comment must be sent if nothing else was sent. For a WebSocket, which sends pings itself, the time at
        // which its hello is due.
        internal long _keepAliveDue;

        // The receiver's WebSocket, to which telemetry sends directly; null for other receivers, which implement TrySend.
        internal WebSocket _webSocket;

        /// <summary>Whether the receiver has received its hello, so that it gets samples.</summary>
        public bool IsListening => _due != Channel.Never;

        /// <summary>Sends the hello if it is due.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The time at which the hello is due, or <see cref="Channel.Never"/> when it has been sent or begun.</returns>
        public abstract long Greet(long now);

        /// <summary>Sends a message that was prepared for several receivers to a receiver without a WebSocket.</summary>
        /// <param name="message">The message.</param>
        /// <param name="isSample">Whether it is a sample.</param>
        /// <param name="sequence">The sample's "seq".</param>
        /// <returns>False when the message does not fit into the send buffer.</returns>
        public abstract bool TrySend(PreparedMessage message, bool isSample, long sequence);

        /// <summary>Sends a comment to a receiver without a WebSocket, so that the connection stays in use.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public abstract void KeepAlive(long now);
    }
}
