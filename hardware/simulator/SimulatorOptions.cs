using System.Net;

namespace Nano.Simulator
{
    /// <summary>The options of the command line.</summary>
    internal sealed class SimulatorOptions
    {
        /// <summary>The address to listen on, IPv4.</summary>
        public IPAddress Bind { get; init; }

        /// <summary>The port to listen on; 0 for one that is free.</summary>
        public int Port { get; init; }

        /// <summary>The password; null for none.</summary>
        public string Password { get; init; }

        /// <summary>A second secret, for programs; null for none.</summary>
        public string Token { get; init; }

        /// <summary>The same, for reading only; null for none.</summary>
        public string ReadToken { get; init; }

        /// <summary>Whether everybody may read.</summary>
        public bool OpenReading { get; init; }

        /// <summary>More names the board may be asked for by.</summary>
        public string[] AllowedHosts { get; init; }

        /// <summary>More origins whose pages may use the board.</summary>
        public string[] AllowedOrigins { get; init; }

        /// <summary>How many connections are served at once; null when the command line does not say.</summary>
        public int? Clients { get; init; }

        /// <summary>How many clients of one address it serves at once; 0 for no limit, null for what the settings say.</summary>
        public int? SlotsPerAddress { get; init; }

        /// <summary>The chip's name, as Chip.Find takes it.</summary>
        public string Chip { get; init; }

        /// <summary>Whether the pins are real ones of this computer.</summary>
        public bool IsLinux { get; init; }

        /// <summary>The number of the GPIO chip of Linux.</summary>
        public int GpioChip { get; init; }

        /// <summary>The pins of the channels, as FormerPins reads them; null or empty for those of the settings.</summary>
        public string Pins { get; init; }

        /// <summary>The converter of Linux, as Converter reads it; null for none.</summary>
        public string Adc { get; init; }

        /// <summary>The folder that keeps the board's settings; null to forget them at the end.</summary>
        public string Folder { get; init; }

        /// <summary>The seed of everything that moves by itself.</summary>
        public int Seed { get; init; }

        /// <summary>Whether TLS is spoken.</summary>
        public bool Tls { get; init; }

        /// <summary>The files of the certificate and its key; null for a certificate made at the start.</summary>
        public string TlsFiles { get; init; }

        /// <summary>The file of the authority that has issued the clients' certificates; null when they need none.</summary>
        public string TlsClientAuthority { get; init; }

        /// <summary>The UDP port for DNS; 0 for one that is free; null for none.</summary>
        public int? DnsPort { get; init; }

        /// <summary>The UDP port for DHCP; 0 for one that is free; null for none.</summary>
        public int? DhcpPort { get; init; }

        /// <summary>The UDP port for Multicast DNS; 0 for one that is free; null for none.</summary>
        public int? MdnsPort { get; init; }

        /// <summary>The MQTT broker; null for that of the settings.</summary>
        public string Mqtt { get; init; }

        /// <summary>Whether the board is new, with a setup page.</summary>
        public bool Setup { get; init; }

        /// <summary>Whether the board is in a simulated Wi-Fi, and can join another.</summary>
        public bool Wifi { get; init; }

        /// <summary>Whether /echo is served.</summary>
        public bool Echo { get; init; }

        /// <summary>Whether changes are kept off the standard output.</summary>
        public bool Quiet { get; init; }
    }
}
