using Nano.Firmware.Messages;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// What the board does for the network it is in: in one of others it answers for its name.local and its services; as an access point it
    /// gives clients addresses and answers for every name. It looks ten times a second, or when a port tells, and takes memory once: messages
    /// and answers share one buffer.
    /// </summary>
    public sealed class NetworkServices : LoopTask
    {
        private const int Interval = 100;
        private const int IdleInterval = 500;
        private const int RetryInterval = 10000;

        // A flood of datagrams must not hold up the loop.
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

        /// <summary>Makes them.</summary>
        /// <param name="network">Says which network the board is in.</param>
        /// <param name="identity">The board's id, name and firmware.</param>
        /// <param name="host">The board's host name without .local; empty for none.</param>
        /// <param name="port">The port of its web server.</param>
        /// <param name="isSecure">Whether that speaks TLS.</param>
        /// <param name="localNamePort">Port 5353 in the group 224.0.0.251, sending there.</param>
        /// <param name="dhcpPort">Port 67, sending to all around at port 68.</param>
        /// <param name="portalNamePort">Port 53.</param>
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

        /// <summary>Tells the network that the board's names have no address any more (RFC 6762 section 10.1). For a stop that is planned; a restart by <see cref="NetworkManager"/> does it too.</summary>
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
                // Made only when they are needed, which is in few of a board's lives.
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

        /// <summary>The responder has an address: begins to claim the name, or tells of the new address.</summary>
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
