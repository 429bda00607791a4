namespace Nano.Firmware.Network
{
    /// <summary>Receives events of the network, for example for the serial log.</summary>
    public abstract class NetworkObserver
    {
        /// <summary>Called on the loop when the state has changed.</summary>
        /// <param name="network">The manager with the new state.</param>
        public abstract void OnStateChanged(NetworkManager network);

        /// <summary>Called on the loop when a change to another network has succeeded or failed, see <see cref="NetworkManager.Trial"/>.</summary>
        /// <param name="network">The manager with the result.</param>
        public virtual void OnTried(NetworkManager network)
        {
        }

        /// <summary>Called on the loop when the device owns a name in the local network.</summary>
        /// <param name="host">The name without .local.</param>
        public abstract void OnNamed(string host);
    }
}
