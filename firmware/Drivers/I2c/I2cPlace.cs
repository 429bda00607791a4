namespace Nano.Firmware.Drivers
{
    /// <summary>A part's place: its bus and its address there.</summary>
    internal sealed class I2cPlace
    {
        /// <summary>The place of a line with which something is wrong.</summary>
        public static I2cPlace None => new I2cPlace(-1, 0, 0);

        /// <summary>Makes one.</summary>
        /// <param name="bus">The bus, 0 for the first.</param>
        /// <param name="address">The address of 7 bits.</param>
        /// <param name="kind">The kind of part that several lines share; 0 for none.</param>
        public I2cPlace(int bus, int address, int kind)
        {
            Bus = bus;
            Address = address;
            Kind = kind;
        }

        /// <summary>The bus, 0 for the first.</summary>
        public int Bus { get; }

        /// <summary>The address of 7 bits.</summary>
        public int Address { get; }

        /// <summary>The kind of part that several lines share; 0 for none.</summary>
        public int Kind { get; }

        /// <summary>Another place of the description; null for none.</summary>
        public I2cPlace Next { get; set; }

        /// <summary>The pins or inputs of the part that lines have taken, a bit each.</summary>
        public int Used { get; set; }

        /// <summary>The part, once a line has made it.</summary>
        public object Part { get; set; }
    }
}
