using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 sections 5.4 and 6.1: a message of the server's own that is far longer than its buffer, and what the client says meanwhile.</summary>
    [TestClass]
    public class StreamingTests
    {
        private const int Length = 300_000;

        [TestMethod]
        public void S5_4_A_message_larger_than_any_buffer_is_sent_in_fragments()
        {
            using ConformanceServer server = NewServer();
            using Peer peer = server.Open("/stream");

            peer.SendText($"{Length}");

            peer.ExpectMessage(ClientFrame.Binary, LargeResource.Pattern(Length));
            peer.Close();
        }

        [TestMethod]
        public void S5_4_A_handler_cannot_mix_its_messages()
        {
            using ConformanceServer server = new ConformanceServer();
            bool[] taken = null;
            server.Echo.WhenOpened = webSocket =>
            {
                byte[] bytes = { 1, 2, 3, 4, 5 };
                taken = new[]
                {
                    webSocket.SendPiece(MessageType.Binary, bytes, 0, 1, false, true),
                    webSocket.SendPiece(MessageType.Binary, bytes, 0, 2, true, false),
                    webSocket.Send(MessageType.Text, bytes, 2, 1),
                    webSocket.SendPiece(MessageType.Binary, bytes, 2, 1, true, false),
                    webSocket.SendPiece(MessageType.Binary, bytes, 3, 2, false, true),
                    webSocket.SendPiece(MessageType.Binary, bytes, 0, 1, false, true),
                };
            };
            using Peer peer = server.Open();

            // The first would continue nothing, two would begin within another, and the last would go on behind the end.
            peer.ExpectMessage(ClientFrame.Binary, new byte[] { 1, 2, 4, 5 });
            peer.ExpectSilence();
            CollectionAssert.AreEqual(new[] { false, true, false, false, true, false }, taken);
            peer.Close();
        }

        [TestMethod]
        public void S5_4_One_message_waits_for_the_end_of_the_other()
        {
            using ConformanceServer server = NewServer();
            using Peer peer = server.Open("/stream");

            peer.Send(Frames.Text($"{Length}"), Frames.Text("7"), Frames.Text("20000"));

            peer.ExpectMessage(ClientFrame.Binary, LargeResource.Pattern(Length));
            peer.ExpectMessage(ClientFrame.Binary, LargeResource.Pattern(7));
            peer.ExpectMessage(ClientFrame.Binary, LargeResource.Pattern(20_000));
            peer.Close();
        }

        [TestMethod]
        public void S5_5_2_A_ping_is_answered_before_the_servers_message_ends()
        {
            using ConformanceServer server = NewServer();
            using Peer peer = server.Open("/stream");

            peer.Send(Frames.Text($"{Length}"), Frames.Masked(ClientFrame.Ping, new byte[] { 1 }), Frames.Masked(ClientFrame.Ping, new byte[] { 2 }));

            // Pongs that came behind the message would not be among these.
            peer.ExpectMessage(ClientFrame.Binary, LargeResource.Pattern(Length));
            CollectionAssert.AreEqual(new byte[] { 1, 2 }, peer.TakeControls().Select(pong => pong.Payload.Single()).ToArray());
            peer.Close();
        }

        [TestMethod]
        public void S5_5_1_A_Close_is_answered_and_the_servers_message_given_up()
        {
            using ConformanceServer server = NewServer();
            using Peer peer = server.Open("/stream");

            peer.Send(Frames.Text("100000000"), Frames.Close(1001));

            ServerFrame frame = peer.ReadFrame();
            while (frame.OpCode != ClientFrame.Close)
            {
                Assert.IsFalse(frame.IsFinal);
                frame = peer.ReadFrame();
            }

            CollectionAssert.AreEqual(new byte[] { 0x03, 0xE9 }, frame.Payload);
            peer.ExpectEnd();
        }

        private static ConformanceServer NewServer()
        {
            return new ConformanceServer(configure: server => server.MapWebSocket("/stream", new StreamHandler()));
        }
    }
}
