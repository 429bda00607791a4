namespace Nano.Firmware.Network
{
    /// <summary>The times of a <see cref="NetworkManager"/> in milliseconds. They are read once, when it is made.</summary>
    public sealed class NetworkOptions
    {
        /// <summary>How long an attempt to join the network may take. Default 30,000.</summary>
        public int ConnectTimeout { get; set; } = 30000;

        /// <summary>The pause behind the first failed attempt; each that follows is twice as long. Default 1,000.</summary>
        public int FirstDelay { get; set; } = 1000;

        /// <summary>The longest pause. Default 60,000.</summary>
        public int LongestDelay { get; set; } = 60000;

        /// <summary>How long the board may be without its network until it becomes an access point for a while. Default 180,000.</summary>
        public int OfflineTime { get; set; } = 180000;

        /// <summary>How long after the start the button may be pressed that asks for the setup page. Default 10,000.</summary>
        public int PressTime { get; set; } = 10000;

        /// <summary>How long it must be held. Default 5,000.</summary>
        public int HoldTime { get; set; } = 5000;

        /// <summary>How long nobody may ask for the setup page until a board that keeps credentials goes back to its network. Default 300,000.</summary>
        public int SetupTime { get; set; } = 300000;

        /// <summary>How long the answer to the setup page has to reach the client before the board restarts. Default 2,000.</summary>
        public int RestartDelay { get; set; } = 2000;
    }
}
