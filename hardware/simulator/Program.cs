using System;
using System.Device.Gpio;
using System.IO;
using System.Security.Cryptography;
using Nano.Firmware;
using Nano.Firmware.Boards;
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
            var board = new SimulatedBoard(settings.Seed, new ChipModel(Chip.Find(settings.Chip)));
            SimulatedBoard.Current = board;
            if (!settings.Quiet)
            {
                board.PinChanged += PrintChange;
            }

            if (settings.Folder != null && !TryCreate(settings.Folder))
            {
                return CannotListen;
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
            using NetworkPorts ports = NetworkPorts.Open(settings);
            if (ports == null)
            {
                return CannotListen;
            }

            using var platform = new SimulatorPlatform(settings, transport, ports);
            bool isStopped = new StartSequence(platform).Run();
            ports.SayGoodbye();
            return isStopped ? 0 : CannotListen;
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
