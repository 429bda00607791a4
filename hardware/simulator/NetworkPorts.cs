using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Nano.Firmware;

namespace Nano.Simulator
{
    /// <summary>
    /// The board's own services for the network, on UDP ports of the loopback address: those of an access point, DNS and DHCP, and that of a board
    /// in its network, Multicast DNS. A real board has either; here each port that is named is served, so that all of them can be tried.
    /// </summary>
    internal sealed class NetworkPorts : IDisposable
    {
        // As many as may have asked are told what a real board tells all.
        private const int MostListeners = 16;

        // Longer than three probes and two announcements take.
        private const int TimeBefore = 3000;
        private const int Step = 50;

        private readonly List<UdpPort> _ports = new List<UdpPort>();
        private NetworkServices _localName;

        /// <summary>Adds those services to a device whose ports are named, and prints the ports.</summary>
        /// <param name="device">The device, before it runs.</param>
        /// <param name="settings">Name the ports.</param>
        /// <param name="setup">The network of the board's setup; null for none.</param>
        /// <param name="webPort">The port of the web server.</param>
        /// <returns>Null when a port cannot be had; the reason is on the standard error.</returns>
        public static NetworkPorts Open(Device device, Settings settings, NetworkManager setup, int webPort)
        {
            var ports = new NetworkPorts();
            try
            {
                DatagramPort dns = ports.Take("DNS", settings.DnsPort, 1);
                DatagramPort dhcp = ports.Take("DHCP", settings.DhcpPort, 1);
                DatagramPort mdns = ports.Take("mDNS", settings.MdnsPort, MostListeners);
                ports.Serve(device, settings, setup, webPort, dns, dhcp, mdns);
                return ports;
            }
            catch (SocketException exception)
            {
                Console.Error.WriteLine($"A UDP port of 127.0.0.1 cannot be taken: {exception.Message}. Port 0 takes one that is free.");
                ports.Dispose();
                return null;
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

        private void Serve(Device device, Settings settings, NetworkManager setup, int webPort, DatagramPort dns, DatagramPort dhcp, DatagramPort mdns)
        {
            if (dns is UdpPort || dhcp is UdpPort)
            {
                NetworkManager network = setup ?? AddNetwork(device, true, settings.Seed);
                AddServices(device, network, new NetworkServices(network, device.Identity, "", webPort, settings.Tls, new UnusedPort(), dhcp, dns));
            }

            if (mdns is UdpPort)
            {
                NetworkManager network = AddNetwork(device, false, settings.Seed);
                network.Observer = new NameObserver(device);
                _localName = new NetworkServices(network, device.Identity, device.Identity.ToString(), webPort, settings.Tls, mdns, new UnusedPort(), new UnusedPort());
                AddServices(device, network, _localName);
            }
        }

        /// <summary>
        /// Adds services that have run for a while: before the first query nobody hears the board's probes or announcements, so that it is as if it
        /// had been in its network before it was asked.
        /// </summary>
        private static void AddServices(Device device, NetworkManager network, NetworkServices services)
        {
            for (long now = -TimeBefore; now < 0; now += Step)
            {
                network.Run(now);
                services.Run(now);
            }

            device.Server.AddTask(services);
        }

        private static NetworkManager AddNetwork(Device device, bool isAccessPoint, int seed)
        {
            var network = new NetworkManager(new SimulatedRadio(isAccessPoint, seed, () => { }), new NetworkOptions(), null, null);
            device.Server.AddTask(network);
            return network;
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
