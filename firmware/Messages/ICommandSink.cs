namespace Nano.Firmware
{
    /// <summary>Where a command's answer goes, and what is done for the client that gave it.</summary>
    public interface ICommandSink
    {
        /// <summary>The client's slot, by which it is missed when it has gone; -1 for one who comes and goes with each command.</summary>
        int Slot { get; }

        /// <summary>Whether the client may set outputs.</summary>
        bool MayControl { get; }

        /// <summary>The command has been obeyed.</summary>
        void Acknowledge(Command command);

        /// <summary>The command has been refused: <see cref="Command.Error"/> says why.</summary>
        void Refuse(Command command);

        /// <summary>Sends the client a sample every so often.</summary>
        /// <param name="milliseconds">20 to 60,000.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>Why not, or <see cref="CommandError.None"/>.</returns>
        CommandError SetInterval(int milliseconds, long now);

        /// <summary>Sends the client a sample at once.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>Why not, or <see cref="CommandError.None"/>.</returns>
        CommandError SendState(long now);

        /// <summary>Sends the client samples and events of some channels only.</summary>
        /// <param name="mask">A bit for each channel, the board's first in the lowest.</param>
        /// <returns>Why not, or <see cref="CommandError.None"/>.</returns>
        CommandError Subscribe(int mask);

        /// <summary>Begins to send the client the last samples. The sink itself acknowledges the command when they are sent.</summary>
        /// <param name="id">The command's id.</param>
        /// <returns>Why not, or <see cref="CommandError.None"/>.</returns>
        CommandError SendHistory(long id);
    }
}
