using System;
using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The memory a running device takes: as much as when it started.</summary>
    [TestClass]
    public class HeapTests
    {
        private const int Rounds = 1000;

        private static readonly byte[] s_received = new byte[4096];
        private static int s_samples;
        private static int s_acks;

        [TestMethod]
        public void A_handshake_1000_samples_1000_commands_and_a_close_leave_the_heap_as_it_was()
        {
            TestDevice device = new TestDevice(new QuietOutput());
            byte[] handshake = Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");
            byte[] command = Frames.Text("{\"id\":1,\"cmd\":\"set\",\"channel\":\"quiet\",\"value\":1}");
            byte[] close = { 0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8 };
            byte[] frame = new byte[command.Length];
            MemoryClient first = device.Connect().Connection;
            MemoryClient second = device.Connect().Connection;

            // Once to warm up: what is made once is made.
            Serve(device, first, handshake, command, frame, close, 10);
            int samples = s_samples;
            int acks = s_acks;
            long before = Heap.Taken();
            Serve(device, second, handshake, command, frame, close, Rounds);
            long after = Heap.Taken();

            Assert.AreEqual(Rounds, s_samples - samples);
            Assert.AreEqual(Rounds, s_acks - acks);
            Assert.IsTrue(first.IsClosed && second.IsClosed);
            Assert.AreEqual(before, after);
        }

        [TestMethod]
        public void Eight_clients_and_10000_messages_take_no_more_heap_than_the_device_took_at_boot()
        {
            long empty = Heap.Taken();
            TestDevice device = new TestDevice(new DeviceOptions(), new ServerOptions(), 1024);
            long boot = Heap.Taken();
            MemoryClient[] clients = new MemoryClient[8];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = device.Connect().Connection;
            }

            byte[] handshake = Bytes.Of("GET /ws HTTP/1.1\r\n" + TestServer.HandshakeFields + "\r\n");
            byte[] command = Frames.Text("{\"id\":1,\"cmd\":\"interval\",\"ms\":100}");
            byte[] frame = new byte[command.Length];
            Assert.AreEqual(8, device.Device.Server.Options.Slots);

            // The first handshake and command make what is made once.
            Open(device, clients[0], handshake);
            Exchange(device, clients, 1, command, frame, 1);
            long one = Heap.Taken();
            Open(device, clients[1], handshake);
            Open(device, clients[2], handshake);
            Open(device, clients[3], handshake);
            long four = Heap.Taken();
            for (int i = 4; i < clients.Length; i++)
            {
                Open(device, clients[i], handshake);
            }

            long eight = Heap.Taken();
            int samples = s_samples;
            int acks = s_acks;
            Exchange(device, clients, clients.Length, command, frame, 625);
            long after = Heap.Taken();
            Console.WriteLine("heap: device at boot " + (boot - empty) + " bytes, from 1 client to 4 " + (four - one) + ", to 8 " + (eight - one)
                + ", to 10,000 messages " + (after - one));

            Assert.AreEqual(5000, s_samples - samples);
            Assert.AreEqual(5000, s_acks - acks);
            Assert.AreEqual(one, four);
            Assert.AreEqual(one, eight);
            Assert.AreEqual(one, after);
        }

        private static void Open(TestDevice device, MemoryClient client, byte[] handshake)
        {
            client.Send(handshake, 0, handshake.Length);
            device.Run();
            client.Receive(s_received, 0, s_received.Length);
        }

        /// <summary>Has each client sent a sample and a command answered, so many times.</summary>
        private static void Exchange(TestDevice device, MemoryClient[] clients, int count, byte[] command, byte[] frame, int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                device.Wait(100);
                for (int i = 0; i < count; i++)
                {
                    CountFrames(clients[i]);
                    Array.Copy(command, frame, command.Length);
                    clients[i].Send(frame, 0, frame.Length);
                }

                device.Run();
                for (int i = 0; i < count; i++)
                {
                    CountFrames(clients[i]);
                }
            }
        }

        private static void Serve(TestDevice device, MemoryClient client, byte[] handshake, byte[] command, byte[] frame, byte[] close, int rounds)
        {
            Open(device, client, handshake);
            for (int i = 0; i < rounds; i++)
            {
                device.Wait(100);
                CountFrames(client);
                Array.Copy(command, frame, command.Length);
                client.Send(frame, 0, frame.Length);
                device.Run();
                CountFrames(client);
            }

            client.Send(close, 0, close.Length);
            device.Run();
        }

        /// <summary>Tells samples and acks apart by the tenth byte of their text, {"type":"sample" or {"type":"ack".</summary>
        private static void CountFrames(MemoryClient client)
        {
            int count = client.Receive(s_received, 0, s_received.Length);
            int at = 0;
            while (at < count)
            {
                int length = s_received[at + 1];
                at += 2;
                if (length == 126)
                {
                    length = s_received[at] << 8 | s_received[at + 1];
                    at += 2;
                }

                s_samples += s_received[at + 9] == 's' ? 1 : 0;
                s_acks += s_received[at + 9] == 'a' ? 1 : 0;
                at += length;
            }
        }

        /// <summary>An output that keeps no log of its levels.</summary>
        private sealed class QuietOutput : DigitalOutput
        {
            public QuietOutput()
                : base("quiet", 0)
            {
                Begin();
            }

            protected override void WriteLevel(bool level)
            {
            }
        }
    }
}
