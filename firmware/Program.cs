using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Nano.Web.Server;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware
{
    /// <summary>The program of the board. The simulated board has its own, in hardware/simulator.</summary>
    public static class Program
    {
        private const int Port = 80;
        private const int SecurePort = 443;
        private const int LongestSilence = 30000;
        private const int RetryDelay = 5000;

        // The internal storage: LittleFS, in a runtime for an ESP32.
        private const string Storage = "I:\\";
        private const int Pins = 49;

        // What a connection takes beside its buffers (tests/bench: 3,264, of which the platform's socket is 264), and what is kept for the
        // network and for passing things.
        private const int SlotMemory = 3584;
        private const int SpareMemory = 12288;

        // A TlsOptions here serves https on port 443, with the certificate that is stored in the board; lib/Server/README.md says what that costs.
        private static readonly TlsOptions s_tls = null;

        private static readonly Watchdog s_watchdog = new Watchdog();

        /// <summary>Serves the default board on port 80, for as long as there is power.</summary>
        public static void Main()
        {
            uint free = Free();
            Console.WriteLine("nano " + Device.Version + ": " + free + " bytes of managed memory free at boot.");
            Settings settings = new Settings();
            SettingsFile file = new SettingsFile(new FileSettingsStore(Storage));
            int wrong = file.Load(settings);
            Console.WriteLine(wrong != 0 ? "Settings: line " + wrong + " says nothing that can be. It is passed over."
                : file.IsFound ? "Settings: loaded." : "Settings: none are kept. These are the defaults.");

            // The pins first of all that takes memory or time: the outputs have their safe values then.
            Device device = Create(ref settings);
            device.Server.AddTask(s_watchdog);
            AddNetwork(device, settings, file);

            Listen(device);
            uint left = Free();
            Console.WriteLine("Memory: " + settings.Slots + " connections with " + device.Server.BufferMemory + " bytes of buffers; the device takes "
                + (free - left) + " bytes in all, " + left + " are left.");

            new Thread(Watch).Start();
            device.Run();
        }

        /// <summary>Makes the device, if it must be without what this board cannot go by: else it would start again and again, and never be reached.</summary>
        private static Device Create(ref Settings settings)
        {
            GpioController gpio = new GpioController();
            try
            {
                return Create(gpio, settings, settings.Pins);
            }
            catch (Exception e)
            {
                Console.WriteLine("Settings: this board cannot start with them (" + e.Message + "). All but name, host and password are the defaults until others are saved.");
            }

            ClosePins(gpio);
            settings = settings.ToSafe();
            try
            {
                return Create(gpio, settings, settings.Pins);
            }
            catch (Exception e)
            {
                Console.WriteLine("This board lacks a pin of the default list (" + e.Message + "). None is used: set those it has on the setup page.");
            }

            ClosePins(gpio);
            return Create(gpio, settings, null);
        }

        private static Device Create(GpioController gpio, Settings settings, PinList pins)
        {
            Board board = Board.CreateDefault(gpio, new AdcController(), pins);
            ServerOptions options = new ServerOptions();
            DeviceOptions deviceOptions = new DeviceOptions();
            settings.Apply(options);
            settings.Apply(deviceOptions);
            settings.Apply(board);
            Device device = new Device(board, CreateTransport(), options, deviceOptions);

            // Its connections are made when it starts to listen: too late to do without.
            if (device.Server.BufferMemory + settings.Slots * SlotMemory + SpareMemory > Free())
            {
                throw new InvalidOperationException("too little memory");
            }

            return device;
        }

        /// <summary>Closes the pins that are open: another controller would find them open still.</summary>
        private static void ClosePins(GpioController gpio)
        {
            for (int pin = 0; pin < Pins; pin++)
            {
                if (gpio.IsPinOpen(pin))
                {
                    gpio.ClosePin(pin);
                }
            }
        }

        private static SocketTransport CreateTransport()
        {
            return s_tls != null ? new TlsTransport(IPAddress.Any, SecurePort, s_tls) : new SocketTransport(IPAddress.Any, Port);
        }

        /// <summary>Has the loop look after the Wi-Fi. The button and the LED of the board serve it too.</summary>
        private static void AddNetwork(Device device, Settings settings, SettingsFile file)
        {
            Radio radio = OpenRadio();
            if (radio == null)
            {
                return;
            }

            DigitalOutput led = Find(device.Board, "led") as DigitalOutput;
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), Find(device.Board, "button"), led != null ? new ChannelLight(led) : null);
            network.Observer = new NetworkLog(device);
            device.Server.AddTask(network);

            IPAddress group = new IPAddress(new byte[] { 224, 0, 0, 251 });
            device.Server.AddTask(new NetworkServices(
                network,
                settings.Host,
                new UdpPort(5353, group, new IPEndPoint(group, 5353)),
                new UdpPort(67, null, new IPEndPoint(IPAddress.Broadcast, 68)),
                new UdpPort(53, null, null)));

            if (radio.IsAccessPoint)
            {
                // The board restarts to become one, so that one in its network need not have the memory for this.
                PortalResource portal = new PortalResource(network);
                device.HasSetup = true;
                device.Server.Map("/setup", new SetupResource(network, device.Server, settings, file));
                device.Server.Map("/generate_204", portal);
                device.Server.Map("/hotspot-detect.html", portal);
            }
        }

        /// <summary>The Wi-Fi; null where the runtime has none, as one for Ethernet: the platform itself sees to the network then.</summary>
        private static Radio OpenRadio()
        {
            try
            {
                return new WifiRadio();
            }
            catch (Exception)
            {
                Console.WriteLine("This runtime has no Wi-Fi. Listening on http://" + IPGlobalProperties.GetIPAddress() + "/ once there is a network.");
                return null;
            }
        }

        private static Channel Find(Board board, string id)
        {
            byte[] name = Encoding.UTF8.GetBytes(id);
            return board.Find(name, 0, name.Length);
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
            return nanoFramework.Runtime.Native.GC.Run(false);
        }
    }
}
