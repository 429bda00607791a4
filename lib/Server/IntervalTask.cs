namespace Nano.Web.Server
{
    /// <summary>Calls a delegate at intervals.</summary>
    internal sealed class IntervalTask : LoopTask
    {
        private readonly int _interval;
        private readonly TickHandler _handler;

        /// <summary>Makes a task.</summary>
        /// <param name="interval">The time between two calls in milliseconds.</param>
        /// <param name="handler">What is called.</param>
        public IntervalTask(int interval, TickHandler handler)
        {
            _interval = interval;
            _handler = handler;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            _handler(now);
            return now + _interval;
        }
    }
}
