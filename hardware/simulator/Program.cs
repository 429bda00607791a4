using System;
using System.IO;
using System.Security.Cryptography;
using Nano.Firmware.Settings;
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
            if (settings.Folder != null && !TryCreate(settings.Folder))
            {
                return CannotStart;
            }

            TlsOptions tls;
            try
            {
                tls = settings.Tls ? CreateTls(settings) : null;
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

            SettingsStore store = settings.Folder != null ? new FileSettingsStore(settings.Folder) : new MemoryStore();
            SimulatedRadio radio = settings.Wifi && !settings.Setup ? new SimulatedRadio(false, settings.Seed, () => { }, settings.Folder) : null;
            int port = settings.Port;
            while (true)
            {
                // A restart resets the chip, and keeps what is in the flash and on the air.
                using Hardware hardware = TryOpen(settings);
                if (hardware == null)
                {
                    return CannotStart;
                }

                using ServiceNotice notice = settings.IsLinux ? ServiceNotice.Open(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC")) : null;
                SocketTransport transport = tls == null ? new SelectTransport(settings.Bind, port) : new TlsTransport(settings.Bind, port, tls);
                using var platform = new SimulatorPlatform(settings, hardware, transport, ports, store, radio, notice);
                bool isStopped = new StartSequence(platform).Run();
                if (platform.IsRestarting)
                {
                    port = transport.Port;
                    continue;
                }

                notice?.Stopping();
                ports.SayGoodbye();
                return isStopped ? 0 : CannotStart;
            }
        }

        /// <summary>Opens the pins; null, with the reason on the standard error, when they cannot be had.</summary>
        private static Hardware TryOpen(SimulatorOptions settings)
        {
            try
            {
                return settings.IsLinux ? new LinuxHardware(settings) : new SimulatedHardware(settings);
            }
            catch (LinuxException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return null;
            }
        }

        private static TlsOptions CreateTls(SimulatorOptions settings)
        {
            return new TlsOptions
            {
                Certificate = settings.TlsFiles != null ? Certificates.Load(settings.TlsFiles) : Certificates.CreateSelfSigned(settings.Bind),
                RequiresClientCertificate = settings.TlsClientAuthority != null,
                ClientAuthority = settings.TlsClientAuthority != null ? Certificates.LoadAuthority(settings.TlsClientAuthority) : null,
            };
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
    }
}
