using Nano.Firmware.Network;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// Compacts the heap four times a second where no thread of the transport waits: the memory that requests free is never in small pieces for long, so that the largest frame
    /// fits. While the board joins a network a thread waits for that; no client can connect then, and the heap is not compacted.
    /// </summary>
    public sealed class HeapCompactor : LoopTask
    {
        /// <summary>How often it compacts, in milliseconds.</summary>
        public const int Interval = 250;

        private readonly Platform _platform;
        private readonly NetworkManager _network;

        /// <summary>Makes one.</summary>
        /// <param name="platform">Compacts the heap.</param>
        /// <param name="network">The network; null where none has to be joined.</param>
        public HeapCompactor(Platform platform, NetworkManager network)
        {
            _platform = platform;
            _network = network;
        }

        /// <inheritdoc/>
        [NotInlined]
        public override long Run(long now)
        {
            if (_network == null || _network.State == NetworkState.Online || _network.State == NetworkState.AccessPoint)
            {
                _platform.CompactMemory();
            }

            return now + Interval;
        }
    }
}
