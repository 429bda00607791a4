namespace Nano.Web.Server
{
    /// <summary>Work that the server's loop does at its time, between the connections' turns.</summary>
    public abstract class LoopTask
    {
        private WebServer _server;
        private bool _isAsked;

        /// <summary>When it is due next, in the loop's milliseconds: what <see cref="Run"/> returned last.</summary>
        internal long Due { get; set; }

        /// <summary>Does what is due. It must not wait: everything else waits meanwhile.</summary>
        /// <param name="now">The loop's time in milliseconds. It never goes back.</param>
        /// <returns>When it is due next.</returns>
        public abstract long Run(long now);

        /// <summary>
        /// Has <see cref="Run"/> called in the loop's next turn, before it is due, and ends the loop's wait for that. For a handler
        /// whose work has moved the time the task is due, and for an interrupt. Any thread may call it.
        /// </summary>
        public void RunSoon()
        {
            if (!_isAsked)
            {
                _isAsked = true;
                _server?.RunTasksSoon();
            }
        }

        internal void Attach(WebServer server)
        {
            if (_server != null)
            {
                throw new System.InvalidOperationException("The task has been added to a server before.");
            }

            _server = server;
        }

        /// <summary>Whether to run it now. What is asked for while it runs is done in the turn after.</summary>
        internal bool TakeTurn(long now)
        {
            if (_isAsked)
            {
                _isAsked = false;
                return true;
            }

            return now >= Due;
        }
    }
}
