using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Text;
using System.Threading;
using Nano.Firmware.Settings;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware.Network
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

        // The longest name that the platform's configuration holds.
        private const int MaximumName = 31;

        private readonly WifiAdapter _adapter;
        private readonly bool _isAccessPoint;
        private string _address = "";
        private string _name;
        private string _passphrase;
        private RadioState _failure;
        private Thread _connecting;

        // What the thread connects with.
        private string _wantedName;
        private string _wantedPassphrase;

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
        public override CredentialsError CheckName(byte[] name, int count)
        {
            // The configuration has 32 bytes with the 0 behind the name, and its strings are UTF-8 (sys_net_native_…_Wireless80211Configuration.cpp).
            bool hasZero = Array.IndexOf(name, (byte)0, 0, count) >= 0;
            return count > MaximumName ? CredentialsError.NameTooLongForBoard
                : hasZero || !NameEncoding.IsUtf8(name, 0, count) ? CredentialsError.NameInvalidForBoard
                : CredentialsError.None;
        }

        /// <inheritdoc/>
        public override void Connect()
        {
            Connect(_name, _passphrase ?? "");
        }

        /// <inheritdoc/>
        public override void ConnectTo(byte[] name, string passphrase)
        {
            Connect(Encoding.UTF8.GetString(name, 0, name.Length), passphrase);
        }

        /// <inheritdoc/>
        public override void SetAddress(StaticAddress address)
        {
            NetworkInterface station = FindInterface(NetworkInterfaceType.Wireless80211);
            if (address == null)
            {
                if (!station.IsDhcpEnabled)
                {
                    station.EnableDhcp();
                }
            }
            else if (station.IsDhcpEnabled || station.IPv4Address != address.Address || station.IPv4SubnetMask != address.Mask || station.IPv4GatewayAddress != address.Router)
            {
                station.EnableStaticIPv4(address.Address, address.Mask, address.Router);
                station.EnableStaticIPv4Dns(new string[] { address.NameServer });
            }
        }

        /// <inheritdoc/>
        public override void Disconnect()
        {
            _adapter.Disconnect();
        }

        /// <inheritdoc/>
        public override void StartAccessPoint(string name, string passphrase)
        {
            // The platform reads this at its start only. A station that does not connect by itself is what scans.
            SaveStation(Wireless80211Configuration.ConfigurationOptions.Enable);
            FindInterface(NetworkInterfaceType.WirelessAP).EnableStaticIPv4(AccessPointAddress, "255.255.255.0", AccessPointAddress);
            WirelessAPConfiguration configuration = WirelessAPConfiguration.GetAllWirelessAPConfigurations()[0];
            configuration.Options = WirelessAPConfiguration.ConfigurationOptions.AutoStart;
            configuration.Ssid = name;
            configuration.Password = passphrase;
            configuration.Authentication = passphrase.Length > 0 ? AuthenticationType.WPA2 : AuthenticationType.Open;
            configuration.Encryption = passphrase.Length > 0 ? EncryptionType.WPA2_PSK : EncryptionType.None;
            configuration.MaxConnections = AccessPointClients;
            configuration.SaveConfiguration();
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
        public override bool Store(byte[] name, string passphrase)
        {
            string formerName = _name;
            string formerPassphrase = _passphrase;
            try
            {
                _name = Encoding.UTF8.GetString(name, 0, name.Length);
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

        private void Connect(string name, string passphrase)
        {
            // The platform may have connected by itself, which it does from the boot on.
            if (_address.Length == 0 && _connecting == null)
            {
                _failure = RadioState.Idle;
                _wantedName = name;
                _wantedPassphrase = passphrase;
                _connecting = new Thread(WaitForNetwork);
                _connecting.Start();
            }
        }

        private void WaitForNetwork()
        {
            WifiConnectionStatus status = WifiConnectionStatus.UnspecifiedFailure;
            try
            {
                status = _adapter.Connect(_wantedName, WifiReconnectionKind.Automatic, _wantedPassphrase).ConnectionStatus;
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
            // The platform has the security of networks too, and no member for it (WifiAvailableNetwork); bytes that are not UTF-8 it replaces by U+FFFD.
            WifiAvailableNetwork[] found = sender.NetworkReport.AvailableNetworks;
            NetworkList list = new NetworkList();
            for (int i = 0; i < found.Length; i++)
            {
                string name = found[i].Ssid ?? "";
                if (name.IndexOf('\uFFFD') < 0)
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(name);
                    list.Add(bytes, bytes.Length, (int)found[i].NetworkRssiInDecibelMilliwatts, NetworkSecurity.Unknown);
                }
            }

            Networks = list;
            Tell();
        }

        private void Tell()
        {
            Listener?.RunSoon();
        }
    }
}
