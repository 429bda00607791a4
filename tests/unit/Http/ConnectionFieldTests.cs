using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>What Connection and Expect say about the exchange (RFC 9112 section 9, RFC 9110 sections 7.8 and 10.1.1).</summary>
    [TestClass]
    public class ConnectionFieldTests
    {
        [TestMethod]
        public void HTTP_1_1_keeps_the_connection()
        {
            Assert.IsTrue(Parsing.AcceptFields("").KeepAlive);
            Assert.IsTrue(Parsing.AcceptFields("Connection: x\r\n").KeepAlive);
        }

        [TestMethod]
        public void Close_ends_it_in_any_case_and_any_place()
        {
            Assert.IsFalse(Parsing.AcceptFields("Connection: close\r\n").KeepAlive);
            Assert.IsFalse(Parsing.AcceptFields("connection: CLOSE\r\n").KeepAlive);
            Assert.IsFalse(Parsing.AcceptFields("Connection: x, Close ,y\r\n").KeepAlive);
            Assert.IsFalse(Parsing.AcceptFields("Connection: keep-alive\r\nConnection: close\r\n").KeepAlive);
        }

        [TestMethod]
        public void A_word_with_close_in_it_is_another_word()
        {
            Assert.IsTrue(Parsing.AcceptFields("Connection: closed, xclose, clos\r\n").KeepAlive);
        }

        [TestMethod]
        public void HTTP_1_0_ends_the_connection()
        {
            Assert.IsFalse(Parsing.Accept("GET / HTTP/1.0\r\n\r\n").KeepAlive);
        }

        [TestMethod]
        public void HTTP_1_0_keeps_the_connection_on_request()
        {
            Assert.IsTrue(Parsing.Accept("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").KeepAlive);
            Assert.IsFalse(Parsing.Accept("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n").KeepAlive);
        }

        [TestMethod]
        public void Upgrade_is_found_among_other_words()
        {
            Assert.IsTrue(Parsing.AcceptFields("Connection: Upgrade\r\n").HasUpgrade);
            Assert.IsTrue(Parsing.AcceptFields("Connection: keep-alive, Upgrade\r\n").HasUpgrade);
            Assert.IsTrue(Parsing.AcceptFields("Connection: keep-alive\r\nConnection: upgrade\r\n").HasUpgrade);
        }

        [TestMethod]
        public void The_Upgrade_field_alone_is_no_wish_to_upgrade()
        {
            Assert.IsFalse(Parsing.AcceptFields("Upgrade: websocket\r\n").HasUpgrade);
            Assert.IsFalse(Parsing.AcceptFields("Connection: upgrades\r\n").HasUpgrade);
        }

        [TestMethod]
        public void HTTP_1_0_cannot_upgrade()
        {
            Assert.IsFalse(Parsing.Accept("GET / HTTP/1.0\r\nConnection: upgrade\r\n\r\n").HasUpgrade);
        }

        [TestMethod]
        public void A_client_can_expect_100_continue_in_any_case()
        {
            Assert.IsTrue(Parsing.AcceptFields("Expect: 100-continue\r\n").ExpectsContinue);
            Assert.IsTrue(Parsing.AcceptFields("expect: 100-Continue\r\n").ExpectsContinue);
            Assert.IsFalse(Parsing.AcceptFields("").ExpectsContinue);
        }

        [TestMethod]
        public void Another_expectation_cannot_be_met()
        {
            Parsing.RefuseFields("Expect: 200-ok\r\n", RequestError.UnknownExpectation);
            Parsing.RefuseFields("Expect:\r\n", RequestError.UnknownExpectation);
            Parsing.RefuseFields("Expect: 100-continue, x\r\n", RequestError.UnknownExpectation);
            Parsing.RefuseFields("Expect: x\r\nExpect: 100-continue\r\n", RequestError.UnknownExpectation);
            Parsing.RefuseFields("Expect: 100-continue\r\nExpect: x\r\n", RequestError.UnknownExpectation);
        }

        [TestMethod]
        public void A_fault_of_the_framing_weighs_more_than_an_expectation()
        {
            Parsing.RefuseFields("Expect: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", RequestError.AmbiguousLength);
            Parsing.Refuse("GET / HTTP/1.1\r\nExpect: x\r\n\r\n", RequestError.MissingHost);
        }

        [TestMethod]
        public void HTTP_1_0_knows_no_expectations()
        {
            Request request = Parsing.Accept("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
            Assert.IsFalse(request.ExpectsContinue);

            Parsing.Accept("PUT / HTTP/1.0\r\nExpect: anything\r\nContent-Length: 1\r\n\r\n");
        }
    }
}
