namespace Nano.Firmware.Network
{
    /// <summary>What a <see cref="Radio"/> is doing.</summary>
    public enum RadioState
    {
        /// <summary>Nothing; or the last attempt has been given up, or the connection lost.</summary>
        Idle,

        /// <summary>It looks for the network, or waits for an address.</summary>
        Connecting,

        /// <summary>It has an address.</summary>
        Online,

        /// <summary>The last attempt has failed; the network does not take the passphrase.</summary>
        WrongPassphrase,

        /// <summary>The last attempt has failed; there is no network of that name in reach.</summary>
        NotFound,
    }
}
