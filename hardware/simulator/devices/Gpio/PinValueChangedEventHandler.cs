namespace System.Device.Gpio
{
    /// <summary>Told of a pin's edges by <see cref="GpioPin.ValueChanged"/>.</summary>
    /// <param name="sender">The pin.</param>
    /// <param name="e">Which pin, and which edge.</param>
    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
}
