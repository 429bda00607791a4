using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// Plain TCP. The loop itself never blocks on a socket: a small thread for the listener and one for each stream only wait
    /// until theirs has something to read, and then wake the loop. So an idle server uses no processor time, and a busy one
    /// answers at once; a loop that polls can have only one of the two.
    /// </summary>
    public class SocketTransport : Transport
    {
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private IPEndPoint _endPoint;
        internal SocketStream[] _streams;
        internal Socket _listener;
        private ReadWaiter _waiter;

        /// <summary>Makes a transport; <see cref="Open"/> begins to listen.</summary>
        /// <param name="address">The address to listen on; <see cref="IPAddress.Any"/> for all.</param>
        /// <param name="port">1 to 65,535, or 0 for one that is free.</param>
        public SocketTransport(IPAddress address, int port)
        {
            _endPoint = new IPEndPoint(address, port);
        }

        /// <summary>The port it listens on; known after <see cref="Open"/>.</summary>
        public int Port { get; private set; }

        /// <inheritdoc/>
        public override bool NoticesLoss => KeepAlive.IsAvailable;

        /// <inheritdoc/>
        /// <exception cref="SocketException">The port is in use or the address is not this machine's.</exception>
        public override TransportStream[] Open(int count)
        {
            _listener = Listen(count);
            Port = ((IPEndPoint)_listener.LocalEndPoint).Port;
            _endPoint = new IPEndPoint(_endPoint.Address, Port);

            _streams = new SocketStream[count];
            for (int i = 0; i < count; i++)
            {
                _streams[i] = CreateStream(_wake);
            }

            BeginToWait();
            return _streams;
        }

        /// <inheritdoc/>
        public override bool Reopen()
        {
            try
            {
                _listener.Close();
                _listener = Listen(_streams.Length);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public override AcceptResult Accept(TransportStream stream)
        {
            if (_listener == null || !_waiter.IsReady)
            {
                return AcceptResult.None;
            }

            AcceptResult result = AcceptNow(stream);
            if (result == AcceptResult.None || result == AcceptResult.OutOfMemory)
            {
                _waiter.Begin(_listener);
            }

            return result;
        }

        /// <inheritdoc/>
        [NotInlined]
        public override void Wait(int milliseconds)
        {
            _wake.WaitOne(milliseconds, false);
        }

        /// <inheritdoc/>
        public override void Wake()
        {
            _wake.Set();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_listener != null)
            {
                EndWaiting();
                _listener = null;
                for (int i = 0; i < _streams.Length; i++)
                {
                    _streams[i].End();
                }
            }
        }

        /// <summary>Makes a stream that wakes the loop by an event.</summary>
        internal virtual SocketStream CreateStream(AutoResetEvent wake)
        {
            return new PlainStream(wake);
        }

        /// <summary>The listener is open: from now on a client wakes the loop.</summary>
        internal virtual void BeginToWait()
        {
            _waiter = new ReadWaiter(_wake, this);
            _waiter.Begin(_listener);
        }

        /// <summary>Closes the listener.</summary>
        internal virtual void EndWaiting()
        {
            _waiter.Close(_listener);
            _waiter.End();
        }

        /// <summary>Accepts a client if one waits.</summary>
        internal AcceptResult AcceptNow(TransportStream stream)
        {
            Socket socket = null;
            AcceptResult result = AcceptResult.None;
            try
            {
                // Asked first, because asking a listener without a network whether a client waits throws.
                if (_listener.Poll(0, SelectMode.SelectError))
                {
                    return AcceptResult.Failed;
                }

                if (_listener.Poll(0, SelectMode.SelectRead))
                {
                    socket = _listener.Accept();
                    ((SocketStream)stream).Begin(socket);
                    return AcceptResult.Accepted;
                }
            }
            catch (OutOfMemoryException)
            {
                result = AcceptResult.OutOfMemory;
            }
            catch (Exception)
            {
                // A client may have gone again; but when none came, the listener is broken, or sockets have run out.
                result = socket == null ? AcceptResult.Failed : AcceptResult.None;
            }

            if (socket != null)
            {
                socket.Close();
            }

            return result;
        }

        private Socket Listen(int backlog)
        {
            Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.Bind(_endPoint);
                listener.Listen(backlog);
                return listener;
            }
            catch
            {
                listener.Close();
                throw;
            }
        }
    }
}
