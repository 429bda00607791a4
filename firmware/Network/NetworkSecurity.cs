namespace Nano.Firmware.Network
{
    /// <summary>Whether a network that a scan has found takes a passphrase.</summary>
    public enum NetworkSecurity
    {
        /// <summary>The platform does not tell.</summary>
        Unknown,

        /// <summary>It takes none.</summary>
        Open,

        /// <summary>It takes one.</summary>
        Secured,
    }
}
