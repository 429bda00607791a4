namespace Nano.Firmware.Network
{
    /// <summary>The meaning of another host's message for the device's names.</summary>
    public enum NameClaim
    {
        /// <summary>The message makes no claim.</summary>
        None,

        /// <summary>Another host owns the name (RFC 6762 sections 8.1 and 9).</summary>
        Taken,

        /// <summary>Another host probes for the name at the same time and takes precedence (RFC 6762 section 8.2).</summary>
        Yielded,
    }
}
