using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Simulator;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The simulated parts move by their seed alone: what happened once can be seen again.</summary>
    [TestClass]
    public class SeedTests
    {
        private const int Minutes = 2;

        [TestMethod]
        public void The_same_seed_gives_the_same_readings_at_the_same_times()
        {
            CollectionAssert.AreEqual(Readings(7), Readings(7));
        }

        [TestMethod]
        public void Another_seed_gives_other_readings_of_every_part()
        {
            int[][] one = Readings(7).Chunk(4).ToArray();
            int[][] other = Readings(8).Chunk(4).ToArray();

            for (int part = 0; part < 4; part++)
            {
                CollectionAssert.AreNotEqual(one.Select(reading => reading[part]).ToArray(), other.Select(reading => reading[part]).ToArray());
            }
        }

        [TestMethod]
        public void Every_part_moves_within_two_minutes()
        {
            int[][] readings = Readings(1).Chunk(4).ToArray();
            for (int part = 0; part < 4; part++)
            {
                Assert.IsGreaterThan(1, readings.Select(reading => reading[part]).Distinct().Count());
            }
        }

        /// <summary>Button, potentiometer, light and temperature, every 20 milliseconds.</summary>
        private static int[] Readings(int seed)
        {
            long time = 0;
            SimulatedBoard.Current = new SimulatedBoard(seed, new ChipModel(Chip.Esp32), () => time);
            using GpioController gpio = new ChipController();
            AdcController adc = new AdcController();
            GpioPin button = gpio.OpenPin(0, PinMode.InputPullUp);
            AdcChannel[] channels = new[] { 0, 3, 6 }.Select(adc.OpenChannel).ToArray();
            List<int> readings = new List<int>();
            for (; time < Minutes * 60_000; time += 20)
            {
                readings.Add(button.Read() == PinValue.High ? 1 : 0);
                readings.AddRange(channels.Select(channel => channel.ReadValue()));
            }

            return readings.ToArray();
        }
    }
}
