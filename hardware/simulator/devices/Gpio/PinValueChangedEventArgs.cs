using nanoFramework.Runtime.Events;

namespace System.Device.Gpio
{
    /// <summary>An edge on a pin.</summary>
    public class PinValueChangedEventArgs : BaseEvent
    {
        /// <summary>Makes one.</summary>
        /// <param name="changeType">Which edge.</param>
        /// <param name="pinNumber">On which pin.</param>
        public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
        {
            ChangeType = changeType;
            PinNumber = pinNumber;
        }

        /// <summary>Which edge it was.</summary>
        public PinEventTypes ChangeType { get; }

        /// <summary>The pin's GPIO number.</summary>
        public int PinNumber { get; }
    }
}
