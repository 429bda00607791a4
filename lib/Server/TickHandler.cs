namespace Nano.Web.Server
{
    /// <summary>Does what is due. It must not wait: everything else waits meanwhile.</summary>
    /// <param name="now">The loop's time in milliseconds.</param>
    public delegate void TickHandler(long now);
}
