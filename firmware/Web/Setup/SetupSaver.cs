using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// Keeps what a form of the setup page says, in steps between which the loop does everything else: to read the settings and to write
    /// them takes some milliseconds on a board, the hash of a new password about two seconds.
    /// </summary>
    internal sealed class SetupSaver : LoopTask
    {
        /// <summary>The outcome of a form that is kept. The others are numbers of <see cref="SetupText"/>.</summary>
        public const int Done = -2;

        private const int Rest = 60000;

        // The step of the next run; below all outcomes, because one field has either.
        private const int Load = -10;
        private const int Apply = -11;
        private const int Keep = -12;
        private const int KeepNetwork = -13;

        private readonly SettingsFile _file;
        private readonly Chip _chip;
        private readonly DriverCatalog _drivers;
        private readonly string _id;
        private int _step = SetupText.NotKept;
        private int _field;

        // There only while a form is being kept and when it has been.
        private BoardSettings _settings;
        private SettingsKeeper _keeper;

        /// <summary>Makes one.</summary>
        /// <param name="network">Keeps the Wi-Fi's name and passphrase.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="settings">The settings that the board goes by: they know its chip and its identity.</param>
        /// <param name="form">The form. Its secrets are wiped when it has been kept or refused.</param>
        /// <param name="drivers">Check the channel lines.</param>
        public SetupSaver(NetworkManager network, SettingsFile file, BoardSettings settings, SetupForm form, DriverCatalog drivers)
        {
            _drivers = drivers;
            _chip = settings.Chip;
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
        public bool IsBusy => _step <= Load;

        /// <summary>What has become of the last form: <see cref="Done"/> or a complaint, see <see cref="SetupText"/>.</summary>
        public int Outcome => _step;

        /// <summary>The board's name in the network, once a form has been kept; until then empty.</summary>
        public string Host => _settings == null ? "" : _settings.Host;

        /// <summary>Begins to keep the form, in place of one that is being kept.</summary>
        public void Begin()
        {
            Form.Decode();
            _step = Load;
            RunSoon();
        }

        /// <summary>Gives up what has not been written.</summary>
        public void Cancel()
        {
            Finish(SetupText.NotKept);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            switch (_step)
            {
                case Load:
                    _settings = new BoardSettings(_chip) { Id = _id };
                    _file.Reload(_settings);
                    _field = SetupForm.Name - 1;
                    _step = Apply;
                    break;

                case Apply:
                    ApplyNext();
                    break;

                case Keep:
                    KeepSettings();
                    break;

                case KeepNetwork:
                    Go(SaveNetwork(now), Done);
                    break;

                default:
                    return now + Rest;
            }

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        private bool KeepsNetwork => Form.HasNoNetwork && Network.Radio.HasCredentials;

        /// <summary>
        /// Takes over what the form says, one field in a step: first the network, then the settings, last the second network and the access. What has not been
        /// typed stays as it is: so does the Wi-Fi, where there is one.
        /// </summary>
        private void ApplyNext()
        {
            int field = _field++;
            int complaint = SetupText.None;
            if (field < SetupForm.Name)
            {
                complaint = CheckNetwork();
            }
            else if (field < SetupForm.Count)
            {
                complaint = Form.CountOf(field) < 0 ? complaint : ApplySetting(field);
            }
            else if (field == SetupForm.Count)
            {
                complaint = ApplySecond();
            }
            else
            {
                complaint = ApplyAccess();
                _step = HasSettings() ? Keep : KeepNetwork;
            }

            if (complaint != SetupText.None)
            {
                Finish(complaint);
            }
        }

        /// <summary>Whether the form names more than the network: otherwise it changes no setting, and none is written.</summary>
        private bool HasSettings()
        {
            bool hasSettings = Form.Has(SetupForm.NoPassword);
            for (int field = SetupForm.Network2; field < SetupForm.Count && !hasSettings; field++)
            {
                hasSettings = Form.CountOf(field) >= 0;
            }

            return hasSettings;
        }

        private int CheckNetwork()
        {
            if (KeepsNetwork)
            {
                return SetupText.None;
            }

            int field = Form.NameField;
            byte[] name = Form.GetValue(field);
            NetworkList networks = Network.Radio.Networks;
            int found = networks.Find(name, name.Length);
            NetworkSecurity security = found < 0 ? NetworkSecurity.Unknown : networks.GetSecurity(found);
            bool isOpen = security == NetworkSecurity.Open || (security == NetworkSecurity.Unknown && Form.Has(SetupForm.IsOpen));
            return Complain(name, SetupForm.Passphrase, isOpen, SetupText.OfCredentials);
        }

        /// <summary>What is wrong with a network's credentials.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="field">The field of its passphrase.</param>
        /// <param name="isOpen">Whether it is known or said to be open.</param>
        /// <param name="first">The first of the complaints.</param>
        private int Complain(byte[] name, int field, bool isOpen, int first)
        {
            byte[] passphrase = Form.GetValue(field);
            CredentialsError error = Credentials.Check(Network.Radio, name, name.Length, passphrase, passphrase.Length, isOpen);
            System.Array.Clear(passphrase, 0, passphrase.Length);
            return error == CredentialsError.None ? SetupText.None : first + (int)error;
        }

        private int ApplySetting(int field)
        {
            if (field == SetupForm.ChannelLines)
            {
                return ApplyChannels();
            }

            bool isSet = _settings.Set(SetupForm.NameOf(field), Form.Buffer, SetupForm.OffsetOf(field), Form.CountOf(field));
            return isSet ? SetupText.None : SetupText.OfField + field;
        }

        /// <summary>Takes over the channel lines, unless they are those of the chip's own board: then a later firmware may change them.</summary>
        private int ApplyChannels()
        {
            _settings.SetChannels(Form.Channels, 0, Form.CountOf(SetupForm.ChannelLines));
            BoardDescription description = _settings.Description;
            BoardDescription own = new BoardDescription(_chip);
            if (description.Count == own.Count && Nano.Web.Text.Ascii.Equals(description.Text, 0, own.Text, 0, own.Count))
            {
                _settings.SetChannels(Form.Channels, 0, 0);
            }

            if (!description.Check(_drivers))
            {
                Form.Fault = description.Fault;
                return SetupText.OfField + SetupForm.ChannelLines;
            }

            return SetupText.None;
        }

        /// <summary>Takes over the second network. Its passphrase stays when its name does and none is typed.</summary>
        private int ApplySecond()
        {
            if (Form.CountOf(SetupForm.Network2) < 0)
            {
                return SetupText.None;
            }

            byte[] name = Form.GetValue(SetupForm.Network2);
            byte[] former = _settings.Network.SecondName;
            bool isSame = name.Length == former.Length && Nano.Web.Text.Ascii.Equals(name, 0, former, 0, name.Length);
            int passphrase = Form.LengthOf(SetupForm.Passphrase2);
            if (passphrase == 0 && isSame && !Form.Has(SetupForm.IsOpen2))
            {
                return SetupText.None;
            }

            int complaint = name.Length == 0 && passphrase == 0 ? SetupText.None : Complain(name, SetupForm.Passphrase2, Form.Has(SetupForm.IsOpen2), SetupText.OfSecond);
            if (complaint == SetupText.None)
            {
                _settings.Network.SetSecond(name, Form.GetText(SetupForm.Passphrase2));
            }

            return complaint;
        }

        /// <summary>Takes over what protects the board: its password, but for the hash, and the passphrase of its access point.</summary>
        private int ApplyAccess()
        {
            int password = Form.LengthOf(SetupForm.Password);
            bool isNone = Form.Has(SetupForm.NoPassword);
            if (password > 0 && isNone)
            {
                return SetupText.BothPasswords;
            }

            if (password > 0 && !PasswordHash.IsPassword(Form.Buffer, SetupForm.OffsetOf(SetupForm.Password), password))
            {
                return SetupText.OfField + SetupForm.Password;
            }

            int passphrase = Form.LengthOf(SetupForm.AccessPassphrase);
            if (isNone)
            {
                _settings.Set("password", Form.Buffer, 0, 0);
                _settings.Set("access-passphrase", Form.Buffer, 0, 0);
            }

            if (passphrase > 0 && !_settings.Set("access-passphrase", Form.Buffer, SetupForm.OffsetOf(SetupForm.AccessPassphrase), passphrase))
            {
                return SetupText.OfField + SetupForm.AccessPassphrase;
            }

            return password > 0 && _settings.Network.AccessPassphrase.Length == 0 ? SetupText.NeedsAccessPassphrase : SetupText.None;
        }

        private void KeepSettings()
        {
            _keeper ??= new SettingsKeeper(_file, _settings, Form.GetValue(SetupForm.Password));
            _keeper.Run();
            if (_keeper.IsDone)
            {
                bool isKept = _keeper.IsKept;
                _keeper = null;
                Go(isKept, KeepNetwork);
            }
        }

        private bool SaveNetwork(long now)
        {
            if (KeepsNetwork)
            {
                Network.Restart(now);
                return true;
            }

            return Network.Save(Form.GetValue(Form.NameField), Form.GetText(SetupForm.Passphrase), now);
        }

        private void Go(bool isWell, int next)
        {
            _step = next;
            if (!isWell)
            {
                Finish(SetupText.NotKept);
            }
            else if (!IsBusy)
            {
                Form.Wipe();
            }
        }

        private void Finish(int outcome)
        {
            _step = outcome;
            _settings = null;
            _keeper = null;
            Form.Wipe();
        }
    }
}
