using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// A UDP port on the loopback address of this computer. Datagrams arrive by events of the platform, which end the wait of the loop. There is no
    /// multicast and no broadcast: <see cref="DatagramPort.Send"/> sends to the last senders.
    /// </summary>
    public sealed class UdpPort : DatagramPort, IDisposable
    {
        private const int MostWaiting = 64;
        private const int LongestDatagram = 9000;

        private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly SocketAsyncEventArgs _receive = new SocketAsyncEventArgs();
        private readonly ConcurrentQueue<Datagram> _arrived = new ConcurrentQueue<Datagram>();
        private readonly List<EndPoint> _senders = new List<EndPoint>();
        private readonly int _mostSenders;
        private EndPoint _sender = new IPEndPoint(IPAddress.Loopback, 0);
        private bool _isOpen;

        /// <summary>Creates the port and binds it immediately, so that its number is known and reserved while it is closed.</summary>
        /// <param name="port">The port number, 0 to 65,535; 0 selects a free one.</param>
        /// <param name="mostSenders">The number of last senders to which <see cref="DatagramPort.Send"/> sends.</param>
        /// <exception cref="SocketException">The port is in use.</exception>
        public UdpPort(int port, int mostSenders)
        {
            _mostSenders = mostSenders;
            try
            {
                _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                Dispose();
                throw;
            }

            Port = ((IPEndPoint)_socket.LocalEndPoint).Port;
            _receive.SetBuffer(new byte[LongestDatagram], 0, LongestDatagram);
            _receive.Completed += (_, e) => Take();
            Wait();
        }

        /// <summary>The port number.</summary>
        public int Port { get; }

        /// <inheritdoc/>
        public override bool IsOpen => _isOpen;

        /// <inheritdoc/>
        public override int SenderPort => ((IPEndPoint)_sender).Port;

        /// <inheritdoc/>
        public override bool Open()
        {
            _isOpen = true;
            return true;
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer)
        {
            if (!_arrived.TryDequeue(out Datagram datagram))
            {
                return 0;
            }

            _sender = datagram.Sender;
            _senders.Remove(_sender);
            _senders.Add(_sender);
            if (_senders.Count > _mostSenders)
            {
                _senders.RemoveAt(0);
            }

            int count = Math.Min(datagram.Bytes.Length, buffer.Length);
            Array.Copy(datagram.Bytes, buffer, count);
            return count;
        }

        /// <inheritdoc/>
        public override void Send(byte[] buffer, int count)
        {
            foreach (EndPoint sender in _senders)
            {
                Send(buffer, count, sender);
            }
        }

        /// <inheritdoc/>
        public override void Reply(byte[] buffer, int count)
        {
            Send(buffer, count, _sender);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _isOpen = false;
            _senders.Clear();
            _arrived.Clear();
        }

        /// <summary>Closes the socket and releases the port number.</summary>
        public void Dispose()
        {
            _socket.Dispose();
            _receive.Dispose();
        }

        private void Send(byte[] buffer, int count, EndPoint to)
        {
            try
            {
                _socket.SendTo(buffer, 0, count, SocketFlags.None, to);
            }
            catch (SocketException)
            {
                // The client repeats its request.
            }
        }

        /// <summary>Takes the datagrams that have arrived, and waits for the next.</summary>
        private void Wait()
        {
            try
            {
                _receive.RemoteEndPoint = new IPEndPoint(IPAddress.Any, 0);
                while (!_socket.ReceiveFromAsync(_receive))
                {
                    Keep();
                }
            }
            catch (ObjectDisposedException)
            {
                // The port has been disposed of.
            }
        }

        private void Take()
        {
            Keep();
            if (_receive.SocketError != SocketError.OperationAborted)
            {
                Wait();
            }
        }

        /// <summary>Queues the received datagram, unless the queue is full.</summary>
        private void Keep()
        {
            if (_receive.SocketError == SocketError.Success && _arrived.Count < MostWaiting)
            {
                _arrived.Enqueue(new Datagram(_receive.Buffer.AsSpan(0, _receive.BytesTransferred).ToArray(), _receive.RemoteEndPoint));
                Listener?.RunSoon();
            }
        }

        /// <summary>A received datagram and its sender.</summary>
        private sealed class Datagram
        {
            public Datagram(byte[] bytes, EndPoint sender)
            {
                Bytes = bytes;
                Sender = sender;
            }

            public byte[] Bytes { get; }

            public EndPoint Sender { get; }
        }
    }
}
