namespace Nano.Firmware.Drivers
{
    /// <summary>The drivers that an image has. <c>DriverTable</c> in firmware/Boards is the one of this firmware.</summary>
    public abstract class DriverCatalog
    {
        /// <summary>
        /// Has the driver of a line read it and, where the board is being made, make its channels. The catalog asks the line for each driver's name
        /// (<see cref="ChannelLine.IsFor"/>) and calls that driver.
        /// </summary>
        /// <param name="line">The line.</param>
        /// <returns>False when there is no driver of that name.</returns>
        public abstract bool Build(ChannelLine line);

        /// <summary>Closes all that has been opened, because the board could not be made.</summary>
        public abstract void Close();
    }
}
