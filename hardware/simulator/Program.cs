using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Net.Sockets;
using System.Runtime.InteropServices;
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

            using var boardThread = new BoardThread(board);
            var transport = new SocketTransport(settings.Bind, settings.Port);
            var device = new Device(
                Board.CreateDefault(new GpioController(), new AdcController(), new PinList()),
                transport,
                new ServerOptions { Slots = settings.Clients },
                new DeviceOptions { Name = "simulated board", Echo = settings.Echo });

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

            Console.WriteLine($"Listening on http://{settings.Bind}:{transport.Port}/");
            device.Run();
            return 0;
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
