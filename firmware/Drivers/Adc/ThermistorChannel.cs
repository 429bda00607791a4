using System.Device.Adc;

namespace Nano.Firmware.Drivers
{
    /// <summary>A temperature measured by a thermistor in a voltage divider.</summary>
    public sealed class ThermistorChannel : AnalogChannel
    {
        private readonly ThermistorTable _table;

        /// <summary>Makes a channel.</summary>
        /// <param name="id">See <see cref="Channels.Channel.Id"/>.</param>
        /// <param name="unit">The unit, as in <see cref="Channels.Channel"/>.</param>
        /// <param name="adc">The converter's channel, opened. The channel keeps it.</param>
        /// <param name="table">The thermistor's table.</param>
        /// <param name="decimals">0 to 2.</param>
        /// <param name="minimum">The least temperature, in units of the last decimal.</param>
        /// <param name="maximum">The greatest temperature, in units of the last decimal.</param>
        public ThermistorChannel(string id, string unit, AdcChannel adc, ThermistorTable table, int decimals, int minimum, int maximum)
            : base(id, unit, adc, 1, decimals == 0 ? 100 : decimals == 1 ? 10 : 1, 0L, minimum, maximum)
        {
            _table = table;
            Decimals = decimals;
        }

        /// <inheritdoc/>
        protected override int Measure()
        {
            int reading = base.Measure();
            if (reading == NoReading)
            {
                return NoReading;
            }

            int temperature = _table.Find(reading);
            return temperature == ThermistorTable.None ? NoReading : temperature;
        }
    }
}
