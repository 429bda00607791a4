using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Where an MQTT broker is and who the board is there: <c>mqtt://user:password@host:1883</c>, or <c>mqtts://</c> for TLS. User, password and port may be left out, and
    /// characters of user and password be percent-encoded (RFC 3986 section 2.1): <c>: @ / %</c> must.
    /// </summary>
    public sealed class BrokerUrl
    {
        /// <summary>The longest text.</summary>
        public const int MaximumLength = 160;

        /// <summary>The port of MQTT.</summary>
        public const int DefaultPort = 1883;

        /// <summary>The port of MQTT over TLS.</summary>
        public const int DefaultSecurePort = 8883;

        private const int MaximumHost = 64;

        /// <summary>The broker's host name or IPv4 address.</summary>
        public string Host { get; private set; }

        /// <summary>The broker's port, 1 to 65,535.</summary>
        public int Port { get; private set; }

        /// <summary>Whether to speak TLS.</summary>
        public bool IsSecure { get; private set; }

        /// <summary>The user's name, decoded; null for none.</summary>
        public byte[] UserName { get; private set; }

        /// <summary>The password, decoded; null for none.</summary>
        public byte[] Password { get; private set; }

        /// <summary>Reads a text.</summary>
        /// <param name="text">The text.</param>
        /// <returns>Null when it is no such text.</returns>
        public static BrokerUrl Read(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return Read(bytes, 0, bytes.Length);
        }

        /// <summary>Reads a text.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>Null when it is no such text.</returns>
        public static BrokerUrl Read(byte[] buffer, int offset, int count)
        {
            int colon = Ascii.IndexOf(buffer, ':', offset, offset + count);
            bool isSecure = Ascii.Equals(buffer, offset, colon - offset, "mqtts");
            bool isPlain = Ascii.Equals(buffer, offset, colon - offset, "mqtt");
            int end = offset + count;
            bool hasSlashes = end - colon > 3 && buffer[colon + 1] == '/' && buffer[colon + 2] == '/';
            if (count > MaximumLength || !hasSlashes || (!isSecure && !isPlain))
            {
                return null;
            }

            // One slash behind the port is what people copy.
            end -= buffer[end - 1] == '/' ? 1 : 0;
            BrokerUrl url = new BrokerUrl { IsSecure = isSecure };
            int start = colon + 3;
            int at = Ascii.IndexOf(buffer, '@', start, end);
            if (at < end && !url.ReadUser(buffer, start, at))
            {
                return null;
            }

            return url.ReadHost(buffer, at < end ? at + 1 : start, end) ? url : null;
        }

        private bool ReadUser(byte[] buffer, int start, int end)
        {
            int colon = Ascii.IndexOf(buffer, ':', start, end);
            UserName = Decode(buffer, start, colon);
            Password = colon < end ? Decode(buffer, colon + 1, end) : null;
            return UserName != null && UserName.Length > 0 && (colon == end || Password != null);
        }

        private bool ReadHost(byte[] buffer, int start, int end)
        {
            int colon = Ascii.IndexOf(buffer, ':', start, end);
            long port = colon == end ? IsSecure ? DefaultSecurePort : DefaultPort : Ascii.ParseNumber(buffer, colon + 1, end - colon - 1);
            int count = colon - start;
            if (count < 1 || count > MaximumHost || !HostNames.AreNames(buffer, start, count, 1) || port < 1 || port > 65535)
            {
                return false;
            }

            Host = Encoding.UTF8.GetString(buffer, start, count);
            Port = (int)port;
            return true;
        }

        /// <summary>Resolves percent-encoding.</summary>
        /// <returns>Null when a character is not printable ASCII, or has no two hexadecimal digits behind %.</returns>
        private static byte[] Decode(byte[] buffer, int start, int end)
        {
            ByteWriter writer = new ByteWriter(new byte[end - start]);
            for (int i = start; i < end; i++)
            {
                int c = buffer[i];
                if (c == '%')
                {
                    c = i + 2 < end ? Ascii.HexValue(buffer[i + 1]) << 4 | Ascii.HexValue(buffer[i + 2]) : -1;
                    i += 2;
                }
                else if (c <= ' ' || c > '~' || c == '/')
                {
                    c = -1;
                }

                if (c < 0)
                {
                    return null;
                }

                writer.Write((byte)c);
            }

            byte[] decoded = new byte[writer.Count];
            System.Array.Copy(writer.Buffer, decoded, decoded.Length);
            return decoded;
        }
    }
}
