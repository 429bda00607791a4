using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>RFC 6455 section 5.4: messages in fragments, and what may come between. <see cref="Peer.ReadMessage"/> checks the server's own.</summary>
    [TestClass]
    public class FragmentationTests
    {
        private const string Sentence = "Ein Satz mit ß, 漢字 und 😀.";

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(7)]
        [DataRow(100)]
        public void S5_4_A_message_in_fragments_of_one_size_is_one_message(int size)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Fragments(ClientFrame.Text, Encoding.UTF8.GetBytes(Sentence), size));

            peer.ExpectText(Sentence);
            peer.Close();
            Assert.AreEqual($"opened; text {Encoding.UTF8.GetByteCount(Sentence)} {Sentence.ToLowerInvariant()}; closed 1000 clean", server.Echo.Events);
        }

        [TestMethod]
        [DataRow("A||C")]
        [DataRow("|B|C")]
        [DataRow("A|B|")]
        [DataRow("||")]
        [DataRow("|")]
        [DataRow("|A")]
        [DataRow("A|")]
        [DataRow("||||A||||B||||")]
        public void S5_4_Fragments_may_be_empty(string message)
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            string[] parts = message.Split('|');
            for (int i = 0; i < 3; i++)
            {
                peer.Send(parts.Select((part, index) => Frames.Masked(index == 0 ? ClientFrame.Text : ClientFrame.Continuation, Encoding.ASCII.GetBytes(part), index == parts.Length - 1)).ToArray());
                peer.ExpectText(string.Concat(parts));
            }

            peer.ExpectSilence();
            peer.Close();
        }

        [TestMethod]
        public void S5_4_A_message_may_have_ten_thousand_fragments()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] message = LargeResource.Pattern(10_000);
            byte[] received = new byte[message.Length];
            int filled = 0;

            // The client reads each echo before it goes on, because no buffer holds the whole message.
            for (int at = 0; at < message.Length; at += 100)
            {
                peer.Send(Enumerable.Range(at, 100).Select(i => Frames.Masked(i == 0 ? ClientFrame.Binary : ClientFrame.Continuation, message[i..(i + 1)], i == message.Length - 1)).ToArray());
                for (int i = 0; i < 100; i++)
                {
                    ServerFrame frame = peer.ReadFrame();
                    Assert.AreEqual(filled == 0 ? ClientFrame.Binary : ClientFrame.Continuation, frame.OpCode);
                    frame.Payload.CopyTo(received, filled);
                    filled += frame.Payload.Length;
                    Assert.AreEqual(filled == message.Length, frame.IsFinal);
                }
            }

            CollectionAssert.AreEqual(message, received);
            peer.Close();
        }

        [TestMethod]
        public void S5_4_A_fragmented_message_is_the_same_wherever_it_is_cut()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] bytes = ClientFrame.Join(Fragments(ClientFrame.Text, Encoding.UTF8.GetBytes(Sentence), 5));
            for (int cut = 1; cut < bytes.Length; cut++)
            {
                peer.SendApart(bytes, cut);
                peer.ExpectText(Sentence);
            }

            peer.SendSingly(bytes);
            peer.ExpectText(Sentence);
            peer.Close();
        }

        [TestMethod]
        public void S5_4_A_ping_between_fragments_is_answered_before_the_message_ends()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] first = Encoding.ASCII.GetBytes("first");
            byte[] ping = Encoding.ASCII.GetBytes("are you there?");

            peer.Send(Frames.Masked(ClientFrame.Text, first, false), Frames.Masked(ClientFrame.Ping, ping));
            peer.ExpectPieces(first);
            peer.ExpectPong(ping);
            peer.Send(Frames.Masked(ClientFrame.Continuation, Encoding.ASCII.GetBytes(", last")));

            ServerFrame last = peer.ReadFrame();
            Assert.IsTrue(last.IsFinal);
            Assert.AreEqual(ClientFrame.Continuation, last.OpCode);
            Assert.AreEqual(", last", Encoding.ASCII.GetString(last.Payload));
            peer.Close();
        }

        [TestMethod]
        public void S5_4_Control_frames_between_all_fragments_leave_the_message_whole()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] message = Encoding.UTF8.GetBytes(Sentence);

            // Between fragments, and within characters.
            for (int i = 0; i < message.Length; i++)
            {
                peer.Send(
                    Frames.Masked(i == 0 ? ClientFrame.Text : ClientFrame.Continuation, message[i..(i + 1)], i == message.Length - 1),
                    Frames.Masked(ClientFrame.Ping, new[] { (byte)i, (byte)0xFF }),
                    Frames.Masked(ClientFrame.Pong, new byte[] { 0xFE }));
            }

            peer.ExpectText(Sentence);
            peer.ExpectPong(new[] { (byte)(message.Length - 1), (byte)0xFF });
            ServerFrame[] pongs = peer.TakeControls();
            CollectionAssert.AreEqual(Enumerable.Range(0, message.Length - 1).ToArray(), pongs.Select(pong => (int)pong.Payload[0]).ToArray());
            Assert.IsTrue(pongs.All(pong => pong.OpCode == ClientFrame.Pong));
            peer.Close();
        }

        [TestMethod]
        public void S5_4_A_Close_between_fragments_ends_the_connection_and_the_message_with_it()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();

            peer.Send(Frames.Masked(ClientFrame.Binary, new byte[] { 1 }, false), Frames.Close(1001), Frames.Masked(ClientFrame.Continuation, new byte[] { 2 }));

            peer.ExpectPieces(new byte[] { 1 });
            Assert.AreEqual(1001, peer.ExpectClose());
            peer.ExpectEnd();
            Assert.AreEqual("opened; closed 1001 clean", server.Echo.Events);
        }

        [TestMethod]
        [DataRow(ClientFrame.Final)]
        [DataRow(0)]
        public void S5_4_A_continuation_of_nothing_fails_with_1002(int final)
        {
            byte[][] before =
            {
                Array.Empty<byte>(),
                Frames.Text(""),
                ClientFrame.Join(Frames.Masked(ClientFrame.Binary, Array.Empty<byte>(), false), Frames.Masked(ClientFrame.Continuation, Array.Empty<byte>())),
                Frames.Masked(ClientFrame.Pong, new byte[3]),
            };
            foreach (byte[] frames in before)
            {
                foreach (int length in new[] { 0, 1, 200 })
                {
                    using ConformanceServer server = new ConformanceServer();
                    using Peer peer = server.Open();
                    peer.Send(frames, ClientFrame.Of(final | ClientFrame.Continuation, new byte[length]));
                    if (frames.Length > 0 && frames[0] != 0x8A)
                    {
                        Assert.IsEmpty(peer.ReadMessage().Payload);
                    }

                    peer.ExpectFailure(1002);
                }
            }
        }

        [TestMethod]
        [DataRow(ClientFrame.Text, ClientFrame.Final | ClientFrame.Text)]
        [DataRow(ClientFrame.Text, ClientFrame.Final | ClientFrame.Binary)]
        [DataRow(ClientFrame.Text, ClientFrame.Text)]
        [DataRow(ClientFrame.Binary, ClientFrame.Binary)]
        [DataRow(ClientFrame.Binary, ClientFrame.Final | ClientFrame.Text)]
        [DataRow(ClientFrame.Binary, ClientFrame.Final | ClientFrame.Binary)]
        public void S5_4_A_message_within_a_message_fails_with_1002(int outer, int inner)
        {
            foreach (byte[] between in new[] { Array.Empty<byte>(), Frames.Masked(ClientFrame.Continuation, new byte[] { 0x41 }, false), Frames.Masked(ClientFrame.Pong, new byte[9]) })
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();

                peer.Send(ClientFrame.Of(outer, new byte[] { 0x40 }), between, ClientFrame.Of(inner, new byte[] { 0x42 }));

                peer.ExpectPieces(between.Length > 0 && between[0] == 0 ? new byte[] { 0x40, 0x41 } : new byte[] { 0x40 });
                peer.ExpectFailure(1002);
                Assert.AreEqual("opened; closed 1002", server.Echo.Events);
            }
        }

        [TestMethod]
        [DataRow(ClientFrame.Close, 2)]
        [DataRow(ClientFrame.Ping, 0)]
        [DataRow(ClientFrame.Ping, 5)]
        [DataRow(ClientFrame.Pong, 5)]
        public void S5_5_A_fragmented_control_frame_fails_with_1002(int opCode, int length)
        {
            foreach (byte[] before in new[] { Array.Empty<byte>(), ClientFrame.Of(ClientFrame.Binary, Array.Empty<byte>()) })
            {
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();

                peer.Send(before, ClientFrame.Of(opCode, new byte[length]), ClientFrame.Of(ClientFrame.Final, new byte[length]));

                peer.ExpectFailure(1002);
            }
        }

        [TestMethod]
        [DataRow(ClientFrame.Close)]
        [DataRow(ClientFrame.Ping)]
        [DataRow(ClientFrame.Pong)]
        public void S5_5_A_control_frame_of_more_than_125_bytes_fails_with_1002(int opCode)
        {
            foreach ((int form, ulong length) in new[] { (16, 126UL), (16, 5UL), (16, 65535UL), (64, 65536UL), (64, 5UL) })
            {
                byte[] header = ClientFrame.Header(ClientFrame.Final | opCode, form, length);
                using ConformanceServer server = new ConformanceServer();
                using Peer peer = server.Open();
                using Peer hasty = server.Open();

                peer.Send(header, new byte[5]);
                peer.ExpectFailure(1002);

                // The second byte says enough.
                hasty.Send(header[..2]);
                hasty.ExpectFailure(1002);
            }
        }

        [TestMethod]
        public void S5_6_The_type_of_a_message_is_that_of_its_first_fragment_and_of_its_echo()
        {
            using ConformanceServer server = new ConformanceServer();
            using Peer peer = server.Open();
            byte[] notText = { 0xFF, 0xFE, 0x00, 0xC0 };

            peer.Send(Fragments(ClientFrame.Binary, notText, 1));
            peer.Send(Fragments(ClientFrame.Text, Encoding.UTF8.GetBytes("é"), 1));
            peer.Send(Fragments(ClientFrame.Binary, notText, 3));

            peer.ExpectMessage(ClientFrame.Binary, notText);
            peer.ExpectText("é");
            peer.ExpectMessage(ClientFrame.Binary, notText);
            peer.Close();
        }

        private static byte[][] Fragments(int type, byte[] message, int size)
        {
            int count = (message.Length + size - 1) / size;
            return Enumerable.Range(0, count)
                .Select(i => Frames.Masked(i == 0 ? type : ClientFrame.Continuation, message[(i * size)..Math.Min(message.Length, (i + 1) * size)], i == count - 1))
                .ToArray();
        }
    }
}
