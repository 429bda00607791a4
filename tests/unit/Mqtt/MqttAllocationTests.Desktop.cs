using System;
using Nano.Firmware;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>Fixed memory: once a connection is there, publishing and obeying allocate nothing.</summary>
    [TestClass]
    public class MqttAllocationTests
    {
        private const int Rounds = 5000;

        [TestMethod]
        public void Five_thousand_states_allocate_nothing()
        {
            AssertAllocatesNothing(null);
        }

        [TestMethod]
        public void Five_thousand_commands_their_answers_and_states_allocate_nothing()
        {
            AssertAllocatesNothing(Publish("nano/nano/command", "{\"id\":7,\"cmd\":\"state\"}"));
            AssertAllocatesNothing(Publish("nano/nano/command", "{\"id\":7,\"cmd\":\"nonsense\"}"));
            AssertAllocatesNothing(Publish("nano/nano/pot/set", "1"));
        }

        private static byte[] Publish(string topic, string payload)
        {
            byte[] text = Bytes.Of(topic + payload);
            return Bytes.Join(new byte[] { 0x30, (byte)(2 + text.Length), 0, (byte)topic.Length }, text);
        }

        private static void AssertAllocatesNothing(byte[] bytes)
        {
            TestDevice board = new TestDevice();
            Device device = board.Device;
            Sink sink = new Sink();
            MqttClient client = new MqttClient(BrokerUrl.Read("mqtt://broker"), sink, device.Board, device.Identity, device.Dispatcher, 1000, null, 1);
            client.Run(0);
            sink.Give(Bytes.Of("<20><02><00><00>"));
            client.Run(10);
            sink.Give(Bytes.Of("<90><04><00><02><00><00>@<02><00><01>@<02><00><03>@<02><00><04>@<02><00><05>"));
            byte[] alive = Bytes.Of("<d0><00>");
            long now = 1000;
            long allocated = 0;
            long sent = 0;
            for (int i = 0; i < Rounds + 100; i++)
            {
                if (i == 100)
                {
                    // From here on all code has run.
                    sent = sink.Sent;
                    allocated = GC.GetAllocatedBytesForCurrentThread();
                }

                now += 1000;
                sink.Give(alive);
                if (bytes != null)
                {
                    sink.Give(bytes);
                }

                client.Run(now);
                client.Run(now + 20);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.IsTrue(client.Status.IsConnected, client.Status.Code);
            Assert.IsTrue(sink.Sent - sent > Rounds * 50, "Nothing was sent: the test shows nothing.");
            Assert.AreEqual(0, allocated);
        }

        /// <summary>Takes all that is sent, and gives what the test puts in.</summary>
        private sealed class Sink : OutgoingStream
        {
            private readonly byte[] _bytes = new byte[256];
            private int _count;

            public long Sent { get; private set; }

            public override bool IsFree => true;

            public override OpenResult Result => OpenResult.Opened;

            public override void Open(string host, int port, bool isSecure)
            {
            }

            public void Give(byte[] bytes)
            {
                Array.Copy(bytes, 0, _bytes, _count, bytes.Length);
                _count += bytes.Length;
            }

            public override int Receive(byte[] buffer, int offset, int count)
            {
                int part = count < _count ? count : _count;
                Array.Copy(_bytes, 0, buffer, offset, part);
                _count -= part;
                Array.Copy(_bytes, part, _bytes, 0, _count);
                return part;
            }

            public override int Send(byte[] buffer, int offset, int count)
            {
                Sent += count;
                return count;
            }

            public override void Close()
            {
            }
        }
    }
}
