using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>A port for datagrams. Nothing here waits or throws: what cannot be had now is told by the result.</summary>
    public abstract class DatagramPort
    {
        /// <summary>Whether it is open.</summary>
        public abstract bool IsOpen { get; }

        /// <summary>The port from which the datagram received last was sent; 0 when it is not known.</summary>
        public virtual int SenderPort => 0;

        /// <summary>The task that is told, by <see cref="LoopTask.RunSoon"/>, that a datagram has arrived, where the platform tells; null for none.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>Opens it.</summary>
        /// <returns>False when that failed, such as for want of a socket.</returns>
        public abstract bool Open();

        /// <summary>Takes a datagram.</summary>
        /// <param name="buffer">Receives it; what does not fit is lost.</param>
        /// <returns>Its length; 0 when there is none.</returns>
        public abstract int Receive(byte[] buffer);

        /// <summary>Sends a datagram to those this port is for: to all of a group, or to all around.</summary>
        public abstract void Send(byte[] buffer, int count);

        /// <summary>Sends a datagram to the sender of the one received last.</summary>
        public abstract void Reply(byte[] buffer, int count);

        /// <summary>Closes it.</summary>
        public abstract void Close();
    }
}
