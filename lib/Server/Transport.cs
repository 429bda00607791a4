namespace Nano.Web.Server
{
    /// <summary>
    /// Where connections come from: sockets on a device and on the desktop, memory in tests. A transport makes all its
    /// streams at once and lends them to clients in turn; and it knows how to wait until there is something to do.
    /// </summary>
    public abstract class Transport
    {
        /// <summary>Begins to listen.</summary>
        /// <param name="count">How many connections there can be at once.</param>
        /// <returns>As many streams, all free.</returns>
        public abstract TransportStream[] Open(int count);

        /// <summary>Gives a waiting client a free stream.</summary>
        /// <param name="stream">One whose <see cref="TransportStream.IsFree"/> is true.</param>
        /// <returns>False when nobody waits.</returns>
        public abstract bool Accept(TransportStream stream);

        /// <summary>Waits until a client connects, bytes arrive, <see cref="Wake"/> is called or the time has passed.</summary>
        /// <param name="milliseconds">At least 1.</param>
        public abstract void Wait(int milliseconds);

        /// <summary>Ends a <see cref="Wait"/>, or the next one. Any thread may call it.</summary>
        public abstract void Wake();

        /// <summary>Stops listening; open streams go on.</summary>
        public abstract void Close();
    }

    /// <summary>A connection's bytes. Nothing here waits, and nothing throws: a connection's end is a result.</summary>
    public abstract class TransportStream
    {
        /// <summary>Returned by <see cref="Receive"/>: the peer sends no more.</summary>
        public const int EndOfStream = -1;

        /// <summary>Returned by <see cref="Receive"/> and <see cref="Send"/>: the connection is broken.</summary>
        public const int Broken = -2;

        /// <summary>The client's address: an IPv4 address's four bytes as a number, the first highest; 0 when it is not known.</summary>
        public virtual uint Address => 0;

        /// <summary>Whether it can be lent to a new client.</summary>
        public abstract bool IsFree { get; }

        /// <summary>Takes bytes that have arrived.</summary>
        /// <returns>How many; 0 when there are none now; <see cref="EndOfStream"/>; or <see cref="Broken"/>.</returns>
        public abstract int Receive(byte[] buffer, int offset, int count);

        /// <summary>Sends as many bytes as can be sent at once.</summary>
        /// <returns>How many, 0 included; or <see cref="Broken"/>.</returns>
        public abstract int Send(byte[] buffer, int offset, int count);

        /// <summary>Ends the connection, after what has been sent.</summary>
        public abstract void Close();
    }
}
