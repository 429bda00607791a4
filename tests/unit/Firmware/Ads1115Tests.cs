using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The ADS1115: its scale against the data sheet, its inputs in turn, and what it is like when it is lost.</summary>
    [TestClass]
    public class Ads1115Tests
    {
        [TestMethod]
        public void The_steps_of_the_gains_are_those_of_the_data_sheet()
        {
            // Texas Instruments, SBAS444E, table 7-1: the full scales, and steps of 187.5, 125, 62.5, 31.25, 15.625 and 7.8125 uV.
            int[] fullScales = { 6144, 4096, 2048, 1024, 512, 256 };
            long[] steps = { 1875000, 1250000, 625000, 312500, 156250, 78125 };
            for (int gain = 0; gain < fullScales.Length; gain++)
            {
                Assert.AreEqual(fullScales[gain], Ads1115.FullScaleOf(gain));
                Assert.AreEqual(steps[gain], Ads1115.FullScaleOf(gain) * 10000000L / Ads1115.FullScaleWord);
            }
        }

        [TestMethod]
        public void Each_gain_measures_its_range()
        {
            int[] microvolts = { 4800000, 3300000, 2000000, 1000000, 500000, 250000 };
            for (int gain = 0; gain < microvolts.Length; gain++)
            {
                DriverBench bench = Create(out SimulatedAds1115 part, out Ads1115 converter);
                part.Microvolts[2] = microvolts[gain];
                bench.Board.Add(new Ads1115Channel("volt", converter, 2, gain, 1));
                bench.Wait(20);
                Assert.AreEqual(microvolts[gain] / 100, bench.Board[0].Value);
                part.Microvolts[2] = Ads1115.FullScaleOf(gain) * 1000;
                bench.Wait(1000);
                Assert.IsTrue(bench.Board[0].IsUnknown, "the voltage is there or beyond");
            }
        }

        [TestMethod]
        public void The_inputs_are_converted_in_turn_and_never_mixed_up()
        {
            DriverBench bench = Create(out SimulatedAds1115 part, out Ads1115 converter);
            for (int i = 0; i < 4; i++)
            {
                part.Microvolts[i] = (i + 1) * 500000;
                bench.Board.Add(new Ads1115Channel("a" + i, converter, i, i == 3 ? 1 : 2 - i % 2, 0));
            }

            bench.Wait(9);
            Assert.AreEqual("500 null null null", bench.Values());
            bench.Wait(9);
            Assert.AreEqual("500 1000 null null", bench.Values());
            bench.Wait(18);
            Assert.AreEqual("500 1000 1500 2000", bench.Values());
            Assert.AreEqual(4, part.Conversions);
            bench.Wait(10000 - 36 - 1);
            Assert.AreEqual(20 * 4, part.Conversions, "a round every half second");
            part.Microvolts[1] = 0;
            bench.Wait(1000);
            Assert.AreEqual("500 0 1500 2000", bench.Values());
        }

        [TestMethod]
        public void A_conversion_that_is_not_done_is_looked_at_again()
        {
            DriverBench bench = Create(out SimulatedAds1115 part, out Ads1115 converter);
            part.Microvolts[0] = 1000000;
            part.Delay = 3;
            bench.Board.Add(new Ads1115Channel("volt", converter, 0, 1, 0));
            bench.Wait(9);
            Assert.AreEqual("null", bench.Values());
            bench.Wait(5);
            Assert.AreEqual("1000", bench.Values());
            part.Delay = 1000000;
            bench.Wait(1000);
            Assert.AreEqual("null", bench.Values(), "but not for ever");
            part.Delay = 0;
            part.Reset();
            bench.Wait(60000);
            Assert.AreEqual("1000", bench.Values());
        }

        [TestMethod]
        public void A_converter_that_was_without_power_is_null_and_comes_back()
        {
            DriverBench bench = Create(out SimulatedAds1115 part, out Ads1115 converter);
            part.Microvolts[0] = 1000000;
            part.Microvolts[1] = 2000000;
            bench.Board.Add(new Ads1115Channel("a", converter, 0, 1, 0));
            bench.Board.Add(new Ads1115Channel("b", converter, 1, 1, 0));
            bench.Wait(503);
            part.Reset();
            bench.Wait(20);
            Assert.AreEqual("null null", bench.Values(), "its conversion was another input's");
            bench.Wait(2000);
            Assert.AreEqual("1000 2000", bench.Values());
            part.IsConnected = false;
            bench.Wait(1000);
            Assert.AreEqual("null null", bench.Values());
            part.IsConnected = true;
            bench.Wait(4000);
            Assert.AreEqual("1000 2000", bench.Values());
        }

        [TestMethod]
        public void An_input_has_a_unit_of_its_own_on_a_straight_line()
        {
            // A pressure sensor: 0.5 V are 0 bar, 4.5 V are 10 bar; in 0.01 bar. 32768 steps are 6144 mV.
            DriverBench bench = Create(out SimulatedAds1115 part, out Ads1115 converter);
            bench.Board.Add(new Ads1115Channel("bar", "bar", converter, 0, 0, 6144 * 1000, 32768 * 4000, -125L * 32768 * 4000, 0, 1000) { Decimals = 2 });
            part.Microvolts[0] = 2500000;
            bench.Wait(10);
            Assert.AreEqual("500", bench.Values());
            part.Microvolts[0] = 0;
            bench.Wait(500);
            Assert.AreEqual("null", bench.Values(), "the sensor has come loose");
        }

        [TestMethod]
        public void Inputs_and_gains_that_the_part_lacks_are_refused()
        {
            int refused = 0;
            int[] inputs = { -1, 4, 0, 0 };
            int[] gains = { 0, 0, -1, 6 };
            for (int i = 0; i < inputs.Length; i++)
            {
                try
                {
                    new Ads1115Channel("a", "mV", new Ads1115(new TestI2cBus(), 0x48), inputs[i], gains[i], 1, 1, 0L, 0, 1);
                }
                catch (System.ArgumentException)
                {
                    refused++;
                }
            }

            Assert.AreEqual(4, refused);
        }

        private static DriverBench Create(out SimulatedAds1115 part, out Ads1115 converter)
        {
            DriverBench bench = new DriverBench();
            part = new SimulatedAds1115();
            bench.Bus.Connect(0x48, part);
            converter = new Ads1115(bench.Bus, 0x48);
            return bench;
        }
    }
}
