using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Web.Server;

namespace Nano.Simulator
{
    /// <summary>The simulated board under the firmware, as the command line asks for it.</summary>
    internal sealed class SimulatorPlatform : Platform, IDisposable
    {
        private readonly SimulatorOptions _settings;
        private readonly SocketTransport _transport;
        private readonly NetworkPorts _ports;
        private readonly SimulatedRadio _radio;
        private readonly List<PosixSignalRegistration> _signals = new List<PosixSignalRegistration>();

        // The program's first line says where the board listens; what the start has to say comes after it.
        private List<string> _held = new List<string>();
        private Device _device;
        private string _host;

        /// <summary>Makes it.</summary>
        /// <param name="settings">What the command line asks for.</param>
        /// <param name="transport">Where clients come from.</param>
        /// <param name="ports">The board's services for the network.</param>
        /// <param name="store">What the board keeps over a restart.</param>
        /// <param name="radio">Its Wi-Fi; null for the computer's own network, or the access point of a new board.</param>
        public SimulatorPlatform(SimulatorOptions settings, SocketTransport transport, NetworkPorts ports, SettingsStore store, SimulatedRadio radio)
        {
            _ports = ports;
            _settings = settings;
            _transport = transport;
            _radio = radio;
            Chip = Chip.Find(settings.Chip);
            Store = store;
        }

        /// <summary>Whether the board restarts, and does not end.</summary>
        public bool IsRestarting { get; private set; }

        public override SettingsStore Store { get; }

        public override Chip Chip { get; }

        public override byte[] HardwareAddress => SimulatedRadio.CreateHardwareAddress(_settings.Seed);

        public override long ReadFreeMemory()
        {
            return Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - GC.GetTotalMemory(false), 0, int.MaxValue);
        }

        public override Board CreateBoard(PinList pins)
        {
            try
            {
                return DefaultBoard.Create(new ChipController(), new AdcController(), pins);
            }
            catch (ChipStoppedException exception)
            {
                // The firmware must not catch it: a real chip has crashed.
                Console.Error.WriteLine($"The chip has stopped: {exception.Message}");
                Environment.Exit(1);
                throw;
            }
        }

        public override Transport CreateTransport()
        {
            return _transport;
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
                options.Name = "simulated board";
            }

            _host = options.Host;
            AccessOptions access = options.Access;
            access.Hosts.Allow("nano");
            access.Password = _settings.Password ?? access.Password;
            access.OpenReading |= _settings.OpenReading;
            access.Token = _settings.Token;
            access.ReadToken = _settings.ReadToken;
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

        /// <summary>Does not wait: nobody gains by a program that ends later.</summary>
        public override void Wait(int milliseconds)
        {
        }

        /// <summary>A board that has served starts anew; a start that has failed ends the program.</summary>
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
