namespace Nano.Firmware.Network
{
    /// <summary>One who wants to know of the network's states, such as to tell the serial log.</summary>
    public abstract class NetworkObserver
    {
        /// <summary>The state has changed. Called on the loop.</summary>
        public abstract void OnStateChanged(NetworkManager network);

        /// <summary>The board has a name in the local network, where it is followed by .local. Called on the loop.</summary>
        public abstract void OnNamed(string host);
    }
}
