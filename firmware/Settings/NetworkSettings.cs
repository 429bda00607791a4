using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>The settings of the Wi-Fi. The name and passphrase of the board's first network are the platform's, and are not among them.</summary>
    public sealed class NetworkSettings
    {
        /// <summary>The longest name of a network in bytes (IEEE 802.11 section 9.4.2.2).</summary>
        public const int MaximumName = 32;

        /// <summary>The shortest passphrase (IEEE 802.11 annex J.4.1).</summary>
        public const int MinimumPassphrase = 8;

        /// <summary>The longest passphrase.</summary>
        public const int MaximumPassphrase = 63;

        /// <summary>The name of a second network, which is tried in turn with the first; <c>network2</c>, percent-encoded where a line cannot hold it. Default none.</summary>
        public byte[] SecondName { get; private set; } = new byte[0];

        /// <summary>The passphrase of the second network; empty for an open one; <c>passphrase2</c>. Default none.</summary>
        public string SecondPassphrase { get; private set; } = "";

        /// <summary>The passphrase of the board's own access point, 8 to 63 printable ASCII characters (WPA2); empty for an open one; <c>access-passphrase</c>. Default none.</summary>
        public string AccessPassphrase { get; private set; } = "";

        /// <summary>A static address, see <see cref="StaticAddress"/>; empty for one that the network gives; <c>address</c>. Default none.</summary>
        public string Address { get; private set; } = "";

        /// <summary>Whether the button asks for the setup page; <c>setup-button</c>, 0 or 1. Default true.</summary>
        public bool HasButton { get; internal set; } = true;

        /// <summary>Sets the second network.</summary>
        /// <param name="name">Its name, at most 32 bytes; empty for none.</param>
        /// <param name="passphrase">Its passphrase, which is valid; empty for an open network.</param>
        internal void SetSecond(byte[] name, string passphrase)
        {
            SecondName = name;
            SecondPassphrase = passphrase;
        }

        /// <summary>Takes a value.</summary>
        /// <param name="names">Holds the name of the setting.</param>
        /// <param name="offset">Where the name begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="buffer">Holds the value.</param>
        /// <param name="value">Where the value begins.</param>
        /// <param name="length">Its length.</param>
        /// <param name="isKnown">Whether there is a setting of that name.</param>
        /// <returns>False when the value is out of its bounds, and nothing has changed.</returns>
        internal bool Take(byte[] names, int offset, int count, byte[] buffer, int value, int length, out bool isKnown)
        {
            isKnown = true;
            if (Ascii.Equals(names, offset, count, "network2"))
            {
                byte[] name = new byte[length];
                System.Array.Copy(buffer, value, name, 0, length);
                int bytes = NameEncoding.Decode(name, 0, length);
                if (bytes > MaximumName)
                {
                    return false;
                }

                SecondName = new byte[bytes];
                System.Array.Copy(name, SecondName, bytes);
            }
            else if (Ascii.Equals(names, offset, count, "passphrase2"))
            {
                if (!IsPassphrase(buffer, value, length))
                {
                    return false;
                }

                SecondPassphrase = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "access-passphrase"))
            {
                if (!IsPassphrase(buffer, value, length))
                {
                    return false;
                }

                AccessPassphrase = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "address"))
            {
                if (length > 0 && (length > StaticAddress.MaximumLength || StaticAddress.Read(buffer, value, length) == null))
                {
                    return false;
                }

                Address = Encoding.UTF8.GetString(buffer, value, length);
            }
            else
            {
                isKnown = false;
            }

            return true;
        }

        /// <summary>Writes the lines of those that are not the defaults.</summary>
        internal void Write(ByteWriter writer)
        {
            if (SecondName.Length > 0)
            {
                writer.WriteText("network2=");
                NameEncoding.Write(writer, SecondName, 0, SecondName.Length);
                writer.WriteText("\n");
            }

            Write(writer, "passphrase2=", SecondPassphrase);
            Write(writer, "access-passphrase=", AccessPassphrase);
            Write(writer, "address=", Address);
            Write(writer, "setup-button=", HasButton ? "" : "0");
        }

        /// <summary>Whether the name is that of a secret, which no message may show.</summary>
        internal static bool IsSecret(byte[] names, int offset, int count)
        {
            return Ascii.Equals(names, offset, count, "password") || Ascii.Equals(names, offset, count, "passphrase2") || Ascii.Equals(names, offset, count, "access-passphrase");
        }

        private static bool IsPassphrase(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] < ' ' || buffer[offset + i] > '~')
                {
                    return false;
                }
            }

            return count == 0 || (count >= MinimumPassphrase && count <= MaximumPassphrase);
        }

        private static void Write(ByteWriter writer, string name, string value)
        {
            if (value.Length > 0)
            {
                writer.WriteText(name);
                writer.WriteText(value);
                writer.WriteText("\n");
            }
        }
    }
}
