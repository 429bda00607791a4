using Nano.Firmware.Settings;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>What is wrong with credentials.</summary>
    public enum CredentialsError
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>There is no name.</summary>
        NameMissing,

        /// <summary>The name has more than 32 bytes.</summary>
        NameTooLong,

        /// <summary>The platform cannot join a network with so long a name; the board's firmware cannot change that.</summary>
        NameTooLongForBoard,

        /// <summary>The platform cannot join a network whose name is not UTF-8 or has the byte 0.</summary>
        NameInvalidForBoard,

        /// <summary>The passphrase has fewer than 8 characters.</summary>
        PassphraseTooShort,

        /// <summary>The passphrase has more than 63 characters.</summary>
        PassphraseTooLong,

        /// <summary>The passphrase has others than the printable characters of ASCII.</summary>
        PassphraseInvalid,

        /// <summary>64 hexadecimal digits are a key, and the platform keeps none.</summary>
        KeyNotTaken,

        /// <summary>There is no passphrase, and nothing says that the network is open.</summary>
        PassphraseMissing,
    }

    /// <summary>A network's name and passphrase, as IEEE 802.11 (the SSID, 9.4.2.2, and the passphrase, J.4.1) allows them.</summary>
    public static class Credentials
    {
        /// <summary>The longest name in bytes.</summary>
        public const int MaximumName = NetworkSettings.MaximumName;

        /// <summary>The shortest passphrase; an open network has an empty one.</summary>
        public const int MinimumPassphrase = NetworkSettings.MinimumPassphrase;

        /// <summary>The longest passphrase.</summary>
        public const int MaximumPassphrase = NetworkSettings.MaximumPassphrase;

        /// <summary>The length of a key in hexadecimal digits.</summary>
        public const int Key = 64;

        /// <summary>Says what is wrong with credentials.</summary>
        /// <param name="radio">Says what the platform takes.</param>
        /// <param name="name">Holds the name: any bytes.</param>
        /// <param name="nameCount">Its length in bytes.</param>
        /// <param name="passphrase">Holds the passphrase.</param>
        /// <param name="passphraseCount">Its length; 0 for an open network.</param>
        /// <param name="isOpen">Whether the network is known or said to be open.</param>
        public static CredentialsError Check(Radio radio, byte[] name, int nameCount, byte[] passphrase, int passphraseCount, bool isOpen)
        {
            if (nameCount == 0)
            {
                return CredentialsError.NameMissing;
            }

            if (nameCount > MaximumName)
            {
                return CredentialsError.NameTooLong;
            }

            CredentialsError error = radio.CheckName(name, nameCount);
            if (error != CredentialsError.None)
            {
                return error;
            }

            if (passphraseCount == 0)
            {
                return isOpen ? CredentialsError.None : CredentialsError.PassphraseMissing;
            }

            if (passphraseCount == Key && IsHex(passphrase))
            {
                return radio.TakesKeys ? CredentialsError.None : CredentialsError.KeyNotTaken;
            }

            return CheckPassphrase(passphrase, 0, passphraseCount);
        }

        /// <summary>Says what is wrong with a passphrase (IEEE 802.11 annex J.4.1).</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public static CredentialsError CheckPassphrase(byte[] buffer, int offset, int count)
        {
            if (count < MinimumPassphrase)
            {
                return CredentialsError.PassphraseTooShort;
            }

            if (count > MaximumPassphrase)
            {
                return CredentialsError.PassphraseTooLong;
            }

            for (int end = offset + count; offset < end; offset++)
            {
                if (buffer[offset] < ' ' || buffer[offset] > '~')
                {
                    return CredentialsError.PassphraseInvalid;
                }
            }

            return CredentialsError.None;
        }

        private static bool IsHex(byte[] key)
        {
            int digits = 0;
            while (digits < Key && Ascii.HexValue(key[digits]) >= 0)
            {
                digits++;
            }

            return digits == Key;
        }
    }
}
