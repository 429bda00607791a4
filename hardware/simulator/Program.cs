using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nano.Firmware;
using Nano.Web.Server;

namespace Nano.Simulator
{
    internal static class Program
    {
        private const int CannotListen = 1;

        private static int Main(string[] arguments)
        {
            return CommandLine.Invoke(arguments, Run);
        }

        private static int Run(Settings settings)
        {
            var board = new SimulatedBoard(settings.Seed);
            SimulatedBoard.Current = board;
            if (!settings.Quiet)
            {
                board.PinChanged += PrintChange;
            }

            SocketTransport transport;
            try
            {
                transport = CreateTransport(settings);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is CryptographicException)
            {
                Console.Error.WriteLine($"The certificate cannot be used: {exception.Message} --tls takes a PEM file of the certificate and one of its key, with a comma between them; alone it makes a certificate.");
                return CannotListen;
            }

            using var boardThread = new BoardThread(board);
            var device = new Device(
                Board.CreateDefault(new GpioController(), new AdcController(), new PinList()),
                transport,
                new ServerOptions { Slots = settings.Clients },
                CreateOptions(settings));

            NetworkManager setup = settings.Setup ? AddSetup(device, settings.Seed) : null;

            void Stop(PosixSignalContext context)
            {
                // Without this the runtime would end the process before the clients have been told.
                context.Cancel = true;
                device.Stop();
            }

            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                device.Start();
            }
            catch (SocketException exception)
            {
                Console.Error.WriteLine(Explain(exception, settings));
                return CannotListen;
            }

            using NetworkPorts services = NetworkPorts.Open(device, settings, setup, transport.Port);
            if (services == null)
            {
                return CannotListen;
            }

            Console.WriteLine($"Listening on {(settings.Tls ? "https" : "http")}://{settings.Bind}:{transport.Port}/");
            device.Run();
            services.SayGoodbye();
            return 0;
        }

        private static SocketTransport CreateTransport(Settings settings)
        {
            if (!settings.Tls)
            {
                return new SelectTransport(settings.Bind, settings.Port);
            }

            return new TlsTransport(settings.Bind, settings.Port, new TlsOptions
            {
                Certificate = settings.TlsFiles != null ? Certificates.Load(settings.TlsFiles) : Certificates.CreateSelfSigned(settings.Bind),
                RequiresClientCertificate = settings.TlsClientAuthority != null,
                ClientAuthority = settings.TlsClientAuthority != null ? Certificates.LoadAuthority(settings.TlsClientAuthority) : null,
            });
        }

        private static DeviceOptions CreateOptions(Settings settings)
        {
            var options = new DeviceOptions { Name = "simulated board", Echo = settings.Echo };
            options.Id = Identity.CreateId(SimulatedRadio.CreateHardwareAddress(settings.Seed));
            options.Host = options.Id;
            options.Access.Hosts.Allow("nano");
            options.Access.Password = settings.Password;
            options.Access.Token = settings.Token;
            options.Access.ReadToken = settings.ReadToken;
            options.Access.OpenReading = settings.OpenReading;
            foreach (string host in settings.AllowedHosts)
            {
                options.Access.Hosts.Allow(host);
            }

            foreach (string origin in settings.AllowedOrigins)
            {
                options.Access.Origins.Allow(origin);
            }

            return options;
        }

        /// <summary>The setup page of a board that is an access point. What is saved there lasts until the program ends, and changes nothing: no board restarts.</summary>
        private static NetworkManager AddSetup(Device device, int seed)
        {
            var settings = new Nano.Firmware.Settings();
            var file = new SettingsFile(new MemoryStore());
            file.Load(settings);
            var radio = new SimulatedRadio(true, seed, () =>
            {
                device.HasSetup = false;
                Console.WriteLine("Setup done: a board would restart now and join its network.");
            });
            var network = new NetworkManager(radio, new NetworkOptions(), null, null);
            device.HasSetup = true;
            device.Server.AddTask(network);
            device.Server.Map("/setup", new SetupResource(network, device.Server, settings, file));
            return network;
        }

        private static void PrintChange(int pin, PinValue value, string name)
        {
            string what = name.Length == 0 ? $"GPIO{pin}" : $"GPIO{pin} {name}";
            Console.WriteLine($"{what} {(value == PinValue.High ? "on" : "off")}");
        }

        private static string Explain(SocketException exception, Settings settings)
        {
            switch (exception.SocketErrorCode)
            {
                case SocketError.AddressAlreadyInUse:
                    return $"Port {settings.Port} of {settings.Bind} is in use. Another one may be free: --port 0 takes one that is.";
                case SocketError.AddressNotAvailable:
                    return $"{settings.Bind} is not an address of this machine. --bind 127.0.0.1 always is, --bind 0.0.0.0 stands for all.";
                case SocketError.AccessDenied:
                    return $"Port {settings.Port} is reserved for the system. Take one from 1024 on, or --port 0.";
                default:
                    return $"Cannot listen on {settings.Bind}:{settings.Port}: {exception.Message}";
            }
        }
    }
}
