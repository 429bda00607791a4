using Nano.Firmware.Drivers;

namespace Nano.Firmware.Boards
{
    /// <summary>The drivers of this firmware: a line for each, with the name that a description gives it and the method in its folder. It is code, so that it stays in flash.</summary>
    public class DriverTable : DriverCatalog
    {
        /// <summary>Makes the table.</summary>
        /// <param name="equipment">The pins that the drivers open; null for a table that only checks lines.</param>
        public DriverTable(Equipment equipment)
        {
            Equipment = equipment;
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
            else return false;
            return true;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            Equipment?.Close();
        }
    }
}
