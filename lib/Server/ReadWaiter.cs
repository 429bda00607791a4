using System;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>
    /// A thread that waits until one socket at a time can be read, and then wakes the loop. A socket that is closed while a thread polls
    /// it makes the poll throw, and nanoFramework prints each exception to the console, caught or not. So a socket that is waited for
    /// is closed by the thread that waits, between two polls.
    /// </summary>
    internal sealed class ReadWaiter
    {
        /// <summary>The longest poll in microseconds: how long a close on a device can take while nothing arrives.</summary>
        internal const int LongestPoll = 250000;

        private const int Ready = 0;
        private const int Waiting = 1;
        private const int Closing = 2;

        private readonly AutoResetEvent _begin = new AutoResetEvent(false);
        private readonly AutoResetEvent _wake;
        private readonly TransportSource _source;
        private Socket _socket;
        private int _state;
        private bool _ended;

        /// <summary>Makes a waiter that waits for nothing.</summary>
        /// <param name="wake">Set when the socket can be read.</param>
        /// <param name="source">The socket's owner: not readable while the socket is waited for.</param>
        public ReadWaiter(AutoResetEvent wake, TransportSource source)
        {
            _wake = wake;
            _source = source;
            new Thread(Run).Start();
        }

        /// <summary>Whether it waits for nothing: the last socket can be read, or has been closed.</summary>
        public bool IsReady => _source._isReadable;

        /// <summary>Begins to wait. The socket is the waiter's until <see cref="IsReady"/>, except that it may be sent to.</summary>
        public void Begin(Socket socket)
        {
            _socket = socket;
            _source._isReadable = false;
            Interlocked.Exchange(ref _state, Waiting);
            _begin.Set();
        }

        /// <summary>Closes a socket: now, or where it is waited for, as soon as the wait has ended. <see cref="IsReady"/> says when.</summary>
        /// <param name="socket">The socket of the last <see cref="Begin"/>.</param>
        public void Close(Socket socket)
        {
            // While it is ours: the thread may close it as soon as it is told to.
            SocketCloser.Shutdown(socket);
            if (Interlocked.CompareExchange(ref _state, Closing, Waiting) != Waiting)
            {
                socket.Close();
            }
        }

        /// <summary>Ends the thread, after <see cref="Close"/>.</summary>
        public void End()
        {
            _ended = true;
            _begin.Set();
        }

        private void Run()
        {
            do
            {
                // Not WaitOne(), which the interpreter inlines: see NotInlinedAttribute.
                _begin.WaitOne(-1, false);
                if (_state != Ready)
                {
                    try
                    {
                        while (_state == Waiting && !_socket.Poll(LongestPoll, SelectMode.SelectRead))
                        {
                            // Nothing has arrived. The loop may have closed it meanwhile.
                        }
                    }
                    catch (Exception)
                    {
                        // The network has gone, for instance. The loop finds out what is wrong with the socket when it reads.
                    }

                    Socket socket = _socket;
                    _socket = null;
                    if (Interlocked.CompareExchange(ref _state, Ready, Waiting) == Closing)
                    {
                        socket.Close();
                        Interlocked.Exchange(ref _state, Ready);
                    }

                    _source._isReadable = true;
                    _wake.Set();
                }
            }
            while (!_ended);
        }
    }
}
