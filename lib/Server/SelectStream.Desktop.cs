using System.Collections.Generic;
using System.Net.Sockets;

namespace Nano.Web.Server
{
    /// <summary>A connection of a <see cref="SelectTransport"/>.</summary>
    internal sealed class SelectStream : SocketStream
    {
        private Readiness _readiness;
        private bool _awaitsRoom;

        /// <inheritdoc/>
        public override bool IsFree => _socket == null;

        /// <summary>Adds its socket to those that are waited for.</summary>
        public void AddTo(List<Socket> readable, List<Socket> writable)
        {
            if (_socket != null && !_readiness.IsReady)
            {
                readable.Add(_socket);
            }

            if (_socket != null && _awaitsRoom)
            {
                writable.Add(_socket);
            }
        }

        /// <summary>Says who can read now.</summary>
        public void Tell(List<Socket> readable)
        {
            if (_socket != null && readable.Contains(_socket))
            {
                _readiness.Set();
            }
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer, int offset, int count)
        {
            if (!_readiness.Ask())
            {
                return 0;
            }

            int received = _socket.Receive(buffer, offset, count, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock || (received > 0 && received < count))
            {
                _readiness.Clear();
            }

            if (error == SocketError.Success)
            {
                return received == 0 ? EndOfStream : received;
            }

            return error == SocketError.WouldBlock ? 0 : Broken;
        }

        /// <inheritdoc/>
        public override int Send(byte[] buffer, int offset, int count)
        {
            int sent = _socket.Send(buffer, offset, count, SocketFlags.None, out SocketError error);
            _awaitsRoom = error == SocketError.WouldBlock;
            return error == SocketError.Success ? sent : _awaitsRoom ? 0 : Broken;
        }

        /// <inheritdoc/>
        public override bool EndSending()
        {
            return SocketCloser.EndSending(_socket);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket != null)
            {
                SocketCloser.Shutdown(_socket);
                _socket.Close();
                _socket = null;
            }
        }

        /// <inheritdoc/>
        public override void End()
        {
        }

        /// <inheritdoc/>
        protected override void BeginToRead()
        {
            _socket.Blocking = false;
            _readiness.Set();
            _awaitsRoom = false;
        }
    }

    /// <summary>Whether a socket is worth a system call: when select has said so, and now and then while the loop is too busy to ask it.</summary>
    internal struct Readiness
    {
        private const int MostTimesInVain = 16;

        private int _inVain;

        /// <summary>Whether it has been told and has found no end yet. It is not waited for then: whoever does not look has no room.</summary>
        public bool IsReady { get; private set; }

        public void Set()
        {
            IsReady = true;
        }

        public void Clear()
        {
            IsReady = false;
            _inVain = 0;
        }

        public bool Ask()
        {
            return IsReady || ++_inVain > MostTimesInVain;
        }
    }
}
