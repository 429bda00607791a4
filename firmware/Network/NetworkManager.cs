using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Keeps the board in its network: joins it, and joins it again when it is lost, with pauses that double up to a limit, and a second network in turn
    /// where one is set. A board without credentials, or whose button asks for it, is an access point with a setup page instead; so is, for a while and in
    /// turns, one that cannot join its network.
    /// </summary>
    public sealed class NetworkManager : LoopTask
    {
        private const int PollInterval = 250;
        private const int FastBlink = 200;
        private const int SlowBlink = 1000;
        private const int Flash = 100;

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

        // When the network was lost, or the board started; whether the button has been seen released; whether the restart is to be an access point.
        private long _offlineSince;
        private bool _isReleased;
        private bool _isOpening;
        private TurnReason _next = TurnReason.Visited;

        /// <summary>Makes one. It acts when the loop turns.</summary>
        /// <param name="radio">The board's radio.</param>
        /// <param name="options">Its times.</param>
        /// <param name="button">The input whose 1 is a pressed button; null for none.</param>
        /// <param name="light">Shows the state; null for none.</param>
        public NetworkManager(Radio radio, NetworkOptions options, Channel button, StatusLight light)
        {
            _radio = radio;
            _options = options;
            _button = button;
            _light = light;
            radio.Listener = this;

            // Made once.
            AccessPointName = Identity.CreateId(radio.HardwareAddress);
        }

        /// <summary>How far it has got.</summary>
        public NetworkState State { get; private set; }

        /// <summary>The radio it drives.</summary>
        public Radio Radio => _radio;

        /// <summary>What the access point is called: the board's id, such as nano-1a2b3c.</summary>
        public string AccessPointName { get; }

        /// <summary>How many attempts in a row have failed.</summary>
        public int FailedAttempts => _attempts;

        /// <summary>Why the last attempt failed: <see cref="RadioState.WrongPassphrase"/>, <see cref="RadioState.NotFound"/>, or <see cref="RadioState.Idle"/> for any other reason.</summary>
        public RadioState LastFailure { get; private set; }

        /// <summary>Why the board is an access point, or what it has restarted for.</summary>
        public TurnReason Reason { get; private set; }

        /// <summary>The settings of the Wi-Fi. Default: none are set.</summary>
        public NetworkSettings Settings { get; set; } = s_defaults;

        /// <summary>Keeps the reason of a restart until after it; null where nothing can.</summary>
        public NetworkTurn Turn { get; set; }

        /// <summary>Whether the board has a password: its access point is never open then. Default false.</summary>
        public bool HasPassword { get; set; }

        /// <summary>Is told of the states; null for nobody.</summary>
        public NetworkObserver Observer { get; set; }

        /// <summary>The task that is told, by <see cref="LoopTask.RunSoon"/>, that <see cref="State"/> has changed; null for none.</summary>
        public LoopTask Listener { get; set; }

        /// <inheritdoc/>
        public override long Run(long now)
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

            WatchButton(now);
            long next = Blink(now);
            next = next < _due ? next : _due;
            return next < now + PollInterval ? next : now + PollInterval;
        }

        /// <summary>Somebody uses the setup page.</summary>
        public void NoteSetup(long now)
        {
            if (State == NetworkState.AccessPoint)
            {
                _next = TurnReason.Visited;
                _due = _due == Channel.Never ? _due : now + _options.SetupTime;
            }
        }

        /// <summary>Keeps credentials that <see cref="Credentials.Check"/> finds nothing wrong with, and restarts the board a moment later.</summary>
        /// <returns>False when they could not be kept.</returns>
        public bool Save(byte[] name, string passphrase, long now)
        {
            if (!_radio.Store(name, passphrase))
            {
                return false;
            }

            Restart(now);
            return true;
        }

        /// <summary>Restarts the board a moment later.</summary>
        public void Restart(long now)
        {
            _due = now + _options.RestartDelay;
            Enter(NetworkState.Restarting, now);
        }

        private bool HasSecond => Settings.SecondName.Length > 0;

        // Every other attempt.
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
                // The board's first network is the one that people are told of.
                LastFailure = IsForSecond ? LastFailure : state == RadioState.Connecting ? RadioState.Idle : state;
                _radio.Disconnect();
                Wait(now);
            }
        }

        private void Wait(long now)
        {
            // Shifted no further than any limit is reached with.
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
            _due = Channel.Never;
            Enter(NetworkState.Online, now);
        }

        private void TurnOnline(long now)
        {
            if (_radio.State != RadioState.Online)
            {
                // The platform may find its way back by itself.
                LastFailure = RadioState.Idle;
                _offlineSince = now;
                Wait(now);
            }
        }

        /// <summary>Whether an access point would be as protected as the board is: one that asks for nothing must not open a way to a board with a password.</summary>
        private bool CanOpen => !HasPassword || Settings.AccessPassphrase.Length > 0 || !_radio.HasCredentials;

        /// <summary>Becomes an access point, by the restart that the platform needs.</summary>
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
                // Not again, should the board take its time.
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

        /// <summary>
        /// A press that begins soon after the start and lasts asks for the access point. The button must have been released first: a contact that is closed
        /// from the start on is no finger.
        /// </summary>
        private void WatchButton(long now)
        {
            bool isDeaf = _button == null || !Settings.HasButton || Reason == TurnReason.Unvisited;
            if (isDeaf || State == NetworkState.AccessPoint || State == NetworkState.Restarting)
            {
                return;
            }

            if (_button.Value == 0)
            {
                _isReleased = true;
                _pressed = Channel.Never;
            }
            else if (_isReleased && _pressed == Channel.Never)
            {
                // One that begins later never counts as held: its time is beyond all times.
                _pressed = now - _started <= _options.PressTime ? now : Channel.Never - _options.HoldTime;
            }
            else if (_isReleased && now - _pressed >= _options.HoldTime)
            {
                _pressed = Channel.Never - _options.HoldTime;
                if (CanOpen)
                {
                    _radio.Disconnect();
                    Open(TurnReason.Button, now);
                }
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

        /// <summary>Shows the state: five times a second while it connects, a short flash a second while it waits, once a second as an access point.</summary>
        /// <returns>When the light changes next.</returns>
        private long Blink(long now)
        {
            int period = 0;
            int lit = 0;
            switch (State)
            {
                case NetworkState.Connecting: period = FastBlink; lit = FastBlink / 2; break;
                case NetworkState.Waiting: period = SlowBlink; lit = Flash; break;
                case NetworkState.AccessPoint: period = SlowBlink; lit = SlowBlink / 2; break;
            }

            if (period == 0)
            {
                Light(false);
                return Channel.Never;
            }

            int phase = (int)((now - _entered) % period);
            Light(phase < lit);
            return now + (phase < lit ? lit : period) - phase;
        }

        private void Light(bool isLit)
        {
            if (_light != null && isLit != _isLit)
            {
                _isLit = isLit;
                _light.Set(isLit);
            }
        }
    }
}
