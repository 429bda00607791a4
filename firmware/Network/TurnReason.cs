namespace Nano.Firmware.Network
{
    /// <summary>The reason of a restart, which <see cref="NetworkTurn"/> stores until the next start.</summary>
    public enum TurnReason
    {
        /// <summary>The device was switched on, or the restart did not concern the network.</summary>
        None,

        /// <summary>It becomes an access point, because its button was held or no network is set.</summary>
        Button,

        /// <summary>It becomes an access point, because the network refuses the passphrase.</summary>
        WrongPassphrase,

        /// <summary>It becomes an access point, because the network is not in reach.</summary>
        NotFound,

        /// <summary>It becomes an access point, because it could not join its network for another reason.</summary>
        NoNetwork,

        /// <summary>It joins its network again after an access point that no client used. Its button is ignored until the next start.</summary>
        Unvisited,

        /// <summary>It joins its network after an access point that a client used.</summary>
        Visited,
    }
}
