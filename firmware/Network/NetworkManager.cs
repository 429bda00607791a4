using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Keeps the device in its Wi-Fi network. It connects, and connects again after a loss, with pauses that double up to a limit; with a second network
    /// it alternates between both. A device without credentials, or whose button was held, is an access point with a setup page instead. A device that
    /// cannot join its network for minutes alternates between access point and station.
    /// </summary>
    public sealed partial class NetworkManager : LoopTask
    {
        private const int PollInterval = 250;
        private const int FastBlink = 200;
        private const int SlowBlink = 1000;
        private const int Flash = 100;

        // The delay prevents a scan while a page is loaded right after the start.
        private const int SignalDelay = 60000;

        private static readonly NetworkSettings s_defaults = new NetworkSettings();

        private readonly Radio _radio;
        private readonly NetworkOptions _options;
        private readonly Channel _button;
        private readonly StatusLight _light;
        private long _started;
        private long _entered;
        private long _due;
        private long _pressed = Channel.Never;
        private int _attempts;
        private bool _isLit;

        // The time of the loss of the network or of the start; whether the button has been released since the start; whether the restart leads to an access
        // point.
        private long _offlineSince;
        private bool _isReleased;
        private bool _isOpening;
        private TurnReason _next = TurnReason.Visited;
        private NetworkTrial _trial;

        /// <summary>Creates the manager. It acts only in <see cref="Run"/>.</summary>
        /// <param name="radio">The device's radio.</param>
        /// <param name="options">The time-outs and pauses.</param>
        /// <param name="button">The input that is 1 while the button is pressed; null for none.</param>
        /// <param name="light">The light that shows the state; null for none.</param>
        public NetworkManager(Radio radio, NetworkOptions options, Channel button, StatusLight light)
        {
            _radio = radio;
            _options = options;
            _button = button;
            _light = light;
            radio.Listener = this;

            // Created once, to avoid allocations later.
            AccessPointName = Identity.CreateId(radio.HardwareAddress);
        }

        /// <summary>The state of the network.</summary>
        public NetworkState State { get; private set; }

        /// <summary>The radio.</summary>
        public Radio Radio => _radio;

        /// <summary>The name of the access point: the device's id, such as nano-1a2b3c.</summary>
        public string AccessPointName { get; }

        /// <summary>Number of consecutive attempts that have failed.</summary>
        public int FailedAttempts => _attempts;

        /// <summary>
        /// The reason of the last failure: <see cref="RadioState.WrongPassphrase"/>, <see cref="RadioState.NotFound"/>, or <see cref="RadioState.Idle"/>
        /// for other reasons.
        /// </summary>
        public RadioState LastFailure { get; private set; }

        /// <summary>The reason why the device is an access point, or why it restarted.</summary>
        public TurnReason Reason { get; private set; }

        /// <summary>The Wi-Fi settings. Default: no second network, no static address, no passphrase of the access point.</summary>
        public NetworkSettings Settings { get; set; } = s_defaults;

        /// <summary>Stores the reason of a restart until the next start; null when nothing is stored.</summary>
        public NetworkTurn Turn { get; set; }

        /// <summary>Whether the device has a password. It then never opens an access point without a passphrase when it has credentials. Default false.</summary>
        public bool HasPassword { get; set; }

        /// <summary>Receives changes of the state; null for none.</summary>
        public NetworkObserver Observer { get; set; }

        /// <summary>The task to run, by <see cref="LoopTask.RunSoon"/>, when <see cref="State"/> has changed; null for none.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>The result of the last change to another network. Default none.</summary>
        public TrialState Trial { get; private set; }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            bool isTrying = _trial != null && TurnTrial(now);
            if (!isTrying)
            {
                TurnState(now);
            }

            WatchButton(now);
            long next = Blink(now);
            long due = isTrying && _trial.Due > now ? _trial.Due : isTrying ? now + 1 : _due;
            next = next < due ? next : due;
            return next < now + PollInterval ? next : now + PollInterval;
        }

        /// <summary>Postpones the end of the access point, because a client uses the setup page.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void NoteSetup(long now)
        {
            if (State == NetworkState.AccessPoint)
            {
                _next = TurnReason.Visited;
                _due = _due == Channel.Never ? _due : now + _options.SetupTime;
            }
        }

        /// <summary>Stores credentials and restarts the device after <see cref="NetworkOptions.RestartDelay"/>.</summary>
        /// <param name="name">The network's name, validated by <see cref="Credentials.Check"/>.</param>
        /// <param name="passphrase">Its passphrase, or empty for an open network.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False when they could not be stored.</returns>
        public bool Save(byte[] name, string passphrase, long now)
        {
            if (!_radio.Store(name, passphrase))
            {
                return false;
            }

            Restart(now);
            return true;
        }

        /// <summary>Joins another network after a short delay. If it is not joined within <see cref="NetworkOptions.TrialTime"/>, the device returns to the previous one.</summary>
        /// <param name="name">Its name, validated by <see cref="Credentials.Check"/>.</param>
        /// <param name="passphrase">Its passphrase; empty for an open network.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Try(byte[] name, string passphrase, long now)
        {
            _trial = new NetworkTrial(_radio, _options, name, passphrase, now);
            Trial = TrialState.Trying;
            RunSoon();
        }

        /// <summary>Restarts the device after <see cref="NetworkOptions.RestartDelay"/>.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Restart(long now)
        {
            _due = now + _options.RestartDelay;
            Enter(NetworkState.Restarting, now);
        }

        private void TurnState(long now)
        {
            switch (State)
            {
                case NetworkState.Starting: Begin(now); break;
                case NetworkState.Connecting: TurnConnecting(now); break;
                case NetworkState.Waiting: TurnWaiting(now); break;
                case NetworkState.Online: TurnOnline(now); break;
                case NetworkState.AccessPoint: TurnAccessPoint(now); break;
                default: TurnRestarting(now); break;
            }
        }

        private bool HasSecond => Settings.SecondName.Length > 0;

        // Odd attempts use the second network.
        private bool IsForSecond => HasSecond && (_attempts & 1) != 0;

        private void Begin(long now)
        {
            _started = now;
            _offlineSince = now;
            Reason = Turn == null ? TurnReason.None : Turn.Reason;
            if (_radio.IsAccessPoint)
            {
                _next = TurnReason.Unvisited;
                _due = _radio.HasCredentials ? now + _options.SetupTime : Channel.Never;
                Enter(NetworkState.AccessPoint, now);
                _radio.Scan();
            }
            else if (!_radio.HasCredentials)
            {
                Open(TurnReason.Button, now);
            }
            else
            {
                SetAddress();
                Connect(now);
            }
        }

        private void SetAddress()
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(Settings.Address);
            _radio.SetAddress(text.Length > 0 ? StaticAddress.Read(text, 0, text.Length) : null);
        }

        private void Connect(long now)
        {
            _due = now + _options.ConnectTimeout;
            if (IsForSecond)
            {
                _radio.ConnectTo(Settings.SecondName, Settings.SecondPassphrase);
            }
            else
            {
                _radio.Connect();
            }

            Enter(NetworkState.Connecting, now);
        }

        private void TurnConnecting(long now)
        {
            RadioState state = _radio.State;
            if (state == RadioState.Online)
            {
                EnterOnline(now);
            }
            else if (state == RadioState.WrongPassphrase || state == RadioState.NotFound || now >= _due)
            {
                // The setup page reports the failure of the first network.
                LastFailure = IsForSecond ? LastFailure : state == RadioState.Connecting ? RadioState.Idle : state;
                _radio.Disconnect();
                Wait(now);
            }
        }

        /// <summary>Continues the change to another network.</summary>
        /// <returns>True while it is in progress; otherwise the device is online again or joins its own network.</returns>
        private bool TurnTrial(long now)
        {
            bool hadLeft = _trial.HasLeft;
            Trial = _trial.Run(now);
            if (Trial == TrialState.Trying)
            {
                if (!_trial.HasLeft)
                {
                    return false;
                }

                if (!hadLeft)
                {
                    Enter(NetworkState.Connecting, now);
                }

                return true;
            }

            _trial = null;
            _attempts = 0;
            _offlineSince = now;
            Observer?.OnTried(this);
            if (Trial == TrialState.Joined)
            {
                EnterOnline(now);
            }
            else
            {
                Connect(now);
            }

            return false;
        }

        private void Wait(long now)
        {
            // The limit of the shift prevents an overflow; the longest delay is reached before it.
            int shift = _attempts < 16 ? _attempts : 16;
            long delay = (long)_options.FirstDelay << shift;
            _due = now + (delay < _options.LongestDelay ? delay : _options.LongestDelay);
            _attempts++;
            Enter(NetworkState.Waiting, now);
        }

        private void TurnWaiting(long now)
        {
            if (_radio.State == RadioState.Online)
            {
                EnterOnline(now);
            }
            else if (now - _offlineSince >= _options.OfflineTime && CanOpen)
            {
                Open(LastFailure == RadioState.WrongPassphrase ? TurnReason.WrongPassphrase
                    : LastFailure == RadioState.NotFound ? TurnReason.NotFound
                    : TurnReason.NoNetwork, now);
            }
            else if (now >= _due)
            {
                Connect(now);
            }
        }

        private void EnterOnline(long now)
        {
            _attempts = 0;
            _due = now + SignalDelay;
            Enter(NetworkState.Online, now);
        }

        private void TurnOnline(long now)
        {
            if (_radio.State != RadioState.Online)
            {
                // The platform may reconnect by itself during the pause.
                LastFailure = RadioState.Idle;
                _offlineSince = now;
                Wait(now);
            }
            else if (now >= _due)
            {
                _due = Channel.Never;
                _radio.UpdateSignal();
            }
        }

        /// <summary>
        /// Whether the device may open an access point. With a password it needs a passphrase for it, unless it has no credentials; an open access point
        /// would bypass the protection of the home network.
        /// </summary>
        private bool CanOpen => !HasPassword || Settings.AccessPassphrase.Length > 0 || !_radio.HasCredentials;

        /// <summary>Restarts as an access point, because the platform changes its mode only at start-up.</summary>
        private void Open(TurnReason reason, long now)
        {
            Reason = reason;
            _next = reason;
            _isOpening = true;
            Restart(now);
        }

        private void TurnAccessPoint(long now)
        {
            if (now >= _due)
            {
                Restart(now);
            }
        }

        private void TurnRestarting(long now)
        {
            if (now >= _due)
            {
                // Prevents a second restart while the first is in progress.
                _due = Channel.Never;
                Turn?.Save(_next);
                if (_isOpening)
                {
                    _radio.StartAccessPoint(AccessPointName, Settings.AccessPassphrase);
                }
                else if (_radio.IsAccessPoint)
                {
                    _radio.StopAccessPoint();
                }

                _radio.Restart();
            }
        }

        private void Enter(NetworkState state, long now)
        {
            State = state;
            _entered = now;
            if (Observer != null)
            {
                Observer.OnStateChanged(this);
            }

            Listener?.RunSoon();
        }
    }
}
