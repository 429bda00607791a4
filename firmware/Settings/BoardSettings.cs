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
    /// What can be set without building the firmware anew, as a small text: one name=value a line, without spaces around either,
    /// lines ended by LF or CR LF. Empty lines and those that begin with # say nothing. The Wi-Fi's name and password are kept apart,
    /// by the platform.
    /// </summary>
    public sealed partial class BoardSettings
    {
        /// <summary>The longest text in bytes.</summary>
        public const int MaximumLength = 1813;

        /// <summary>The longest <see cref="Name"/> in bytes.</summary>
        public const int MaximumName = 32;

        /// <summary>The longest <see cref="Host"/>.</summary>
        public const int MaximumHost = 32;

        /// <summary>The longest <see cref="Domains"/>, and the most names in it.</summary>
        public const int MaximumDomains = 64;

        private const int MostNames = 4;
        private const int MaximumOutputs = 64;
        private const int MaximumHosts = 128;
        private const int MaximumOrigins = 160;
        private const int MaximumPassword = 128;

        private string _host;

        // The lines whose names are not known, as a later firmware may have written them: they are kept when settings are saved.
        private byte[] _unknown;
        private int _unknownCount;

        /// <summary>The board's name, 1 to 32 bytes of UTF-8 without control characters; <c>name</c>. Default nano.</summary>
        public string Name { get; private set; } = "nano";

        /// <summary>
        /// Its name in the local network, where it is followed by .local: a label (RFC 1123 section 2.1) of 1 to 32 of a-z, 0-9 and '-', which is
        /// neither the first nor the last, and not localhost; or empty for none; <c>host</c>. Default <see cref="Id"/>.
        /// </summary>
        public string Host => _host ?? Id;

        /// <summary>See <see cref="DeviceOptions.Id"/>. It is the board's own, and is not saved. Default nano.</summary>
        public string Id { get; set; } = "nano";

        /// <summary>
        /// The domains behind which the board answers for its host name, beside .local, as the network's router gives them (DHCP option 15):
        /// at most 4, separated by spaces, 64 bytes in all; <c>domains</c>. Default lan, home.arpa and internal, in which nobody can register names.
        /// </summary>
        public string Domains { get; private set; } = "lan home.arpa internal";

        /// <summary>See <see cref="DeviceOptions.Interval"/>; <c>interval</c>.</summary>
        public int Interval { get; private set; } = DeviceOptions.DefaultInterval;

        /// <summary>See <see cref="DeviceOptions.History"/>, here at most 1,000; <c>history</c>.</summary>
        public int History { get; private set; } = DeviceOptions.DefaultHistory;

        /// <summary>See <see cref="DeviceOptions.HistoryInterval"/>; <c>history-interval</c>.</summary>
        public int HistoryInterval { get; private set; } = DeviceOptions.DefaultHistoryInterval;

        /// <summary>See <see cref="DeviceOptions.Cbor"/>; <c>cbor</c>, 0 or 1.</summary>
        public bool Cbor { get; private set; } = true;

        /// <summary>See <see cref="ServerOptions.Slots"/>, here 1 to 12; <c>slots</c>.</summary>
        public int Slots { get; private set; } = ServerOptions.DefaultSlots;

        /// <summary>See <see cref="ServerOptions.SlotsPerAddress"/>, here 0 to 12; 0, the default, for no limit; <c>slots-per-address</c>.</summary>
        public int SlotsPerAddress { get; private set; }

        /// <summary>See <see cref="HttpOptions.ReceiveBuffer"/>, here 768 to 8,192; <c>receive-buffer</c>.</summary>
        public int ReceiveBuffer { get; private set; } = HttpOptions.DefaultReceiveBuffer;

        /// <summary>See <see cref="ServerOptions.SendBuffer"/>, here 768 to 8,192; <c>send-buffer</c>.</summary>
        public int SendBuffer { get; private set; } = ServerOptions.DefaultSendBuffer;

        /// <summary>
        /// The ids of the outputs that take their safe values when the last client that controlled them has gone, separated by
        /// spaces; <c>safe-without-client</c>, at most 64 bytes. Ids that the board does not have mean nothing. Default none beside those of the board's own list.
        /// </summary>
        public string SafeOutputs { get; private set; } = "";

        /// <summary>Which pins the default board's channels are on; <c>pins</c>. Default those of the chip's board in hardware/boards.</summary>
        public PinList Pins { get; private set; }

        /// <summary>What was wrong with the last <c>pins</c> that were refused: see <see cref="PinFault"/>. Default nothing.</summary>
        public int PinsFault { get; private set; }

        /// <summary>What <see cref="PasswordHash.Create(string)"/> made of the password, never itself in clear: at most 128 printable ASCII characters without spaces, or empty for none; <c>password</c>. Default none.</summary>
        public string Password { get; private set; } = "";

        /// <summary>Whether the text had a password that this firmware cannot read: nobody may control the board then, since nobody can be told from its owner.</summary>
        public bool HasUnreadablePassword { get; private set; }

        /// <summary>The settings of the Wi-Fi.</summary>
        public NetworkSettings Network { get; private set; } = new NetworkSettings();

        /// <summary>See <see cref="AccessOptions.OpenReading"/>; <c>open-reading</c>, 0 or 1.</summary>
        public bool OpenReading { get; private set; }

        /// <summary>Makes the defaults.</summary>
        /// <param name="chip">The chip of the board; null when it is unknown: then there are no pins.</param>
        public BoardSettings(Chip chip)
        {
            Pins = new PinList(chip);
        }

        /// <summary>
        /// The names that the board may be asked for by beside its own, as behind a proxy (<see cref="HostPolicy"/>), separated by spaces; <c>allow-host</c>, at
        /// most 4 of together 128 bytes. Default none.
        /// </summary>
        public string AllowedHosts { get; private set; } = "";

        /// <summary>
        /// The origins whose pages may use the board beside its own (<see cref="OriginPolicy"/>), separated by spaces; <c>allow-origin</c>, at most 4 of together
        /// 160 bytes. Default none.
        /// </summary>
        public string AllowedOrigins { get; private set; } = "";

        /// <summary>
        /// Takes what a text says, in its order. A line that is not understood, or whose value is out of its bounds, changes
        /// nothing; one whose name is not known, as a later firmware may have written it, is kept for <see cref="Write(ByteWriter)"/>.
        /// </summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The number of the first line that changes nothing and should, 1 for the first; 0 when all is well.</returns>
        public int Read(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            int wrong = 0;
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

        /// <summary>Sets one of them.</summary>
        /// <param name="name">Its name, as in the text.</param>
        /// <param name="buffer">Holds its value.</param>
        /// <param name="offset">Where that begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>False when it is out of its bounds, and nothing has changed.</returns>
        public bool Set(string name, byte[] buffer, int offset, int count)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            return Take(bytes, 0, bytes.Length, buffer, offset, count, out bool _);
        }

        /// <summary>There was a password perhaps, and it is lost: nobody may control the board.</summary>
        internal void LosePassword()
        {
            HasUnreadablePassword = true;
        }

        /// <summary>
        /// The same names, password and allowed hosts and origins, and defaults for everything else: the settings of a board that cannot start with its
        /// settings, for want of memory or of a pin. It must not lose its password by that.
        /// </summary>
        public BoardSettings ToSafe()
        {
            BoardSettings safe = new BoardSettings(Pins.Chip);
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
            return safe;
        }

        /// <summary>Writes all of them, the defaults too but for the host and the limit for each address: at most <see cref="MaximumLength"/> bytes.</summary>
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
            writer.WriteText("pins=");
            Pins.Write(writer);
            writer.WriteText("\n");
            Write(writer, "allow-host=", AllowedHosts);
            Write(writer, "allow-origin=", AllowedOrigins);
            Write(writer, "open-reading=", OpenReading ? 1 : 0);
            Write(writer, "password=", Password);
            Network.Write(writer);
            if (_unknown != null)
            {
                writer.Write(_unknown, 0, _unknownCount);
            }
        }

        /// <summary>Sets the options of a device that these settings speak of.</summary>
        public void Apply(DeviceOptions options)
        {
            options.Name = Name;
            options.Id = Id;
            options.Host = Host;
            options.Interval = Interval;
            options.History = History;
            options.HistoryInterval = HistoryInterval;
            options.Cbor = Cbor;
            options.Access.Password = Password;
            options.Access.OpenReading = OpenReading;
            for (int at = 0; at < Domains.Length; at++)
            {
                options.Access.Hosts.AllowDomain(NextWord(Domains, ref at));
            }

            for (int at = 0; at < AllowedHosts.Length; at++)
            {
                options.Access.Hosts.Allow(NextWord(AllowedHosts, ref at));
            }

            for (int at = 0; at < AllowedOrigins.Length; at++)
            {
                options.Access.Origins.Allow(NextWord(AllowedOrigins, ref at));
            }
        }

        /// <summary>Sets the options of a server that these settings speak of.</summary>
        public void Apply(ServerOptions options)
        {
            options.Slots = Slots;
            options.SlotsPerAddress = SlotsPerAddress;
            options.ReceiveBuffer = ReceiveBuffer;
            options.SendBuffer = SendBuffer;
        }

        /// <summary>Sets the options of a board's outputs. What the board itself says of the others stays.</summary>
        public void Apply(Board board)
        {
            string list = " " + SafeOutputs + " ";
            for (int i = 0; i < board.Count; i++)
            {
                if (board[i] is DigitalOutput output && list.IndexOf(" " + output.Id + " ") >= 0)
                {
                    output.IsSafeWithoutClient = true;
                }
            }
        }

        /// <summary>The word that begins at a place, which becomes that of the space behind it.</summary>
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
