using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Nano.Firmware;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Web.Server;

namespace Nano.Simulator
{
    /// <summary>
    /// The board's own services for the network, on UDP ports of the loopback address: those of an access point, DNS and DHCP, and that of a board
    /// in its network, Multicast DNS. A real board has either; here each port that is named is served, so that all of them can be tried.
    /// </summary>
    internal sealed class NetworkPorts : IDisposable
    {
        // A real board sends announcements to a group; this one sends them to the last senders of queries, this many at most.
        private const int MostListeners = 16;

        // Longer than three probes and two announcements take.
        private const int TimeBefore = 3000;
        private const int Step = 50;

        private readonly List<UdpPort> _ports = new List<UdpPort>();
        private readonly SimulatorOptions _settings;
        private DatagramPort _dns;
        private DatagramPort _dhcp;
        private DatagramPort _mdns;
        private bool _hasPortal;
        private NetworkServices _localName;

        private NetworkPorts(SimulatorOptions settings)
        {
            _settings = settings;
        }

        /// <summary>Takes the ports that are named, and prints them.</summary>
        /// <param name="settings">Name the ports.</param>
        /// <returns>Null when a port cannot be had; the reason is on the standard error.</returns>
        public static NetworkPorts Open(SimulatorOptions settings)
        {
            var ports = new NetworkPorts(settings);
            try
            {
                ports._dns = ports.Take("DNS", settings.DnsPort, 1);
                ports._dhcp = ports.Take("DHCP", settings.DhcpPort, 1);
                ports._mdns = ports.Take("mDNS", settings.MdnsPort, MostListeners);
                return ports;
            }
            catch (SocketException exception)
            {
                Console.Error.WriteLine($"A UDP port of 127.0.0.1 cannot be taken: {exception.Message}. Port 0 takes one that is free.");
                ports.Dispose();
                return null;
            }
        }

        /// <summary>Makes the services of an access point.</summary>
        /// <param name="device">The device.</param>
        /// <param name="network">Its network, which is an access point.</param>
        /// <returns>Null when no port for them is named.</returns>
        public LoopTask CreatePortal(Device device, NetworkManager network)
        {
            _hasPortal = _dns is UdpPort || _dhcp is UdpPort;
            return _hasPortal ? new NetworkServices(network, device.Identity, "", 0, _settings.Tls, new UnusedPort(), _dhcp, _dns) : null;
        }

        /// <summary>
        /// Adds the services that the device does not have yet. They have run for a while: before the first query no host receives the board's probes or
        /// announcements, so the board behaves as if it had joined its network earlier.
        /// </summary>
        /// <param name="device">The device, which listens and does not serve yet.</param>
        /// <param name="host">Its host name; empty for none.</param>
        /// <param name="webPort">The port of its web server.</param>
        public void Serve(Device device, string host, int webPort)
        {
            if (!_hasPortal)
            {
                NetworkManager network = CreateNetwork(true);
                AddServices(device, network, CreatePortal(device, network));
            }

            if (_mdns is UdpPort)
            {
                NetworkManager network = CreateNetwork(false);
                network.Observer = new NameObserver(device);
                _localName = new NetworkServices(network, device.Identity, host, webPort, _settings.Tls, _mdns, new UnusedPort(), new UnusedPort());
                AddServices(device, network, _localName);
            }
        }

        /// <summary>Tells those that have asked that the board leaves, as before a restart.</summary>
        public void SayGoodbye()
        {
            _localName?.SayGoodbye();
        }

        public void Dispose()
        {
            foreach (UdpPort port in _ports)
            {
                port.Dispose();
            }
        }

        private static void AddServices(Device device, NetworkManager network, LoopTask services)
        {
            if (services == null)
            {
                return;
            }

            for (long now = -TimeBefore; now < 0; now += Step)
            {
                network.Run(now);
                services.Run(now);
            }

            device.Server.AddTask(network);
            device.Server.AddTask(services);
        }

        private NetworkManager CreateNetwork(bool isAccessPoint)
        {
            return new NetworkManager(new SimulatedRadio(isAccessPoint, _settings.Seed, () => { }), new NetworkOptions(), null, null);
        }

        private DatagramPort Take(string service, int? number, int mostSenders)
        {
            if (number == null)
            {
                return new UnusedPort();
            }

            var port = new UdpPort(number.Value, mostSenders);
            _ports.Add(port);
            Console.WriteLine($"{service} on udp 127.0.0.1:{port.Port}");
            return port;
        }

        private sealed class NameObserver : NetworkObserver
        {
            private readonly Device _device;

            public NameObserver(Device device)
            {
                _device = device;
            }

            public override void OnStateChanged(NetworkManager network)
            {
            }

            public override void OnNamed(string host)
            {
                _device.SetHost(host);
                Console.WriteLine($"mDNS name {host}.local");
            }
        }

        /// <summary>A port that cannot be opened.</summary>
        private sealed class UnusedPort : DatagramPort
        {
            public override bool IsOpen => false;

            public override bool Open()
            {
                return false;
            }

            public override int Receive(byte[] buffer)
            {
                return 0;
            }

            public override void Send(byte[] buffer, int count)
            {
            }

            public override void Reply(byte[] buffer, int count)
            {
            }

            public override void Close()
            {
            }
        }
    }
}
