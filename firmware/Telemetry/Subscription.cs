using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// A receiver of samples and events, as telemetry sees it: the interval, channels and format it wants, and when its next sample is due. There is one for
    /// each slot of the server, created once.
    /// </summary>
    internal abstract class Subscription
    {
        // Fields, because telemetry looks at every subscription in each of its runs. When the next sample is due; never while none
        // may follow, as before the hello.
        internal long _due = Channel.Never;

        // The time between samples in milliseconds, the channels that are wanted, a bit for each, and the format of the messages.
        internal int _interval;
        internal int _mask;
        internal MessageFormat _format;

        // When a stream of events needs a sign of life, if it has had none by then. A WebSocket pings by itself: for one it is when its hello is due.
        internal long _keepAliveDue;

        // The receiver's WebSocket, to which telemetry sends without a call in between; null for a receiver of another kind, which has TrySend.
        internal WebSocket _webSocket;

        /// <summary>Whether the receiver has had its hello, so that samples may follow.</summary>
        public bool IsListening => _due != Channel.Never;

        /// <summary>Sends the hello if it is due.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When it is due; <see cref="Channel.Never"/> when it has been sent or begun.</returns>
        public abstract long Greet(long now);

        /// <summary>Sends a message that was prepared for several receivers, to one without a WebSocket.</summary>
        /// <param name="message">The message.</param>
        /// <param name="isSample">Whether it is a sample.</param>
        /// <param name="sequence">The sample's "seq".</param>
        /// <returns>False when there is no room for it.</returns>
        public abstract bool TrySend(PreparedMessage message, bool isSample, long sequence);

        /// <summary>Sends a sign of life to a receiver without a WebSocket.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public abstract void KeepAlive(long now);
    }
}
