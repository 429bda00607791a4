using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 section 6: messages of the server's own, one for many, between the clients' messages and their fragments.</summary>
    [TestClass]
    public class ChatTests
    {
        [TestMethod]
        public void S6_1_What_one_says_everybody_hears()
        {
            using ConformanceServer server = NewServer();
            Peer[] peers = Enumerable.Range(0, 8).Select(_ => server.Open("/chat")).ToArray();
            for (int speaker = 0; speaker < peers.Length; speaker++)
            {
                peers[speaker].SendText($"Grüße von {speaker}");
                foreach (Peer peer in peers)
                {
                    peer.ExpectText($"{speaker}: Grüße von {speaker}");
                }
            }

            foreach (Peer peer in peers)
            {
                peer.Close();
                peer.Dispose();
            }
        }

        [TestMethod]
        public void S6_1_What_others_say_comes_between_the_fragments_one_sends()
        {
            using ConformanceServer server = NewServer();
            using Peer slow = server.Open("/chat");
            using Peer quick = server.Open("/chat");

            slow.Send(Frames.Masked(ClientFrame.Text, Encoding.ASCII.GetBytes("I have "), false));
            server.WaitUntilRead();
            quick.SendText("hurry up");
            slow.ExpectText("1: hurry up");
            slow.Send(Frames.Masked(ClientFrame.Continuation, Encoding.ASCII.GetBytes("time")));

            slow.ExpectText("0: I have time");
            quick.ExpectText("1: hurry up");
            quick.ExpectText("0: I have time");
            slow.Close();
            quick.Close();
        }

        [TestMethod]
        public void S5_5_1_Who_closes_hears_no_more_and_the_others_go_on()
        {
            using ConformanceServer server = NewServer();
            using Peer first = server.Open("/chat");
            using Peer second = server.Open("/chat");
            using Peer third = server.Open("/chat");

            second.Close();
            first.SendText("who is there?");

            first.ExpectText("0: who is there?");
            third.ExpectText("0: who is there?");
            first.Close();
            third.Close();
        }

        [TestMethod]
        [DataRow(201)]
        [DataRow(100_000)]
        public void S7_4_1_A_message_that_is_too_long_is_closed_with_1009(int length)
        {
            using ConformanceServer server = NewServer();
            using Peer other = server.Open("/chat");
            using Peer peer = server.Open("/chat");

            peer.SendText(new string('a', 200));
            string heard = "1: " + new string('a', 200);
            peer.ExpectText(heard);
            other.ExpectText(heard);
            peer.SendText(new string('a', length));

            Assert.AreEqual(1009, peer.ExpectClose(out string reason));
            Assert.AreEqual("be brief", reason);
            peer.Send(Frames.Close(1009));
            peer.ExpectEnd();
            other.ExpectSilence();
            other.Close();
        }

        [TestMethod]
        public void S7_4_1_A_message_of_an_unsupported_type_is_closed_with_1003()
        {
            using ConformanceServer server = NewServer();
            using Peer peer = server.Open("/chat");

            peer.Send(Frames.Masked(ClientFrame.Binary, new byte[3]));

            Assert.AreEqual(1003, peer.ExpectClose());
            peer.Send(Frames.Close(1003));
            peer.ExpectEnd();
        }

        private static ConformanceServer NewServer()
        {
            return new ConformanceServer(null, server => server.MapWebSocket("/chat", new ChatHandler(server)));
        }
    }
}
