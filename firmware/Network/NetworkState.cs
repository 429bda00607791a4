namespace Nano.Firmware.Network
{
    /// <summary>How far the board has got with its network.</summary>
    public enum NetworkState
    {
        /// <summary>The loop has not turned yet.</summary>
        Starting,

        /// <summary>It tries to join the network.</summary>
        Connecting,

        /// <summary>An attempt has failed or the network been lost; the next attempt comes.</summary>
        Waiting,

        /// <summary>It is in the network.</summary>
        Online,

        /// <summary>It is an access point with a setup page.</summary>
        AccessPoint,

        /// <summary>It will restart in a moment.</summary>
        Restarting,
    }
}
