namespace Nano.Firmware.Network
{
    /// <summary>Receives events of the network, for example for the serial log.</summary>
    public abstract class NetworkObserver
    {
        /// <summary>Called on the loop when the state has changed.</summary>
        /// <param name="network">The manager with the new state.</param>
        public abstract void OnStateChanged(NetworkManager network);

        /// <summary>The board has joined another network for good, or has gone back to the former one: <see cref="NetworkManager.Trial"/>. Called on the loop.</summary>
        public virtual void OnTried(NetworkManager network)
        {
        }

        /// <summary>Called on the loop when the device owns a name in the local network.</summary>
        /// <param name="host">The name without .local.</param>
        public abstract void OnNamed(string host);
    }
}
