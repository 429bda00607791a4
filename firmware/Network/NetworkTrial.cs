namespace Nano.Firmware.Network
{
    /// <summary>
    /// Joins another network for good, or not at all: the credentials are kept once the board is in that network. Until then the former ones are, so that a
    /// power cut, a wrong passphrase or two minutes without success lead back. It is there only meanwhile.
    /// </summary>
    internal sealed class NetworkTrial
    {
        // How long the former network may take to end.
        private const int LeaveTime = 5000;
        private const int Pause = 3000;

        private readonly Radio _radio;
        private readonly NetworkOptions _options;
        private readonly byte[] _name;
        private readonly string _passphrase;
        private long _end;
        private Step _step;

        /// <summary>Makes one, which begins a moment later, so that the answer to the client that asks for it arrives.</summary>
        /// <param name="radio">The board's radio.</param>
        /// <param name="options">The times.</param>
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

        /// <summary>When it has something to do at the latest.</summary>
        public long Due { get; private set; }

        /// <summary>Whether the board has left its former network.</summary>
        public bool HasLeft => _step > Step.Announced;

        /// <summary>Does what is due.</summary>
        /// <returns>What has become of it.</returns>
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
