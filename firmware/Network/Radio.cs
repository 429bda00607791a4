using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>
    /// The board's Wi-Fi, and the credentials that it keeps. Nothing here waits: what takes its time is begun, and shows in
    /// <see cref="State"/> later.
    /// </summary>
    public abstract class Radio
    {
        /// <summary>The most networks that a scan tells of.</summary>
        public const int MaximumNetworks = 16;

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

        /// <summary>How many networks the last scan has found, at most <see cref="MaximumNetworks"/>.</summary>
        public abstract int Networks { get; }

        /// <summary>The task that is told, by <see cref="LoopTask.RunSoon"/>, that something has changed.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>Begins to connect with the credentials kept.</summary>
        public abstract void Connect();

        /// <summary>Gives up connecting.</summary>
        public abstract void Disconnect();

        /// <summary>Opens an access point without a passphrase. The board may have to restart for that; it is one after the restart then.</summary>
        /// <param name="name">Its name, 1 to 31 ASCII characters.</param>
        public abstract void StartAccessPoint(string name);

        /// <summary>The board is no access point any more after its next restart.</summary>
        public abstract void StopAccessPoint();

        /// <summary>Begins to look for networks. An access point may not be reached meanwhile, for a few seconds.</summary>
        public abstract void Scan();

        /// <summary>The name of a network found, the strongest first.</summary>
        /// <param name="index">From 0 to <see cref="Networks"/> less one.</param>
        /// <returns>1 to 32 bytes, whatever the network is called: mostly, but not always, UTF-8. None when it is not known any more.</returns>
        public abstract byte[] GetNetwork(int index);

        /// <summary>Keeps credentials, in place of the former.</summary>
        /// <param name="name">The network's name, see <see cref="Credentials"/>.</param>
        /// <param name="passphrase">Its passphrase; empty for an open network.</param>
        /// <returns>False when that failed.</returns>
        public abstract bool Store(string name, string passphrase);

        /// <summary>Restarts the board.</summary>
        public abstract void Restart();
    }
}
