using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The device's Wi-Fi and the credentials that the platform stores. No method blocks: each begins its work, whose progress appears in <see cref="State"/>.
    /// </summary>
    public abstract class Radio
    {
        private static readonly byte[] s_noName = new byte[0];

        /// <summary>The state of the station.</summary>
        public abstract RadioState State { get; }

        /// <summary>The IPv4 address while the device is online or an access point, such as 192.168.1.20; otherwise empty.</summary>
        public abstract string Address { get; }

        /// <summary>The name of the network whose credentials are stored; empty for none. Default empty.</summary>
        public virtual byte[] NetworkName => s_noName;

        /// <summary>The strength of the received signal in dBm, -127 to 0; <see cref="NetworkList.UnknownSignal"/>, the default, when the platform does not report it.</summary>
        public virtual int Signal => NetworkList.UnknownSignal;

        /// <summary>The channel of the network, 1 to 14; 0, the default, when the platform does not report it.</summary>
        public virtual int RadioChannel => 0;

        /// <summary>Whether credentials are stored.</summary>
        public abstract bool HasCredentials { get; }

        /// <summary>Whether the device is an access point.</summary>
        public abstract bool IsAccessPoint { get; }

        /// <summary>The hardware address (MAC) of six bytes, which is unique to the device.</summary>
        public abstract byte[] HardwareAddress { get; }

        /// <summary>The networks of the last scan. Another thread may replace the list; a list itself does not change.</summary>
        public NetworkList Networks { get; protected set; } = new NetworkList();

        /// <summary>Whether the platform can store a key of 64 hexadecimal digits (IEEE 802.11 annex J.4) instead of a passphrase. Default false.</summary>
        public virtual bool TakesKeys => false;

        /// <summary>Checks whether the platform can join a network with a name that IEEE 802.11 allows. The default accepts all names.</summary>
        /// <param name="name">Holds the name.</param>
        /// <param name="count">Its length in bytes, 1 to 32.</param>
        /// <returns><see cref="CredentialsError.NameTooLongForBoard"/>, <see cref="CredentialsError.NameInvalidForBoard"/> or <see cref="CredentialsError.None"/>.</returns>
        public virtual CredentialsError CheckName(byte[] name, int count)
        {
            return CredentialsError.None;
        }

        /// <summary>The task to run, by <see cref="LoopTask.RunSoon"/>, when the state has changed; null for none.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>Begins to connect with the stored credentials.</summary>
        public abstract void Connect();

        /// <summary>Ends the attempt to connect, or the connection.</summary>
        public abstract void Disconnect();

        /// <summary>Begins to connect with other credentials, which are not stored.</summary>
        /// <param name="name">The network's name, 1 to 32 bytes.</param>
        /// <param name="passphrase">Its passphrase; empty for an open network.</param>
        public abstract void ConnectTo(byte[] name, string passphrase);

        /// <summary>Sets the address for the station.</summary>
        /// <param name="address">The address with its mask, router and name server; null for DHCP.</param>
        public abstract void SetAddress(StaticAddress address);

        /// <summary>Makes the device an access point after its next restart.</summary>
        /// <param name="name">The name of the access point, 1 to 31 ASCII characters.</param>
        /// <param name="passphrase">The WPA2 passphrase, 8 to 63 printable ASCII characters; empty for an open access point.</param>
        public abstract void StartAccessPoint(string name, string passphrase);

        /// <summary>Makes the device a station after its next restart.</summary>
        public abstract void StopAccessPoint();

        /// <summary>Begins to scan for networks. Clients of an access point may lose contact for a few seconds.</summary>
        public abstract void Scan();

        /// <summary>Begins to update <see cref="Signal"/>, if the platform reports it only on request. The default does nothing.</summary>
        public virtual void UpdateSignal()
        {
        }

        /// <summary>Stores credentials and replaces the previous ones.</summary>
        /// <param name="name">The network's name, see <see cref="Credentials"/>; all bytes of the array belong to it.</param>
        /// <param name="passphrase">Its passphrase, or a key if <see cref="TakesKeys"/>; empty for an open network.</param>
        /// <returns>False when the credentials could not be stored.</returns>
        public abstract bool Store(byte[] name, string passphrase);

        /// <summary>Restarts the device.</summary>
        public abstract void Restart();
    }
}
