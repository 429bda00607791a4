using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The board's Wi-Fi, and the credentials that it keeps. Nothing here waits: what takes its time is begun, and shows in
    /// <see cref="State"/> later.
    /// </summary>
    public abstract class Radio
    {
        /// <summary>What it is doing as a station.</summary>
        public abstract RadioState State { get; }

        /// <summary>Its address while it is online or an access point, such as 192.168.1.20.</summary>
        public abstract string Address { get; }

        /// <summary>Whether the board keeps credentials.</summary>
        public abstract bool HasCredentials { get; }

        /// <summary>Whether it is an access point.</summary>
        public abstract bool IsAccessPoint { get; }

        /// <summary>The six bytes of its hardware address (IEEE 802 MAC), which no other board has.</summary>
        public abstract byte[] HardwareAddress { get; }

        /// <summary>The networks that the last scan has found. Any thread may replace the list by another; a list itself does not change.</summary>
        public NetworkList Networks { get; protected set; } = new NetworkList();

        /// <summary>Whether the platform keeps a key of 64 hexadecimal digits (IEEE 802.11 annex J.4) in place of a passphrase. Default false.</summary>
        public virtual bool TakesKeys => false;

        /// <summary>What keeps the platform from joining a network of a name that IEEE 802.11 allows. Default nothing.</summary>
        /// <param name="name">Holds the name.</param>
        /// <param name="count">Its length in bytes, 1 to 32.</param>
        /// <returns><see cref="CredentialsError.NameTooLongForBoard"/>, <see cref="CredentialsError.NameInvalidForBoard"/> or <see cref="CredentialsError.None"/>.</returns>
        public virtual CredentialsError CheckName(byte[] name, int count)
        {
            return CredentialsError.None;
        }

        /// <summary>The task that is told, by <see cref="LoopTask.RunSoon"/>, that something has changed.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>Begins to connect with the credentials kept.</summary>
        public abstract void Connect();

        /// <summary>Gives up connecting.</summary>
        public abstract void Disconnect();

        /// <summary>Begins to connect with other credentials, which are not kept.</summary>
        /// <param name="name">The network's name, 1 to 32 bytes.</param>
        /// <param name="passphrase">Its passphrase; empty for an open network.</param>
        public abstract void ConnectTo(byte[] name, string passphrase);

        /// <summary>Sets the address for networks of others.</summary>
        /// <param name="address">The address with its mask, router and name server; null for those that the network gives (DHCP).</param>
        public abstract void SetAddress(StaticAddress address);

        /// <summary>The board is an access point after its next restart.</summary>
        /// <param name="name">Its name, 1 to 31 ASCII characters.</param>
        /// <param name="passphrase">What WPA2 asks clients for, 8 to 63 printable ASCII characters; empty for an open access point.</param>
        public abstract void StartAccessPoint(string name, string passphrase);

        /// <summary>The board is no access point any more after its next restart.</summary>
        public abstract void StopAccessPoint();

        /// <summary>Begins to look for networks. An access point may not be reached meanwhile, for a few seconds.</summary>
        public abstract void Scan();

        /// <summary>Keeps credentials, in place of the former.</summary>
        /// <param name="name">The network's name, see <see cref="Credentials"/>; every byte of it counts.</param>
        /// <param name="passphrase">Its passphrase, or a key where <see cref="TakesKeys"/>; empty for an open network.</param>
        /// <returns>False when that failed.</returns>
        public abstract bool Store(byte[] name, string passphrase);

        /// <summary>Restarts the board.</summary>
        public abstract void Restart();
    }
}
