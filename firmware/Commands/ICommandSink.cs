namespace Nano.Firmware
{
    /// <summary>Where a command's answer goes, and what is done for the client that gave it.</summary>
    public interface ICommandSink
    {
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
    }
}
