using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// A static IPv4 address. The text <c>192.168.1.50/24 192.168.1.1 192.168.1.2</c> contains the device's address with the length of the prefix (8 to
    /// 30), the router, and the name server. Without the name server the router is used as name server; without both there is neither.
    /// </summary>
    public sealed class StaticAddress
    {
        /// <summary>The greatest length of the text in bytes.</summary>
        public const int MaximumLength = 50;

        private readonly string[] _parts = { "", "0.0.0.0", "" };

        /// <summary>The device's address.</summary>
        public string Address => _parts[0];

        /// <summary>The network mask, such as 255.255.255.0.</summary>
        public string Mask { get; private set; }

        /// <summary>The router's address, or 0.0.0.0 for none.</summary>
        public string Router => _parts[1];

        /// <summary>The name server's address, or 0.0.0.0 for none.</summary>
        public string NameServer => _parts[2].Length > 0 ? _parts[2] : _parts[1];

        /// <summary>Parses the text.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The address, or null when the text is malformed or the router is outside the network of the address.</returns>
        public static StaticAddress Read(byte[] buffer, int offset, int count)
        {
            StaticAddress address = new StaticAddress();
            int end = offset + count;
            uint mask = 0;
            uint own = 0;
            for (int i = 0; i < 3 && (i == 0 || offset < end); i++)
            {
                int wordEnd = Ascii.IndexOf(buffer, ' ', offset, end);
                int slash = i == 0 ? Ascii.IndexOf(buffer, '/', offset, wordEnd) : wordEnd;
                uint value = ReadAddress(buffer, offset, slash, out string text);
                address._parts[i] = text;
                if (i == 0)
                {
                    long prefix = slash < wordEnd ? Ascii.ParseNumber(buffer, slash + 1, wordEnd - slash - 1) : -1;
                    if (prefix < 8 || prefix > 30)
                    {
                        return null;
                    }

                    own = value;
                    mask = 0xFFFFFFFF << (32 - (int)prefix);
                    address.Mask = ToText(mask);
                    bool isHost = (value & ~mask) != 0 && (value | mask) != 0xFFFFFFFF;
                    value = isHost ? value : 0;
                }

                bool isForeign = i == 1 && ((value ^ own) & mask) != 0;
                bool isSame = i == 1 && value == own;
                if (value == 0 || isForeign || isSame || wordEnd == end - 1)
                {
                    return null;
                }

                offset = wordEnd + 1;
            }

            return offset > end ? address : null;
        }

        /// <summary>Parses four numbers separated by dots.</summary>
        /// <returns>The address; 0 when the text is malformed or not the address of a host (0.x, 127.x, or 224.0.0.0 and above).</returns>
        private static uint ReadAddress(byte[] buffer, int offset, int end, out string text)
        {
            uint value = 0;
            text = "";
            for (int i = 0; i < 4; i++)
            {
                int dot = i < 3 ? Ascii.IndexOf(buffer, '.', offset, end) : end;
                long number = dot - offset > 3 ? -1 : Ascii.ParseNumber(buffer, offset, dot - offset);
                bool isFirstWrong = i == 0 && (number == 0 || number == 127 || number > 223);
                if (number < 0 || number > 255 || isFirstWrong || (i < 3 && dot == end))
                {
                    return 0;
                }

                value = value << 8 | (uint)number;
                offset = dot + 1;
            }

            text = ToText(value);
            return value;
        }

        private static string ToText(uint value)
        {
            return (value >> 24).ToString() + "." + (value >> 16 & 255).ToString() + "." + (value >> 8 & 255).ToString() + "." + (value & 255).ToString();
        }
    }
}
