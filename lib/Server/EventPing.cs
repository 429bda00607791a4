using Nano.Web.Http;

namespace Nano.Web.Server
{
    /// <summary>Sends comments on a stream of events.</summary>
    internal sealed class EventPing : LoopTask
    {
        private readonly EventStream _stream;
        private readonly int _interval;

        /// <summary>Makes the task of a stream.</summary>
        /// <param name="stream">The stream.</param>
        /// <param name="interval">The time between comments in milliseconds.</param>
        public EventPing(EventStream stream, int interval)
        {
            _stream = stream;
            _interval = interval;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            _stream.Ping();
            return now + _interval;
        }
    }
}
