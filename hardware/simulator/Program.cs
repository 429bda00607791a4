using System;
using System.Device.Gpio;
using System.IO;
using System.Security.Cryptography;
using Nano.Firmware.Startup;
using Nano.Simulator.Linux;
using Nano.Web.Server;

namespace Nano.Simulator
{
    internal static class Program
    {
        private const int CannotStart = 1;

        private static int Main(string[] arguments)
        {
            return CommandLine.Invoke(arguments, Run);
        }

        private static int Run(SimulatorOptions settings)
        {
            if (!settings.IsLinux)
            {
                var simulated = new SimulatedHardware(settings);
                if (!settings.Quiet)
                {
                    simulated.Board.PinChanged += PrintChange;
                }

                using var boardThread = new BoardThread(simulated.Board);
                return Run(settings, simulated, null);
            }

            try
            {
                using LinuxHardware pins = LinuxHardware.Open(settings);
                using ServiceNotice notice = ServiceNotice.Open(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));
                return Run(settings, pins, notice);
            }
            catch (LinuxException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return CannotStart;
            }
        }

        private static int Run(SimulatorOptions settings, Hardware hardware, ServiceNotice notice)
        {
            if (settings.Folder != null && !TryCreate(settings.Folder))
            {
                return CannotStart;
            }

            SocketTransport transport;
            try
            {
                transport = CreateTransport(settings);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is CryptographicException)
            {
                Console.Error.WriteLine($"The certificate cannot be used: {exception.Message} --tls takes a PEM file of the certificate and one of its key, with a comma between them; alone it makes a certificate.");
                return CannotStart;
            }

            using NetworkPorts ports = NetworkPorts.Open(settings);
            if (ports == null)
            {
                return CannotStart;
            }

            using var platform = new SimulatorPlatform(settings, hardware, transport, ports, notice);
            bool isStopped = new StartSequence(platform).Run();
            ports.SayGoodbye();
            return isStopped ? 0 : CannotStart;
        }

        private static SocketTransport CreateTransport(SimulatorOptions settings)
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

        private static bool TryCreate(string folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return true;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is ArgumentException)
            {
                Console.Error.WriteLine($"The folder of --settings cannot be made: {exception.Message}");
                return false;
            }
        }

        private static void PrintChange(int pin, PinValue value, string name)
        {
            string what = name.Length == 0 ? $"GPIO{pin}" : $"GPIO{pin} {name}";
            Console.WriteLine($"{what} {(value == PinValue.High ? "on" : "off")}");
        }
    }
}
