using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The README's example.</summary>
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
    }
}
