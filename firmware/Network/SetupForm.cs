using System;
using System.Text;
using Nano.Web.Http;

namespace Nano.Firmware
{
    /// <summary>The fields of the setup page's form: a network of the list or another, its passphrase, and some of the settings. Others are ignored.</summary>
    internal sealed class SetupForm : FormHandler
    {
        // A byte more than is allowed, so that what is too long is seen to be.
        private readonly byte[] _network = new byte[Credentials.MaximumName + 1];
        private readonly byte[] _other = new byte[Credentials.MaximumName + 1];
        private readonly byte[] _passphrase = new byte[Credentials.MaximumPassphrase + 1];
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword + 1];
        private readonly byte[][] _settings = { new byte[Settings.MaximumName + 1], new byte[Settings.MaximumHost + 1], new byte[6], new byte[PinList.MaximumLength + 1], new byte[2] };
        private readonly int[] _settingCounts = new int[SetupPage.Settings];
        private int _networkCount;
        private int _otherCount;
        private int _passphraseCount;
        private int _passwordCount;

        /// <summary>Holds the name: what has been typed goes before what has been chosen.</summary>
        public byte[] Name => _otherCount > 0 ? _other : _network;

        /// <summary>The length of the name, at most one more than is allowed.</summary>
        public int NameCount => _otherCount > 0 ? _otherCount : _networkCount;

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Wipe();
            _networkCount = 0;
            _otherCount = 0;
            RemovesPassword = false;
            for (int i = 0; i < SetupPage.Settings; i++)
            {
                _settingCounts[i] = -1;
            }
        }

        /// <summary>Forgets the passphrase and the password.</summary>
        public void Wipe()
        {
            Array.Clear(_passphrase, 0, _passphrase.Length);
            Array.Clear(_password, 0, _password.Length);
            _passphraseCount = 0;
            _passwordCount = 0;
        }

        /// <summary>Whether it says nothing about the Wi-Fi.</summary>
        public bool HasNoNetwork => NameCount == 0 && _passphraseCount == 0;

        /// <summary>The length of the board's new password, at most one more than is allowed; 0 when it stays as it is.</summary>
        public int PasswordCount => _passwordCount;

        /// <summary>Whether the board shall have none any more.</summary>
        public bool RemovesPassword { get; private set; }

        /// <summary>The board's new password.</summary>
        public byte[] Password => _password;

        /// <summary>What it says of a setting.</summary>
        /// <param name="setting">Which, see <see cref="SetupPage.NameOf"/>.</param>
        /// <param name="count">The length, at most one more than is allowed; -1 when it says nothing.</param>
        public byte[] GetSetting(int setting, out int count)
        {
            count = _settingCounts[setting];
            return _settings[setting];
        }

        /// <summary>What is wrong with it.</summary>
        public CredentialsError Check()
        {
            return Credentials.Check(Name, NameCount, _passphrase, _passphraseCount);
        }

        /// <summary>The name, once nothing is wrong.</summary>
        public string GetName()
        {
            return Encoding.UTF8.GetString(Name, 0, NameCount);
        }

        /// <summary>The passphrase, once nothing is wrong.</summary>
        public string GetPassphrase()
        {
            return Encoding.UTF8.GetString(_passphrase, 0, _passphraseCount);
        }

        /// <inheritdoc/>
        public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (part.IsNamed("network"))
            {
                _networkCount = Take(_network, first ? 0 : _networkCount, buffer, offset, count);
            }
            else if (part.IsNamed("other"))
            {
                _otherCount = Take(_other, first ? 0 : _otherCount, buffer, offset, count);
            }
            else if (part.IsNamed("passphrase"))
            {
                _passphraseCount = Take(_passphrase, first ? 0 : _passphraseCount, buffer, offset, count);
            }
            else if (part.IsNamed("password"))
            {
                _passwordCount = Take(_password, first ? 0 : _passwordCount, buffer, offset, count);
            }
            else if (part.IsNamed("no-password"))
            {
                RemovesPassword = true;
            }
            else
            {
                for (int i = 0; i < SetupPage.Settings; i++)
                {
                    if (part.IsNamed(SetupPage.NameOf(i)))
                    {
                        _settingCounts[i] = Take(_settings[i], first ? 0 : _settingCounts[i], buffer, offset, count);
                    }
                }
            }
        }

        private static int Take(byte[] value, int length, byte[] buffer, int offset, int count)
        {
            int room = value.Length - length;
            int part = count < room ? count : room;
            Array.Copy(buffer, offset, value, length, part);
            return length + part;
        }
    }
}
