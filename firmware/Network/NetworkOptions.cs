namespace Nano.Firmware.Network
{
    /// <summary>The times of a <see cref="NetworkManager"/> in milliseconds. It reads them once, when it is created.</summary>
    public sealed class NetworkOptions
    {
        /// <summary>The time-out of an attempt to join the network. Default 30,000.</summary>
        public int ConnectTimeout { get; set; } = 30000;

        /// <summary>The pause after the first failed attempt. Each further pause is twice as long. Default 1,000.</summary>
        public int FirstDelay { get; set; } = 1000;

        /// <summary>The longest pause between attempts. Default 60,000.</summary>
        public int LongestDelay { get; set; } = 60000;

        /// <summary>The time without a network after which the device becomes an access point. Default 180,000.</summary>
        public int OfflineTime { get; set; } = 180000;

        /// <summary>The time after the start during which a press of the button may begin that opens the access point. Default 10,000.</summary>
        public int PressTime { get; set; } = 10000;

        /// <summary>The time that the button must be held. Default 5,000.</summary>
        public int HoldTime { get; set; } = 5000;

        /// <summary>The time without use of the setup page after which an access point with stored credentials returns to its network. Default 300,000.</summary>
        public int SetupTime { get; set; } = 300000;

        /// <summary>The time-out of joining another network, after which the device returns to the previous one. Default 120,000.</summary>
        public int TrialTime { get; set; } = 120000;

        /// <summary>The pause before a restart, during which the response reaches the client. Default 2,000.</summary>
        public int RestartDelay { get; set; } = 2000;
    }
}
