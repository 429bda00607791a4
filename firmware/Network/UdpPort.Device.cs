using System.Net;
using System.Net.Sockets;

namespace Nano.Firmware.Network
{
    /// <summary>A UDP port on a device.</summary>
    internal sealed class UdpPort : DatagramPort
    {
        private readonly int _port;
        private readonly byte[] _group;
        private readonly EndPoint _to;
        private EndPoint _sender;
        private Socket _socket;

        /// <summary>Creates a port.</summary>
        /// <param name="port">The port number, 1 to 65,535.</param>
        /// <param name="group">The address of the multicast group to join; null for none.</param>
        /// <param name="to">The destination of <see cref="DatagramPort.Send"/>; null for a port that only replies.</param>
        public UdpPort(int port, IPAddress group, EndPoint to)
        {
            _port = port;
            _to = to;
            if (group != null)
            {
                // struct ip_mreq: the group, and INADDR_ANY as the interface.
                byte[] address = group.GetAddressBytes();
                _group = new byte[] { address[0], address[1], address[2], address[3], 0, 0, 0, 0 };
            }
        }

        /// <inheritdoc/>
        public override bool IsOpen => _socket != null;

        /// <inheritdoc/>
        public override int SenderPort => ((IPEndPoint)_sender).Port;

        /// <summary>Whether the port only broadcasts, so that the senders of datagrams are not needed.</summary>
        private bool IsBroadcast => _to != null && _group == null;

        /// <inheritdoc/>
        public override bool Open()
        {
            try
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                if (IsBroadcast)
                {
                    _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
                }

                _sender = new IPEndPoint(IPAddress.Any, 0);
                _socket.Bind(new IPEndPoint(IPAddress.Any, _port));
                if (_group != null)
                {
                    _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, _group);
                }

                return true;
            }
            catch (SocketException)
            {
                Close();
                return false;
            }
        }

        /// <inheritdoc/>
        public override int Receive(byte[] buffer)
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead))
                {
                    return 0;
                }

                // ReceiveFrom allocates the sender's address for each datagram, so it is used only when the sender is needed.
                return IsBroadcast ? _socket.Receive(buffer, 0, buffer.Length, SocketFlags.None) : _socket.ReceiveFrom(buffer, 0, buffer.Length, SocketFlags.None, ref _sender);
            }
            catch (SocketException)
            {
                Close();
                return 0;
            }
        }

        /// <inheritdoc/>
        public override void Send(byte[] buffer, int count)
        {
            Send(buffer, count, _to);
        }

        /// <inheritdoc/>
        public override void Reply(byte[] buffer, int count)
        {
            Send(buffer, count, _sender);
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket != null)
            {
                _socket.Close();
                _socket = null;
            }
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
    }
}
