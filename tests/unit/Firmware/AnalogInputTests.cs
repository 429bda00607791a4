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
        public void A_value_stays_within_its_range()
        {
            Assert.AreEqual(100, Read(new TestAnalog("a", 1, 1, 0, 0, 100), 4095));
            Assert.AreEqual(-40, Read(new TestAnalog("a", 1, 1, -500, -40, 100), 0));
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

        private static long Read(TestAnalog analog, int reading)
        {
            analog.Give(reading);
            analog.Read(0);
            return analog.Value;
        }
    }
}
