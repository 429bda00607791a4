using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The settings that can be changed without building the firmware, as a small text: one name=value on each line, without spaces around either, each
    /// line ended by LF or CR LF. Empty lines and lines that begin with # are ignored. The platform stores the name and passphrase of the first Wi-Fi
    /// network separately.
    /// </summary>
    public sealed partial class BoardSettings
    {
        /// <summary>The greatest length of the text in bytes.</summary>
        public const int MaximumLength = 4316;

        /// <summary>The greatest length of <see cref="Name"/> in bytes.</summary>
        public const int MaximumName = 32;

        /// <summary>The greatest length of <see cref="Host"/> in bytes.</summary>
        public const int MaximumHost = 32;

        /// <summary>The greatest length of <see cref="Domains"/> in bytes.</summary>
        public const int MaximumDomains = 64;

        internal const int MaximumOutputs = 64;
        internal const int MaximumHosts = 128;
        internal const int MaximumOrigins = 160;
        internal const string DefaultName = "nano";
        internal const string DefaultDomains = "lan home.arpa internal";

        private const int MostNames = 4;
        private const int MaximumPassword = 128;

        private string _host;

        // Lines with unknown names, for example from a later firmware. They are kept when the settings are saved.
        private byte[] _unknown;
        private int _unknownCount;

        // The channel lines, and whether the text that is being read has had one.
        private byte[] _channels;
        private int _channelsCount;
        private bool _isReadingChannels;

        /// <summary>The device's name, 1 to 32 bytes of UTF-8 without control characters; <c>name</c>. Default nano.</summary>
        public string Name { get; private set; } = DefaultName;

        /// <summary>
        /// The device's name in the local network, without .local; <c>host</c>. It is a label (RFC 1123 section 2.1) of 1 to 32 characters of a-z, 0-9
        /// and '-', which is neither the first nor the last, and not localhost. An empty name disables it. Default <see cref="Id"/>.
        /// </summary>
        public string Host => _host ?? Id;

        /// <summary>The device's unique id, see <see cref="DeviceOptions.Id"/>. It is not saved. Default nano.</summary>
        public string Id { get; set; } = "nano";

        /// <summary>
        /// The domains in which requests may name the host, in addition to .local, as the network's router assigns them (DHCP option 15): at most 4,
        /// separated by spaces, 64 bytes in all; <c>domains</c>. Default lan, home.arpa and internal, in which no names can be registered publicly.
        /// </summary>
        public string Domains { get; private set; } = DefaultDomains;

        /// <summary>The time between samples in milliseconds, see <see cref="DeviceOptions.Interval"/>; <c>interval</c>.</summary>
        public int Interval { get; private set; } = DeviceOptions.DefaultInterval;

        /// <summary>The number of samples in the history, see <see cref="DeviceOptions.History"/>, at most 1,000; <c>history</c>.</summary>
        public int History { get; private set; } = DeviceOptions.DefaultHistory;

        /// <summary>The time between samples of the history, see <see cref="DeviceOptions.HistoryInterval"/>; <c>history-interval</c>.</summary>
        public int HistoryInterval { get; private set; } = DeviceOptions.DefaultHistoryInterval;

        /// <summary>Whether CBOR is offered, see <see cref="DeviceOptions.Cbor"/>; <c>cbor</c>, 0 or 1.</summary>
        public bool Cbor { get; private set; } = true;

        /// <summary>The number of connection slots, see <see cref="ServerOptions.Slots"/>, 1 to 12; <c>slots</c>.</summary>
        public int Slots { get; private set; } = ServerOptions.DefaultSlots;

        /// <summary>
        /// The greatest number of connections of one address, see <see cref="ServerOptions.SlotsPerAddress"/>, 1 to 12; 0, the default, for no limit;
        /// <c>slots-per-address</c>.
        /// </summary>
        public int SlotsPerAddress { get; private set; }

        /// <summary>The size of a receive buffer, see <see cref="HttpOptions.ReceiveBuffer"/>, 768 to 8,192 bytes; <c>receive-buffer</c>.</summary>
        public int ReceiveBuffer { get; private set; } = HttpOptions.DefaultReceiveBuffer;

        /// <summary>The size of a send buffer, see <see cref="ServerOptions.SendBuffer"/>, 768 to 8,192 bytes; <c>send-buffer</c>.</summary>
        public int SendBuffer { get; private set; } = ServerOptions.DefaultSendBuffer;

        /// <summary>
        /// The ids of the outputs that take their safe values when the last client that controlled them disconnects, separated by spaces;
        /// <c>safe-without-client</c>, at most 64 bytes. Ids without an output are ignored. Default none in addition to those that the board sets itself.
        /// </summary>
        public string SafeOutputs { get; private set; } = "";

        /// <summary>The chip of the board; null when it is unknown.</summary>
        public Chip Chip { get; }

        /// <summary>
        /// The description of the board, a line <c>channel</c> for each driver that makes channels, at most <see cref="BoardDescription.MaximumLength"/> bytes. The lines are not checked
        /// here: see <see cref="BoardDescription.Check"/>. Default those of the chip's board in hardware/boards.
        /// </summary>
        public BoardDescription Description => _channels == null ? new BoardDescription(Chip) : new BoardDescription(Chip, _channels, _channelsCount);

        /// <summary>Whether there are lines <c>channel</c>.</summary>
        public bool HasChannels => _channels != null;

        /// <summary>
        /// The stored form of the password, see <see cref="PasswordHash.Create(string)"/>: at most 128 printable ASCII characters without spaces, or
        /// empty for no password; <c>password</c>. It is never the password itself. Default none.
        /// </summary>
        public string Password { get; private set; } = "";

        /// <summary>
        /// Whether the text has a password that this firmware cannot read. No client may then control the device, because the owner cannot be identified.
        /// </summary>
        public bool HasUnreadablePassword { get; private set; }

        /// <summary>The Wi-Fi settings.</summary>
        public NetworkSettings Network { get; private set; } = new NetworkSettings();

        /// <summary>Whether reading requires no secret, see <see cref="AccessOptions.OpenReading"/>; <c>open-reading</c>, 0 or 1.</summary>
        public bool OpenReading { get; private set; }

        /// <summary>The MQTT broker that the board connects with, as <see cref="BrokerUrl"/> reads it; empty for none; <c>mqtt</c>. Default none.</summary>
        public string Broker { get; private set; } = "";

        /// <summary>The time between the states that the broker gets, 1,000 to 3,600,000 milliseconds; <c>mqtt-interval</c>. Default 10,000.</summary>
        public int BrokerInterval { get; private set; } = DeviceOptions.DefaultBrokerInterval;

        /// <summary>Whether Home Assistant discovers the board's channels through the broker; <c>mqtt-discovery</c>, 0 or 1. Default 1.</summary>
        public bool HasDiscovery { get; private set; } = true;

        /// <summary>Creates settings with the default values.</summary>
        /// <param name="chip">The chip of the board; null when it is unknown, in which case there are no pins.</param>
        public BoardSettings(Chip chip)
        {
            Chip = chip;
        }

        /// <summary>
        /// Further host names that requests may name, for example behind a proxy (<see cref="HostPolicy"/>), separated by spaces; <c>allow-host</c>, at
        /// most 4 with 128 bytes in all. Default none.
        /// </summary>
        public string AllowedHosts { get; private set; } = "";

        /// <summary>
        /// The origins of other pages that may use the device (<see cref="OriginPolicy"/>), separated by spaces; <c>allow-origin</c>, at most 4 with 160
        /// bytes in all. Default none.
        /// </summary>
        public string AllowedOrigins { get; private set; } = "";

        /// <summary>
        /// Reads settings from a text, line by line. A malformed line or a value out of its range changes nothing. A line with an unknown name, for
        /// example from a later firmware, is kept for <see cref="Write(ByteWriter)"/>.
        /// </summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The number of the first line with an error, counted from 1; 0 when there is none.</returns>
        public int Read(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int wrong = 0;
            _isReadingChannels = false;
            for (int line = 1; offset < end; line++)
            {
                int start = offset;
                offset = Ascii.IndexOf(buffer, '\n', offset, end);
                int length = offset - start;
                if (length > 0 && buffer[offset - 1] == '\r')
                {
                    length--;
                }

                if (length > 0 && buffer[start] != '#' && !ReadLine(buffer, start, length) && wrong == 0)
                {
                    wrong = line;
                }

                offset++;
            }

            return wrong;
        }

        /// <summary>Sets one setting.</summary>
        /// <param name="name">The name of the setting, as in the text.</param>
        /// <param name="buffer">Holds the value.</param>
        /// <param name="offset">Index of the value's first byte.</param>
        /// <param name="count">Length of the value in bytes.</param>
        /// <returns>False when the value is invalid; the setting is then unchanged.</returns>
        public bool Set(string name, byte[] buffer, int offset, int count)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            return Take(bytes, 0, bytes.Length, buffer, offset, count, out bool _);
        }

        /// <summary>
        /// Takes the channel lines of a text in place of those that there are. Empty lines are left out, and lines may end with CR LF; no line at all stands for the chip's own board.
        /// They are not checked.
        /// </summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public void SetChannels(byte[] buffer, int offset, int count)
        {
            byte[] channels = new byte[count + 1];
            int length = 0;
            for (int end = offset + count; offset < end;)
            {
                int next = Ascii.IndexOf(buffer, '\n', offset, end);
                int line = next - offset;
                line -= line > 0 && buffer[next - 1] == '\r' ? 1 : 0;
                if (line > 0)
                {
                    System.Array.Copy(buffer, offset, channels, length, line);
                    length += line;
                    channels[length++] = (byte)'\n';
                }

                offset = next + 1;
            }

            _channels = length == 0 ? null : channels;
            _channelsCount = length;
        }

        /// <summary>Records that a password may have been lost, so that no client may control the device.</summary>
        internal void LosePassword()
        {
            HasUnreadablePassword = true;
        }

        /// <summary>
        /// Returns settings with the same names, password, network, broker, and allowed hosts and origins, and with defaults for everything else. A device uses
        /// them when it cannot start with its settings, because memory or a pin is missing. It must keep its password.
        /// </summary>
        public BoardSettings ToSafe()
        {
            BoardSettings safe = new BoardSettings(Chip);
            safe.Name = Name;
            safe._host = _host;
            safe.Id = Id;
            safe.Domains = Domains;
            safe.Password = Password;
            safe.Network = Network;
            safe.HasUnreadablePassword = HasUnreadablePassword;
            safe.OpenReading = OpenReading;
            safe.AllowedHosts = AllowedHosts;
            safe.AllowedOrigins = AllowedOrigins;
            safe.Broker = Broker;
            safe.BrokerInterval = BrokerInterval;
            safe.HasDiscovery = HasDiscovery;
            return safe;
        }

        /// <summary>
        /// Writes all settings, at most <see cref="MaximumLength"/> bytes. Host, slots-per-address and the channels are omitted when they have their defaults, and
        /// those of a broker when there is none and they have their defaults.
        /// </summary>
        /// <param name="writer">The destination.</param>
        public void Write(ByteWriter writer)
        {
            Write(writer, "name=", Name);
            if (_host != null)
            {
                Write(writer, "host=", _host);
            }

            Write(writer, "domains=", Domains);
            Write(writer, "interval=", Interval);
            Write(writer, "history=", History);
            Write(writer, "history-interval=", HistoryInterval);
            Write(writer, "cbor=", Cbor ? 1 : 0);
            Write(writer, "slots=", Slots);
            if (SlotsPerAddress > 0)
            {
                Write(writer, "slots-per-address=", SlotsPerAddress);
            }

            Write(writer, "receive-buffer=", ReceiveBuffer);
            Write(writer, "send-buffer=", SendBuffer);
            Write(writer, "safe-without-client=", SafeOutputs);
            if (_channels != null)
            {
                writer.Write(_channels, 0, _channelsCount);
            }

            Write(writer, "allow-host=", AllowedHosts);
            Write(writer, "allow-origin=", AllowedOrigins);
            Write(writer, "open-reading=", OpenReading ? 1 : 0);
            Write(writer, "password=", Password);
            WriteBroker(writer);
            Network.Write(writer);
            if (_unknown != null)
            {
                writer.Write(_unknown, 0, _unknownCount);
            }
        }

        /// <summary>Returns the word at an index, and sets the index to the space after it.</summary>
        private static string NextWord(string list, ref int at)
        {
            int end = list.IndexOf(' ', at);
            int start = at;
            at = end < 0 ? list.Length : end;
            return list.Substring(start, at - start);
        }

        private static void Write(ByteWriter writer, string name, string value)
        {
            writer.WriteText(name);
            byte[] text = Encoding.UTF8.GetBytes(value);
            writer.Write(text, 0, text.Length);
            writer.WriteText("\n");
        }

        private static void Write(ByteWriter writer, string name, int value)
        {
            writer.WriteText(name);
            writer.WriteNumber(value);
            writer.WriteText("\n");
        }
    }
}
