using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Server;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware.Startup
{
    /// <summary>An ESP32 under nanoFramework.</summary>
    internal sealed class BoardPlatform : Platform
    {
        private const int Port = 80;
        private const int SecurePort = 443;
        private const int LongestSilence = 30000;
        private const int RetryDelay = 5000;

        // A TLS connection takes 15 KB of native memory, and its handshake 20 KB more.
        private const int SecureSlots = 2;

        // The internal storage: LittleFS, in a runtime for an ESP32.
        private const string Storage = "I:\\";

        private readonly TlsOptions _tls;
        private readonly Watchdog _watchdog = new Watchdog();
        private GpioController _gpio;
        private AdcController _adc;

        /// <summary>Makes the platform.</summary>
        /// <param name="tls">How the board speaks TLS; null when it does not.</param>
        public BoardPlatform(TlsOptions tls)
        {
            _tls = tls;
        }

        /// <inheritdoc/>
        public override SettingsStore Store { get; } = new FileSettingsStore(Storage);

        /// <inheritdoc/>
        public override Chip Chip { get; } = Chip.Find(SystemInfo.TargetName);

        /// <inheritdoc/>
        public override byte[] HardwareAddress { get; } = WifiRadio.ReadHardwareAddress();

        /// <inheritdoc/>
        public override int MaximumSlots => _tls != null ? SecureSlots : base.MaximumSlots;

        /// <inheritdoc/>
        [NotInlined]
        public override long ReadFreeMemory()
        {
            // Not GC.Run(true): compacting the heap while a thread waits corrupts it.
            return nanoFramework.Runtime.Native.GC.Run(false);
        }

        /// <inheritdoc/>
        [NotInlined]
        public override void CompactMemory()
        {
            nanoFramework.Runtime.Native.GC.Run(true);
        }

        /// <inheritdoc/>
        public override DriverCatalog Drivers => new DriverTable(null, OptionalDrivers.Create(false));

        /// <inheritdoc/>
        public override Board CreateBoard(BoardDescription description)
        {
            _gpio ??= new GpioController();
            _adc ??= new AdcController();
            return DescribedBoard.Create(description, new DriverTable(new Equipment(_gpio, _adc), OptionalDrivers.Create(true)));
        }

        /// <inheritdoc/>
        public override Transport CreateTransport()
        {
            return _tls != null ? new TlsTransport(IPAddress.Any, SecurePort, _tls) : new SocketTransport(IPAddress.Any, Port);
        }

        /// <inheritdoc/>
        public override BrokerClient CreateBroker(Device device, DeviceOptions options, int seed)
        {
            BrokerUrl url = BrokerUrl.Read(options.Broker);
            SettingsStore store = options.HasDiscovery ? Store : null;
            return url == null ? null : new MqttClient(url, new OutgoingSocket(), device.Board, device.Identity, device.Dispatcher, options.BrokerInterval, store, seed);
        }

        /// <inheritdoc/>
        public override Transport CreateLeanTransport()
        {
            return _tls != null ? CreateTransport() : new PollingTransport(IPAddress.Any, Port);
        }

        /// <inheritdoc/>
        public override Radio OpenRadio()
        {
            try
            {
                return new WifiRadio();
            }
            catch (Exception)
            {
                // As a runtime for Ethernet: the platform itself sees to the network.
                Log("This runtime has no Wi-Fi. The board listens on http://" + IPGlobalProperties.GetIPAddress() + "/ once there is a network.");
                return null;
            }
        }

        /// <inheritdoc/>
        public override LoopTask CreateServices(Device device, NetworkManager network, string host)
        {
            IPAddress group = new IPAddress(new byte[] { 224, 0, 0, 251 });
            return new NetworkServices(
                network,
                device.Identity,
                host,
                _tls != null ? SecurePort : Port,
                _tls != null,
                new UdpPort(5353, group, new IPEndPoint(group, 5353)),
                new UdpPort(67, null, new IPEndPoint(IPAddress.Broadcast, 68)),
                new UdpPort(53, null, null));
        }

        /// <inheritdoc/>
        public override void OnCreated(Device device)
        {
            device.Server.AddTask(_watchdog);
            device.Server.Origins.Observer = new OriginLog(device.Server, "the setting allow-origin=") { Messages = device.Log };
        }

        /// <inheritdoc/>
        public override void WatchLoop()
        {
            new Thread(Watch).Start();
        }

        /// <inheritdoc/>
        [NotInlined]
        public override bool OnCannotListen(Exception failure)
        {
            Log("The board cannot listen (" + (failure is SocketException socket ? "socket error " + socket.ErrorCode : failure.Message) + "). It tries again in 5 s.");
            Wait(RetryDelay);
            return true;
        }

        /// <inheritdoc/>
        public override void Log(string line)
        {
            Console.WriteLine(line);
        }

        /// <inheritdoc/>
        [NotInlined]
        public override void Wait(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }

        /// <inheritdoc/>
        [NotInlined]
        public override void Restart()
        {
            Power.RebootDevice();

            // The runtime restarts when the thread yields.
            Thread.Sleep(Timeout.Infinite);
        }

        /// <summary>Restarts a board whose loop has stopped: then its outputs are safe and its clients can come back.</summary>
        private void Watch()
        {
            do
            {
                Thread.Sleep(LongestSilence);
            }
            while (_watchdog.HasTurned());

            Log("The loop has not turned for " + LongestSilence / 1000 + " s. The board restarts.");
            Power.RebootDevice();
        }
    }
}
