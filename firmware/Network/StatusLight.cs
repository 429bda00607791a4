namespace Nano.Firmware.Network
{
    /// <summary>A light that shows how the network is.</summary>
    public abstract class StatusLight
    {
        /// <summary>Switches it on or off. Called only when that changes something.</summary>
        public abstract void Set(bool isOn);
    }
}
