using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>
    /// Keeps the board in its network: joins it, and joins it again when it is lost, with pauses that double up to a limit.
    /// A board without credentials, or whose button is held when it starts, is an access point with a setup page instead.
    /// </summary>
    public sealed class NetworkManager : LoopTask
    {
        private const int PollInterval = 250;
        private const int FastBlink = 200;
        private const int SlowBlink = 1000;
        private const int Flash = 100;

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
            if (State == NetworkState.AccessPoint && _due != Channel.Never)
            {
                _due = now + _options.SetupTime;
            }
        }

        /// <summary>Keeps credentials that <see cref="Credentials.Check"/> finds nothing wrong with, and restarts the board a moment later.</summary>
        /// <returns>False when they could not be kept.</returns>
        public bool Save(string name, string passphrase, long now)
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

        private void Begin(long now)
        {
            _started = now;
            if (_radio.IsAccessPoint || !_radio.HasCredentials)
            {
                StartAccessPoint(now);
            }
            else
            {
                Connect(now);
            }
        }

        private void Connect(long now)
        {
            _due = now + _options.ConnectTimeout;
            _radio.Connect();
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
                LastFailure = state == RadioState.Connecting ? RadioState.Idle : state;
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
                Wait(now);
            }
        }

        private void StartAccessPoint(long now)
        {
            _radio.StartAccessPoint(AccessPointName);
            _due = _radio.HasCredentials ? now + _options.SetupTime : Channel.Never;
            Enter(NetworkState.AccessPoint, now);
            _radio.Scan();
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
                _radio.StopAccessPoint();
                _radio.Restart();
            }
        }

        /// <summary>A press that begins soon after the start and lasts asks for the access point.</summary>
        private void WatchButton(long now)
        {
            if (_button == null || State == NetworkState.AccessPoint || State == NetworkState.Restarting)
            {
                return;
            }

            if (_button.Value == 0)
            {
                _pressed = Channel.Never;
            }
            else if (_pressed == Channel.Never)
            {
                // One that begins later never counts as held: its time is beyond all times.
                _pressed = now - _started <= _options.PressTime ? now : Channel.Never - _options.HoldTime;
            }
            else if (now - _pressed >= _options.HoldTime)
            {
                _radio.Disconnect();
                StartAccessPoint(now);
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
