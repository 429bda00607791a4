namespace Nano.Firmware
{
    /// <summary>What a device is called and how it behaves. The options are read once, when the device is made.</summary>
    public sealed class DeviceOptions
    {
        /// <summary>The board's name, 1 to 32 bytes of UTF-8: the protocol's "board". Default nano.</summary>
        public string Name { get; set; } = "nano";

        /// <summary>Whether to serve /echo, a WebSocket that sends every message back. Default false.</summary>
        public bool Echo { get; set; }

        /// <summary>The time between samples that a client begins with, 20 to 60,000 milliseconds. Default 100.</summary>
        public int Interval { get; set; } = 100;
    }
}
