using Nano.Firmware.Network;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The name server of an access point: RFC 1035.</summary>
    [TestClass]
    public class NameServerTests
    {
        // A query with one question: transaction 1234, recursion desired.
        private const string Head = "1234 0100 0001 0000 0000 0000 ";

        [TestMethod]
        public void Every_name_has_the_boards_address()
        {
            AssertAnswer(Head + "01 61 02 6263 00 0001 0001 00", "1234 8500 0001 0001 0000 0000 01 61 02 6263 00 0001 0001 c00c 0001 0001 0000000a 0004 c0a80114");
            AssertAnswer(Head + "01 61 00 00ff 00ff", "1234 8500 0001 0001 0000 0000 01 61 00 00ff 00ff c00c 0001 0001 0000000a 0004 c0a80114");
            AssertAnswer("0000 0000 0001 0000 0000 0001 00 0001 0001 00 0029 05c0", "0000 8400 0001 0001 0000 0000 00 0001 0001 c00c 0001 0001 0000000a 0004 c0a80114");
        }

        [TestMethod]
        public void Other_types_and_classes_are_answered_without_records_and_not_by_silence()
        {
            AssertAnswer(Head + "01 61 00 001c 0001", "1234 8500 0001 0000 0000 0000 01 61 00 001c 0001");
            AssertAnswer(Head + "01 61 00 0041 0001", "1234 8500 0001 0000 0000 0000 01 61 00 0041 0001");
            AssertAnswer(Head + "01 61 00 0001 0003", "1234 8500 0001 0000 0000 0000 01 61 00 0001 0003");
        }

        [TestMethod]
        public void Invalid_queries_get_an_error_code()
        {
            AssertAnswer("1234 2900 0001 0000 0000 0000 01 61 00 0001 0001", "1234 a904 0000 0000 0000 0000");
            AssertAnswer("1234 0100 0000 0000 0000 0000", "1234 8101 0000 0000 0000 0000");
            AssertAnswer("1234 0100 0002 0000 0000 0000 01 61 00 0001 0001 01 61 00 0001 0001", "1234 8101 0000 0000 0000 0000");
            AssertAnswer(Head + "01 61 00 0001", "1234 8101 0000 0000 0000 0000");
            AssertAnswer(Head + "40 61 00 0001 0001", "1234 8101 0000 0000 0000 0000");
        }

        [TestMethod]
        public void Responses_and_incomplete_messages_are_ignored()
        {
            AssertAnswer("1234 8500 0001 0000 0000 0000 01 61 00 0001 0001", "");
            AssertAnswer("1234 8101 0000 0000 0000 0000", "");
            AssertAnswer("1234 0100 0001", "");
            AssertAnswer("", "");
        }

        [TestMethod]
        public void Messages_cut_anywhere_and_every_first_byte_of_a_name_are_survived()
        {
            NameServer server = new NameServer();
            byte[] query = Bytes.Hex(Head + "04 6e616e6f 05 6c6f63616c 00 0001 0001");
            for (int count = 0; count <= query.Length; count++)
            {
                int expected = count < 12 ? 0 : count < query.Length ? 12 : query.Length + 16;
                Assert.AreEqual(expected, server.Answer(Room(query), count));
            }

            for (int first = 0; first < 256; first++)
            {
                query[12] = (byte)first;
                server.Answer(Room(query), query.Length);
            }
        }

        [TestMethod]
        public void The_longest_name_is_answered_and_a_longer_one_is_no_name()
        {
            string label = "";
            for (int i = 0; i < 63; i++)
            {
                label += "61";
            }

            string name = "3f" + label + "3f" + label + "3f" + label;
            byte[] longest = Bytes.Hex(Head + name + "3d" + label.Substring(4) + "00 0001 0001");
            byte[] longer = Bytes.Hex(Head + name + "3f" + label + "3f" + label + "00 0001 0001");
            NameServer server = new NameServer();
            Assert.AreEqual(NameServer.MaximumReply, 12 + 255 + 4 + 16);
            Assert.AreEqual(NameServer.MaximumReply, server.Answer(Room(longest), longest.Length));
            Assert.AreEqual(12, server.Answer(Room(longer), longer.Length));
        }

        [TestMethod]
        public void Addresses_are_four_numbers()
        {
            NameServer server = new NameServer();
            string[] wrong = { "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1..3.4", "1.2.3.4 ", "a.b.c.d", "1.2.3.-4", "." };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.IsFalse(server.SetAddress(wrong[i]), wrong[i]);
            }

            Assert.IsTrue(server.SetAddress("255.0.10.1"));
        }

        private static byte[] Room(byte[] query)
        {
            return Bytes.Join(query, new byte[NameServer.MaximumReply]);
        }

        private static void AssertAnswer(string query, string expected)
        {
            NameServer server = new NameServer();
            Assert.IsTrue(server.SetAddress("192.168.1.20"));
            byte[] message = Bytes.Hex(query);
            byte[] buffer = Room(message);
            int count = server.Answer(buffer, message.Length);
            byte[] answer = Bytes.Hex(expected);
            Assert.AreEqual(Bytes.Text(answer, 0, answer.Length), Bytes.Text(buffer, 0, count), query);
        }
    }
}
