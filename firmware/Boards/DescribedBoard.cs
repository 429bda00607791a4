using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Firmware.Boards
{
    /// <summary>Makes the board of a description, with the figures about the device itself behind its channels.</summary>
    public static class DescribedBoard
    {
        /// <summary>Opens the pins and makes the channels.</summary>
        /// <param name="description">The description of the hardware on the board; null when nothing is connected.</param>
        /// <param name="drivers">The drivers that the image has, for this board alone.</param>
        /// <returns>The board, to which more channels can be added.</returns>
        /// <exception cref="System.Exception">As in <see cref="BoardDescription.Create"/>.</exception>
        public static Board Create(BoardDescription description, DriverCatalog drivers)
        {
            Board board = description == null ? new Board() : description.Create(drivers);
            Add(board, new UptimeChannel("uptime"));
            Add(board, new MemoryChannel("memory"));
            Add(board, new LoopTimeChannel("loop"));
            Add(board, new ClientsChannel("clients"));
            Add(board, new DroppedChannel("dropped"));
            return board;
        }

        /// <summary>Adds a figure, unless the board has the most channels already or a line has its id.</summary>
        private static void Add(Board board, Channel channel)
        {
            if (board.Count < Board.MaximumChannels && board.Find(channel._id, 0, channel._id.Length) == null)
            {
                board.Add(channel);
            }
        }
    }
}
