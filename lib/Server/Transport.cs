using Nano.Web.Http;

namespace Nano.Web.Server
{
    /// <summary>What became of <see cref="Transport.Accept"/>.</summary>
    public enum AcceptResult
    {
        /// <summary>Nobody waits.</summary>
        None,

        /// <summary>A client has the stream.</summary>
        Accepted,

        /// <summary>A client waited for whom there was no memory; it has been turned away.</summary>
        OutOfMemory,

        /// <summary>The listener does not work at present.</summary>
        Failed,
    }

    /// <summary>What the loop reads from and need not ask while there is nothing: a listener or a connection.</summary>
    public abstract class TransportSource
    {
        // A field, because the loop reads it of all of them in every turn.
        internal bool _isReadable = true;

        /// <summary>
        /// Whether asking is worth it: false only when there is surely no client, no byte, no end, no failure and no coming to terms. Any thread may set it again, before
        /// it ends a <see cref="Transport.Wait"/>. True for good where the transport does not know.
        /// </summary>
        protected bool IsReadable
        {
            get => _isReadable;
            set => _isReadable = value;
        }
    }

    /// <summary>
    /// Where connections come from: sockets on a device and on the desktop, memory in tests. A transport makes all its
    /// streams at once and lends them to clients in turn; and it knows how to wait until there is something to do.
    /// </summary>
    public abstract class Transport : TransportSource
    {
        /// <summary>Whether what passes cannot be read on the way: then cookies are for such connections only.</summary>
        public virtual bool IsSecure => false;

        /// <summary>Whether threads wait for its sockets: then nothing may compact a device's heap while it is open (see <see cref="NotInlinedAttribute"/>). Default true.</summary>
        public virtual bool HasThreads => true;

        /// <summary>
        /// Whether it ends the connection of a client that has vanished by itself, as TCP keep-alive does: then streams have no
        /// <see cref="HttpOptions.StreamLifetime"/>. Default false.
        /// </summary>
        public virtual bool NoticesLoss => false;

        /// <summary>Begins to listen.</summary>
        /// <param name="count">How many connections there can be at once.</param>
        /// <returns>As many streams, all free.</returns>
        public abstract TransportStream[] Open(int count);

        /// <summary>Gives a waiting client a free stream.</summary>
        /// <param name="stream">One whose <see cref="TransportStream.IsFree"/> is true.</param>
        /// <returns>Whether one has it now; otherwise the stream is as free as before.</returns>
        public abstract AcceptResult Accept(TransportStream stream);

        /// <summary>Listens anew, at the same place, because the listener has failed more than once. Open streams go on.</summary>
        /// <returns>False when that fails too; the server tries again later.</returns>
        public virtual bool Reopen()
        {
            return true;
        }

        /// <summary>Waits until a client connects, bytes arrive, <see cref="Wake"/> is called or the time has passed.</summary>
        /// <param name="milliseconds">At least 1.</param>
        public abstract void Wait(int milliseconds);

        /// <summary>Ends a <see cref="Wait"/>, or the next one. Any thread may call it.</summary>
        public abstract void Wake();

        /// <summary>Stops listening; open streams go on.</summary>
        public abstract void Close();
    }

    /// <summary>A connection's bytes. Nothing here waits, and nothing throws: a connection's end is a result.</summary>
    public abstract class TransportStream : TransportSource
    {
        /// <summary>Returned by <see cref="Receive"/>: the peer sends no more.</summary>
        public const int EndOfStream = -1;

        /// <summary>Returned by <see cref="Receive"/> and <see cref="Send"/>: the connection is broken.</summary>
        public const int Broken = -2;

        /// <summary>Returned by <see cref="Receive"/> and <see cref="Send"/>: the peer and the transport did not come to terms, as in a TLS handshake.</summary>
        public const int NotAgreed = -3;

        /// <summary>Whether it can be lent to a new client.</summary>
        public abstract bool IsFree { get; }

        /// <summary>Whether peer and transport are still coming to terms, as in a TLS handshake: no byte can pass yet.</summary>
        public virtual bool IsOpening => false;

        /// <summary>Whether the peer has sent nothing yet of what <see cref="IsOpening"/> waits for.</summary>
        public virtual bool IsSilent => false;

        /// <summary>
        /// The client's address: an IPv4 address's four bytes as a number, the first highest; 0 when it is not known. Asked of a socket
        /// for the first time it allocates a few objects on a device.
        /// </summary>
        public virtual int Address => 0;

        /// <summary>Takes bytes that have arrived.</summary>
        /// <param name="buffer">Receives the bytes.</param>
        /// <param name="offset">Where they go.</param>
        /// <param name="count">How many there is room for.</param>
        /// <returns>How many; 0 when there are none now; <see cref="EndOfStream"/>; <see cref="Broken"/>; or <see cref="NotAgreed"/>.</returns>
        public abstract int Receive(byte[] buffer, int offset, int count);

        /// <summary>Sends as many bytes as can be sent at once.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <returns>How many, 0 included; <see cref="Broken"/>; or <see cref="NotAgreed"/>.</returns>
        public abstract int Send(byte[] buffer, int offset, int count);

        /// <summary>Sends FIN behind what has been sent, and receives on (RFC 9112 section 9.6).</summary>
        /// <returns>False where the platform cannot do that: then only <see cref="Close"/> sends FIN. Default false.</returns>
        public virtual bool EndSending()
        {
            return false;
        }

        /// <summary>Ends the connection, after what has been sent.</summary>
        public abstract void Close();
    }
}
