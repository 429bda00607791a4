using System;
using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>The range of each option: its bounds are taken, and what is below or above them is refused by name.</summary>
    [TestClass]
    public class ServerOptionsTests
    {
        // In the order of Set.
        private static readonly string[] s_names =
        {
            "Slots", "ReceiveBuffer", "SendBuffer", "MaximumRequestLine", "MaximumKeptFields", "MaximumContent", "MaximumDrain", "MaximumRequests", "MaximumRoutes", "SlotsPerAddress",
            "FirstByteTimeout", "HandshakeTimeout", "HeadTimeout", "ContentTimeout", "MinimumContentRate", "IdleTimeout", "SendTimeout", "MinimumSendRate", "LingerTimeout",
            "WebSocket.PingInterval", "WebSocket.PongTimeout", "WebSocket.CloseTimeout", "MaximumHead", "MaximumFields", "StreamLifetime",
        };

        private static readonly long[] s_least = { 1, 256, 640, 16, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 64, 1, 0 };

        private static readonly long[] s_greatest =
        {
            64, 32767, 32767, 32767, 255, long.MaxValue, long.MaxValue, int.MaxValue, 1024, 8,
            int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue,
            int.MaxValue, int.MaxValue, int.MaxValue, 1024 * 1024, 32767, int.MaxValue,
        };

        [TestMethod]
        public void Each_option_is_taken_at_its_bounds_and_refused_by_name_beyond_them()
        {
            for (int i = 0; i < s_names.Length; i++)
            {
                Assert.IsNull(Refusal(i, s_least[i]), s_names[i]);
                Assert.IsNull(Refusal(i, s_greatest[i]), s_names[i]);
                AssertNamed(i, s_least[i] - 1);
                AssertNamed(i, int.MinValue);
                if (s_greatest[i] < int.MaxValue)
                {
                    AssertNamed(i, s_greatest[i] + 1);
                    AssertNamed(i, int.MaxValue);
                }
            }
        }

        [TestMethod]
        public void With_as_many_fields_as_there_may_be_host_and_origin_are_still_judged()
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 1, ReceiveBuffer = 8192, MaximumFields = 255, MaximumKeptFields = 255 });
            server.Server.Hosts = new Nano.Web.Http.HostPolicy();
            TestClient client = server.Begin().Connect();
            string fields = Bytes.Repeat("Range:\r\n", 253);
            client.Send("POST /upload HTTP/1.1\r\n" + fields + "Host: localhost\r\nOrigin: http://evil.example\r\n\r\n");
            Assert.AreEqual(403, client.ReadReply().Status);
            client.Send("GET / HTTP/1.1\r\n" + fields + "Host: evil.example\r\nRange:\r\n\r\n");
            Assert.AreEqual(421, client.ReadReply().Status);
            client.Send("GET / HTTP/1.1\r\n" + fields + "Range:\r\nRange:\r\nHost: evil.example\r\n\r\n");
            Assert.AreEqual(431, client.ReadReply().Status);
        }

        private static void AssertNamed(int option, long value)
        {
            string refusal = Refusal(option, value);
            Assert.IsNotNull(refusal, s_names[option] + " of " + value);
            Assert.AreEqual(0, refusal.IndexOf(s_names[option] + ": "), refusal);
        }

        /// <summary>What a server says to an option; null when it takes it.</summary>
        private static string Refusal(int option, long value)
        {
            ServerOptions options = new ServerOptions();
            Set(options, option, value);
            try
            {
                new WebServer(new MemoryTransport(64, 1), options);
                return null;
            }
            catch (ArgumentException e)
            {
                return e.Message;
            }
        }

        private static void Set(ServerOptions options, int option, long value)
        {
            switch (option)
            {
                case 0: options.Slots = (int)value; options.SlotsPerAddress = 0; break;
                case 1: options.ReceiveBuffer = (int)value; break;
                case 2: options.SendBuffer = (int)value; break;
                case 3: options.MaximumRequestLine = (int)value; break;
                case 4: options.MaximumKeptFields = (int)value; break;
                case 5: options.MaximumContent = value; break;
                case 6: options.MaximumDrain = value; break;
                case 7: options.MaximumRequests = (int)value; break;
                case 8: options.MaximumRoutes = (int)value; break;
                case 9: options.SlotsPerAddress = (int)value; break;
                case 10: options.FirstByteTimeout = (int)value; break;
                case 11: options.HandshakeTimeout = (int)value; break;
                case 12: options.HeadTimeout = (int)value; break;
                case 13: options.ContentTimeout = (int)value; break;
                case 14: options.MinimumContentRate = (int)value; break;
                case 15: options.IdleTimeout = (int)value; break;
                case 16: options.SendTimeout = (int)value; break;
                case 17: options.MinimumSendRate = (int)value; break;
                case 18: options.LingerTimeout = (int)value; break;
                case 19: options.WebSocket.PingInterval = (int)value; break;
                case 20: options.WebSocket.PongTimeout = (int)value; break;
                case 21: options.WebSocket.CloseTimeout = (int)value; break;
                case 22: options.MaximumHead = (int)value; break;
                case 23: options.MaximumFields = (int)value; break;
                default: options.StreamLifetime = (int)value; break;
            }
        }
    }
}
