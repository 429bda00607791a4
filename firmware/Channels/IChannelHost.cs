namespace Nano.Firmware.Channels
{
    /// <summary>The device as its channels see it: they wake its loop, and the figures about the device itself come from it.</summary>
    public interface IChannelHost
    {
        /// <summary>Gets the number of connections that are being served.</summary>
        int Connections { get; }

        /// <summary>Gets the number of clients that receive samples.</summary>
        int Listeners { get; }

        /// <summary>Gets the number of samples and events that did not fit in a client's buffer since the start.</summary>
        long Dropped { get; }

        /// <summary>Gets how long the loop was last busy between two waits, in microseconds.</summary>
        int LoopTime { get; }

        /// <summary>Has the loop call every channel's <see cref="Channel.Update"/> and send what has changed, at once. Any thread may call it.</summary>
        void RunSoon();

        /// <summary>Has the changes that channels count in their events sent with the loop's next run. Only the loop calls it.</summary>
        void NoteEvent();
    }
}
