using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The computations of drivers: the thermistor's table and the pulses of a counter.</summary>
    [TestClass]
    public class DriverTests
    {
        [TestMethod]
        public void A_thermistor_has_the_temperatures_of_the_beta_equation()
        {
            // T = 1 / (1/298.15 + ln(R/R25)/3950) - 273.15 with R of 10 kOhm x reading / (4096 - reading), from a table of its own.
            int[] readings = { 2048, 3200, 1024, 512, 3000, 2500, 1500, 1000 };
            int[] hundredths = { 2500, -114, 5196, 7633, 394, 1523, 3788, 5280 };
            ThermistorTable low = new ThermistorTable(3950, 10000, 10000, true, 3300, 3300, 0);
            ThermistorTable high = new ThermistorTable(3950, 10000, 10000, false, 3300, 3300, 0);
            for (int i = 0; i < readings.Length; i++)
            {
                int error = low.Find(readings[i]) - hundredths[i];
                Assert.IsTrue(error >= -10 && error <= 10, readings[i] + ": " + low.Find(readings[i]));
                error = high.Find(4096 - readings[i] > 4095 ? 4095 : 4096 - readings[i]) - hundredths[i];
                Assert.IsTrue(error >= -10 && error <= 10, readings[i] + " high: " + high.Find(4096 - readings[i]));
            }

            Assert.AreEqual(ThermistorTable.None, low.Find(0));
            Assert.AreEqual(ThermistorTable.None, low.Find(4095));
        }

        [TestMethod]
        public void A_counter_has_a_total_and_a_rate()
        {
            TestInput input = new TestInput("pulses", true);
            PulseCounter counter = new PulseCounter("water", "water-rate", "l", "l/min", 1, input, 450, 60000, 1000);
            Board board = new Board();
            board.Add(counter);
            board.Update(10000);
            Assert.AreEqual(0, board[0].Value);
            Assert.IsTrue(board[1].IsUnknown, "no rate before a second has passed");
            for (int i = 0; i < 45; i++)
            {
                input.Tell(true);
                input.Tell(false);
            }

            // 45 of 450 pulses in a second: 0.1 l, 6.0 l/min.
            board.Update(11000);
            Assert.AreEqual("1 60", board[0].Value + " " + board[1].Value);
            input.Tell(true);
            board.Update(12000);
            Assert.AreEqual("1 1", board[0].Value + " " + board[1].Value);
            input.Tell(false);
            board.Update(13000);
            Assert.AreEqual("1 0", board[0].Value + " " + board[1].Value, "the end of a pulse counts for nothing");
        }
    }
}
