namespace System.Device.Adc
{
    /// <summary>The base of analog channels.</summary>
    public abstract class AdcChannelBase
    {
        private protected AdcController _controller;

        internal AdcChannelBase(AdcController controller)
        {
            _controller = controller;
        }

        /// <summary>The converter; null once the channel is closed.</summary>
        public AdcController Controller => _controller;

        /// <summary>The value now, from the converter's <see cref="AdcController.MinValue"/> to its <see cref="AdcController.MaxValue"/>.</summary>
        public abstract int ReadValue();

        /// <summary>The value now as a part of <see cref="AdcController.MaxValue"/>, 0 to 1.</summary>
        public double ReadRatio()
        {
            return ReadValue() / (double)Controller.MaxValue;
        }
    }
}
