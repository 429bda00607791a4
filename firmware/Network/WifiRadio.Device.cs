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
    /// The Wi-Fi of an ESP32. The platform reports changes by events, so that the loop does not poll. The only blocking call, which takes up to 20
    /// seconds, runs in its own thread.
    /// </summary>
    internal sealed class WifiRadio : Radio
    {
        private const string AccessPointAddress = "192.168.4.1";
        private const string NoAddress = "0.0.0.0";
        private const int AccessPointClients = 4;

        // The greatest length in bytes of a name in the platform's configuration.
        private const int MaximumName = 31;

        private readonly WifiAdapter _adapter;
        private readonly bool _isAccessPoint;
        private string _address = "";
        private string _name;
        private string _passphrase;
        private int _signal = NetworkList.UnknownSignal;
        private RadioState _failure;
        private Thread _connecting;

        // The credentials for the thread.
        private string _wantedName;
        private string _wantedPassphrase;

        /// <summary>Creates the radio from the platform's only Wi-Fi adapter.</summary>
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
        public override byte[] NetworkName => Encoding.UTF8.GetBytes(_name ?? "");

        /// <inheritdoc/>
        public override int Signal => _signal;

        /// <inheritdoc/>
        public override bool HasCredentials => !string.IsNullOrEmpty(_name);

        /// <inheritdoc/>
        public override bool IsAccessPoint => _isAccessPoint;

        /// <inheritdoc/>
        public override byte[] HardwareAddress => FindInterface(NetworkInterfaceType.Wireless80211).PhysicalAddress;

        /// <inheritdoc/>
        public override CredentialsError CheckName(byte[] name, int count)
        {
            // The configuration holds 32 bytes including a final 0, and its strings are UTF-8 (sys_net_native_…_Wireless80211Configuration.cpp).
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
            // The platform reads this configuration only at its start. It can scan only with a station that is enabled and does not connect by itself.
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
                // There is no station, or a scan is in progress. The user can enter the name of the network.
            }
        }

        /// <inheritdoc/>
        public override void UpdateSignal()
        {
            Scan();
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

        /// <summary>Reads the device's hardware address: of the Wi-Fi station, otherwise of the first interface.</summary>
        /// <returns>Six bytes, or null when there is no interface.</returns>
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
            // The platform connects by itself after the start, so the station may be online already.
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
                // An exception counts as an unspecified failure.
            }

            // An unspecified failure is also reported for the network that was left. It does not end the attempt: the manager waits for an address until its
            // time-out.
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
            // WifiAvailableNetwork has no member for the security of a network, and contains U+FFFD in place of bytes that are not UTF-8.
            WifiAvailableNetwork[] found = sender.NetworkReport.AvailableNetworks;
            NoteSignal(found);
            if (!_isAccessPoint)
            {
                // Only the setup page needs the list, which takes memory.
                return;
            }

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

        /// <summary>Stores the signal of the current network, which the runtime reports only in a scan.</summary>
        private void NoteSignal(WifiAvailableNetwork[] found)
        {
            int strongest = NetworkList.UnknownSignal;
            for (int i = 0; i < found.Length; i++)
            {
                int signal = (int)found[i].NetworkRssiInDecibelMilliwatts;
                strongest = found[i].Ssid == _name && signal > strongest ? signal : strongest;
            }

            _signal = strongest;
        }

        private void Tell()
        {
            Listener?.RunSoon();
        }
    }
}
