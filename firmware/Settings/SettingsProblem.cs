using System.Text;
using Nano.Firmware.Boards;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>Describes in a sentence why a line of the settings was ignored.</summary>
    internal static class SettingsProblem
    {
        private const int MaximumValue = 48;

        /// <summary>
        /// Describes a line that <see cref="BoardSettings.Read"/> has ignored, such as: settings line 3 ignored: "slots=99" is out of range (1 to 12).
        /// Secrets are not shown.
        /// </summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="line">The number of the line, counted from 1.</param>
        /// <param name="settings">The settings that have read the text.</param>
        /// <returns>The sentence, in ASCII.</returns>
        public static string Describe(byte[] buffer, int count, int line, BoardSettings settings)
        {
            int start = 0;
            for (int i = 1; i < line && start < count; i++)
            {
                start = Ascii.IndexOf(buffer, '\n', start, count) + 1;
            }

            int end = Ascii.IndexOf(buffer, '\n', start, count);
            end -= end > start && buffer[end - 1] == '\r' ? 1 : 0;
            int name = Ascii.IndexOf(buffer, '=', start, end) - start;
            int shown = end - start < MaximumValue ? end - start : MaximumValue;
            bool isSecret = NetworkSettings.IsSecret(buffer, start, name) || Ascii.Equals(buffer, start, name, "mqtt");
            return "settings line " + line + " ignored: " + (isSecret ? "its secret" : "\"" + Show(buffer, start, shown) + "\"") + Reason(buffer, start, name, start + name == end, settings);
        }

        /// <summary>Describes why a value is refused as a part of a sentence, such as: is out of range (1 to 12).</summary>
        /// <param name="name">The name of the setting.</param>
        /// <param name="settings">The settings that have refused it.</param>
        /// <returns>The part of the sentence, in ASCII.</returns>
        public static string Explain(string name, BoardSettings settings)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
            string reason = Reason(bytes, 0, bytes.Length, false, settings);
            return reason.Substring(reason[0] == ':' ? 2 : 1);
        }

        private static string Reason(byte[] buffer, int start, int count, bool hasNoValue, BoardSettings settings)
        {
            if (count == 0 || hasNoValue)
            {
                return " is not name=value";
            }

            int number = NumberSetting.Find(buffer, start, count);
            if (number != NumberSetting.None)
            {
                return " is out of range (" + NumberSetting.MinimumOf(number) + " to " + NumberSetting.MaximumOf(number) + ")";
            }

            if (Ascii.Equals(buffer, start, count, "pins"))
            {
                return settings.Chip == null ? ", because the firmware does not know this chip's pins" : " is not words such as led:2 with numbers of this chip's pins. Write channel lines in its place";
            }

            return Ascii.Equals(buffer, start, count, "channel") ? ", because the channel lines have more than 2400 bytes"
                : Ascii.Equals(buffer, start, count, "name") ? " is not 1 to 32 bytes of UTF-8 without control characters"
                : Ascii.Equals(buffer, start, count, "host") ? " is not up to 32 of a-z, 0-9 and -, with - neither first nor last, or it is localhost"
                : Ascii.Equals(buffer, start, count, "domains") ? " is not up to 4 domains in 64 characters, with single spaces between them"
                : Ascii.Equals(buffer, start, count, "allow-host") ? " is not up to 4 host names in 128 characters, with single spaces between them"
                : Ascii.Equals(buffer, start, count, "password") ? " is not up to 128 printable ASCII characters without spaces"
                : Ascii.Equals(buffer, start, count, "network2") ? " is not up to 32 bytes"
                : Ascii.Equals(buffer, start, count, "address") ? " is not an address with the length of its prefix, a router in its network and a name server"
                : Ascii.Equals(buffer, start, count, "mqtt") ? " is not mqtt://user:password@host:port or mqtts: in 160 characters, with % and two digits for each : @ / % of user and password"
                : NetworkSettings.IsSecret(buffer, start, count) ? " is not 8 to 63 printable ASCII characters"
                : Ascii.Equals(buffer, start, count, "allow-origin") ? " is not up to 4 origins in 160 characters, with single spaces between them"
                : " is not up to 64 of a-z, 0-9, - and spaces";
        }

        /// <summary>Converts bytes to text, with ? for bytes that are not printable ASCII.</summary>
        private static string Show(byte[] buffer, int offset, int count)
        {
            char[] text = new char[count];
            for (int i = 0; i < count; i++)
            {
                byte c = buffer[offset + i];
                text[i] = c >= ' ' && c <= '~' ? (char)c : '?';
            }

            return new string(text);
        }
    }
}
