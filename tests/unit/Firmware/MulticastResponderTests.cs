using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Multicast DNS and service discovery: RFC 6762 and RFC 6763.</summary>
    [TestClass]
    public class MulticastResponderTests
    {
        private const int Query = 0;
        private const string Address = "nano.local A flush 120 192.168.1.20";
        private const string AddressOnly = "nano.local NSEC flush 120 nano.local A";
        private const string BrowserPointer = "_http._tcp.local PTR 4500 nano._http._tcp.local";
        private const string NanoPointer = "_nano._tcp.local PTR 4500 nano._nano._tcp.local";
        private const string BrowserServer = "nano._http._tcp.local SRV flush 120 0 0 80 nano.local";
        private const string NanoServer = "nano._nano._tcp.local SRV flush 120 0 0 80 nano.local";
        private const string Text = " TXT flush 4500 id=nano-1a2b3c name=Green house fw=" + "0.1.0" + " path=/";

        [TestMethod]
        public void Its_name_is_answered_with_its_address_and_that_there_is_no_other()
        {
            string answer = "8400 an(" + Address + ") ar(" + AddressOnly + ")";
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A), answer);
            AssertAnswer(new DnsQuery(Query).Ask("NaNo.LOCAL", DnsQuery.A), answer);
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.Any), answer);
            AssertAnswer(new DnsQuery(Query).Ask("other.local", DnsQuery.A).Ask("nano.local", DnsQuery.A), answer);
        }

        [TestMethod]
        public void Types_that_a_name_of_its_own_does_not_have_are_answered_with_those_it_has()
        {
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.Aaaa), "8400 an(" + AddressOnly + ") ar(" + Address + ")");
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.Srv), "8400 an(" + AddressOnly + ") ar(" + Address + ")");
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", 65), "8400 an(" + AddressOnly + ") ar(" + Address + ")");
            AssertAnswer(new DnsQuery(Query).Ask("nano._http._tcp.local", DnsQuery.A), "8400 an(nano._http._tcp.local NSEC flush 120 nano._http._tcp.local TXT SRV)");

            // Other hosts have this name too, and their records are unknown.
            AssertAnswer(new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.A), "");
        }

        [TestMethod]
        public void Both_questions_for_addresses_are_answered_at_once()
        {
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Ask("nano.local", DnsQuery.Aaaa), "8400 an(" + Address + "; " + AddressOnly + ")");
        }

        [TestMethod]
        public void Services_are_found_by_their_type_with_the_records_of_later_queries()
        {
            AssertAnswer(
                new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.Ptr),
                "8400 an(" + BrowserPointer + ") ar(" + Address + "; " + AddressOnly + "; " + BrowserServer + "; nano._http._tcp.local" + Text + ")");
            AssertAnswer(
                new DnsQuery(Query).Ask("_NANO._tcp.local", DnsQuery.Ptr),
                "8400 an(" + NanoPointer + ") ar(" + Address + "; " + AddressOnly + "; " + NanoServer + "; nano._nano._tcp.local" + Text + ")");
            AssertAnswer(new DnsQuery(Query).Ask("_services._dns-sd._udp.local", DnsQuery.Ptr),
                "8400 an(_services._dns-sd._udp.local PTR 4500 _http._tcp.local; _services._dns-sd._udp.local PTR 4500 _nano._tcp.local)");
            AssertAnswer(new DnsQuery(Query).Ask("nano._http._tcp.local", DnsQuery.Srv), "8400 an(" + BrowserServer + ") ar(" + Address + "; " + AddressOnly + ")");
            AssertAnswer(new DnsQuery(Query).Ask("nano._nano._tcp.local", DnsQuery.Txt), "8400 an(nano._nano._tcp.local" + Text + ")");
            AssertAnswer(
                new DnsQuery(Query).Ask("nano._nano._tcp.local", DnsQuery.Any),
                "8400 an(" + NanoServer + "; nano._nano._tcp.local" + Text + ") ar(" + Address + "; " + AddressOnly + ")");
        }

        [TestMethod]
        public void A_server_that_speaks_TLS_is_https()
        {
            MulticastResponder responder = new MulticastResponder(new Identity("Green house", "0.1.0", "nano-1a2b3c"), "nano", 443, true);
            DnsQuery query = new DnsQuery(Query).Ask("nano._https._tcp.local", DnsQuery.Srv);
            int count = responder.Answer(query.Bytes, query.Count, false);
            Assert.IsTrue(DnsText.Describe(query.Bytes, count).IndexOf("nano._https._tcp.local SRV flush 120 0 0 443 nano.local") >= 0);
            query = new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.Ptr);
            Assert.AreEqual(0, responder.Answer(query.Bytes, query.Count, false));
        }

        [TestMethod]
        public void Other_names_classes_and_answers_of_others_are_left_alone()
        {
            string[] names = { "nano2.local", "nan.local", "nanp.local", "nano", "nano.lan", "nano.local.lan", "x.nano.local", "_http._tcp.lan", "_ipp._tcp.local", "nano._ipp._tcp.local", "local" };
            for (int i = 0; i < names.Length; i++)
            {
                AssertAnswer(new DnsQuery(Query).Ask(names[i], DnsQuery.Any), "");
            }

            AssertAnswer(new DnsQuery(0x8400).Ask("nano.local", DnsQuery.A), "");
            AssertAnswer(new DnsQuery(0x2800).Ask("nano.local", DnsQuery.A), "");
            DnsQuery chaos = new DnsQuery(Query).Ask("nano.local", DnsQuery.A);
            chaos.Bytes[chaos.Count - 1] = 3;
            AssertAnswer(chaos, "");
        }

        [TestMethod]
        public void A_label_with_the_bytes_of_a_pointer_is_no_pointer()
        {
            // n, then what would be a pointer to the rest of the name elsewhere.
            byte[] message = new byte[MulticastResponder.MaximumMessage];
            byte[] query = Bytes.Hex("0000 0000 0002 0000 0000 0000 04 6e616e6f 05 6c6f63616c 01 00 0001 0001 04 6ec00ec0 00 0001 0001");
            System.Array.Copy(query, message, query.Length);
            Assert.AreEqual(0, Create().Answer(message, query.Length, false));
        }

        [TestMethod]
        public void Questions_for_a_unicast_answer_have_one_with_their_number()
        {
            MulticastResponder responder = Create();
            DnsQuery query = new DnsQuery(Query).Id(7).Ask("nano.local", DnsQuery.Aaaa, true);
            int count = responder.Answer(query.Bytes, query.Count, false);
            Assert.AreEqual("7 8400 an(" + AddressOnly + ") ar(" + Address + ")", DnsText.Describe(query.Bytes, count));
            Assert.IsTrue(responder.IsUnicast);

            // One question among them that all shall hear the answer of.
            query = new DnsQuery(Query).Id(7).Ask("nano.local", DnsQuery.A, true).Ask("_nano._tcp.local", DnsQuery.Ptr);
            count = responder.Answer(query.Bytes, query.Count, false);
            Assert.IsTrue(count > 0);
            Assert.IsFalse(responder.IsUnicast);
            Assert.AreEqual(0, query.Bytes[1]);

            // And one that is for another host.
            query = new DnsQuery(Query).Id(7).Ask("other.local", DnsQuery.A).Ask("nano.local", DnsQuery.A, true);
            Assert.IsTrue(responder.Answer(query.Bytes, query.Count, false) > 0 && responder.IsUnicast);
        }

        [TestMethod]
        public void Resolvers_that_do_not_know_multicast_get_their_question_again_and_short_times()
        {
            MulticastResponder responder = Create();
            DnsQuery query = new DnsQuery(0x0100).Id(513).Ask("Nano.local", DnsQuery.A);
            int count = responder.Answer(query.Bytes, query.Count, true);
            Assert.AreEqual("513 8500 q(Nano.local A) an(nano.local A 10 192.168.1.20) ar(nano.local NSEC 10 nano.local A)", DnsText.Describe(query.Bytes, count));
            Assert.IsTrue(responder.IsUnicast);

            query = new DnsQuery(Query).Id(2).Ask("nano._http._tcp.local", DnsQuery.Srv);
            count = responder.Answer(query.Bytes, query.Count, true);
            Assert.AreEqual("2 8400 q(nano._http._tcp.local SRV) an(nano._http._tcp.local SRV 10 0 0 80 nano.local) ar(nano.local A 10 192.168.1.20; nano.local NSEC 10 nano.local A)", DnsText.Describe(query.Bytes, count));

            // RFC 2782: no pointer in the data of an SRV.
            Assert.IsTrue(Bytes.Text(query.Bytes, 0, count).IndexOf(Bytes.Text(Bytes.Hex("0050 04 6e616e6f 05 6c6f63616c 00"), 0, 13)) > 0);

            // Such a resolver asks one question a message.
            query = new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Ask("nano.local", DnsQuery.Aaaa);
            Assert.AreEqual(0, responder.Answer(query.Bytes, query.Count, true));
        }

        [TestMethod]
        public void Known_answers_are_not_sent_again()
        {
            byte[] address = Bytes.Hex("c0a80114");
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Record(0, "nano.local", DnsQuery.A, 60, address), "");
            AssertAnswer(new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.Ptr).Record(0, "_http._tcp.local", DnsQuery.Ptr, 2250, DnsQuery.NameData("nano._http._tcp.local")), "");
            AssertAnswer(
                new DnsQuery(Query).Ask("_services._dns-sd._udp.local", DnsQuery.Ptr).Record(0, "_services._dns-sd._udp.local", DnsQuery.Ptr, 4500, DnsQuery.NameData("_http._tcp.local")),
                "8400 an(_services._dns-sd._udp.local PTR 4500 _nano._tcp.local)");
            AssertAnswer(
                new DnsQuery(Query).Ask("nano._http._tcp.local", DnsQuery.Srv).Record(0, "nano._http._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(80, "nano.local")), "");

            // Additional records are left out when the query has them as known answers.
            AssertAnswer(
                new DnsQuery(Query).Ask("nano._http._tcp.local", DnsQuery.Srv).Record(0, "nano.local", DnsQuery.A, 120, address),
                "8400 an(" + BrowserServer + ") ar(" + AddressOnly + ")");
        }

        [TestMethod]
        public void Wrong_or_expiring_known_answers_are_sent_again()
        {
            string answer = "8400 an(" + Address + ") ar(" + AddressOnly + ")";
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Record(0, "nano.local", DnsQuery.A, 59, Bytes.Hex("c0a80114")), answer);
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Record(0, "nano.local", DnsQuery.A, 120, Bytes.Hex("c0a80115")), answer);
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Record(0, "other.local", DnsQuery.A, 120, Bytes.Hex("c0a80114")), answer);
            AssertAnswer(new DnsQuery(Query).Ask("nano.local", DnsQuery.A).Record(1, "nano.local", DnsQuery.A, 120, Bytes.Hex("c0a80114")), answer);
            DnsQuery others = new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.Ptr).Record(0, "_http._tcp.local", DnsQuery.Ptr, 4500, DnsQuery.NameData("other._http._tcp.local"));
            Assert.IsTrue(Create().Answer(others.Bytes, others.Count, false) > 0);
            others = new DnsQuery(Query).Ask("nano._http._tcp.local", DnsQuery.Srv).Record(0, "nano._http._tcp.local", DnsQuery.Srv, 120, DnsQuery.Server(8080, "nano.local"));
            Assert.IsTrue(Create().Answer(others.Bytes, others.Count, false) > 0);
        }

        [TestMethod]
        public void Announcements_and_goodbyes_have_all_its_records()
        {
            MulticastResponder responder = Create();
            byte[] message = new byte[MulticastResponder.MaximumMessage];
            int count = responder.Announce(message);
            string announcement = "8400 an(" + Address + "; " + BrowserPointer + "; " + NanoPointer + "; " + BrowserServer + "; " + NanoServer
                + "; nano._http._tcp.local" + Text + "; nano._nano._tcp.local" + Text + ")";
            Assert.AreEqual(announcement, DnsText.Describe(message, count));
            count = responder.SayGoodbye(message);
            string goodbye = announcement;
            string[] times = { " flush 120 ", " flush 4500 ", " PTR 4500 " };
            for (int i = 0; i < times.Length; i++)
            {
                int at;
                while ((at = goodbye.IndexOf(times[i])) >= 0)
                {
                    goodbye = goodbye.Substring(0, at) + times[i].Substring(0, times[i].IndexOf(' ', 1)) + " 0 " + goodbye.Substring(at + times[i].Length, goodbye.Length - at - times[i].Length);
                }
            }

            Assert.AreEqual(goodbye, DnsText.Describe(message, count));
        }

        [TestMethod]
        public void Of_a_long_message_every_question_counts()
        {
            DnsQuery query = new DnsQuery(Query);
            for (int i = 0; i < 60; i++)
            {
                query.Ask("printer-" + (100 + i) + ".local", DnsQuery.A);
            }

            query.Ask("nano.local", DnsQuery.A);
            Assert.IsTrue(query.Count > 1300 && query.Count <= MulticastResponder.MaximumMessage);
            AssertAnswer(query, "8400 an(" + Address + ") ar(" + AddressOnly + ")");
        }

        [TestMethod]
        public void Answers_fit_with_names_of_any_length()
        {
            string host = "";
            string name = "";
            for (int i = 0; i < 63; i++)
            {
                host += "h";
                name += i < 32 ? "n" : "";
            }

            MulticastResponder responder = new MulticastResponder(new Identity(name, "0.1.0", name), host, 65535, true);
            byte[] message = new byte[MulticastResponder.MaximumMessage];
            int longest = responder.Announce(message);
            int probe = responder.Probe(message);
            DnsQuery all = new DnsQuery(Query).Ask(host + ".local", DnsQuery.Any).Ask("_https._tcp.local", DnsQuery.Ptr).Ask("_nano._tcp.local", DnsQuery.Ptr).Ask("_services._dns-sd._udp.local", DnsQuery.Ptr)
                .Ask(host + "._https._tcp.local", DnsQuery.A).Ask(host + "._nano._tcp.local", DnsQuery.A).Ask(host + ".local", DnsQuery.Aaaa)
                .Ask(host + "._https._tcp.local", DnsQuery.Any).Ask(host + "._nano._tcp.local", DnsQuery.Any);
            int answer = responder.Answer(all.Bytes, all.Count, false);
            DnsQuery legacy = new DnsQuery(Query).Ask("_https._tcp.local", DnsQuery.Ptr);
            int legacyAnswer = responder.Answer(legacy.Bytes, legacy.Count, true);
            System.Console.WriteLine("announcement " + longest + ", probe " + probe + ", all " + answer + ", legacy " + legacyAnswer + " bytes");
            Assert.IsTrue(longest < 1024 && probe < 1024 && answer > longest && answer < 1280 && legacyAnswer < 1024);
        }

        [TestMethod]
        public void Messages_cut_anywhere_and_every_byte_changed_are_survived()
        {
            DnsQuery query = new DnsQuery(Query).Ask("_http._tcp.local", DnsQuery.Ptr).Ask("nano.local", DnsQuery.A)
                .Record(0, "_http._tcp.local", DnsQuery.Ptr, 4500, DnsQuery.NameData("nano._http._tcp.local")).Record(1, "nano.local", DnsQuery.A, 120, Bytes.Hex("c0a80114"));
            byte[] message = new byte[MulticastResponder.MaximumMessage];
            MulticastResponder responder = Create();
            for (int at = 0; at < query.Count; at++)
            {
                System.Array.Copy(query.Bytes, message, query.Count);
                responder.Hear(message, at, true);
                responder.Answer(message, at, false);
                for (int value = 0x3F; value < 256; value += 0x20)
                {
                    System.Array.Copy(query.Bytes, message, query.Count);
                    message[at] = (byte)value;
                    responder.Hear(message, query.Count, true);
                    responder.Answer(message, query.Count, value == 0x5F);
                }
            }
        }

        private static MulticastResponder Create()
        {
            MulticastResponder responder = new MulticastResponder(new Identity("Green house", "0.1.0", "nano-1a2b3c"), "nano", 80, false);
            Assert.IsTrue(responder.SetAddress("192.168.1.20"));
            return responder;
        }

        private static void AssertAnswer(DnsQuery query, string expected)
        {
            int count = Create().Answer(query.Bytes, query.Count, false);
            Assert.AreEqual(expected, DnsText.Describe(query.Bytes, count));
        }
    }
}
