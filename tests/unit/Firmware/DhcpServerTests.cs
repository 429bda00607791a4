using System;
using Nano.Firmware.Network;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Addresses for the clients of an access point.</summary>
    [TestClass]
    public class DhcpServerTests
    {
        private const string Network = "0104ffffff00 0304c0a80401 0604c0a80401 ff";

        [TestMethod]
        public void A_client_is_offered_an_address_and_gets_it()
        {
            DhcpServer server = Create();
            byte[] reply = Answer(server, 7, "350101 3701 03 ff");
            AssertReply(reply, 7, "c0a80402", "350102 3604c0a80401 330400000e10" + Network);
            reply = Answer(server, 7, "350103 3204c0a80402 3604c0a80401 ff");
            AssertReply(reply, 7, "c0a80402", "350105 3604c0a80401 330400000e10" + Network);
        }

        [TestMethod]
        public void A_client_that_comes_back_gets_the_same_address()
        {
            DhcpServer server = Create();
            Answer(server, 1, "350101ff");
            Assert.AreEqual(3, Answer(server, 2, "350101ff")[19]);
            Assert.AreEqual(2, Answer(server, 1, "350101ff")[19]);
            Assert.AreEqual(3, Answer(server, 2, "350103 3204c0a80403 ff")[19]);
        }

        [TestMethod]
        public void A_ninth_client_gets_the_address_that_was_not_used_for_longest()
        {
            DhcpServer server = Create();
            for (int i = 1; i <= 8; i++)
            {
                Assert.AreEqual(i + 1, Answer(server, i, "350101ff")[19]);
            }

            Answer(server, 1, "350101ff");
            Assert.AreEqual(3, Answer(server, 9, "350101ff")[19]);
            Assert.AreEqual(2, Answer(server, 1, "350101ff")[19]);
        }

        [TestMethod]
        public void An_address_of_another_network_or_client_is_refused()
        {
            DhcpServer server = Create();
            Answer(server, 1, "350101ff");
            AssertReply(Answer(server, 1, "350103 3204c0a80120 ff"), 1, "00000000", "350106 3604c0a80401 ff");
            AssertReply(Answer(server, 1, "350103 3204c0a80403 ff"), 1, "00000000", "350106 3604c0a80401 ff");
        }

        [TestMethod]
        public void An_address_is_renewed_by_the_one_who_has_it()
        {
            DhcpServer server = Create();
            Answer(server, 1, "350101ff");
            byte[] request = Message(1, "350103ff");
            Array.Copy(Bytes.Hex("c0a80402"), 0, request, 12, 4);
            byte[] reply = new byte[300];
            Array.Copy(request, reply, request.Length);
            Assert.AreEqual(300, server.Answer(reply, request.Length));
            Assert.AreEqual(5, reply[242]);
            Assert.AreEqual(2, reply[15]);
        }

        [TestMethod]
        public void A_client_with_an_address_gets_the_other_options()
        {
            AssertReply(Answer(Create(), 1, "350108ff"), 1, "00000000", "350105 3604c0a80401 " + Network);
        }

        [TestMethod]
        public void Messages_for_other_servers_and_invalid_requests_are_ignored()
        {
            DhcpServer server = Create();
            Assert.IsNull(Answer(server, 1, "350103 3204c0a80402 3604c0a80101 ff"));
            Assert.IsNull(Answer(server, 1, "350107ff"));
            Assert.IsNull(Answer(server, 1, "350104ff"));
            Assert.IsNull(Answer(server, 1, "ff"));
            Assert.IsNull(Answer(server, 1, ""));
            Assert.IsNull(Answer(server, 1, "3501"));
            Assert.IsNull(Answer(server, 1, "35"));
            Assert.IsNull(Answer(server, 1, "3204c0a804"));
            Assert.IsNull(Answer(server, 1, "3502010101 ff"));
            for (int i = 0; i < 4; i++)
            {
                byte[] message = Message(1, "350101ff");
                message[i == 3 ? 236 : i] ^= 0x55;
                Assert.AreEqual(0, server.Answer(message, message.Length));
            }
        }

        [TestMethod]
        public void An_address_that_was_declined_is_not_offered_again()
        {
            DhcpServer server = Create();
            Assert.AreEqual(2, Answer(server, 1, "350101ff")[19]);
            Assert.AreEqual(2, Answer(server, 1, "350103 3204c0a80402 3604c0a80401 ff")[19]);
            Assert.IsNull(Answer(server, 1, "350104 3204c0a80402 3604c0a80401 ff"));
            AssertReply(Answer(server, 1, "350103 3204c0a80402 3604c0a80401 ff"), 1, "00000000", "350106 3604c0a80401 ff");
            Assert.AreEqual(10, Answer(server, 1, "350101ff")[19]);
            for (int i = 2; i <= 20; i++)
            {
                Assert.IsTrue(Answer(server, i, "350101ff")[19] != 2);
            }
        }

        [TestMethod]
        public void An_address_that_was_declined_comes_again_only_after_all_above_it()
        {
            DhcpServer server = Create();
            bool[] isDeclined = new bool[256];
            for (int i = 0; i < 246; i++)
            {
                byte address = Answer(server, 1, "350101ff")[19];
                Assert.IsFalse(isDeclined[address]);
                Assert.IsTrue(address >= 2 && address <= 254);
                isDeclined[address] = true;
                Decline(server, 1, address);
            }

            Assert.IsTrue(Answer(server, 1, "350101ff") != null);
        }

        [TestMethod]
        public void Only_the_client_of_an_address_can_decline_it_and_only_to_this_server()
        {
            DhcpServer server = Create();
            Answer(server, 1, "350101ff");
            Answer(server, 2, "350101ff");
            Answer(server, 1, "350104 3204c0a80403 ff");
            Answer(server, 3, "350104 3204c0a80402 ff");
            Answer(server, 1, "350104 3204c0a80402 3604c0a80101 ff");
            Answer(server, 1, "350104 3204c0a80302 ff");
            Answer(server, 1, "350104 ff");
            Assert.AreEqual(2, Answer(server, 1, "350101ff")[19]);
            Assert.AreEqual(3, Answer(server, 2, "350101ff")[19]);
            Assert.AreEqual(4, Answer(server, 3, "350101ff")[19]);
        }

        [TestMethod]
        public void A_message_cut_anywhere_is_survived()
        {
            DhcpServer server = Create();
            byte[] message = Message(1, "0000 350101 3204c0a80402 ff");
            for (int count = 0; count < message.Length; count++)
            {
                byte[] buffer = new byte[300];
                Array.Copy(message, buffer, message.Length);
                server.Answer(buffer, count);
            }
        }

        private static DhcpServer Create()
        {
            DhcpServer server = new DhcpServer();
            Assert.IsTrue(server.SetAddress("192.168.4.1"));
            return server;
        }

        private static byte[] Message(int client, string options)
        {
            byte[] head = new byte[240];
            Array.Copy(Bytes.Hex("01010600 12345678 0000 8000"), head, 12);
            Array.Copy(Bytes.Hex("0200000000"), 0, head, 28, 5);
            head[33] = (byte)client;
            Array.Copy(Bytes.Hex("63825363"), 0, head, 236, 4);
            return Bytes.Join(head, Bytes.Hex(options));
        }

        private static byte[] Answer(DhcpServer server, int client, string options)
        {
            // Longer than any of the messages, and not clean.
            byte[] message = Message(client, options);
            byte[] buffer = new byte[400];
            for (int i = message.Length; i < buffer.Length; i++)
            {
                buffer[i] = 0x55;
            }

            Array.Copy(message, buffer, message.Length);
            int count = server.Answer(buffer, message.Length);
            return count > 0 ? Bytes.Slice(buffer, 0, count) : null;
        }

        private static void Decline(DhcpServer server, int client, byte address)
        {
            byte[] message = Message(client, "350104 3204c0a80400 3604c0a80401 ff");
            message[240 + 3 + 2 + 3] = address;
            Assert.AreEqual(0, server.Answer(message, message.Length));
        }

        private static void AssertReply(byte[] reply, int client, string address, string options)
        {
            AssertBytes("02010600 12345678 0000 8000 00000000" + address + "00000000 00000000 02000000", reply, 0);
            Assert.AreEqual(client, reply[33]);
            AssertBytes("63825363" + options, reply, 236);
        }

        private static void AssertBytes(string expected, byte[] reply, int offset)
        {
            byte[] bytes = Bytes.Hex(expected);
            Assert.AreEqual(Bytes.Text(bytes, 0, bytes.Length), Bytes.Text(reply, offset, bytes.Length));
        }
    }
}
