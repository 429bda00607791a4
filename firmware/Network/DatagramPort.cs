using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>A UDP port. Its methods neither block nor throw: a failure is a result.</summary>
    public abstract class DatagramPort
    {
        /// <summary>Whether the port is open.</summary>
        public abstract bool IsOpen { get; }

        /// <summary>The sender's port of the last received datagram; 0 when it is unknown.</summary>
        public virtual int SenderPort => 0;

        /// <summary>The task to run, by <see cref="LoopTask.RunSoon"/>, when a datagram arrives and the platform reports that; null for none.</summary>
        public LoopTask Listener { get; set; }

        /// <summary>Opens the port.</summary>
        /// <returns>False when that failed, for example because no socket is free.</returns>
        public abstract bool Open();

        /// <summary>Receives a datagram.</summary>
        /// <param name="buffer">Receives the datagram. A longer datagram is truncated.</param>
        /// <returns>Its length in bytes; 0 when there is none.</returns>
        public abstract int Receive(byte[] buffer);

        /// <summary>Sends a datagram to the destination of this port: a multicast group or the broadcast address.</summary>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="count">Its length in bytes.</param>
        public abstract void Send(byte[] buffer, int count);

        /// <summary>Sends a datagram to the sender of the last received datagram.</summary>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="count">Its length in bytes.</param>
        public abstract void Reply(byte[] buffer, int count);

        /// <summary>Closes the port.</summary>
        public abstract void Close();
    }
}
