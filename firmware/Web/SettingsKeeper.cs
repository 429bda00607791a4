using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Settings;
using Nano.Web.Cryptography;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// Saves settings in steps, between which the loop does everything else: to write them takes some milliseconds on a board, the hash of a new password
    /// about two seconds. It is there only while settings are being saved.
    /// </summary>
    internal sealed class SettingsKeeper
    {
        private readonly SettingsFile _file;
        private readonly BoardSettings _settings;
        private byte[] _password;
        private Step _step;
        private Pbkdf2 _function;
        private PasswordHash _hash;

        /// <summary>Begins to save settings.</summary>
        /// <param name="file">Keeps them.</param>
        /// <param name="settings">The settings.</param>
        /// <param name="password">A new password, which is wiped; empty for none.</param>
        public SettingsKeeper(SettingsFile file, BoardSettings settings, byte[] password)
        {
            _file = file;
            _settings = settings;
            _password = password;
            _step = password.Length > 0 ? Step.Hash : Step.Guard;
        }

        private enum Step
        {
            Hash,
            Guard,
            Compose,
            Sum,
            Write,
            Read,
            Verify,
            Check,
            Kept,
            Failed,
        }

        /// <summary>Whether all steps are done.</summary>
        public bool IsDone => _step >= Step.Kept;

        /// <summary>Whether the settings are saved; otherwise the former ones still are.</summary>
        public bool IsKept => _step == Step.Kept;

        /// <summary>Does the next step.</summary>
        public void Run()
        {
            switch (_step)
            {
                case Step.Hash: MakeHash(); break;
                case Step.Guard: Go(_file.SaveGuard(_settings)); break;
                case Step.Compose: Go(_file.Compose(_settings)); break;
                case Step.Sum: _step = _file.Sum() ? Step.Write : Step.Sum; break;
                case Step.Write: Go(_file.BeginSave()); break;
                case Step.Read: Go(_file.BeginCheck()); break;
                case Step.Verify: _step = _file.Sum() ? Step.Check : Step.Verify; break;
                case Step.Check: Go(_file.EndSave()); break;
            }
        }

        private void Go(bool isWell)
        {
            _step = isWell ? _step + 1 : Step.Failed;
        }

        private void MakeHash()
        {
            if (_function == null)
            {
                _function = new Pbkdf2();
                _hash = PasswordHash.BeginNew(_function, _password, _password.Length, PasswordCost.Iterations);
                System.Array.Clear(_password, 0, _password.Length);
                _password = null;
            }
            else if (_function.Run(PasswordCost.Slice))
            {
                _hash.Finish(_function);
                byte[] text = Encoding.UTF8.GetBytes(_hash.ToString());
                Go(_settings.Set("password", text, 0, text.Length));
            }
        }
    }
}
