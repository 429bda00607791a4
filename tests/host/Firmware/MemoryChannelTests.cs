using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The times at which the channel reads the free memory: on a device each read collects garbage.</summary>
    [TestClass]
    public class MemoryChannelTests
    {
        [TestMethod]
        public void Without_clients_the_memory_is_not_read_and_the_history_goes_on()
        {
            MemoryTransport transport = new MemoryTransport(8192, 4);
            CountedChannel memory = new CountedChannel();
            Device device = Start(memory, transport);
            for (int now = 0; now <= 600000; now += 1000)
            {
                device.Server.Turn(now);
            }

            Assert.AreEqual(0, memory.Count);
        }

        [TestMethod]
        public void Somebody_connected_has_it_asked_for_each_30_seconds()
        {
            MemoryTransport transport = new MemoryTransport(8192, 4);
            CountedChannel memory = new CountedChannel();
            Device device = Start(memory, transport);
            transport.Connect();
            for (int now = 0; now < 9000; now += 100)
            {
                device.Server.Turn(now);
            }

            Assert.AreEqual(1, memory.Count);
            Assert.AreEqual(1, memory.Value);
            transport.Connect();
            for (int now = 30000; now < 39000; now += 100)
            {
                device.Server.Turn(now);
            }

            Assert.AreEqual(2, memory.Value);
        }

        private static Device Start(Channel channel, MemoryTransport transport)
        {
            Board board = new Board();
            board.Add(channel);
            Device device = new Device(board, transport, new ServerOptions(), new DeviceOptions());
            device.Start();
            return device;
        }

        private sealed class CountedChannel : MemoryChannel
        {
            public CountedChannel()
                : base("memory")
            {
            }

            public int Count { get; private set; }

            protected override long Measure()
            {
                return ++Count;
            }
        }
    }
}
