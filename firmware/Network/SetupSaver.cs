using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>
    /// Keeps what a form of the setup page says, in steps between which the loop does everything else: to read the settings and to write
    /// them takes some milliseconds on a board, the hash of a new password about two seconds.
    /// </summary>
    internal sealed class SetupSaver : LoopTask
    {
        private const int Rest = 60000;

        private readonly NetworkManager _network;
        private readonly SettingsFile _file;
        private readonly SetupForm _form;
        private Step _step;
        private bool _hasSettings;

        // There only while a form is being kept, and while a hash is being made.
        private Settings _settings;
        private Pbkdf2 _function;
        private PasswordHash _hash;

        /// <summary>Makes one.</summary>
        /// <param name="network">Keeps the Wi-Fi's name and passphrase.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="form">The form.</param>
        /// <param name="host">The board's name in the network.</param>
        public SetupSaver(NetworkManager network, SettingsFile file, SetupForm form, string host)
        {
            _network = network;
            _file = file;
            _form = form;
            Host = host;
        }

        /// <summary>What is done in the next run.</summary>
        private enum Step
        {
            None,
            Load,
            Apply,
            Hash,
            Write,
            Check,
        }

        /// <summary>Whether a form is being kept.</summary>
        public bool IsBusy => _step != Step.None;

        /// <summary>What has become of the last form: <see cref="SetupResource.Done"/>, <see cref="SetupResource.NotKept"/> or what is wrong with it.</summary>
        public int Outcome { get; private set; }

        /// <summary>The board's name in the network, as it has been kept last.</summary>
        public string Host { get; private set; }

        /// <summary>Begins to keep the form, in place of one that is being kept.</summary>
        public void Begin()
        {
            _step = Step.Load;
            _hasSettings = false;
            RunSoon();
        }

        /// <summary>Gives up what has not been written.</summary>
        public void Cancel()
        {
            Finish(SetupResource.NotKept);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            switch (_step)
            {
                case Step.None:
                    return now + Rest;

                case Step.Load:
                    _settings = new Settings();
                    _file.Reload(_settings);
                    _step = Step.Apply;
                    break;

                case Step.Apply:
                    Apply();
                    break;

                case Step.Hash:
                    Hash();
                    break;

                case Step.Write:
                    _step = Step.Check;
                    if (!_file.BeginSave(_settings))
                    {
                        Finish(SetupResource.NotKept);
                    }

                    break;

                case Step.Check:
                    Finish(Keep(now) ? SetupResource.Done : SetupResource.NotKept);
                    break;
            }

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        private bool KeepsNetwork => _form.HasNoNetwork && _network.Radio.HasCredentials;

        /// <summary>Takes over what the form says. What has not been typed stays as it is: so does the Wi-Fi, where there is one.</summary>
        private void Apply()
        {
            int error = KeepsNetwork ? (int)CredentialsError.None : (int)_form.Check();
            for (int i = 0; i < SetupPage.Settings && error == (int)CredentialsError.None; i++)
            {
                byte[] value = _form.GetSetting(i, out int count);
                if (count >= 0)
                {
                    _hasSettings = true;
                    error = _settings.Set(SetupPage.NameOf(i), value, 0, count) ? (int)CredentialsError.None
                        : i == SetupPage.Pins ? SetupResource.PinsWrong + (int)new PinList().Read(value, 0, count)
                        : SetupResource.SettingWrong + i;
                }
            }

            _step = _hasSettings ? Step.Write : Step.Check;
            if (error == (int)CredentialsError.None && (_form.PasswordCount > 0 || _form.RemovesPassword))
            {
                _hasSettings = true;
                error = BeginPassword() ? error : SetupResource.PasswordWrong;
            }

            if (error != (int)CredentialsError.None)
            {
                Finish(error);
            }
        }

        /// <summary>Takes the password away, or begins to make its hash.</summary>
        /// <returns>False when there is no such password.</returns>
        private bool BeginPassword()
        {
            int count = _form.PasswordCount;
            if (count == 0)
            {
                _step = Step.Write;
                return _settings.Set("password", new byte[0], 0, 0);
            }

            if (_form.RemovesPassword || !PasswordHash.IsPassword(_form.Password, 0, count))
            {
                return false;
            }

            _function = new Pbkdf2();
            _hash = PasswordHash.BeginNew(_function, _form.Password, count, PasswordCost.Iterations);
            _step = Step.Hash;
            return true;
        }

        private void Hash()
        {
            if (_function.Run(PasswordCost.Slice))
            {
                _hash.Finish(_function);
                byte[] text = Encoding.UTF8.GetBytes(_hash.ToString());
                _settings.Set("password", text, 0, text.Length);
                _step = Step.Write;
            }
        }

        private bool Keep(long now)
        {
            bool keepsNetwork = KeepsNetwork;
            if ((_hasSettings && !_file.EndSave()) || (!keepsNetwork && !_network.Save(_form.GetName(), _form.GetPassphrase(), now)))
            {
                return false;
            }

            if (keepsNetwork)
            {
                _network.Restart(now);
            }

            Host = _settings.Host;
            return true;
        }

        private void Finish(int outcome)
        {
            Outcome = outcome;
            _step = Step.None;
            _settings = null;
            _function = null;
            _hash = null;
        }
    }
}
