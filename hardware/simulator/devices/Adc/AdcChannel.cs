using Nano.Simulator;

namespace System.Device.Adc
{
    /// <summary>An analog input of the simulated board.</summary>
    public class AdcChannel : AdcChannelBase, IDisposable
    {
        private readonly SimulatedBoard _board;
        private readonly int _channelNumber;

        internal AdcChannel(AdcController controller, SimulatedBoard board, int channelNumber)
            : base(controller)
        {
            _board = board;
            _channelNumber = channelNumber;
        }

        /// <summary>The voltage now: 0 to 4,095 for 0 V to 3.3 V. Two readings within a millisecond are the same.</summary>
        /// <exception cref="ObjectDisposedException">The channel is closed.</exception>
        public override int ReadValue()
        {
            ObjectDisposedException.ThrowIf(_controller == null, this);
            return _board.ReadAnalog(_channelNumber);
        }

        /// <summary>Closes the channel.</summary>
        public void Dispose()
        {
            _controller = null;
        }
    }
}
