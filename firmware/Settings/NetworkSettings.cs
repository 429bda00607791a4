using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>The Wi-Fi settings. They do not contain the name and passphrase of the first network, which the platform stores.</summary>
    public sealed class NetworkSettings
    {
        /// <summary>The greatest length of a network's name in bytes (IEEE 802.11 section 9.4.2.2).</summary>
        public const int MaximumName = 32;

        /// <summary>The least length of a passphrase (IEEE 802.11 annex J.4.1).</summary>
        public const int MinimumPassphrase = 8;

        /// <summary>The greatest length of a passphrase.</summary>
        public const int MaximumPassphrase = 63;

        /// <summary>
        /// The name of a second network, with which the device alternates; <c>network2</c>, percent-encoded where necessary, see <see cref="NameEncoding"/>. Default none.
        /// </summary>
        public byte[] SecondName { get; private set; } = new byte[0];

        /// <summary>The passphrase of the second network; empty for an open one; <c>passphrase2</c>. Default none.</summary>
        public string SecondPassphrase { get; private set; } = "";

        /// <summary>
        /// The WPA2 passphrase of the device's access point, 8 to 63 printable ASCII characters; empty for an open one; <c>access-passphrase</c>. Default
        /// none.
        /// </summary>
        public string AccessPassphrase { get; private set; } = "";

        /// <summary>A static address, see <see cref="StaticAddress"/>; empty for DHCP; <c>address</c>. Default none.</summary>
        public string Address { get; private set; } = "";

        /// <summary>Whether holding the button opens the setup page; <c>setup-button</c>, 0 or 1. Default true.</summary>
        public bool HasButton { get; internal set; } = true;

        /// <summary>Returns a copy.</summary>
        internal NetworkSettings Copy()
        {
            return (NetworkSettings)MemberwiseClone();
        }

        /// <summary>Sets the second network.</summary>
        /// <param name="name">Its name, at most 32 bytes; empty for none.</param>
        /// <param name="passphrase">Its passphrase, which is valid; empty for an open network.</param>
        internal void SetSecond(byte[] name, string passphrase)
        {
            SecondName = name;
            SecondPassphrase = passphrase;
        }

        /// <summary>Sets a setting of the Wi-Fi.</summary>
        /// <param name="names">Holds the name of the setting.</param>
        /// <param name="offset">Index of the name's first byte.</param>
        /// <param name="count">Length of the name in bytes.</param>
        /// <param name="buffer">Holds the value.</param>
        /// <param name="value">Index of the value's first byte.</param>
        /// <param name="length">Length of the value in bytes.</param>
        /// <param name="isKnown">Receives whether the name belongs to a setting of the Wi-Fi.</param>
        /// <returns>False when the value is invalid; the setting is then unchanged.</returns>
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

        /// <summary>Writes the settings that do not have their defaults.</summary>
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

        /// <summary>Checks whether a setting is a secret, which no message may contain.</summary>
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
