namespace Nano.Firmware.Messages
{
    /// <summary>The rows that a history message has, by their number: a row's time divided by the interval between rows.</summary>
    public interface IHistoryRows
    {
        /// <summary>Gets the number of channels in a row.</summary>
        int Channels { get; }

        /// <summary>Gets how many decimals a channel's values have.</summary>
        /// <param name="channel">The channel's place on the board, from 0 on.</param>
        int GetDecimals(int channel);

        /// <summary>Tells whether a row has values.</summary>
        /// <param name="row">The row's number.</param>
        /// <returns>False when the row is not kept any more, is not kept yet, or was missed.</returns>
        bool Has(long row);

        /// <summary>Gets a value of a row for which <see cref="Has"/> is true.</summary>
        /// <param name="row">The row's number.</param>
        /// <param name="channel">The channel's place on the board, from 0 on.</param>
        /// <param name="value">The value, in units of the last decimal.</param>
        /// <returns>False when the value was unknown, or the channel is not kept.</returns>
        bool TryGet(long row, int channel, out int value);
    }
}
