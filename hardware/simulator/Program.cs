using System;
using System.Device.Gpio;
using System.IO;
using System.Security.Cryptography;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
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

        private static int Run(SimulatorOptions settings)
        {
            if (settings.Folder != null && !TryCreate(settings.Folder))
            {
                return CannotListen;
            }

            TlsOptions tls;
            try
            {
                tls = settings.Tls ? CreateTls(settings) : null;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is CryptographicException)
            {
                Console.Error.WriteLine($"The certificate cannot be used: {exception.Message} --tls takes a PEM file of the certificate and one of its key, with a comma between them; alone it makes a certificate.");
                return CannotListen;
            }

            using NetworkPorts ports = NetworkPorts.Open(settings);
            if (ports == null)
            {
                return CannotListen;
            }

            SettingsStore store = settings.Folder != null ? new FileSettingsStore(settings.Folder) : new MemoryStore();
            SimulatedRadio radio = settings.Wifi && !settings.Setup ? new SimulatedRadio(false, settings.Seed, () => { }, settings.Folder) : null;
            int port = settings.Port;
            while (true)
            {
                // A restart resets the chip, and keeps what is in the flash and on the air.
                SocketTransport transport = tls == null ? new SelectTransport(settings.Bind, port) : new TlsTransport(settings.Bind, port, tls);
                var board = new SimulatedBoard(settings.Seed, new ChipModel(Chip.Find(settings.Chip)));
                SimulatedBoard.Current = board;
                if (!settings.Quiet)
                {
                    board.PinChanged += PrintChange;
                }

                using var boardThread = new BoardThread(board);
                using var platform = new SimulatorPlatform(settings, transport, ports, store, radio);
                bool isStopped = new StartSequence(platform).Run();
                if (platform.IsRestarting)
                {
                    port = transport.Port;
                    continue;
                }

                ports.SayGoodbye();
                return isStopped ? 0 : CannotListen;
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

        private static void PrintChange(int pin, PinValue value, string name)
        {
            string what = name.Length == 0 ? $"GPIO{pin}" : $"GPIO{pin} {name}";
            Console.WriteLine($"{what} {(value == PinValue.High ? "on" : "off")}");
        }
    }
}
