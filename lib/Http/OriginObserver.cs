namespace Nano.Web.Http
{
    /// <summary>Is told which origins a server refuses, to write them to a log.</summary>
    public abstract class OriginObserver
    {
        /// <summary>A request has been refused because of its origin.</summary>
        /// <param name="buffer">Holds the origin, until this returns: visible ASCII, at most <see cref="OriginPolicy.MaximumLength"/> bytes.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length; 0 when the request has none that could be allowed.</param>
        public abstract void OnRefused(byte[] buffer, int offset, int count);
    }
}
