using Nano.Firmware.Channels;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Channels that others write: the README's example, and one that says more than it may.</summary>
    [TestClass]
    public class TenLineChannelTests
    {
        [TestMethod]
        public void A_channel_of_ten_lines_is_in_the_hello_and_in_the_samples()
        {
            TestDevice device = new TestDevice(new TideChannel("tide"));
            DeviceClient client = device.Open();
            Assert.IsTrue(client.Hello.IndexOf("{\"id\":\"tide\",\"kind\":\"analog\",\"unit\":\"cm\",\"value\":210,\"min\":0,\"max\":400}") > 0, client.Hello);
            device.Wait(5000);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":150,\"t\":15000,\"v\":[0,1,0,0,215]})", client.ReadFrames());
        }

        [TestMethod]
        public void A_value_beyond_the_range_is_the_limit()
        {
            LevelChannel level = new LevelChannel();
            TestDevice device = new TestDevice(level);
            DeviceClient client = device.Open();
            level.Level = long.MaxValue;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,0,900]})", client.ReadFrames());
            level.Level = long.MinValue;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":102,\"t\":10200,\"v\":[0,1,0,0,-40]})", client.ReadFrames());
        }

        private sealed class LevelChannel : Channel
        {
            public long Level;

            public LevelChannel()
                : base("level", ChannelKind.Analog, "", -40, 900)
            {
            }

            public override void Read(long now) => Value = Level;
        }
    }
}
