namespace Nano.Firmware.Network
{
    /// <summary>What the board has restarted for, as <see cref="NetworkTurn"/> keeps it over the restart.</summary>
    public enum TurnReason
    {
        /// <summary>Nothing that concerns its network, or it was switched on.</summary>
        None,

        /// <summary>To become an access point: its button has asked for it, or it keeps no network.</summary>
        Button,

        /// <summary>To become an access point: the network refuses the passphrase.</summary>
        WrongPassphrase,

        /// <summary>To become an access point: the network is not in reach.</summary>
        NotFound,

        /// <summary>To become an access point: it has had no network for some other reason.</summary>
        NoNetwork,

        /// <summary>To try its network again, behind an access point that nobody has visited: its button asks for nothing until the next start.</summary>
        Unvisited,

        /// <summary>To join its network, behind an access point that somebody has visited.</summary>
        Visited,
    }
}
