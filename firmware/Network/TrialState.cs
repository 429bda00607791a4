namespace Nano.Firmware.Network
{
    /// <summary>The states of a change to another network.</summary>
    public enum TrialState
    {
        /// <summary>There has been no change since the start.</summary>
        None,

        /// <summary>The device is joining the network.</summary>
        Trying,

        /// <summary>The device has joined the network and stored its credentials.</summary>
        Joined,

        /// <summary>The network has refused the passphrase; the device has returned to the previous network.</summary>
        WrongPassphrase,

        /// <summary>The network was not joined in time; the device has returned to the previous network.</summary>
        NotFound,
    }
}
