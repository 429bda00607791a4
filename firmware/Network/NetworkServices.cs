using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>
    /// What the board does for the network it is in: in one of others it answers for its name.local; as an access point it gives
    /// clients addresses and answers for every name. It looks ten times a second, and takes memory once.
    /// </summary>
    public sealed class NetworkServices : LoopTask
    {
        private const int Interval = 100;
        private const int IdleInterval = 500;
        private const int RetryInterval = 10000;

        // A flood of datagrams must not hold up the loop.
        private const int MostAtOnce = 4;

        private readonly NetworkManager _network;
        private readonly NameServer _localName;
        private readonly NameProbe _probe;
        private readonly DatagramPort _localNamePort;
        private readonly DatagramPort _dhcpPort;
        private readonly DatagramPort _portalNamePort;
        private readonly byte[] _message;
        private readonly byte[] _reply;
        private DhcpServer _dhcp;
        private NameServer _portalName;
        private NetworkState _state;
        private long _openDue;

        /// <summary>Makes them.</summary>
        /// <param name="network">Says which network the board is in.</param>
        /// <param name="host">The board's name without .local; empty for none.</param>
        /// <param name="localNamePort">Port 5353 in the group 224.0.0.251, sending there.</param>
        /// <param name="dhcpPort">Port 67, sending to all around at port 68.</param>
        /// <param name="portalNamePort">Port 53, sending to whom was heard last.</param>
        public NetworkServices(NetworkManager network, string host, DatagramPort localNamePort, DatagramPort dhcpPort, DatagramPort portalNamePort)
        {
            _network = network;
            if (host.Length > 0)
            {
                _localName = new NameServer(host);
                _probe = new NameProbe(_localName, host, network.Radio.Number);
            }

            _localNamePort = localNamePort;
            _dhcpPort = dhcpPort;
            _portalNamePort = portalNamePort;
            _message = new byte[DhcpServer.MaximumMessage];
            _reply = new byte[NameServer.MaximumReply];
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            NetworkState state = _network.State;
            if (state != _state)
            {
                _state = state;
                _openDue = now;
                Close();
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
                for (int i = 0; i < MostAtOnce && AnswerName(_portalName, _portalNamePort); i++)
                {
                }
            }

            return now + (_dhcpPort.IsOpen || _portalNamePort.IsOpen ? Interval : IdleInterval);
        }

        private void Open(long now)
        {
            string address = _network.Radio.Address;
            if (_state == NetworkState.Online && _localName != null)
            {
                // The address may have become another.
                if (_localName.SetAddress(address) && !_localNamePort.IsOpen && _localNamePort.Open())
                {
                    _probe.Begin(now);
                }
            }
            else if (_state == NetworkState.AccessPoint)
            {
                // Made only when they are needed, which is in few of a board's lives.
                _dhcp ??= new DhcpServer();
                _portalName ??= new NameServer(null);
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

        private void Announce(long now)
        {
            bool wasOwn = _probe.IsOwn;
            int length = _localNamePort.IsOpen ? _probe.Run(now, _reply) : 0;
            if (length > 0)
            {
                _localNamePort.Send(_reply, length);
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
            int length = _probe.IsOwn ? _localName.Answer(_message, count, _reply) : 0;
            if (length > 0)
            {
                _localNamePort.Send(_reply, length);
            }

            return _localNamePort.IsOpen;
        }

        private bool AnswerName(NameServer server, DatagramPort port)
        {
            int count = port.Receive(_message);
            if (count == 0)
            {
                return false;
            }

            int length = server.Answer(_message, count, _reply);
            if (length > 0)
            {
                port.Send(_reply, length);
            }

            return port.IsOpen;
        }

        private bool AnswerDhcp()
        {
            int count = _dhcpPort.Receive(_message);
            if (count == 0)
            {
                return false;
            }

            int length = _dhcp.Answer(_message, count, _reply);
            if (length > 0)
            {
                _dhcpPort.Send(_reply, length);
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
