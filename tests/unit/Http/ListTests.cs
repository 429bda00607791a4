using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Fields that are lists (RFC 9110 section 5.6.1), over one line or several.</summary>
    [TestClass]
    public class ListTests
    {
        [TestMethod]
        public void Commas_separate_items()
        {
            Assert.AreEqual("a|b|c", ItemsOf("Accept: a,b, c\r\n"));
        }

        [TestMethod]
        public void Lines_of_one_name_are_one_list()
        {
            Assert.AreEqual("a|b|c|d", ItemsOf("Accept: a, b\r\nX: x\r\naccept: c\r\nAccept: d\r\n"));
        }

        [TestMethod]
        public void Empty_items_are_passed_over()
        {
            Assert.AreEqual("a|b", ItemsOf("Accept: ,, a ,<09>, ,b,\r\nAccept: \r\nAccept: ,\r\n"));
        }

        [TestMethod]
        public void A_list_of_empty_items_has_none()
        {
            Assert.AreEqual("", ItemsOf("Accept: , ,\r\n"));
            Assert.AreEqual("", ItemsOf("Accept:\r\n"));
            Assert.AreEqual("", ItemsOf(""));
        }

        [TestMethod]
        public void White_space_around_items_is_no_part_of_them_and_within_is()
        {
            Assert.AreEqual("a b|c ;d", ItemsOf("Accept: <09>a b<09> ,  c ;d \r\n"));
        }

        [TestMethod]
        public void A_comma_within_quotes_does_not_separate()
        {
            Assert.AreEqual("\"a,b\"|W/\"c,\"|d", ItemsOf("Accept: \"a,b\", W/\"c,\" ,d\r\n"));
        }

        [TestMethod]
        public void An_escaped_quote_does_not_end_the_quotes()
        {
            Assert.AreEqual("\"a\\\",b\"|c", ItemsOf("Accept: \"a\\\",b\",c\r\n"));
        }

        [TestMethod]
        public void Quotes_that_do_not_end_reach_to_the_end_of_their_line()
        {
            Assert.AreEqual("\"a,b|c", ItemsOf("Accept: \"a,b\r\nAccept: c\r\n"));
            Assert.AreEqual("\"a\\|c", ItemsOf("Accept: \"a\\\r\nAccept: c\r\n"));
        }

        [TestMethod]
        public void An_item_is_found_in_any_case_and_whole()
        {
            Request request = Parsing.AcceptFields("Upgrade: h2c, WebSocket\r\nUpgrade: tls/1.0\r\n");

            Assert.IsTrue(request.HasItem(FieldName.Upgrade, Bytes.Of("websocket")));
            Assert.IsTrue(request.HasItem(FieldName.Upgrade, Bytes.Of("tls/1.0")));
            Assert.IsFalse(request.HasItem(FieldName.Upgrade, Bytes.Of("web")));
            Assert.IsFalse(request.HasItem(FieldName.Upgrade, Bytes.Of("websockets")));
            Assert.IsFalse(request.HasItem(FieldName.Connection, Bytes.Of("websocket")));
        }

        private static string ItemsOf(string lines)
        {
            Request request = Parsing.AcceptFields(lines);
            string items = "";
            int cursor = 0;
            while (request.NextItem(FieldName.Accept, ref cursor, out int offset, out int count))
            {
                items += (items.Length > 0 ? "|" : "") + request.GetString(offset, count);
            }

            return items;
        }
    }
}
