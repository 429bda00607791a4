using Nano.Firmware.Drivers;

namespace Nano.Firmware.Boards
{
    /// <summary>The drivers of this firmware: a line for each, with the name that a description gives it and the method in its folder. It is code, so that it stays in flash.</summary>
    public class DriverTable : DriverCatalog
    {
        private readonly DriverCatalog _more;

        /// <summary>Makes the table.</summary>
        /// <param name="equipment">The pins that the drivers open; null for a table that only checks lines.</param>
        public DriverTable(Equipment equipment)
            : this(equipment, null)
        {
        }

        /// <summary>Makes the table.</summary>
        /// <param name="equipment">The pins that the drivers open; null for a table that only checks lines.</param>
        /// <param name="more">The drivers that not every image has, such as <c>BusDrivers</c>; null for none.</param>
        public DriverTable(Equipment equipment, DriverCatalog more)
        {
            Equipment = equipment;
            _more = more;
        }

        /// <summary>The pins that the drivers open; null for a table that only checks lines.</summary>
        protected Equipment Equipment { get; }

        /// <inheritdoc/>
        public override bool Build(ChannelLine line)
        {
            if (line.IsFor("input")) InputDriver.Build(line, Equipment);
            else if (line.IsFor("output")) OutputDriver.Build(line, Equipment);
            else if (line.IsFor("adc")) AdcDriver.Build(line, Equipment);
            else if (line.IsFor("counter")) CounterDriver.Build(line, Equipment);
            else return _more != null && _more.Build(line);
            return true;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            Equipment?.Close();
            _more?.Close();
        }
    }
}
