using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// Plain TCP without threads, for a heap that has no room for them: each takes some 1,000 bytes, one for each connection and two more. The loop asks
    /// the sockets itself, every <see cref="Pause"/> milliseconds while nothing happens, which takes a few hundredths of the processor's time.
    /// </summary>
    public sealed class PollingTransport : SocketTransport
    {
        /// <summary>The longest time between two looks at the sockets, in milliseconds: one tick of an ESP32.</summary>
        public const int Pause = 10;

        /// <summary>Makes a transport; <see cref="SocketTransport.Open"/> begins to listen.</summary>
        /// <param name="address">The address to listen on; <see cref="IPAddress.Any"/> for all.</param>
        /// <param name="port">1 to 65,535, or 0 for one that is free.</param>
        public PollingTransport(IPAddress address, int port)
            : base(address, port)
        {
        }

        /// <inheritdoc/>
        public override bool HasThreads => false;

        /// <inheritdoc/>
        public override AcceptResult Accept(TransportStream stream)
        {
            return _listener == null ? AcceptResult.None : AcceptNow(stream);
        }

        /// <inheritdoc/>
        [NotInlined]
        public override void Wait(int milliseconds)
        {
            base.Wait(milliseconds < Pause ? milliseconds : Pause);
        }

        /// <inheritdoc/>
        internal override SocketStream CreateStream(AutoResetEvent wake)
        {
            return new PollingStream();
        }

        /// <inheritdoc/>
        internal override void BeginToWait()
        {
        }

        /// <inheritdoc/>
        internal override void EndWaiting()
        {
            _listener.Close();
        }
    }
}
