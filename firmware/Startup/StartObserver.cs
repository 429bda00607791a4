using Nano.Firmware.Messages;
using Nano.Firmware.Network;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells the log how the network is, the count of failed starts that a restart is on request, and the broker's client whether there is a network.</summary>
    internal sealed class StartObserver : NetworkObserver
    {
        private readonly NetworkLog _log;
        private readonly StartCounter _counter;
        private readonly BrokerClient _broker;

        /// <summary>Makes one.</summary>
        public StartObserver(Device device, StartCounter counter)
        {
            _log = new NetworkLog(device);
            _counter = counter;
            _broker = device.Broker;
        }

        /// <inheritdoc/>
        public override void OnStateChanged(NetworkManager network)
        {
            if (network.State == NetworkState.Restarting)
            {
                _counter.Clear();
            }

            if (_broker != null)
            {
                _broker.HasNetwork = network.State == NetworkState.Online;
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
