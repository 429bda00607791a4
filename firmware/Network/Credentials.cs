using Nano.Web.Text;

namespace Nano.Firmware
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

        /// <summary>The name is not UTF-8, or has control characters, which the platform cannot keep.</summary>
        NameInvalid,

        /// <summary>The passphrase has fewer than 8 characters.</summary>
        PassphraseTooShort,

        /// <summary>The passphrase has more than 63 characters.</summary>
        PassphraseTooLong,

        /// <summary>The passphrase has others than the printable characters of ASCII.</summary>
        PassphraseInvalid,
    }

    /// <summary>A network's name and passphrase, as IEEE 802.11 (the SSID, 9.4.2.2, and the passphrase, J.4.1) allows them.</summary>
    public static class Credentials
    {
        /// <summary>The longest name in bytes.</summary>
        public const int MaximumName = 32;

        /// <summary>The shortest passphrase; an open network has an empty one.</summary>
        public const int MinimumPassphrase = 8;

        /// <summary>The longest passphrase.</summary>
        public const int MaximumPassphrase = 63;

        /// <summary>Says what is wrong with credentials.</summary>
        /// <param name="name">Holds the name.</param>
        /// <param name="nameCount">Its length in bytes.</param>
        /// <param name="passphrase">Holds the passphrase.</param>
        /// <param name="passphraseCount">Its length; 0 for an open network.</param>
        public static CredentialsError Check(byte[] name, int nameCount, byte[] passphrase, int passphraseCount)
        {
            if (nameCount == 0)
            {
                return CredentialsError.NameMissing;
            }

            if (nameCount > MaximumName)
            {
                return CredentialsError.NameTooLong;
            }

            Utf8Validator utf8 = new Utf8Validator();
            if (!IsPrintable(name, nameCount, 0xFF) || !utf8.Validate(name, 0, nameCount) || !utf8.IsComplete)
            {
                return CredentialsError.NameInvalid;
            }

            if (passphraseCount == 0)
            {
                return CredentialsError.None;
            }

            return passphraseCount < MinimumPassphrase ? CredentialsError.PassphraseTooShort
                : passphraseCount > MaximumPassphrase ? CredentialsError.PassphraseTooLong
                : IsPrintable(passphrase, passphraseCount, 0x7E) ? CredentialsError.None
                : CredentialsError.PassphraseInvalid;
        }

        private static bool IsPrintable(byte[] text, int count, int maximum)
        {
            for (int i = 0; i < count; i++)
            {
                if (text[i] < ' ' || text[i] == 0x7F || text[i] > maximum)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
