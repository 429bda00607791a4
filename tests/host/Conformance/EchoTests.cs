using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>Messages of any size pass through buffers of one size, over sockets.</summary>
    [TestClass]
    public class EchoTests
    {
        private const int Mebibyte = 1024 * 1024;

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(125)]
        [DataRow(126)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(Mebibyte)]
        [DataRow(16 * Mebibyte)]
        public void S5_4_A_message_of_any_size_comes_back_with_any_fragments_and_segments(int size)
        {
            using ServerHost host = NewHost(ConformanceServer.Unhurried());
            using EchoClient client = new EchoClient(host.Port);
            foreach (int type in new[] { ClientFrame.Binary, ClientFrame.Text })
            {
                byte[] message = type == ClientFrame.Binary ? LargeResource.Pattern(size) : Text(size);
                Random random = new Random(size + type);
                int chop = size < Mebibyte ? 50 : 30_000;

                // In one frame, in thousands of fragments, in fragments of random sizes.
                client.Echo(type, message, EchoClient.Frame(type, message, 0), chop, random);
                client.Echo(type, message, EchoClient.Frame(type, message, Math.Max(1, size / 5000)));
                client.Echo(type, message, EchoClient.Frame(type, message, size < Mebibyte ? 200 : 20_000, random), chop, random);
            }
        }

        [TestMethod]
        [DataRow(256, 640)]
        [DataRow(257, 641)]
        [DataRow(4096, 640)]
        [DataRow(256, 4096)]
        [DataRow(32767, 32767)]
        public void S5_4_Buffers_of_any_size_will_do(int receive, int send)
        {
            ServerOptions options = ConformanceServer.Unhurried();
            options.ReceiveBuffer = receive;
            options.SendBuffer = send;
            using ServerHost host = NewHost(options);
            using EchoClient client = new EchoClient(host.Port);
            byte[] message = Text(300_000);
            Random random = new Random(receive + send);

            client.Echo(ClientFrame.Text, message, EchoClient.Frame(ClientFrame.Text, message, 0));
            client.Echo(ClientFrame.Text, message, EchoClient.Frame(ClientFrame.Text, message, 1000, random), 3000, random);
        }

        [TestMethod]
        public void S10_4_While_sixteen_mebibytes_pass_the_loop_allocates_nothing()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = NewHost(ConformanceServer.Unhurried(), probe);
            using EchoClient client = new EchoClient(host.Port);
            byte[] large = LargeResource.Pattern(16 * Mebibyte);
            byte[] small = LargeResource.Pattern(100_000);
            byte[] largeFrame = EchoClient.Frame(ClientFrame.Binary, large, 0);
            client.Echo(ClientFrame.Binary, small, EchoClient.Frame(ClientFrame.Binary, small, 0));
            long loop = probe.Read();
            long process = GC.GetTotalAllocatedBytes(true);

            client.Echo(ClientFrame.Binary, large, largeFrame);

            // In the whole process there are the client, the waiting threads and the test runner besides.
            process = GC.GetTotalAllocatedBytes(true) - process;
            Assert.AreEqual(0, probe.Read() - loop);
            Assert.IsLessThan(Mebibyte, process);
            Assert.AreEqual(8 * (1280 + 832), host.Server.BufferMemory);
        }

        [TestMethod]
        public void S5_4_Eight_clients_at_once_get_their_own_messages_back()
        {
            using ServerHost host = NewHost(ConformanceServer.Unhurried());
            Task[] clients = Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(
                () =>
                {
                    using EchoClient client = new EchoClient(host.Port);
                    Random random = new Random(number);
                    byte[] message = LargeResource.Pattern(100_000 + number).Select(b => (byte)(b ^ number)).ToArray();
                    for (int i = 0; i < 4; i++)
                    {
                        client.Echo(ClientFrame.Binary, message, EchoClient.Frame(ClientFrame.Binary, message, 5000, random), 5000, random);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToArray();

            Assert.IsTrue(Task.WaitAll(clients, Until.Patience));
        }

        [TestMethod]
        public void S5_3_Two_servers_in_one_process_unmask_at_once_without_disturbing_each_other()
        {
            byte[] message = LargeResource.Pattern(4 * Mebibyte);
            Task[] clients = Enumerable.Range(0, 2).Select(number => Task.Factory.StartNew(
                () =>
                {
                    using ServerHost host = NewHost(ConformanceServer.Unhurried());
                    using EchoClient client = new EchoClient(host.Port);
                    byte[] own = message.Select(b => (byte)(b ^ number)).ToArray();
                    client.Echo(ClientFrame.Binary, own, EchoClient.Frame(ClientFrame.Binary, own, 0));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToArray();

            Assert.IsTrue(Task.WaitAll(clients, Until.Patience));
        }

        private static ServerHost NewHost(ServerOptions options, LoopTask task = null)
        {
            return new ServerHost(options, server =>
            {
                server.MapWebSocket("/ws", new EchoHandler());
                if (task != null)
                {
                    server.AddTask(task);
                }
            });
        }

        /// <summary>Makes text of a number of bytes, with characters of one to four bytes.</summary>
        private static byte[] Text(int size)
        {
            byte[] unit = Encoding.UTF8.GetBytes("aé漢😀");
            byte[] text = new byte[size];
            for (int at = 0; at < size; at += unit.Length)
            {
                unit.AsSpan(0, Math.Min(unit.Length, size - at)).CopyTo(text.AsSpan(at));
            }

            // No character may be cut off at the end.
            text.AsSpan(size / unit.Length * unit.Length).Fill((byte)'.');
            return text;
        }
    }
}
