using Nano.Firmware.Settings;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>The errors of a network's name and passphrase.</summary>
    public enum CredentialsError
    {
        /// <summary>The credentials are valid.</summary>
        None,

        /// <summary>The name is empty.</summary>
        NameMissing,

        /// <summary>The name has more than 32 bytes.</summary>
        NameTooLong,

        /// <summary>The name is valid, but the platform cannot store names of this length.</summary>
        NameTooLongForBoard,

        /// <summary>The name is valid, but the platform cannot store names that are not UTF-8 or contain the byte 0.</summary>
        NameInvalidForBoard,

        /// <summary>The passphrase has fewer than 8 characters.</summary>
        PassphraseTooShort,

        /// <summary>The passphrase has more than 63 characters.</summary>
        PassphraseTooLong,

        /// <summary>The passphrase has other characters than printable ASCII.</summary>
        PassphraseInvalid,

        /// <summary>The passphrase is a key of 64 hexadecimal digits, which the platform cannot store.</summary>
        KeyNotTaken,

        /// <summary>The passphrase is empty, and the network is not known to be open.</summary>
        PassphraseMissing,
    }

    /// <summary>Validates a network's name and passphrase by the rules of IEEE 802.11 (SSID: section 9.4.2.2, passphrase: annex J.4.1).</summary>
    public static class Credentials
    {
        /// <summary>The greatest length of a name in bytes.</summary>
        public const int MaximumName = NetworkSettings.MaximumName;

        /// <summary>The least length of a passphrase; an open network has an empty one.</summary>
        public const int MinimumPassphrase = NetworkSettings.MinimumPassphrase;

        /// <summary>The greatest length of a passphrase.</summary>
        public const int MaximumPassphrase = NetworkSettings.MaximumPassphrase;

        /// <summary>Length of a key in hexadecimal digits.</summary>
        public const int Key = 64;

        /// <summary>Validates credentials.</summary>
        /// <param name="radio">The radio, which knows the limits of the platform.</param>
        /// <param name="name">Holds the name, which may consist of any bytes.</param>
        /// <param name="nameCount">Its length in bytes.</param>
        /// <param name="passphrase">Holds the passphrase.</param>
        /// <param name="passphraseCount">Its length in bytes; 0 for an open network.</param>
        /// <param name="isOpen">Whether a scan or the user has said that the network is open.</param>
        /// <returns>The first error, or <see cref="CredentialsError.None"/>.</returns>
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

        /// <summary>Validates a passphrase (IEEE 802.11 annex J.4.1).</summary>
        /// <param name="buffer">Holds the passphrase.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The first error, or <see cref="CredentialsError.None"/>.</returns>
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
