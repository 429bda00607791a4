using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Measurements: scale, mean, range and deadband.</summary>
    [TestClass]
    public class AnalogInputTests
    {
        [TestMethod]
        public void A_value_is_the_reading_on_a_straight_line()
        {
            Assert.AreEqual(1650, Read(new TestAnalog("a", 3300, 4096, 0, 0, 3300), 2048));
            Assert.AreEqual(25, Read(new TestAnalog("a", 330, 4096, -50, -40, 125), 931));
        }

        [TestMethod]
        public void A_value_is_rounded_to_the_nearest()
        {
            Assert.AreEqual(1, Read(new TestAnalog("a", 1, 10, 0, 0, 100), 14));
            Assert.AreEqual(2, Read(new TestAnalog("a", 1, 10, 0, 0, 100), 15));
            Assert.AreEqual(-2, Read(new TestAnalog("a", -1, 10, 0, -100, 100), 15));
        }

        [TestMethod]
        public void A_value_is_the_mean_of_several_readings()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 4095);
            analog.Give(100, 102, 104, 106);
            analog.Read(0);
            Assert.AreEqual(103, analog.Value);
        }

        [TestMethod]
        public void A_value_outside_the_parts_range_is_unknown()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 10, 100);
            Assert.IsTrue(analog.IsUnknown, "nothing has been read yet");
            AssertUnknown(analog, 101);
            AssertReads(analog, 100, 100);
            AssertUnknown(analog, 4095);
            AssertUnknown(analog, 9);
            AssertReads(analog, 10, 10);
            AssertReads(analog, 50, 50);
        }

        [TestMethod]
        public void An_open_or_shorted_TMP36_is_unknown_and_its_whole_range_is_not()
        {
            TestAnalog analog = new TestAnalog("a", 330, 4096, -36, -40, 125);
            analog.Lowest = 0;
            analog.Highest = 4095;
            AssertUnknown(analog, 0);
            AssertUnknown(analog, 4095);
            AssertReads(analog, 720, 22);
            AssertReads(analog, 1, -36);
            AssertReads(analog, 1998, 125);
            AssertUnknown(analog, 2010);

            // One reading of four at the converter's limit is enough: a part that works has none.
            analog.Give(0, 2, 1, 2);
            analog.Read(0);
            Assert.IsTrue(analog.IsUnknown);
            analog.Give(1, 2, 1, 2);
            analog.Read(0);
            Assert.IsFalse(analog.IsUnknown);
        }

        [TestMethod]
        public void A_part_that_reaches_the_limits_has_them_for_values()
        {
            TestAnalog analog = new TestAnalog("a", 3300, 4096, 142, 0, 3300) { ReachesLimits = true };
            analog.Lowest = 0;
            analog.Highest = 4095;
            AssertReads(analog, 0, 142);
            AssertReads(analog, 4095, 3300);
            AssertReads(new TestAnalog("a", 1, 1, -500, -40, 100) { ReachesLimits = true }, 0, -40);
        }

        [TestMethod]
        public void The_first_value_after_an_unknown_one_passes_the_deadband()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 100) { Deadband = 50 };
            AssertReads(analog, 40, 40);
            AssertUnknown(analog, 101);
            AssertReads(analog, 60, 60);
            AssertReads(analog, 61, 60);
        }

        [TestMethod]
        public void A_reading_that_failed_leaves_nothing_to_the_next()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 4095) { Lowest = 0, Highest = 4095 };
            analog.Give(0, TestAnalog.Failure);
            bool hasThrown = false;
            try
            {
                analog.Read(0);
            }
            catch (System.InvalidOperationException)
            {
                hasThrown = true;
            }

            Assert.IsTrue(hasThrown);
            AssertReads(analog, 7, 7);
        }

        [TestMethod]
        public void The_limits_of_the_range_pass_the_deadband()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 100) { Deadband = 5, ReachesLimits = true };
            Assert.AreEqual(96, Read(analog, 96));
            Assert.AreEqual(96, Read(analog, 99));
            Assert.AreEqual(100, Read(analog, 100));
            Assert.AreEqual(100, Read(analog, 99));
            Assert.AreEqual(100, Read(analog, 4000));
            Assert.AreEqual(4, Read(analog, 4));
            Assert.AreEqual(4, Read(analog, 1));
            Assert.AreEqual(0, Read(analog, 0));
            Assert.AreEqual(0, Read(analog, 4));
        }

        [TestMethod]
        public void A_mean_is_of_one_reading_at_least()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 100);
            bool isRefused = false;
            try
            {
                analog.Readings = 0;
            }
            catch (System.ArgumentException)
            {
                isRefused = true;
            }

            Assert.IsTrue(isRefused);
            Assert.AreEqual(7, Read(analog, 7));
        }

        [TestMethod]
        public void A_value_changes_only_by_the_deadband_or_more()
        {
            TestAnalog analog = new TestAnalog("a", 1, 1, 0, 0, 4095) { Deadband = 10 };
            Assert.AreEqual(5, Read(analog, 5), "The first value is what it is");
            Assert.AreEqual(5, Read(analog, 14));
            Assert.AreEqual(15, Read(analog, 15));
            Assert.AreEqual(15, Read(analog, 6));
            Assert.AreEqual(5, Read(analog, 5));
        }

        [TestMethod]
        public void A_value_outside_the_parts_range_is_null_in_samples()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Pot.Give(3301);
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,null]})", client.ReadFrames());
            device.Pot.Give(3300);
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":102,\"t\":10200,\"v\":[0,1,0,3300]})", client.ReadFrames());
        }

        [TestMethod]
        public void A_channel_that_throws_is_null_and_counted_and_costs_no_other_its_value()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Pot.Give(7);
            device.Pot.IsBroken = true;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,null]})", client.ReadFrames());
            Assert.IsTrue(device.Device.Board.Faults > 0);

            device.Pot.IsBroken = false;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":102,\"t\":10200,\"v\":[0,1,0,7]})", client.ReadFrames());
        }

        private static void AssertReads(TestAnalog analog, int reading, long value)
        {
            Assert.AreEqual(value, Read(analog, reading));
            Assert.IsFalse(analog.IsUnknown);
        }

        private static void AssertUnknown(TestAnalog analog, int reading)
        {
            Read(analog, reading);
            Assert.IsTrue(analog.IsUnknown);
        }

        private static long Read(TestAnalog analog, int reading)
        {
            analog.Give(reading);
            analog.Read(0);
            return analog.Value;
        }
    }
}
