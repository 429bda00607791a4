using System;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// Reads, checks and saves what a PUT asks of the settings, in steps between which the loop does everything else. Its memory, beside a few fields, is
    /// there only meanwhile.
    /// </summary>
    internal sealed class SettingsSaver : LoopTask
    {
        /// <summary>How long the content of a change may take to arrive, in milliseconds.</summary>
        public const int ContentTime = 30000;

        // How long a change that is done waits for its client, which has left perhaps.
        private const int AnswerTime = 2000;
        private const int Rest = 60000;

        private readonly NetworkManager _network;
        private readonly SettingsFile _file;
        private readonly SettingsObserver _observer;
        private readonly DriverCatalog _drivers;
        private SettingsChange _change;
        private SettingsKeeper _keeper;
        private Step _step;
        private int _field;
        private long _revision;
        private long _due;

        /// <summary>Makes one.</summary>
        /// <param name="network">Joins another network; null where there is none.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="settings">The settings that are saved.</param>
        /// <param name="observer">Is told of saved settings.</param>
        /// <param name="drivers">Check the channel lines.</param>
        public SettingsSaver(NetworkManager network, SettingsFile file, BoardSettings settings, SettingsObserver observer, DriverCatalog drivers)
        {
            _drivers = drivers;
            _network = network;
            _file = file;
            _observer = observer;
            Settings = settings;
        }

        private enum Step
        {
            None,
            Content,
            Read,
            Lines,
            Compare,
            Keep,
            Done,
            Answer,
        }

        /// <summary>The settings that are saved.</summary>
        public BoardSettings Settings { get; private set; }

        /// <summary>The bits of the settings that are saved and count from the next start on.</summary>
        public int Pending { get; private set; }

        /// <summary>Whether no other change can begin: one is being read, checked, saved or answered. One whose content is not complete is displaced.</summary>
        public bool IsBusy => _step > Step.Content;

        /// <summary>Whether a change is done and has not been answered yet.</summary>
        public bool IsDone => _step == Step.Done;

        /// <summary>The slot of the client whose change it is; -1 for none.</summary>
        public int Slot { get; private set; } = -1;

        /// <summary>The content that is arriving; null for none.</summary>
        public SettingsContent Content { get; private set; }

        /// <summary>What has become of the last change.</summary>
        public ProtocolError Outcome { get; private set; }

        /// <summary>The last change; null when it has been forgotten.</summary>
        public SettingsChange Change => _change;

        /// <summary>The board's Wi-Fi; null where there is none.</summary>
        public Radio Radio => _network?.Radio;

        /// <summary>What has become of the network that was to be joined last.</summary>
        public TrialState Trial => _network == null ? TrialState.None : _network.Trial;

        /// <summary>A client begins to send a change.</summary>
        /// <param name="content">Takes the content.</param>
        /// <param name="slot">The client's slot.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Await(SettingsContent content, int slot, long now)
        {
            Forget();
            Content = content;
            Slot = slot;
            _due = now + ContentTime;
            _step = Step.Content;
            RunSoon();
        }

        /// <summary>The content is complete: begins to read it.</summary>
        /// <param name="isCheck">Whether nothing is to be saved.</param>
        public void Begin(bool isCheck)
        {
            _change = new SettingsChange(Content, Settings, Radio, isCheck);
            _revision = _file.Revision;
            _field = 0;
            Outcome = ProtocolError.None;
            _step = Step.Read;
            Content.Begin();
            Content = null;
            RunSoon();
        }

        /// <summary>The answer begins: <see cref="Forget"/> follows.</summary>
        public void BeginAnswer()
        {
            _step = Step.Answer;
        }

        /// <summary>Forgets a change that is done or has not arrived.</summary>
        public void Forget()
        {
            Content?.Wipe();
            Content = null;
            _change = null;
            _step = Step.None;
            Slot = -1;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (_step == Step.Content || _step == Step.Done)
            {
                _due = _step == Step.Done && _due == 0 ? now + AnswerTime : _due;
                if (now < _due)
                {
                    return _due;
                }

                Forget();
            }

            if (!IsBusy || _step == Step.Answer)
            {
                return now + Rest;
            }

            try
            {
                RunStep(now);
            }
            catch (OutOfMemoryException)
            {
                // The former settings are still there: they are replaced with the last byte.
                Finish(ProtocolError.Busy);
            }

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        private void RunStep(long now)
        {
            switch (_step)
            {
                case Step.Read:
                    if (!_change.ReadNext())
                    {
                        EndReading();
                    }

                    break;

                case Step.Lines:
                    if (!_change.CheckNextLine())
                    {
                        EndLines();
                    }

                    break;

                case Step.Compare:
                    _field += _change.Compare(_field) ? 1 : 0;
                    if (_field == SettingField.Count)
                    {
                        EndComparing();
                    }

                    break;

                default:
                    _keeper.Run();
                    if (_keeper.IsDone)
                    {
                        EndKeeping(now);
                    }

                    break;
            }
        }

        private void EndReading()
        {
            _step = Step.Lines;
            if (_change.Error != ProtocolError.None)
            {
                Finish(_change.Error);
            }
            else
            {
                _change.BeginLines(_drivers);
            }
        }

        private void EndLines()
        {
            _change.Complete();
            _change.Content.Wipe();
            _step = Step.Compare;
            if (_change.Error != ProtocolError.None)
            {
                Finish(_change.Error);
            }
        }

        private void EndComparing()
        {
            if (_change.IsCheck || _change.Changed == 0)
            {
                Finish(ProtocolError.None);
                return;
            }

            // The set-up page may have saved meanwhile.
            if (_revision != _file.Revision)
            {
                Finish(ProtocolError.PreconditionFailed);
                return;
            }

            _keeper = new SettingsKeeper(_file, _change.Settings, _change.TakePassword());
            _step = Step.Keep;
        }

        private void EndKeeping(long now)
        {
            if (!_keeper.IsKept)
            {
                Finish(ProtocolError.NotSaved);
                return;
            }

            int changed = _change.Changed;
            bool hasNewPassword = (changed >> SettingField.Password & 1) != 0;
            Settings = _change.Settings;
            for (int field = 0; field < SettingField.Count; field++)
            {
                bool isPending = (changed >> field & 1) != 0 && SettingField.NeedsRestart(field);
                Pending |= isPending ? 1 << field : 0;
            }

            if (hasNewPassword && !_observer.CanChangePassword(Settings))
            {
                Pending |= 1 << SettingField.Password;
            }

            _observer.OnSaved(Settings, Slot, hasNewPassword);
            if (_change.NetworkName != null)
            {
                _network.Try(_change.NetworkName, _change.GetPassphrase(), now);
            }

            Finish(ProtocolError.None);
        }

        private void Finish(ProtocolError outcome)
        {
            Outcome = outcome;
            _step = Step.Done;
            _due = 0;
            _keeper = null;
            _change.Wipe();
        }
    }
}
