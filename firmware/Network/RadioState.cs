namespace Nano.Firmware.Network
{
    /// <summary>The states of a <see cref="Radio"/> as a station.</summary>
    public enum RadioState
    {
        /// <summary>The station is not connected and not connecting, for example after a loss of the connection.</summary>
        Idle,

        /// <summary>The station joins the network, or waits for an address.</summary>
        Connecting,

        /// <summary>The station has an address.</summary>
        Online,

        /// <summary>The last attempt has failed: the network refused the passphrase.</summary>
        WrongPassphrase,

        /// <summary>The last attempt has failed: no network of that name is in reach.</summary>
        NotFound,
    }
}
