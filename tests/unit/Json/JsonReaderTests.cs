using Nano.Tests.Unit.Support;
using Nano.Web.Json;

namespace Nano.Tests.Unit.Json
{
    /// <summary>Strict parsing of JSON (RFC 8259).</summary>
    [TestClass]
    public class JsonReaderTests
    {
        [TestMethod]
        public void Texts_of_the_grammar_are_read()
        {
            string[] texts =
            {
                "{}", "[]", " [ 1 , 2 ] ", "{\"a\":{\"b\":[true,false,null]}}", "-0", "0.5e+3", "1E9", "\"\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"",
                "\"\\ud83d\\ude00\"", "\"<c3><a4>\"", "[[[[[[[[]]]]]]]]",
            };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.AreEqual(-1, Error(texts[i]), texts[i]);
            }
        }

        [TestMethod]
        public void Errors_are_reported_at_the_byte_that_violates_the_grammar()
        {
            Assert.AreEqual(0, Error(""));
            Assert.AreEqual(1, Error("{"));
            Assert.AreEqual(3, Error("[1,]"));
            Assert.AreEqual(3, Error("[1 2]"));
            Assert.AreEqual(1, Error("{a:1}"));
            Assert.AreEqual(7, Error("{\"a\":1,}"));
            Assert.AreEqual(1, Error("01"));
            Assert.AreEqual(1, Error("+1") + 1);
            Assert.AreEqual(2, Error("1."));
            Assert.AreEqual(1, Error("-"));
            Assert.AreEqual(3, Error("[1}"  + "") + 1);
            Assert.AreEqual(3, Error("trx") + 1);
            Assert.AreEqual(2, Error("{}{}"));
            Assert.AreEqual(8, Error("[[[[[[[[[]]]]]]]]]"));
        }

        [TestMethod]
        public void Strings_with_bad_escapes_surrogates_or_bytes_are_errors()
        {
            string[] texts = { "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"", "\"<ff>\"", "\"<c3>\"", "\"<0a>\"", "\"a" };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.IsTrue(Error(texts[i]) >= 0, texts[i]);
            }
        }

        [TestMethod]
        public void Escapes_are_resolved()
        {
            byte[] text = Bytes.Of("\"\\u0041\\u00e4\\ud83d\\ude00\\n\"");
            byte[] copied = new byte[8];
            JsonReader reader = new JsonReader();
            reader.Begin(text, 0, text.Length);
            reader.Read();
            Assert.AreEqual(8, reader.CopyString(copied, 0));
            Assert.AreEqual("41c3a4f09f98800a", Bytes.ToHex(copied, 0, 8));
            Assert.AreEqual(-1, reader.CopyString(new byte[7], 0));
        }

        [TestMethod]
        public void Integers_are_read_within_their_range()
        {
            Assert.AreEqual("9223372036854775807", Integer("9223372036854775807"));
            Assert.AreEqual("-9223372036854775808", Integer("-9223372036854775808"));
            Assert.AreEqual("none", Integer("9223372036854775808"));
            Assert.AreEqual("none", Integer("-9223372036854775809"));
            Assert.AreEqual("none", Integer("1.0"));
            Assert.AreEqual("none", Integer("1e0"));
        }

        [TestMethod]
        public void A_whole_number_is_read_in_any_notation()
        {
            string[] texts = { "1.0", "1e0", "-1.50e1", "10e-1", "0.25E+2", "123456.7e1", "0e99999999999", "-0.0", "1e17", "12345678901234567", "1200.00e-2" };
            string[] values = { "1", "1", "-15", "1", "25", "1234567", "0", "0", "100000000000000000", "12345678901234567", "12" };
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.AreEqual(values[i], Whole(texts[i]), texts[i]);
            }

            string[] others = { "0.1", "1e-1", "1.5", "100e-3", "1.0000000000000000000000000000001", "1e-99999999999", "12345678901234567890.1" };
            for (int i = 0; i < others.Length; i++)
            {
                Assert.AreEqual("none", Whole(others[i]), others[i]);
            }

            // Greater numbers are whole, and are limited to 10^17, which is above the limits that callers pass.
            Assert.AreEqual("100000000000000000", Whole("1e99999999999"));
            Assert.AreEqual("-100000000000000000", Whole("-1e18"));
        }

        [TestMethod]
        public void A_byte_order_mark_is_skipped_and_included_in_positions()
        {
            Assert.AreEqual(-1, Error("<ef><bb><bf>{}"));
            Assert.AreEqual(-1, Error("<ef><bb><bf> 1"));
            Assert.AreEqual(4, Error("<ef><bb><bf>{"));
            Assert.AreEqual(3, Error("<ef><bb><bf>"));
            Assert.AreEqual(0, Error("<ef><bb>{}"));
            Assert.AreEqual(1, Error(" <ef><bb><bf>{}"));
        }

        /// <summary>Returns the position of the error, or -1 when there is none.</summary>
        private static int Error(string text)
        {
            byte[] bytes = Bytes.Of(text);
            JsonReader reader = new JsonReader();
            reader.Begin(bytes, 0, bytes.Length);
            while (reader.Read() != JsonToken.Error)
            {
                if (reader.Token == JsonToken.End)
                {
                    return -1;
                }
            }

            return reader.Position;
        }

        private static string Whole(string text)
        {
            byte[] bytes = Bytes.Of(text);
            JsonReader reader = new JsonReader();
            reader.Begin(bytes, 0, bytes.Length);
            reader.Read();
            return reader.TryGetWhole(out long value) ? value.ToString() : "none";
        }

        private static string Integer(string text)
        {
            byte[] bytes = Bytes.Of(text);
            JsonReader reader = new JsonReader();
            reader.Begin(bytes, 0, bytes.Length);
            reader.Read();
            return reader.TryGetInteger(long.MinValue, long.MaxValue, out long value) ? value.ToString() : "none";
        }
    }
}
