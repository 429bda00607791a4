namespace Nano.Web.Server
{
    /// <summary>Work that the server's loop does at its time, between the connections' turns.</summary>
    public abstract class LoopTask
    {
        /// <summary>Does what is due. It must not wait: everything else waits meanwhile.</summary>
        /// <param name="now">The loop's time in milliseconds. It never goes back.</param>
        /// <returns>When it is due next.</returns>
        public abstract long Run(long now);
    }
}
