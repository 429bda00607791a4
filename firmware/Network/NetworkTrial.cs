namespace Nano.Firmware.Network
{
    /// <summary>
    /// A change to another network. The new credentials are stored once the device is connected. Until then the previous ones stay stored, so that the device
    /// returns to them after a power cut, a wrong passphrase or a time-out. The object exists only during the change.
    /// </summary>
    internal sealed class NetworkTrial
    {
        // The time-out of the disconnection from the previous network.
        private const int LeaveTime = 5000;
        private const int Pause = 3000;

        private readonly Radio _radio;
        private readonly NetworkOptions _options;
        private readonly byte[] _name;
        private readonly string _passphrase;
        private long _end;
        private Step _step;

        /// <summary>Creates a change, which begins after a short delay, so that the response reaches the client first.</summary>
        /// <param name="radio">The device's radio.</param>
        /// <param name="options">The time-outs.</param>
        /// <param name="name">The network's name, see <see cref="Credentials"/>.</param>
        /// <param name="passphrase">Its passphrase; empty for an open network.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public NetworkTrial(Radio radio, NetworkOptions options, byte[] name, string passphrase, long now)
        {
            _radio = radio;
            _options = options;
            _name = name;
            _passphrase = passphrase;
            Due = now + options.RestartDelay;
        }

        private enum Step
        {
            Announced,
            Leaving,
            Pausing,
            Connecting,
        }

        /// <summary>The latest time of the next call of <see cref="Run"/>, in milliseconds.</summary>
        public long Due { get; private set; }

        /// <summary>Whether the device has left its previous network.</summary>
        public bool HasLeft => _step > Step.Announced;

        /// <summary>Does the work that is due.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The state of the change.</returns>
        public TrialState Run(long now)
        {
            RadioState state = _radio.State;
            switch (_step)
            {
                case Step.Announced:
                    if (now >= Due)
                    {
                        _end = now + _options.TrialTime;
                        _radio.Disconnect();
                        Go(Step.Leaving, now + LeaveTime);
                    }

                    return TrialState.Trying;

                case Step.Leaving:
                    if (state == RadioState.Online)
                    {
                        return now >= Due ? TrialState.NotFound : TrialState.Trying;
                    }

                    Connect(now);
                    return TrialState.Trying;

                case Step.Pausing:
                    if (now >= Due)
                    {
                        Connect(now);
                    }

                    return TrialState.Trying;

                default:
                    return Watch(state, now);
            }
        }

        private TrialState Watch(RadioState state, long now)
        {
            if (state == RadioState.Online)
            {
                if (_radio.Store(_name, _passphrase))
                {
                    return TrialState.Joined;
                }

                _radio.Disconnect();
                return TrialState.NotFound;
            }

            if (state == RadioState.Connecting && now < Due)
            {
                return TrialState.Trying;
            }

            _radio.Disconnect();
            Go(Step.Pausing, now + Pause);
            return state == RadioState.WrongPassphrase ? TrialState.WrongPassphrase : now + Pause >= _end ? TrialState.NotFound : TrialState.Trying;
        }

        private void Connect(long now)
        {
            _radio.ConnectTo(_name, _passphrase);
            long timeout = now + _options.ConnectTimeout;
            Go(Step.Connecting, timeout < _end ? timeout : _end);
        }

        private void Go(Step step, long due)
        {
            _step = step;
            Due = due;
        }
    }
}
