using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>TCP keep-alive, which ends the connections of clients that have vanished.</summary>
    [TestClass]
    public class KeepAliveTests
    {
        // In /proc/net/tcp.
        private const string Established = "01";
        private const string KeepAliveTimer = "02";

        [TestMethod]
        [DataRow(TransportKind.Threads)]
        [DataRow(TransportKind.Select)]
        [DataRow(TransportKind.Polling)]
        public void Linux_asks_silent_clients_whether_they_are_there(TransportKind kind)
        {
            SkipUnlessLinux();
            using ServerHost host = new ServerHost(new ServerOptions { Slots = 8 }, server => server.MapEvents("/events"), null, kind);
            List<RawClient> clients = new List<RawClient>();
            for (int i = 0; i < 8; i++)
            {
                RawClient client = new RawClient(host.Port);
                clients.Add(client);
                client.Send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 200 ", client.ReadHead());
            }

            // The timer of the retransmission runs until the head is acknowledged.
            Until.True(() => CountProbed(host.Port) == 8, "Every connection should have the timer of keep-alive.");
            clients.ForEach(client => client.Dispose());
        }

        [TestMethod]
        public void Linux_gives_up_a_client_that_acknowledges_nothing_for_40_seconds()
        {
            SkipUnlessLinux();
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Type keepAlive = typeof(WebServer).Assembly.GetType("Nano.Web.Server.KeepAlive", true);
            keepAlive.GetMethod("Begin").Invoke(null, [socket]);
            Span<byte> time = stackalloc byte[4];
            socket.GetRawSocketOption(6, 18, time);
            Assert.AreEqual(40000, BinaryPrimitives.ReadInt32LittleEndian(time));
            Assert.AreEqual(20, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
            Assert.AreEqual(5, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
            Assert.AreEqual(4, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        }

        /// <summary>How many connections of a server Linux will send a probe to within 20 s.</summary>
        private static int CountProbed(int port)
        {
            string local = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
            return File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Count(fields => fields[1].EndsWith(local, StringComparison.Ordinal) && fields[3] == Established
                    && fields[5].StartsWith(KeepAliveTimer + ":", StringComparison.Ordinal)
                    && int.Parse(fields[5].AsSpan(3), NumberStyles.HexNumber, CultureInfo.InvariantCulture) <= 2000);
        }

        private static void SkipUnlessLinux()
        {
            if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            {
                Assert.Inconclusive("Only Linux tells which timers its connections have.");
            }
        }
    }
}
