using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// Plain TCP where the platform has <c>select</c>: the loop itself waits for all sockets at once. It behaves as <see cref="SocketTransport"/>, which
    /// devices have, and is quicker, because no thread takes part but the loop's own.
    /// </summary>
    public sealed class SelectTransport : SocketTransport
    {
        private const int MostLooks = 16;

        private readonly List<Socket> _readable = new List<Socket>();
        private readonly List<Socket> _writable = new List<Socket>();

        // Connected to itself: what Wake sends ends the wait.
        private readonly Socket _self = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly byte[] _byte = new byte[1];
        private int _isWoken;
        private Readiness _readiness;

        /// <summary>Makes a transport; <see cref="SocketTransport.Open"/> begins to listen.</summary>
        /// <param name="address">The address to listen on; <see cref="IPAddress.Any"/> for all.</param>
        /// <param name="port">1 to 65,535, or 0 for one that is free.</param>
        public SelectTransport(IPAddress address, int port)
            : base(address, port)
        {
            _self.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _self.Connect(_self.LocalEndPoint);
            _self.Blocking = false;
        }

        /// <inheritdoc/>
        public override AcceptResult Accept(TransportStream stream)
        {
            if (_listener == null || !_readiness.Ask())
            {
                return AcceptResult.None;
            }

            AcceptResult result = AcceptNow(stream);
            if (result == AcceptResult.None || result == AcceptResult.OutOfMemory)
            {
                _readiness.Clear();
            }

            return result;
        }

        /// <inheritdoc/>
        public override void Wait(int milliseconds)
        {
            // Who has just been answered often answers at once: looking a few times costs less than falling asleep and being woken.
            int looks = 0;
            do
            {
                Select(0);
                looks++;
            }
            while (_readable.Count == 0 && _writable.Count == 0 && looks < MostLooks);

            if (_readable.Count == 0 && _writable.Count == 0)
            {
                Select(milliseconds * 1000);
            }

            foreach (SocketStream stream in _streams)
            {
                ((SelectStream)stream).Tell(_readable);
            }

            if (_listener != null && _readable.Contains(_listener))
            {
                _readiness.Set();
            }

            if (_readable.Contains(_self))
            {
                _isWoken = 0;
                _self.Receive(_byte, 0, 1, SocketFlags.None, out SocketError _);
            }
        }

        /// <inheritdoc/>
        public override void Wake()
        {
            if (Interlocked.Exchange(ref _isWoken, 1) == 0)
            {
                _self.Send(_byte, 0, 1, SocketFlags.None, out SocketError _);
            }
        }

        /// <inheritdoc/>
        internal override SocketStream CreateStream(AutoResetEvent wake)
        {
            return new SelectStream();
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

        /// <summary>Leaves in the lists who can be read and who can be written to, and waits for the first of them.</summary>
        private void Select(int microseconds)
        {
            _readable.Clear();
            _writable.Clear();
            _readable.Add(_self);
            if (_listener != null && !_readiness.IsReady)
            {
                _readable.Add(_listener);
            }

            foreach (SocketStream stream in _streams)
            {
                ((SelectStream)stream).AddTo(_readable, _writable);
            }

            Socket.Select(_readable, _writable.Count == 0 ? null : _writable, null, microseconds);
        }
    }
}
