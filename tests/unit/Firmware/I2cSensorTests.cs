using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>All sensors on I2C: when they are measured, and how they get lost and come back.</summary>
    [TestClass]
    public class I2cSensorTests
    {
        [TestMethod]
        public void A_measurement_is_started_in_one_turn_and_read_in_a_later_one()
        {
            DriverBench bench = Create(out SimulatedSht31 _);
            Assert.AreEqual("null null", bench.Values());
            bench.Wait(15);
            Assert.AreEqual(1, bench.Bus.Transfers, "it measures");
            Assert.AreEqual("null null", bench.Values());
            bench.Wait(1);
            Assert.AreEqual(2, bench.Bus.Transfers);
            Assert.AreEqual("2500 500", bench.Values());
            bench.Wait(983);
            Assert.AreEqual(2, bench.Bus.Transfers, "nothing is due");
            bench.Wait(1);
            Assert.AreEqual(3, bench.Bus.Transfers, "the next measurement, a second after the first");
            bench.Wait(100000);
            Assert.AreEqual(3 + 100 * 2, bench.Bus.Transfers, "two transfers for both values");
        }

        [TestMethod]
        public void The_interval_is_that_between_starts()
        {
            DriverBench bench = Create(out SimulatedSht31 _, 250);
            bench.Wait(10000 - 1);
            Assert.AreEqual(40 * 2, bench.Bus.Transfers);
        }

        [TestMethod]
        public void An_interval_that_is_out_of_range_is_refused()
        {
            int refused = 0;
            int[] intervals = { 99, 3600001, -1 };
            for (int i = 0; i < intervals.Length; i++)
            {
                try
                {
                    new Sht31(new TestI2cBus(), 0x44).Interval = intervals[i];
                }
                catch (System.ArgumentException)
                {
                    refused++;
                }
            }

            Assert.AreEqual(3, refused);
        }

        [TestMethod]
        public void A_missing_part_is_null_and_is_tried_ever_more_rarely_while_the_others_go_on()
        {
            DriverBench bench = Create(out SimulatedSht31 sht31);
            SimulatedBh1750 bh1750 = new SimulatedBh1750();
            bench.Bus.Connect(0x23, bh1750);
            bench.Add(new Bh1750(bench.Bus, 0x23) { Interval = 3600000 }, "light");
            sht31.IsConnected = false;
            bench.Wait(60000 + 1000);
            Assert.AreEqual("null null 280667", bench.Values());
            Assert.AreEqual(0, bench.Board.Faults, "a part that is missing is no fault of the board");

            // After 0, 1, 3, 7, 15, 31 and 61 s; two transfers are the other part's.
            Assert.AreEqual(7 + 2, bench.Bus.Transfers);
            sht31.IsConnected = true;
            bench.Wait(30000 - 1);
            Assert.AreEqual("null null 280667", bench.Values());
            bench.Wait(1 + 16);
            Assert.AreEqual("2500 500 280667", bench.Values(), "half a minute after the last attempt");
            sht31.IsConnected = false;
            bench.Wait(1000);
            Assert.AreEqual("null null 280667", bench.Values());
            sht31.IsConnected = true;
            bench.Wait(1016);
            Assert.AreEqual("2500 500 280667", bench.Values(), "a part that has worked is tried again after a second");
        }

        [TestMethod]
        public void A_bus_that_hangs_is_tried_by_one_part_and_rests_for_all()
        {
            DriverBench bench = Create(out SimulatedSht31 _);
            bench.Bus.Connect(0x23, new SimulatedBh1750());
            bench.Bus.Connect(0x40, new SimulatedIna219());
            bench.Add(new Bh1750(bench.Bus, 0x23), "light");
            bench.Add(new Ina219(bench.Bus, 0x40, 2000), "voltage", "current");
            bench.Board.Add(new UptimeChannel("uptime"));
            bench.Wait(500);
            Assert.AreEqual("2500 500 280667 11980 100000 500", bench.Values());
            bench.Bus.IsHung = true;
            int before = bench.Bus.Transfers;
            bench.Wait(120000);
            Assert.AreEqual("null null null null null 120500", bench.Values());

            // After 0, 10, 30 and 70 s. Each attempt may block the loop of a board for a second.
            Assert.AreEqual(4, bench.Bus.Transfers - before);
            bench.Bus.IsHung = false;
            bench.Wait(60000);
            Assert.AreEqual("2500 500 280667 11980 100000 180500", bench.Values());
            Assert.AreEqual(0, bench.Board.Faults);
        }

        [TestMethod]
        public void A_part_that_is_lost_while_it_measures_starts_again()
        {
            DriverBench bench = Create(out SimulatedSht31 sht31);
            bench.Wait(1005);
            sht31.Reset();
            bench.Wait(100);
            Assert.AreEqual("null null", bench.Values());
            bench.Wait(1000);
            Assert.AreEqual("2500 500", bench.Values());
        }

        [TestMethod]
        public void A_quantity_that_the_part_lacks_is_refused()
        {
            TestI2cBus bus = new TestI2cBus();
            Assert.IsNull(new Sht31(bus, 0x44).AddValue("a", "pressure"));
            Assert.IsNull(new Bh1750(bus, 0x23).AddValue("a", "temperature"));
            Assert.IsNull(new Bme280(bus, 0x76).AddValue("a", "light"));
            Assert.IsNull(new Ina219(bus, 0x40, 100000).AddValue("a", "humidity"));
        }

        [TestMethod]
        public void Measurements_take_nothing_from_the_heap()
        {
            DriverBench bench = Create(out SimulatedSht31 _);
            bench.Bus.Connect(0x23, new SimulatedBh1750());
            bench.Bus.Connect(0x40, new SimulatedIna219());
            bench.Bus.Connect(0x76, new SimulatedBme280());
            bench.Bus.Connect(0x20, new SimulatedMcp23017());
            bench.Bus.Connect(0x48, new SimulatedAds1115());
            bench.Add(new Bh1750(bench.Bus, 0x23), "light");
            bench.Add(new Ina219(bench.Bus, 0x40, 2000), "voltage", "current", "power");
            I2cSensor bme280 = new Bme280(bench.Bus, 0x76);
            bme280.AddValue("t", "temperature");
            bme280.AddValue("h", "humidity");
            bme280.AddValue("p", "pressure");
            bench.Board.Add(bme280);
            bench.Board.Add(new Mcp23017Input("in", new Mcp23017(bench.Bus, 0x20), 0, true, false));
            bench.Board.Add(new Ads1115Channel("volt", new Ads1115(bench.Bus, 0x48), 0, 1, 0));
            bench.Wait(5000);
            long before = Heap.Taken();
            bench.Wait(20000);
            Assert.AreEqual(before, Heap.Taken());
        }

        private static DriverBench Create(out SimulatedSht31 sht31)
        {
            return Create(out sht31, 1000);
        }

        private static DriverBench Create(out SimulatedSht31 sht31, int interval)
        {
            DriverBench bench = new DriverBench();
            sht31 = new SimulatedSht31();
            bench.Bus.Connect(0x44, sht31);
            bench.Add(new Sht31(bench.Bus, 0x44) { Interval = interval }, "temperature", "humidity");
            return bench;
        }
    }
}
