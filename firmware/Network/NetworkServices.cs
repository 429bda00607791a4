using Nano.Firmware.Messages;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The services of the device in its network. As a station it answers Multicast DNS for its name.local and its services; as an access point it is the
    /// DHCP and DNS server. It polls the ports ten times a second, or runs when a port reports a datagram. All messages share one buffer.
    /// </summary>
    public sealed class NetworkServices : LoopTask
    {
        private const int Interval = 100;
        private const int IdleInterval = 500;
        private const int RetryInterval = 10000;

        // The greatest number of datagrams of a port in one turn of the loop, so that a flood does not delay other work.
        private const int MostAtOnce = 4;

        private readonly NetworkManager _network;
        private readonly MulticastResponder _responder;
        private readonly NameProbe _probe;
        private readonly DatagramPort _localNamePort;
        private readonly DatagramPort _dhcpPort;
        private readonly DatagramPort _portalNamePort;
        private readonly byte[] _message = new byte[MulticastResponder.MaximumMessage];
        private DhcpServer _dhcp;
        private NameServer _portalName;
        private NetworkState _state;
        private string _address;
        private bool _hasAddress;
        private long _openDue;

        /// <summary>Creates the services.</summary>
        /// <param name="network">The manager, which knows the state of the network.</param>
        /// <param name="identity">The device's id, name and firmware.</param>
        /// <param name="host">The device's host name without .local; empty disables Multicast DNS.</param>
        /// <param name="port">The TCP port of its web server.</param>
        /// <param name="isSecure">Whether the web server uses TLS.</param>
        /// <param name="localNamePort">UDP port 5353, member of the group 224.0.0.251 and sending to it.</param>
        /// <param name="dhcpPort">UDP port 67, broadcasting to port 68.</param>
        /// <param name="portalNamePort">UDP port 53.</param>
        public NetworkServices(NetworkManager network, Identity identity, string host, int port, bool isSecure, DatagramPort localNamePort, DatagramPort dhcpPort, DatagramPort portalNamePort)
        {
            _network = network;
            network.Listener = this;
            if (host.Length > 0)
            {
                _responder = new MulticastResponder(identity, host, port, isSecure);
                byte[] address = network.Radio.HardwareAddress;
                _probe = new NameProbe(_responder, host, address[4] << 8 | address[5], identity.ToString());
            }

            _localNamePort = localNamePort;
            _dhcpPort = dhcpPort;
            _portalNamePort = portalNamePort;
            localNamePort.Listener = this;
            dhcpPort.Listener = this;
            portalNamePort.Listener = this;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            NetworkState state = _network.State;
            if (state != _state)
            {
                if (state == NetworkState.Restarting)
                {
                    SayGoodbye();
                }

                _state = state;
                _openDue = now;
                Close();
            }

            if (_address != _network.Radio.Address)
            {
                _openDue = now;
            }

            if (now >= _openDue)
            {
                _openDue = now + RetryInterval;
                Open(now);
            }

            if (_localNamePort.IsOpen)
            {
                for (int i = 0; i < MostAtOnce && AnswerLocalName(now); i++)
                {
                }

                Announce(now);
                return _probe.Due < now + Interval ? _probe.Due : now + Interval;
            }

            if (_dhcpPort.IsOpen)
            {
                for (int i = 0; i < MostAtOnce && AnswerDhcp(); i++)
                {
                }
            }

            if (_portalNamePort.IsOpen)
            {
                for (int i = 0; i < MostAtOnce && AnswerName(); i++)
                {
                }
            }

            return now + (_dhcpPort.IsOpen || _portalNamePort.IsOpen ? Interval : IdleInterval);
        }

        /// <summary>
        /// Withdraws the device's names from the network (RFC 6762 section 10.1). Call it before a planned stop. A restart by <see cref="NetworkManager"/> includes it.
        /// </summary>
        public void SayGoodbye()
        {
            if (_localNamePort.IsOpen && _probe.IsOwn)
            {
                _localNamePort.Send(_message, _responder.SayGoodbye(_message));
            }
        }

        private void Open(long now)
        {
            string address = _network.Radio.Address;
            bool isNew = address != _address;
            _address = address;
            if (isNew && _responder != null)
            {
                _hasAddress = _responder.SetAddress(address);
            }

            if (_state == NetworkState.Online && _responder != null)
            {
                if (_hasAddress)
                {
                    OpenLocalName(now, isNew);
                }
            }
            else if (_state == NetworkState.AccessPoint)
            {
                // Created only for an access point, which few starts need.
                _dhcp ??= new DhcpServer();
                _portalName ??= new NameServer();
                if (!_dhcpPort.IsOpen && _dhcp.SetAddress(address))
                {
                    _dhcpPort.Open();
                }

                if (!_portalNamePort.IsOpen && _portalName.SetAddress(address))
                {
                    _portalNamePort.Open();
                }
            }
        }

        /// <summary>Begins to claim the name, or announces the new address.</summary>
        private void OpenLocalName(long now, bool isNew)
        {
            if (_localNamePort.IsOpen)
            {
                if (isNew)
                {
                    _probe.Announce(now);
                }
            }
            else if (_localNamePort.Open())
            {
                _probe.Begin(now);
            }
        }

        private void Announce(long now)
        {
            bool wasOwn = _probe.IsOwn;
            int length = _localNamePort.IsOpen ? _probe.Run(now, _message) : 0;
            if (length > 0)
            {
                _localNamePort.Send(_message, length);
            }

            if (_probe.IsOwn && !wasOwn && _network.Observer != null)
            {
                _network.Observer.OnNamed(_probe.Host);
            }
        }

        private bool AnswerLocalName(long now)
        {
            int count = _localNamePort.Receive(_message);
            if (count == 0)
            {
                return false;
            }

            _probe.Hear(_message, count, now);
            int sender = _localNamePort.SenderPort;
            bool isLegacy = sender != 0 && sender != MulticastResponder.Port;
            int length = _probe.IsOwn ? _responder.Answer(_message, count, isLegacy) : 0;
            if (length > 0 && _responder.IsUnicast && sender != 0)
            {
                _localNamePort.Reply(_message, length);
            }
            else if (length > 0)
            {
                _localNamePort.Send(_message, length);
            }

            return _localNamePort.IsOpen;
        }

        private bool AnswerName()
        {
            int count = _portalNamePort.Receive(_message);
            if (count == 0)
            {
                return false;
            }

            int length = _portalName.Answer(_message, count);
            if (length > 0)
            {
                _portalNamePort.Reply(_message, length);
            }

            return _portalNamePort.IsOpen;
        }

        private bool AnswerDhcp()
        {
            int count = _dhcpPort.Receive(_message);
            if (count == 0)
            {
                return false;
            }

            int length = _dhcp.Answer(_message, count);
            if (length > 0)
            {
                _dhcpPort.Send(_message, length);
            }

            return _dhcpPort.IsOpen;
        }

        private void Close()
        {
            Close(_localNamePort);
            Close(_dhcpPort);
            Close(_portalNamePort);
        }

        private static void Close(DatagramPort port)
        {
            if (port.IsOpen)
            {
                port.Close();
            }
        }
    }
}
