using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Text;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware
{
    /// <summary>
    /// The ESP32's Wi-Fi. What the platform does in its own time it tells by events, so that nothing is asked in the loop; the one
    /// call that waits, for up to 20 seconds, has a thread of its own while it does.
    /// </summary>
    internal sealed class WifiRadio : Radio
    {
        private const string AccessPointAddress = "192.168.4.1";
        private const string NoAddress = "0.0.0.0";
        private const int AccessPointClients = 4;

        private readonly WifiAdapter _adapter;
        private readonly bool _isAccessPoint;
        private byte[][] _networks = new byte[0][];
        private string _address = "";
        private string _name;
        private string _passphrase;
        private RadioState _failure;
        private Thread _connecting;

        /// <summary>Takes the board's only radio.</summary>
        public WifiRadio()
        {
            Wireless80211Configuration station = Wireless80211Configuration.GetAllWireless80211Configurations()[0];
            _name = station.Ssid;
            _passphrase = station.Password;
            WirelessAPConfiguration[] accessPoints = WirelessAPConfiguration.GetAllWirelessAPConfigurations();
            _isAccessPoint = accessPoints.Length > 0 && (accessPoints[0].Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0;
            _adapter = WifiAdapter.FindAllAdapters()[0];
            _adapter.AvailableNetworksChanged += OnScanned;
            NetworkChange.NetworkAddressChanged += OnAddressChanged;
            NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
            UpdateAddress();
        }

        /// <inheritdoc/>
        public override RadioState State => _address.Length > 0 ? RadioState.Online : _connecting != null ? RadioState.Connecting : _failure;

        /// <inheritdoc/>
        public override string Address => _isAccessPoint ? AccessPointAddress : _address;

        /// <inheritdoc/>
        public override bool HasCredentials => !string.IsNullOrEmpty(_name);

        /// <inheritdoc/>
        public override bool IsAccessPoint => _isAccessPoint;

        /// <inheritdoc/>
        public override byte[] HardwareAddress => FindInterface(NetworkInterfaceType.Wireless80211).PhysicalAddress;

        /// <inheritdoc/>
        public override int Networks => _networks.Length;

        /// <inheritdoc/>
        public override void Connect()
        {
            // The platform may have connected by itself, which it does from the boot on.
            if (_address.Length == 0 && _connecting == null)
            {
                _failure = RadioState.Idle;
                _connecting = new Thread(WaitForNetwork);
                _connecting.Start();
            }
        }

        /// <inheritdoc/>
        public override void Disconnect()
        {
            _adapter.Disconnect();
        }

        /// <inheritdoc/>
        public override void StartAccessPoint(string name)
        {
            if (_isAccessPoint)
            {
                return;
            }

            // The platform reads this at its start only. A station that does not connect by itself is what scans.
            SaveStation(Wireless80211Configuration.ConfigurationOptions.Enable);
            FindInterface(NetworkInterfaceType.WirelessAP).EnableStaticIPv4(AccessPointAddress, "255.255.255.0", AccessPointAddress);
            WirelessAPConfiguration configuration = WirelessAPConfiguration.GetAllWirelessAPConfigurations()[0];
            configuration.Options = WirelessAPConfiguration.ConfigurationOptions.AutoStart;
            configuration.Ssid = name;
            configuration.Password = "";
            configuration.Authentication = AuthenticationType.Open;
            configuration.Encryption = EncryptionType.None;
            configuration.MaxConnections = AccessPointClients;
            configuration.SaveConfiguration();
            Restart();
        }

        /// <inheritdoc/>
        public override void StopAccessPoint()
        {
            WirelessAPConfiguration configuration = WirelessAPConfiguration.GetAllWirelessAPConfigurations()[0];
            configuration.Options = WirelessAPConfiguration.ConfigurationOptions.Disable;
            configuration.Password = "";
            configuration.SaveConfiguration();
            SaveStation(Wireless80211Configuration.ConfigurationOptions.AutoConnect);
        }

        /// <inheritdoc/>
        public override void Scan()
        {
            try
            {
                _adapter.ScanAsync();
            }
            catch (Exception)
            {
                // The station is not there, or scans already: the network can be named.
            }
        }

        /// <inheritdoc/>
        public override byte[] GetNetwork(int index)
        {
            // Another scan may have ended since they were counted.
            byte[][] networks = _networks;
            return index < networks.Length ? networks[index] : new byte[0];
        }

        /// <inheritdoc/>
        public override bool Store(string name, string passphrase)
        {
            string formerName = _name;
            string formerPassphrase = _passphrase;
            try
            {
                _name = name;
                _passphrase = passphrase;
                SaveStation(Wireless80211Configuration.ConfigurationOptions.AutoConnect);
                return true;
            }
            catch (Exception)
            {
                _name = formerName;
                _passphrase = formerPassphrase;
                return false;
            }
        }

        /// <inheritdoc/>
        public override void Restart()
        {
            Power.RebootDevice();
        }

        /// <summary>The hardware address of the board, with or without a radio: that of its Wi-Fi station, or else of its first interface.</summary>
        /// <returns>Six bytes; null where there is no interface.</returns>
        public static byte[] ReadHardwareAddress()
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            byte[] address = null;
            for (int i = 0; i < all.Length; i++)
            {
                if (address == null || all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    address = all[i].PhysicalAddress;
                }
            }

            return address;
        }

        private static NetworkInterface FindInterface(NetworkInterfaceType type)
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].NetworkInterfaceType == type)
                {
                    return all[i];
                }
            }

            throw new NotSupportedException("This board's runtime has no such network interface.");
        }

        private void SaveStation(Wireless80211Configuration.ConfigurationOptions options)
        {
            Wireless80211Configuration configuration = Wireless80211Configuration.GetAllWireless80211Configurations()[0];
            configuration.Ssid = _name ?? "";
            configuration.Password = _passphrase ?? "";
            configuration.Authentication = configuration.Password.Length > 0 ? AuthenticationType.WPA2 : AuthenticationType.Open;
            configuration.Encryption = configuration.Password.Length > 0 ? EncryptionType.WPA2_PSK : EncryptionType.None;
            configuration.Options = options;
            configuration.SaveConfiguration();
        }

        private void WaitForNetwork()
        {
            WifiConnectionStatus status = WifiConnectionStatus.UnspecifiedFailure;
            try
            {
                status = _adapter.Connect(_name, WifiReconnectionKind.Automatic, _passphrase ?? "").ConnectionStatus;
            }
            catch (Exception)
            {
                // As if it had failed for no reason told.
            }

            // Of a network left for this one an unspecified failure may come, too: who waits for an address goes on waiting.
            _failure = status == WifiConnectionStatus.InvalidCredential ? RadioState.WrongPassphrase
                : status == WifiConnectionStatus.NetworkNotAvailable ? RadioState.NotFound
                : RadioState.Idle;
            _connecting = null;
            Tell();
        }

        private void OnAddressChanged(object sender, EventArgs e)
        {
            UpdateAddress();
            Tell();
        }

        private void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
        {
            if (!e.IsAvailable)
            {
                _address = "";
                Tell();
            }
        }

        private void UpdateAddress()
        {
            string address = FindInterface(NetworkInterfaceType.Wireless80211).IPv4Address;
            _address = address == NoAddress ? "" : address;
        }

        private void OnScanned(WifiAdapter sender, object e)
        {
            WifiAvailableNetwork[] found = sender.NetworkReport.AvailableNetworks;
            byte[][] networks = new byte[found.Length < MaximumNetworks ? found.Length : MaximumNetworks][];
            int count = 0;
            for (int i = 0; i < found.Length && count < networks.Length; i++)
            {
                // Hidden networks have no name, and large ones many stations of one name.
                bool isNew = !string.IsNullOrEmpty(found[i].Ssid);
                for (int j = 0; j < i && isNew; j++)
                {
                    isNew = found[j].Ssid != found[i].Ssid;
                }

                if (isNew)
                {
                    networks[count++] = Encoding.UTF8.GetBytes(found[i].Ssid);
                }
            }

            byte[][] list = new byte[count][];
            Array.Copy(networks, list, count);
            _networks = list;
            Tell();
        }

        private void Tell()
        {
            Listener?.RunSoon();
        }
    }
}
