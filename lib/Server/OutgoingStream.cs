namespace Nano.Web.Server
{
    /// <summary>
    /// The bytes of a connection that this side opens, one after another: a socket on a device and on the desktop, memory in tests. Nothing here waits: a
    /// task begins an attempt, and is run when that has ended, when bytes have arrived, and when the stream is free again.
    /// </summary>
    public abstract class OutgoingStream : TransportStream
    {
        /// <summary>The task that is run soon when something has happened; null for none. It is set before <see cref="Open"/>.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>What became of the last attempt; <see cref="OpenResult.None"/> while it goes on.</summary>
        public abstract OpenResult Result { get; }

        /// <summary>Begins to open a connection. The stream must be <see cref="TransportStream.IsFree"/>; <see cref="TransportStream.Close"/> gives up an attempt too.</summary>
        /// <param name="host">The peer's name or address.</param>
        /// <param name="port">The peer's port, 1 to 65,535.</param>
        /// <param name="isSecure">Whether to speak TLS. The peer's certificate must be for <paramref name="host"/>, and issued by an authority that the platform trusts.</param>
        public abstract void Open(string host, int port, bool isSecure);
    }
}
