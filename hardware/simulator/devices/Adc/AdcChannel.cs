namespace System.Device.Adc
{
    /// <summary>A channel of a converter.</summary>
    public class AdcChannel : AdcChannelBase, IDisposable
    {
        private readonly ConverterDriver _driver;
        private readonly int _channelNumber;

        internal AdcChannel(AdcController controller, ConverterDriver driver, int channelNumber)
            : base(controller)
        {
            _driver = driver;
            _channelNumber = channelNumber;
        }

        /// <summary>The value now, from the converter's <see cref="AdcController.MinValue"/> to its <see cref="AdcController.MaxValue"/>.</summary>
        /// <exception cref="Exception">It cannot be read now: see <see cref="ConverterDriver.ReadValue"/>.</exception>
        /// <exception cref="ObjectDisposedException">The channel is closed.</exception>
        public override int ReadValue()
        {
            ObjectDisposedException.ThrowIf(_controller == null, this);
            return _driver.ReadValue(_channelNumber);
        }

        /// <summary>Closes the channel.</summary>
        public void Dispose()
        {
            _controller = null;
        }
    }
}
