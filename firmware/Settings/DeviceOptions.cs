using Nano.Firmware.Access;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Settings
{
    /// <summary>What a device is called and how it behaves. The options are read once, when the device is made.</summary>
    public sealed class DeviceOptions
    {
        /// <summary>The default of <see cref="Interval"/>.</summary>
        public const int DefaultInterval = 100;

        /// <summary>The default of <see cref="History"/>.</summary>
        public const int DefaultHistory = 60;

        /// <summary>The default of <see cref="HistoryInterval"/>.</summary>
        public const int DefaultHistoryInterval = 1000;

        /// <summary>The board's name, 1 to 32 bytes of UTF-8: the protocol's "board". Default nano.</summary>
        public string Name { get; set; } = "nano";

        /// <summary>
        /// What tells the board from all others, 1 to 32 of a-z, 0-9 and '-': the protocol's "id". Default nano. <see cref="Identity.CreateId"/>
        /// makes one of the hardware address.
        /// </summary>
        public string Id { get; set; } = "nano";

        /// <summary>
        /// Its name in the local network, one label (RFC 1123 section 2.1): it may be asked for by it, alone, with .local behind it, and with the
        /// domains of <see cref="Access"/>. Empty for none. Default nano.
        /// </summary>
        public string Host { get; set; } = "nano";

        /// <summary>Who may do what. Default: everybody everything.</summary>
        public AccessOptions Access { get; } = new AccessOptions();

        /// <summary>Whether to serve /echo, a WebSocket that sends every message back. Default false.</summary>
        public bool Echo { get; set; }

        /// <summary>The time between samples that a client begins with, 20 to 60,000 milliseconds. Default 100.</summary>
        public int Interval { get; set; } = DefaultInterval;

        /// <summary>
        /// The time between the 101 that opens a WebSocket and its first message, 0 to 1,000 milliseconds. Default 20: some clients,
        /// nanoFramework's own among them, take whatever arrives with the 101 for a part of it.
        /// </summary>
        public int GreetingDelay { get; set; } = 20;

        /// <summary>
        /// How many samples of the past are kept for pages that are opened later; 0 for none. Default 60. Each takes a byte, and one,
        /// two or four for each channel, whichever its range needs: 21 bytes of the default board, 1,260 for 60.
        /// </summary>
        public int History { get; set; } = DefaultHistory;

        /// <summary>The time between the samples that are kept, 100 to 3,600,000 milliseconds. Default 1,000.</summary>
        public int HistoryInterval { get; set; } = DefaultHistoryInterval;

        /// <summary>Whether to offer nano.v1.cbor beside JSON. Default true; it takes some 600 bytes.</summary>
        public bool Cbor { get; set; } = true;
    }
}
