using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A board with parts on an I2C bus in memory, whose time stands still until a test moves it.</summary>
    internal sealed class DriverBench
    {
        /// <summary>The channels.</summary>
        public readonly Board Board = new Board();

        /// <summary>The bus.</summary>
        public readonly TestI2cBus Bus = new TestI2cBus();

        /// <summary>Has all updates called that are due until so many milliseconds have passed, and reads the channels at the end.</summary>
        public void Wait(int milliseconds)
        {
            long end = Bus.Now + milliseconds;
            long due = Board.Update(Bus.Now);
            for (int turns = 0; due <= end; turns++)
            {
                Assert.IsTrue(turns < 20000, "the board does not come to rest");
                Bus.Now = due > Bus.Now ? due : Bus.Now;
                due = Board.Update(Bus.Now);
            }

            Bus.Now = end;
            Board.Read(end);
        }

        /// <summary>Adds a sensor with some of its quantities; each channel is called as its quantity.</summary>
        public void Add(I2cSensor sensor, params string[] quantities)
        {
            for (int i = 0; i < quantities.Length; i++)
            {
                Assert.IsNotNull(sensor.AddValue(quantities[i], quantities[i]), quantities[i]);
            }

            Board.Add(sensor);
        }

        /// <summary>The values of all channels with spaces between, null for one that is not known.</summary>
        public string Values()
        {
            string values = "";
            for (int i = 0; i < Board.Count; i++)
            {
                values += (i > 0 ? " " : "") + (Board[i].IsUnknown ? "null" : Board[i].Value.ToString());
            }

            return values;
        }
    }
}
