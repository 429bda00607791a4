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

        // What is done in the next run; below all outcomes, because one field has either.
        private const int Load = int.MinValue;
        private const int Apply = Load + 1;
        private const int Hash = Load + 2;
        private const int Write = Load + 3;
        private const int Check = Load + 4;
        private const int KeepNetwork = Load + 5;

        private readonly SettingsFile _file;
        private readonly Chip _chip;
        private readonly string _id;
        private int _step = SetupComplaint.NotKept;

        // There only while a form is being kept and when it has been, and while a hash is being made.
        private Settings _settings;
        private Pbkdf2 _function;
        private PasswordHash _hash;

        /// <summary>Makes one.</summary>
        /// <param name="network">Keeps the Wi-Fi's name and passphrase.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="form">The form.</param>
        /// <param name="settings">Those that the board goes by.</param>
        public SetupSaver(NetworkManager network, SettingsFile file, SetupForm form, Settings settings)
        {
            _chip = settings.Pins.Chip;
            _id = settings.Id;
            Network = network;
            _file = file;
            Form = form;
        }

        /// <summary>Keeps the Wi-Fi's name and passphrase.</summary>
        public NetworkManager Network { get; }

        /// <summary>The form.</summary>
        public SetupForm Form { get; }

        /// <summary>Whether a form is being kept.</summary>
        public bool IsBusy => _step <= KeepNetwork;

        /// <summary>What has become of the last form: <see cref="SetupResource.Done"/>, <see cref="SetupComplaint.NotKept"/> or what is wrong with it.</summary>
        public int Outcome => _step;

        /// <summary>The board's name in the network, once a form has been kept; until then empty.</summary>
        public string Host => _settings == null ? "" : _settings.Host;

        /// <summary>Begins to keep the form, in place of one that is being kept.</summary>
        public void Begin()
        {
            _step = Load;
            RunSoon();
        }

        /// <summary>Gives up what has not been written.</summary>
        public void Cancel()
        {
            Finish(SetupComplaint.NotKept);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            switch (_step)
            {
                case Load:
                    _settings = new Settings(_chip) { Id = _id };
                    _file.Reload(_settings);
                    _step = Apply;
                    break;

                case Apply:
                    ApplyForm();
                    break;

                case Hash:
                    MakeHash();
                    break;

                case Write:
                    Go(_file.BeginSave(_settings), Check);
                    break;

                case Check:
                    Go(_file.EndSave(), KeepNetwork);
                    break;

                case KeepNetwork:
                    Go(SaveNetwork(now), SetupResource.Done);
                    break;

                default:
                    return now + Rest;
            }

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        private bool KeepsNetwork => Form.HasNoNetwork && Network.Radio.HasCredentials;

        /// <summary>Takes over what the form says. What has not been typed stays as it is: so does the Wi-Fi, where there is one.</summary>
        private void ApplyForm()
        {
            bool hasSettings = false;
            int error = KeepsNetwork ? (int)CredentialsError.None : (int)Form.Check();
            for (int i = 0; i < SetupPage.Settings && error == (int)CredentialsError.None; i++)
            {
                byte[] value = Form.GetSetting(i, out int count);
                if (count >= 0)
                {
                    hasSettings = true;
                    error = _settings.Set(SetupPage.NameOf(i), value, 0, count) ? (int)CredentialsError.None
                        : i == SetupPage.Pins ? SetupComplaint.PinsWrong | _settings.PinsFault
                        : SetupComplaint.SettingWrong + i;
                }
            }

            _step = hasSettings ? Write : KeepNetwork;
            if (error == (int)CredentialsError.None && (Form.PasswordCount > 0 || Form.RemovesPassword))
            {
                error = BeginPassword() ? error : SetupComplaint.PasswordWrong;
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
            int count = Form.PasswordCount;
            if (count == 0)
            {
                _step = Write;
                return _settings.Set("password", new byte[0], 0, 0);
            }

            if (Form.RemovesPassword || !PasswordHash.IsPassword(Form.Password, 0, count))
            {
                return false;
            }

            _function = new Pbkdf2();
            _hash = PasswordHash.BeginNew(_function, Form.Password, count, PasswordCost.Iterations);
            _step = Hash;
            return true;
        }

        private void MakeHash()
        {
            if (_function.Run(PasswordCost.Slice))
            {
                _hash.Finish(_function);
                _function = null;
                byte[] text = Encoding.UTF8.GetBytes(_hash.ToString());
                _settings.Set("password", text, 0, text.Length);
                _step = Write;
            }
        }

        private bool SaveNetwork(long now)
        {
            if (KeepsNetwork)
            {
                Network.Restart(now);
                return true;
            }

            return Network.Save(Form.GetName(), Form.GetPassphrase(), now);
        }

        private void Go(bool isWell, int next)
        {
            _step = next;
            if (!isWell)
            {
                Finish(SetupComplaint.NotKept);
            }
            else if (next == SetupResource.Done)
            {
                Form.Wipe();
            }
        }

        private void Finish(int outcome)
        {
            _step = outcome;
            Form.Wipe();
            _settings = null;
            _function = null;
            _hash = null;
        }
    }
}
