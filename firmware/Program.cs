using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using Nano.Web.Server;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware
{
    /// <summary>The program of the board. The simulated board has its own, in hardware/simulator.</summary>
    public static class Program
    {
        private const int Port = 80;
        private const int NetworkTimeout = 30000;
        private const int LongestSilence = 30000;
        private const int RetryDelay = 5000;

        private static readonly Watchdog s_watchdog = new Watchdog();

        /// <summary>Serves the default board on port 80, for as long as there is power.</summary>
        public static void Main()
        {
            // The outputs come first: they have their safe values before anything can fail.
            uint free = Free();
            Console.WriteLine("nano " + Device.Version + ": " + free + " bytes of managed memory free at boot.");
            Board board = Board.CreateDefault(new GpioController(), new AdcController());
            ServerOptions options = new ServerOptions();
            Device device = new Device(board, new SocketTransport(IPAddress.Any, Port), options, new DeviceOptions());
            device.Server.AddTask(s_watchdog);

            WaitForNetwork();
            Listen(device);
            uint left = Free();
            Console.WriteLine("Memory: " + options.Slots + " connections with " + device.Server.BufferMemory + " bytes of buffers; the device takes "
                + (free - left) + " bytes in all, " + left + " are left.");
            Console.WriteLine("Listening on http://" + IPGlobalProperties.GetIPAddress() + "/");

            new Thread(Watch).Start();
            device.Run();
        }

        /// <summary>Waits until the board has an address. Its credentials are stored in the board (hardware/README.md), whose own runtime connects it.</summary>
        private static void WaitForNetwork()
        {
            Console.WriteLine("Waiting for the network.");
            while (!NetworkHelper.SetupAndConnectNetwork(new CancellationTokenSource(NetworkTimeout).Token))
            {
                Console.WriteLine("No network yet (NetworkHelperStatus " + (int)NetworkHelper.Status + "). Are Wi-Fi name and password stored in the board, and is it in reach? Trying again.");
            }

            // The runtime sets the clock from the network by itself, sooner or later; responses have a Date from then on.
            Console.WriteLine(DateTime.UtcNow.Year < 2026 ? "The clock is not set yet." : "It is " + DateTime.UtcNow + " UTC.");
        }

        private static void Listen(Device device)
        {
            while (true)
            {
                try
                {
                    device.Start();
                    return;
                }
                catch (SocketException e)
                {
                    Console.WriteLine("Cannot listen on port " + Port + " (" + e.ErrorCode + "). Trying again.");
                    Thread.Sleep(RetryDelay);
                }
            }
        }

        /// <summary>Restarts a board whose loop has stopped: then its outputs are safe and its clients can come back.</summary>
        private static void Watch()
        {
            do
            {
                Thread.Sleep(LongestSilence);
            }
            while (s_watchdog.HasTurned());

            Console.WriteLine("The loop has not turned for " + LongestSilence / 1000 + " s. Restarting.");
            Power.RebootDevice();
        }

        private static uint Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(true);
        }
    }
}
