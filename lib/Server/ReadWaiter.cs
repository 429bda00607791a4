using System;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Web.Server
{
    /// <summary>A thread that waits until one socket at a time can be read, and then wakes the loop.</summary>
    internal sealed class ReadWaiter
    {
        private readonly AutoResetEvent _begin = new AutoResetEvent(false);
        private readonly AutoResetEvent _wake;
        private readonly TransportSource _source;
        private Socket _socket;
        private bool _ended;

        /// <summary>Makes a waiter that waits for nothing.</summary>
        /// <param name="wake">Set when the socket can be read.</param>
        /// <param name="source">Whose socket it is: not readable while it is waited for.</param>
        public ReadWaiter(AutoResetEvent wake, TransportSource source)
        {
            _wake = wake;
            _source = source;
            new Thread(Run).Start();
        }

        /// <summary>Whether it waits for nothing: the last socket can be read, or has been closed.</summary>
        public bool IsReady => _source._isReadable;

        /// <summary>Begins to wait. The socket is the waiter's until <see cref="IsReady"/>, except that it may be closed.</summary>
        public void Begin(Socket socket)
        {
            _socket = socket;
            _source._isReadable = false;
            _begin.Set();
        }

        /// <summary>Ends the thread, after the socket it may be waiting for was closed.</summary>
        public void End()
        {
            _ended = true;
            _begin.Set();
        }

        private void Run()
        {
            while (true)
            {
                // Not WaitOne(), which the interpreter inlines: see NotInlinedAttribute.
                _begin.WaitOne(-1, false);
                if (_ended)
                {
                    return;
                }

                try
                {
                    _socket.Poll(-1, SelectMode.SelectRead);
                }
                catch (Exception)
                {
                    // The loop has closed the socket, or will find out what is wrong with it when it reads.
                }

                _socket = null;
                _source._isReadable = true;
                _wake.Set();
            }
        }
    }
}
