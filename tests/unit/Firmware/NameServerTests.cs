using Nano.Firmware;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Answers to questions for addresses.</summary>
    [TestClass]
    public class NameServerTests
    {
        // A query with one question: transaction 1234, recursion desired.
        private const string Head = "1234 0100 0001 0000 0000 0000 ";
        private const string MulticastHead = "0000 0000 0001 0000 0000 0000 ";
        private const string Nano = "04 6e616e6f 05 6c6f63616c 00 ";
        private const string Answer = "0000 8400 0000 0001 0000 0000 04 6e616e6f 05 6c6f63616c 00 0001 8001 00000078 0004 c0a80114";

        [TestMethod]
        public void Its_own_name_is_answered_by_multicast_with_its_address()
        {
            AssertAnswer("nano", MulticastHead + Nano + "0001 0001", Answer);
            AssertAnswer("nano", MulticastHead + Nano + "0001 8001", Answer);
            AssertAnswer("nano", MulticastHead + Nano + "00ff 00ff", Answer);
            AssertAnswer("nano", MulticastHead + "04 4e616E4f 05 4c4f43614c 00 0001 0001", Answer);
        }

        [TestMethod]
        public void Its_name_is_found_among_other_questions()
        {
            AssertAnswer("nano", "0000 0000 0003 0000 0000 0000 05 6f74686572 c00c 00ff 0001 03 616263 00 0001 0001 " + Nano + "0001 0001", Answer);
        }

        [TestMethod]
        public void Other_names_types_classes_and_answers_of_others_are_left_alone()
        {
            AssertAnswer("nano", MulticastHead + "05 6e616e6f32 05 6c6f63616c 00 0001 0001", "");
            AssertAnswer("nano", MulticastHead + "04 6e616e70 05 6c6f63616c 00 0001 0001", "");
            AssertAnswer("nano", MulticastHead + "04 6e616e6f 00 0001 0001", "");
            AssertAnswer("nano", MulticastHead + Nano + "001c 0001", "");
            AssertAnswer("nano", MulticastHead + Nano + "0001 0003", "");
            AssertAnswer("nano", "0000 8400 0001 0000 0000 0000 " + Nano + "0001 0001", "");
            AssertAnswer("nano", "0000 2800 0001 0000 0000 0000 " + Nano + "0001 0001", "");
            AssertAnswer("nano", "0000 0000 0000 0001 0000 0000 " + Nano + "0001 0001", "");
        }

        [TestMethod]
        public void An_access_point_answers_every_name_with_its_own_address()
        {
            AssertAnswer(null, Head + "01 61 02 6263 00 0001 0001 00", "1234 8500 0001 0001 0000 0000 01 61 02 6263 00 0001 0001 c00c 0001 0001 0000000a 0004 c0a80114");
            AssertAnswer(null, "0000 0000 0001 0000 0000 0001 00 0001 0001 00 0029 05c0", "0000 8400 0001 0001 0000 0000 00 0001 0001 c00c 0001 0001 0000000a 0004 c0a80114");
        }

        [TestMethod]
        public void An_access_point_has_no_other_addresses()
        {
            AssertAnswer(null, Head + "01 61 00 001c 0001", "1234 8500 0001 0000 0000 0000 01 61 00 001c 0001");
        }

        [TestMethod]
        public void Messages_cut_anywhere_and_every_first_byte_of_a_name_are_survived()
        {
            byte[] query = Bytes.Hex(MulticastHead + Nano + "0001 0001");
            byte[] reply = new byte[NameServer.MaximumReply];
            NameServer own = new NameServer("nano");
            NameServer any = new NameServer(null);
            for (int count = 0; count < query.Length; count++)
            {
                Assert.AreEqual(0, own.Answer(query, count, reply));
                Assert.AreEqual(0, any.Answer(query, count, reply));
            }

            for (int first = 0; first < 256; first++)
            {
                query[12] = (byte)first;
                Assert.AreEqual(first == 4, own.Answer(query, query.Length, reply) > 0);
                any.Answer(query, query.Length, reply);
            }
        }

        [TestMethod]
        public void The_longest_name_is_answered_and_a_longer_one_is_not()
        {
            string label = "";
            for (int i = 0; i < 63; i++)
            {
                label += "61";
            }

            string name = "3f" + label + "3f" + label + "3f" + label;
            byte[] longest = Bytes.Hex(Head + name + "3d" + label.Substring(4) + "00 0001 0001");
            byte[] longer = Bytes.Hex(Head + name + "3f" + label + "3f" + label + "00 0001 0001");
            NameServer server = new NameServer(null);
            byte[] reply = new byte[NameServer.MaximumReply];
            Assert.AreEqual(12 + 255 + 4 + 16, server.Answer(longest, longest.Length, reply));
            Assert.AreEqual(0, server.Answer(longer, longer.Length, reply));
        }

        [TestMethod]
        public void Addresses_are_four_numbers()
        {
            NameServer server = new NameServer(null);
            string[] wrong = { "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1..3.4", "1.2.3.4 ", "a.b.c.d", "1.2.3.-4", "." };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.IsFalse(server.SetAddress(wrong[i]), wrong[i]);
            }

            Assert.IsTrue(server.SetAddress("255.0.10.1"));
        }

        private static void AssertAnswer(string host, string query, string expected)
        {
            NameServer server = new NameServer(host);
            Assert.IsTrue(server.SetAddress("192.168.1.20"));
            byte[] reply = new byte[NameServer.MaximumReply];
            byte[] message = Bytes.Hex(query);
            int count = server.Answer(message, message.Length, reply);
            byte[] answer = Bytes.Hex(expected);
            Assert.AreEqual(Bytes.Text(answer, 0, answer.Length), Bytes.Text(reply, 0, count), query);
        }
    }
}
