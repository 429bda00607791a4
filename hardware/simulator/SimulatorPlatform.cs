using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Simulator.Linux;
using Nano.Web.Server;

namespace Nano.Simulator
{
    /// <summary>This computer under the firmware, with simulated pins or its own, as the command line asks for it.</summary>
    internal sealed class SimulatorPlatform : Platform, IDisposable
    {
        private readonly SimulatorOptions _settings;
        private readonly Hardware _hardware;
        private readonly SocketTransport _transport;
        private readonly NetworkPorts _ports;
        private readonly ServiceNotice _notice;
        private readonly SimulatedRadio _radio;
        private readonly List<PosixSignalRegistration> _signals = new List<PosixSignalRegistration>();

        // The program's first line says where the board listens; what the start has to say comes after it.
        private List<string> _held = new List<string>();
        private Device _device;
        private string _host;

        /// <summary>Makes it.</summary>
        /// <param name="settings">The options of the command line.</param>
        /// <param name="hardware">The pins.</param>
        /// <param name="transport">The transport that accepts clients.</param>
        /// <param name="ports">The board's services for the network.</param>
        /// <param name="store">The files that the board keeps over a restart.</param>
        /// <param name="radio">Its Wi-Fi; null for the computer's own network, or the access point of a new board.</param>
        /// <param name="notice">Receives the notice that the program serves; null to send none.</param>
        public SimulatorPlatform(SimulatorOptions settings, Hardware hardware, SocketTransport transport, NetworkPorts ports, SettingsStore store, SimulatedRadio radio, ServiceNotice notice)
        {
            _ports = ports;
            _notice = notice;
            _settings = settings;
            _transport = transport;
            _hardware = hardware;
            _radio = radio;
            Store = store;
        }

        /// <summary>Whether the board restarts, and does not end.</summary>
        public bool IsRestarting { get; private set; }

        public override SettingsStore Store { get; }

        public override Chip Chip => _hardware.Chip;

        public override byte[] HardwareAddress => _hardware.HardwareAddress;

        public override long ReadFreeMemory()
        {
            return Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - GC.GetTotalMemory(false), 0, int.MaxValue);
        }

        public override DriverCatalog Drivers => new DriverTable(null, new BusDrivers(null));

        public override Board CreateBoard(BoardDescription description)
        {
            return _hardware.CreateBoard(description);
        }

        public override Transport CreateTransport()
        {
            return _transport;
        }

        public override BrokerClient CreateBroker(Device device, DeviceOptions options, int seed)
        {
            BrokerUrl url = BrokerUrl.Read(options.Broker);
            SettingsStore store = options.HasDiscovery ? Store : null;
            return url == null ? null : new MqttClient(url, new OutgoingSocket(), device.Board, device.Identity, device.Dispatcher, options.BrokerInterval, store, seed);
        }

        /// <summary>The access point of a new board, or the Wi-Fi of --wifi; otherwise the network is the computer's own.</summary>
        public override Radio OpenRadio()
        {
            return _settings.Setup ? new SimulatedRadio(true, _settings.Seed, OnSetupDone, _settings.Folder) : _radio;
        }

        public override LoopTask CreateServices(Device device, NetworkManager network, string host)
        {
            return network.Radio.IsAccessPoint ? _ports.CreatePortal(device, network) : null;
        }

        public override void Configure(ServerOptions options, bool hasSettings)
        {
            options.Slots = _settings.Clients ?? options.Slots;
            options.SlotsPerAddress = _settings.SlotsPerAddress ?? options.SlotsPerAddress;
        }

        public override void Configure(DeviceOptions options, bool hasSettings)
        {
            if (!hasSettings)
            {
                options.Name = _hardware.DefaultName;
            }

            _host = options.Host;
            AccessOptions access = options.Access;
            access.Hosts.Allow("nano");
            if (_settings.IsLinux)
            {
                AllowMachine(access);
            }

            access.Password = _settings.Password ?? access.Password;
            access.OpenReading |= _settings.OpenReading;
            access.Token = _settings.Token;
            access.ReadToken = _settings.ReadToken;
            options.Broker = _settings.Mqtt ?? options.Broker;
            options.Echo = _settings.Echo;
            foreach (string host in _settings.AllowedHosts)
            {
                access.Hosts.Allow(host);
            }

            foreach (string origin in _settings.AllowedOrigins)
            {
                access.Origins.Allow(origin);
            }
        }

        public override void OnCreated(Device device)
        {
            _device = device;
            device.Server.Origins.Observer = new OriginLog(device.Server, "--allow-origin ") { Messages = device.Log };

            if (_notice != null)
            {
                device.Server.AddTask(_notice);
            }

            void Stop(PosixSignalContext context)
            {
                // Without this the runtime would end the process before the clients have been told.
                context.Cancel = true;
                device.Stop();
            }

            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        }

        public override void OnListening(Device device)
        {
            _ports.Serve(device, _host, _transport.Port);
            List<string> held = _held;
            _held = null;
            if (device.Server.Portal != null)
            {
                // A board's access point has its port 80 to itself.
                IPAddress address = IPAddress.Any.Equals(_settings.Bind) ? IPAddress.Loopback : _settings.Bind;
                device.Server.Portal = $"{(_settings.Tls ? "https" : "http")}://{address}:{_transport.Port}/setup";
            }

            Log($"Listening on {(_settings.Tls ? "https" : "http")}://{_settings.Bind}:{_transport.Port}/");
            held.ForEach(Log);
            _notice?.Ready();
        }

        public override bool OnCannotListen(Exception failure)
        {
            Console.Error.WriteLine(failure is SocketException exception ? Explain(exception) : failure.ToString());
            return false;
        }

        public override void Log(string line)
        {
            if (_held != null)
            {
                _held.Add(line);
            }
            else
            {
                Console.WriteLine(line);
            }
        }

        /// <summary>Does not wait: the pause of a real board has no use in a program that ends.</summary>
        public override void Wait(int milliseconds)
        {
        }

        /// <summary>A board that has served restarts; a start that has failed ends the program.</summary>
        public override void Restart()
        {
            IsRestarting = _held == null;
            _held?.ForEach(Console.Error.WriteLine);
        }

        public void Dispose()
        {
            _signals.ForEach(signal => signal.Dispose());
        }

        private void OnSetupDone()
        {
            _device.HasSetup = false;
            _device.Server.Portal = null;
            Log("Setup done: a board would restart now and join its network.");
        }

        /// <summary>The name that avahi or the network's own names give this computer.</summary>
        private static void AllowMachine(AccessOptions access)
        {
            string name = Environment.MachineName;
            string host = name.Split('.')[0];
            foreach (string allowed in new[] { name, host, host + ".local" }.Distinct())
            {
                try
                {
                    access.Hosts.Allow(allowed);
                }
                catch (ArgumentException)
                {
                    // Linux allows names that no host can have.
                }
            }
        }

        private string Explain(SocketException exception)
        {
            switch (exception.SocketErrorCode)
            {
                case SocketError.AddressAlreadyInUse:
                    return $"Port {_settings.Port} of {_settings.Bind} is in use. Another one may be free: --port 0 takes one that is.";
                case SocketError.AddressNotAvailable:
                    return $"{_settings.Bind} is not an address of this machine. --bind 127.0.0.1 always is, --bind 0.0.0.0 stands for all.";
                case SocketError.AccessDenied:
                    return $"Port {_settings.Port} is reserved for the system. Take one from 1024 on, or --port 0.";
                default:
                    return $"Cannot listen on {_settings.Bind}:{_settings.Port}: {exception.Message}";
            }
        }
    }
}
