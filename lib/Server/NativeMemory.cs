namespace Nano.Web.Server
{
    /// <summary>The memory outside the managed heap, from which a device's platform takes what TLS and sockets need. Where it can be asked for, a class of the application does.</summary>
    public abstract class NativeMemory
    {
        /// <summary>Its free bytes now. The thread of a connection calls it.</summary>
        /// <returns>Bytes.</returns>
        public abstract long ReadFree();
    }
}
