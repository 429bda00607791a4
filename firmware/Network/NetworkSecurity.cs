namespace Nano.Firmware.Network
{
    /// <summary>Whether a network of a scan requires a passphrase.</summary>
    public enum NetworkSecurity
    {
        /// <summary>The platform does not report it.</summary>
        Unknown,

        /// <summary>The network is open.</summary>
        Open,

        /// <summary>The network requires a passphrase.</summary>
        Secured,
    }
}
