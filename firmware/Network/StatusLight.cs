namespace Nano.Firmware.Network
{
    /// <summary>A light that shows the state of the network.</summary>
    public abstract class StatusLight
    {
        /// <summary>Switches the light. It is called only for changes.</summary>
        /// <param name="isOn">Whether the light is on.</param>
        public abstract void Set(bool isOn);
    }
}
