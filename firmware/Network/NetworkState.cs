namespace Nano.Firmware.Network
{
    /// <summary>The states of the device's network.</summary>
    public enum NetworkState
    {
        /// <summary>The loop has not run yet.</summary>
        Starting,

        /// <summary>The device is joining its network.</summary>
        Connecting,

        /// <summary>An attempt has failed or the network was lost. The next attempt follows after a pause.</summary>
        Waiting,

        /// <summary>The device is connected to its network.</summary>
        Online,

        /// <summary>The device is an access point with a setup page.</summary>
        AccessPoint,

        /// <summary>The device restarts soon.</summary>
        Restarting,
    }
}
