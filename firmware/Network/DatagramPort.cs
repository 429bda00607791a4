namespace Nano.Firmware
{
    /// <summary>A port for datagrams. Nothing here waits or throws: what cannot be had now is told by the result.</summary>
    public abstract class DatagramPort
    {
        /// <summary>Whether it is open.</summary>
        public abstract bool IsOpen { get; }

        /// <summary>Opens it.</summary>
        /// <returns>False when that failed, such as for want of a socket.</returns>
        public abstract bool Open();

        /// <summary>Takes a datagram.</summary>
        /// <param name="buffer">Receives it; what does not fit is lost.</param>
        /// <returns>Its length; 0 when there is none.</returns>
        public abstract int Receive(byte[] buffer);

        /// <summary>Sends a datagram to whom this port is for: to all of a group, to all around, or to the one heard last.</summary>
        public abstract void Send(byte[] buffer, int count);

        /// <summary>Closes it.</summary>
        public abstract void Close();
    }
}
