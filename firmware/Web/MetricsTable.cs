using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>One of the tables that /metrics consists of. A row is one metric, or one line of a metric with labels; a new metric is a new row.</summary>
    internal abstract class MetricsTable
    {
        /// <summary>Writes a row, at most <see cref="StreamedResource.MaximumItem"/> bytes. It may write nothing.</summary>
        /// <param name="writer">Receives the row.</param>
        /// <param name="row">The row's number, from 0 to 254.</param>
        /// <returns>False when the table has no row of that number: the one before was its last.</returns>
        public abstract bool Write(ByteWriter writer, int row);
    }
}
