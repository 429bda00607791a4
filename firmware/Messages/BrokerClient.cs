using Nano.Web.Server;

namespace Nano.Firmware.Messages
{
    /// <summary>The connection of a board with an MQTT broker, as the device knows it. The client itself is in an assembly above the firmware's.</summary>
    public abstract class BrokerClient : LoopTask
    {
        /// <summary>How the connection is.</summary>
        public abstract BrokerStatus Status { get; }

        /// <summary>The observer that is called when <see cref="Status"/> changes; null for no observer. Default null.</summary>
        public BrokerObserver Observer { get; set; }

        /// <summary>Whether the board has a network: without one no attempt is made. The first attempt follows at once when there is one again. Default true.</summary>
        public abstract bool HasNetwork { get; set; }
    }
}
