namespace Nano.Firmware.Network
{
    /// <summary>What a message of others means for a name of the local network that the board has or wants.</summary>
    public enum NameClaim
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Another has the name (RFC 6762 sections 8.1 and 9).</summary>
        Taken,

        /// <summary>Another wants it at the same time, and goes first (section 8.2).</summary>
        Yielded,
    }
}
