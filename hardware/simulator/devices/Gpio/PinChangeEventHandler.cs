namespace System.Device.Gpio
{
    /// <summary>Told of the edges that <see cref="GpioController.RegisterCallbackForPinValueChangedEvent"/> asked for.</summary>
    /// <param name="sender">The controller.</param>
    /// <param name="pinValueChangedEventArgs">Which pin, and which edge.</param>
    public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
}
