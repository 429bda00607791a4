namespace Nano.Firmware.Network
{
    /// <summary>What has become of the network that an owner has told the board to join.</summary>
    public enum TrialState
    {
        /// <summary>None has been named since the start.</summary>
        None,

        /// <summary>The board tries to join it.</summary>
        Trying,

        /// <summary>The board has joined it, and keeps it.</summary>
        Joined,

        /// <summary>It has refused the passphrase: the board has gone back to the former one.</summary>
        WrongPassphrase,

        /// <summary>It was not to be had in time: the board has gone back to the former one.</summary>
        NotFound,
    }
}
