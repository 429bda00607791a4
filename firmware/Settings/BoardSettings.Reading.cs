using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <content>Reading lines, and the valid values of each setting.</content>
    public sealed partial class BoardSettings
    {
        // The length of the shortest names: cbor, host, name and pins. Shorter names are not compared.
        private const int ShortestName = 4;

        private bool ReadLine(byte[] buffer, int offset, int count)
        {
            int name = Ascii.IndexOf(buffer, '=', offset, offset + count) - offset;
            if (name == 0 || name == count)
            {
                return false;
            }

            bool isTaken = Take(buffer, offset, name, buffer, offset + name + 1, count - name - 1, out bool isKnown);
            if (!isKnown)
            {
                Keep(buffer, offset, count);
            }

            return isTaken;
        }

        /// <summary>Sets a setting if the value is valid for it.</summary>
        private bool Take(byte[] names, int offset, int count, byte[] buffer, int value, int length, out bool isKnown)
        {
            isKnown = count >= ShortestName;
            if (!isKnown)
            {
                return true;
            }

            int number = NumberSetting.Find(names, offset, count);
            if (number != NumberSetting.None)
            {
                return TakeNumber(number, Ascii.ParseNumber(buffer, value, length));
            }

            if (Ascii.Equals(names, offset, count, "name"))
            {
                if (!IsName(buffer, value, length))
                {
                    return false;
                }

                Name = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "host"))
            {
                if (!IsHost(buffer, value, length))
                {
                    return false;
                }

                _host = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "domains"))
            {
                if (length > MaximumDomains || !HostNames.AreNames(buffer, value, length, MostNames))
                {
                    return false;
                }

                Domains = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "safe-without-client"))
            {
                if (length > MaximumOutputs || !AreIds(buffer, value, length))
                {
                    return false;
                }

                SafeOutputs = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "channel"))
            {
                return AddChannel(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "pins"))
            {
                return TakePins(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "password"))
            {
                HasUnreadablePassword = length > MaximumPassword || !IsPrintable(buffer, value, length);
                if (HasUnreadablePassword)
                {
                    return false;
                }

                Password = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "mqtt"))
            {
                if (length > 0 && BrokerUrl.Read(buffer, value, length) == null)
                {
                    return false;
                }

                Broker = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "allow-host"))
            {
                if (length > MaximumHosts || !HostNames.AreNames(buffer, value, length, MostNames))
                {
                    return false;
                }

                AllowedHosts = Encoding.UTF8.GetString(buffer, value, length);
            }
            else if (Ascii.Equals(names, offset, count, "allow-origin"))
            {
                string origins = Encoding.UTF8.GetString(buffer, value, length);
                if (length > MaximumOrigins || !AreOrigins(origins))
                {
                    return false;
                }

                AllowedOrigins = origins;
            }
            else
            {
                return Network.Take(names, offset, count, buffer, value, length, out isKnown);
            }

            return true;
        }

        /// <summary>Takes a channel line. The first of a text takes the place of all that there are.</summary>
        private bool AddChannel(byte[] buffer, int offset, int count)
        {
            const string Name = "channel=";

            // As in lines that are kept: a CR before the line's end would be taken for a part of the end when the text is read again.
            while (count > 0 && buffer[offset + count - 1] == '\r')
            {
                count--;
            }

            int start = _isReadingChannels ? _channelsCount : 0;
            int length = start + Name.Length + count + 1;
            if (length > BoardDescription.MaximumLength)
            {
                return false;
            }

            byte[] channels = _channels;
            if (!_isReadingChannels || length > channels.Length)
            {
                // Doubled, so that many lines are not copied again for each.
                channels = new byte[2 * length];
                if (start > 0)
                {
                    System.Array.Copy(_channels, channels, start);
                }
            }

            Encoding.UTF8.GetBytes(Name, 0, Name.Length, channels, start);
            System.Array.Copy(buffer, offset, channels, start + Name.Length, count);
            channels[length - 1] = (byte)'\n';
            _channels = channels;
            _channelsCount = length;
            _isReadingChannels = true;
            return true;
        }

        /// <summary>Takes the pins of a firmware before channel lines, unless the text has such lines.</summary>
        private bool TakePins(byte[] buffer, int offset, int count)
        {
            byte[] lines = _isReadingChannels || Chip == null ? null : FormerPins.ToLines(Chip, buffer, offset, count);
            if (lines != null)
            {
                _channels = lines.Length == 0 ? null : lines;
                _channelsCount = lines.Length;
            }

            return lines != null || _isReadingChannels;
        }

        private bool TakeNumber(int setting, long number)
        {
            if (number < NumberSetting.MinimumOf(setting) || number > NumberSetting.MaximumOf(setting))
            {
                return false;
            }

            int value = (int)number;
            switch (setting)
            {
                case NumberSetting.Interval: Interval = value; break;
                case NumberSetting.History: History = value; break;
                case NumberSetting.HistoryInterval: HistoryInterval = value; break;
                case NumberSetting.Cbor: Cbor = value == 1; break;
                case NumberSetting.Slots: Slots = value; break;
                case NumberSetting.SlotsPerAddress: SlotsPerAddress = value; break;
                case NumberSetting.ReceiveBuffer: ReceiveBuffer = value; break;
                case NumberSetting.SendBuffer: SendBuffer = value; break;
                case NumberSetting.BrokerInterval: BrokerInterval = value; break;
                case NumberSetting.Discovery: HasDiscovery = value == 1; break;
                case NumberSetting.SetupButton: Network.HasButton = value == 1; break;
                default: OpenReading = value == 1; break;
            }

            return true;
        }

        private void Keep(byte[] buffer, int offset, int count)
        {
            // Removes a final CR, which the next reading of the text would treat as part of the line's end.
            while (buffer[offset + count - 1] == '\r')
            {
                count--;
            }

            int needed = _unknownCount + count + 1;
            if (_unknown == null || needed > _unknown.Length)
            {
                // Doubles the buffer, so that many lines are not copied for each further line.
                byte[] lines = new byte[2 * needed];
                if (_unknownCount > 0)
                {
                    System.Array.Copy(_unknown, lines, _unknownCount);
                }

                _unknown = lines;
            }

            System.Array.Copy(buffer, offset, _unknown, _unknownCount, count);
            _unknown[needed - 1] = (byte)'\n';
            _unknownCount = needed;
        }

        private static bool IsName(byte[] buffer, int offset, int count)
        {
            Utf8Validator utf8 = new Utf8Validator();
            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] < ' ')
                {
                    return false;
                }
            }

            return count > 0 && count <= MaximumName && utf8.Validate(buffer, offset, count) && utf8.IsComplete;
        }

        private static bool IsPrintable(byte[] buffer, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                if (buffer[offset] <= ' ' || buffer[offset] > '~')
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsHost(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] >= 'A' && buffer[offset + i] <= 'Z')
                {
                    return false;
                }
            }

            bool isLocalhost = Ascii.Equals(buffer, offset, count, "localhost");
            return count == 0 || (count <= MaximumHost && HostNames.IsLabel(buffer, offset, count) && !isLocalhost);
        }

        private static bool AreIds(byte[] buffer, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                int c = buffer[offset];
                if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != ' ')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Checks that a list has at most four origins, separated by single spaces.</summary>
        private static bool AreOrigins(string list)
        {
            int words = 0;
            bool areAllowed = list.Length == 0 || list[list.Length - 1] != ' ';
            for (int at = 0; at < list.Length && areAllowed; at++)
            {
                string word = NextWord(list, ref at);
                areAllowed = ++words <= MostNames && OriginPolicy.IsOrigin(word);
            }

            return areAllowed;
        }
    }
}
