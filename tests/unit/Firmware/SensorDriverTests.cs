using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The arithmetic of the sensors, against the data sheets.</summary>
    [TestClass]
    public class SensorDriverTests
    {
        [TestMethod]
        public void The_checksum_of_BEEF_is_92()
        {
            // Sensirion, data sheet SHT3x-DIS, version 5 of May 2018, table 20: CRC (0xBEEF) = 0x92.
            Assert.AreEqual(0x92, Crc8.Compute(new byte[] { 0xBE, 0xEF }, 0, 2));
            Assert.AreEqual(0x92, Crc8.Compute(new byte[] { 0, 0xBE, 0xEF, 0 }, 1, 2));
        }

        [TestMethod]
        public void A_SHT31_covers_its_range()
        {
            // The same data sheet, section 4.13: T = -45 + 175 S / (2^16 - 1), RH = 100 S / (2^16 - 1).
            int[] words = { 0, 1, 0x6666, 0x8000, 0xFFFE, 0xFFFF };
            int[] temperatures = { -4500, -4500, 2500, 4250, 13000, 13000 };
            int[] humidities = { 0, 0, 400, 500, 1000, 1000 };
            for (int i = 0; i < words.Length; i++)
            {
                Assert.AreEqual(temperatures[i], Sht31.TemperatureOf(words[i]));
                Assert.AreEqual(humidities[i], Sht31.HumidityOf(words[i]));
            }

            for (int word = 0; word < 0x10000; word += Target.NumberStep)
            {
                double exact = -4500 + 17500.0 * word / 65535;
                double difference = Sht31.TemperatureOf(word) - exact;
                if (difference > 0.5001 || difference < -0.5001)
                {
                    Assert.AreEqual(0, word, "the nearest unit");
                }
            }
        }

        [TestMethod]
        public void A_SHT31_with_a_wrong_checksum_is_null_until_it_is_right()
        {
            DriverBench bench = new DriverBench();
            SimulatedSht31 part = new SimulatedSht31 { TemperatureWord = 0x5000 };
            bench.Bus.Connect(0x45, part);
            bench.Add(new Sht31(bench.Bus, 0x45), "humidity", "temperature");
            bench.Wait(100);
            Assert.AreEqual("500 969", bench.Values());
            for (int i = 0; i < 6; i++)
            {
                part.DisturbedByte = i;
                bench.Wait(1000);
                Assert.AreEqual("null null", bench.Values());
                part.DisturbedByte = -1;
                bench.Wait(1100);
                Assert.AreEqual("500 969", bench.Values());
            }
        }

        [TestMethod]
        public void A_BH1750_gives_the_example_of_its_data_sheet()
        {
            // ROHM, BH1750FVI technical note, revision B of April 2009, page 10: 1000_0011 1001_0000 is some 28067 lx.
            Assert.AreEqual(280667, Bh1750.LightOf(0x8390));
            Assert.AreEqual(0, Bh1750.LightOf(0));
            Assert.AreEqual(8, Bh1750.LightOf(1));
            Assert.AreEqual(546125, Bh1750.LightOf(0xFFFF));
        }

        [TestMethod]
        public void A_BH1750_is_read_when_its_measurement_is_done()
        {
            DriverBench bench = new DriverBench();
            SimulatedBh1750 part = new SimulatedBh1750();
            bench.Bus.Connect(0x5C, part);
            bench.Add(new Bh1750(bench.Bus, 0x5C), "light");
            bench.Wait(179);
            Assert.AreEqual("null", bench.Values());
            bench.Wait(1);
            Assert.AreEqual("280667", bench.Values());
            part.LightWord = 12;
            bench.Wait(1000);
            Assert.AreEqual("100", bench.Values());
        }

        [TestMethod]
        public void An_INA219_gives_the_example_of_its_data_sheet()
        {
            // Texas Instruments, SBOS448F, table 3: 2 milliohms, shunt 07D0h, bus 5D98h are 20 mV, 11.98 V, 10.0 A and 119.8 W.
            Assert.AreEqual(11980, Ina219.VoltageOf(0x5D98));
            Assert.AreEqual(100000, Ina219.CurrentOf(0x07D0, 2000));
            Assert.AreEqual(119800, Ina219.PowerOf(11980, 100000));
        }

        [TestMethod]
        public void A_current_has_a_sign_and_is_rounded()
        {
            Assert.AreEqual(-100000, Ina219.CurrentOf(-2000, 2000));
            Assert.AreEqual(1, Ina219.CurrentOf(1, 100000));
            Assert.AreEqual(1, Ina219.CurrentOf(1, 150000));
            Assert.AreEqual(-1, Ina219.CurrentOf(-1, 150000));
            Assert.AreEqual(0, Ina219.CurrentOf(1, 250000));
            Assert.AreEqual(32000, Ina219.CurrentOf(32000, Ina219.UsualShunt), "3.2 A");
            Assert.AreEqual(-5, Ina219.PowerOf(12000, -4));
        }

        [TestMethod]
        public void An_INA219_with_the_smallest_and_the_largest_shunt_has_a_range()
        {
            int[] shunts = { 500, 10000000 };
            for (int i = 0; i < shunts.Length; i++)
            {
                Ina219 sensor = new Ina219(new TestI2cBus(), 0x40, shunts[i]);
                Measurement current = sensor.AddValue("a", "current");
                Measurement power = sensor.AddValue("b", "power");
                Assert.IsTrue(current.Maximum > 0 && current.Minimum == -current.Maximum && power.Maximum > 0);
            }
        }

        [TestMethod]
        public void An_INA219_that_has_lost_its_configuration_measures_on()
        {
            DriverBench bench = new DriverBench();
            SimulatedIna219 part = new SimulatedIna219();
            bench.Bus.Connect(0x4F, part);
            bench.Add(new Ina219(bench.Bus, 0x4F, 2000), "voltage", "current", "power");
            bench.Wait(11);
            Assert.AreEqual("11980 100000 119800", bench.Values());
            part.Reset();
            part.ShuntWord = -1000;
            part.Millivolts = 5000;
            bench.Wait(1000);
            Assert.AreEqual("5000 -50000 -25000", bench.Values());
        }
    }
}
