using Nano.Firmware.Network;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells the log how the network is, and the count of failed starts that a restart is on request.</summary>
    internal sealed class StartObserver : NetworkObserver
    {
        private readonly NetworkLog _log;
        private readonly StartCounter _counter;

        /// <summary>Makes one.</summary>
        public StartObserver(Device device, StartCounter counter)
        {
            _log = new NetworkLog(device);
            _counter = counter;
        }

        /// <inheritdoc/>
        public override void OnStateChanged(NetworkManager network)
        {
            if (network.State == NetworkState.Restarting)
            {
                _counter.Clear();
            }

            _log.OnStateChanged(network);
        }

        /// <inheritdoc/>
        public override void OnTried(NetworkManager network)
        {
            _log.OnTried(network);
        }

        /// <inheritdoc/>
        public override void OnNamed(string host)
        {
            _log.OnNamed(host);
        }
    }
}
