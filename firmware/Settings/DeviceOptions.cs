using Nano.Firmware.Access;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Settings
{
    /// <summary>The options of a device. The device reads them once, when it is created.</summary>
    public sealed class DeviceOptions
    {
        /// <summary>The default of <see cref="Interval"/>.</summary>
        public const int DefaultInterval = 100;

        /// <summary>The default of <see cref="History"/>.</summary>
        public const int DefaultHistory = 60;

        /// <summary>The default of <see cref="HistoryInterval"/>.</summary>
        public const int DefaultHistoryInterval = 1000;

        /// <summary>The default of <see cref="BrokerInterval"/>.</summary>
        public const int DefaultBrokerInterval = 10000;

        /// <summary>The board's name, 1 to 32 bytes of UTF-8: the protocol's "board". Default nano.</summary>
        public string Name { get; set; } = "nano";

        /// <summary>
        /// The unique id of the device, 1 to 32 characters of a-z, 0-9 and '-': the protocol's "id". Default nano. <see cref="Identity.CreateId"/>
        /// creates one from the hardware address.
        /// </summary>
        public string Id { get; set; } = "nano";

        /// <summary>
        /// The device's name in the local network, one label (RFC 1123 section 2.1). Requests may name it alone, with .local, and with the domains of
        /// <see cref="Access"/>. Empty for none. Default nano.
        /// </summary>
        public string Host { get; set; } = "nano";

        /// <summary>The options of access control. By default every client may read and control.</summary>
        public AccessOptions Access { get; } = new AccessOptions();

        /// <summary>Whether to serve /echo, a WebSocket that returns each message to its sender. Default false.</summary>
        public bool Echo { get; set; }

        /// <summary>The initial time between samples of a client, 20 to 60,000 milliseconds. Default 100.</summary>
        public int Interval { get; set; } = DefaultInterval;

        /// <summary>
        /// The time between the 101 response that opens a WebSocket and its first message, 0 to 1,000 milliseconds. Default 20. Some clients, including
        /// nanoFramework's, misread a message that arrives together with the response.
        /// </summary>
        public int GreetingDelay { get; set; } = 20;

        /// <summary>
        /// The number of samples in the history, for clients that connect later; 0 disables it. Default 60. A sample takes one byte, and one, two or four
        /// bytes for each channel, depending on its range: 21 bytes on the default board, 1,260 bytes for 60 samples.
        /// </summary>
        public int History { get; set; } = DefaultHistory;

        /// <summary>The time between samples of the history, 100 to 3,600,000 milliseconds. Default 1,000.</summary>
        public int HistoryInterval { get; set; } = DefaultHistoryInterval;

        /// <summary>Whether to serve /events, /api/history and /metrics. Default true. They take some 650 bytes of RAM.</summary>
        public bool HasExtras { get; set; } = true;

        /// <summary>Whether to keep the encoded description of the channels, which each hello and /api/state contain. Default true. It takes about 80 bytes of RAM for each channel.</summary>
        public bool KeepsText { get; set; } = true;

        /// <summary>Whether to offer nano.v1.cbor in addition to JSON. Default true. It takes about 600 bytes of RAM.</summary>
        public bool Cbor { get; set; } = true;

        /// <summary>The MQTT broker to connect with, as <see cref="BrokerUrl"/> reads it; empty, the default, for none. It takes 4.6 KB of RAM.</summary>
        public string Broker { get; set; } = "";

        /// <summary>The time between the states that the broker gets, 1,000 to 3,600,000 milliseconds. Default 10,000.</summary>
        public int BrokerInterval { get; set; } = DefaultBrokerInterval;

        /// <summary>Whether Home Assistant discovers the channels through the broker. Default true.</summary>
        public bool HasDiscovery { get; set; } = true;
    }
}
