using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>ROHM's BH1750FVI: illuminance. Pages are those of its technical note, revision B of April 2009.</summary>
    public sealed class Bh1750 : I2cSensor
    {
        /// <summary>The address with the pin ADDR low; 0x5C with ADDR high (page 10, "Slave Address").</summary>
        public const int UsualAddress = 0x23;

        /// <summary>The address with the pin ADDR high.</summary>
        public const int OtherAddress = 0x5C;

        // One measurement at 1 lx ("One Time H-Resolution Mode"), which takes 180 ms at most (page 2). The part powers down by itself, and the command wakes it.
        private const int Command = 0x20;
        private const int Duration = 180;

        private Measurement _light;

        /// <summary>Makes a driver. Nothing is transferred.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">0x23 or 0x5C.</param>
        public Bh1750(I2cBus bus, int address)
            : base(new I2cConnection(bus, address, I2cBus.FastMode, 2))
        {
        }

        /// <summary>The driver <c>bh1750</c>: reads a line and makes its channels. README.md describes its words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="drivers">The buses.</param>
        public static void Build(ChannelLine line, BusDrivers drivers)
        {
            I2cPlace place = drivers.TakeI2c(line, "0x23 0x5c", UsualAddress, OtherAddress - UsualAddress, 0);
            int interval = TakeInterval(line);
            if (line.IsReady)
            {
                Make(line, new Bh1750(drivers.Open(place), place.Address), interval, "light");
            }
        }

        /// <summary>Adds <c>light</c> (lx, 1 decimal, 0 to 54612.5).</summary>
        /// <inheritdoc/>
        public override Measurement AddValue(string id, string quantity)
        {
            return quantity == "light" ? _light = Add(id, "lx", 1, 0, LightOf(0xFFFF)) : null;
        }

        /// <summary>Converts the sensor's word to units of 0.1 lx: it counts 1.2 for each lux (pages 2 and 10).</summary>
        /// <param name="word">0 to 65535.</param>
        public static int LightOf(int word)
        {
            return (word * 25 + 1) / 3;
        }

        /// <inheritdoc/>
        protected override int Start(long now)
        {
            Connection.Buffer[0] = Command;
            return Connection.Write(1, now) ? Duration : Failed;
        }

        /// <inheritdoc/>
        protected override bool Finish(long now)
        {
            if (!Connection.Read(2, now))
            {
                return false;
            }

            _light?.Publish(LightOf(Connection.Buffer[0] << 8 | Connection.Buffer[1]));
            return true;
        }
    }
}
