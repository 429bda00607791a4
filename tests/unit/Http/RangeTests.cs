using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Range and If-Range (RFC 9110 sections 14 and 13.1.5), of the ten bytes 0123456789.</summary>
    [TestClass]
    public class RangeTests
    {
        [TestMethod]
        public void A_range_has_a_first_and_a_last_byte()
        {
            AssertPart("0-0", "0", "0-0");
            AssertPart("2-4", "234", "2-4");
            AssertPart("0-9", "0123456789", "0-9");
            AssertPart("9-9", "9", "9-9");
            AssertPart("00002-004", "234", "2-4");
        }

        [TestMethod]
        public void A_range_without_a_last_byte_goes_to_the_end()
        {
            AssertPart("0-", "0123456789", "0-9");
            AssertPart("7-", "789", "7-9");
        }

        [TestMethod]
        public void A_range_without_a_first_byte_is_so_long()
        {
            AssertPart("-1", "9", "9-9");
            AssertPart("-10", "0123456789", "0-9");
            AssertPart("-11", "0123456789", "0-9");
            AssertPart("-99999999999999999999", "0123456789", "0-9");
        }

        [TestMethod]
        public void A_range_beyond_the_end_ends_there()
        {
            AssertPart("8-10", "89", "8-9");
            AssertPart("8-2147483648", "89", "8-9");
            AssertPart("8-99999999999999999999", "89", "8-9");
        }

        [TestMethod]
        public void The_unit_has_any_case()
        {
            Assert.AreEqual(206, StaticResourceTests.Get("/page", "Range: BYTES=1-2\r\n").Status);
        }

        [TestMethod]
        public void A_range_behind_the_end_cannot_be_satisfied()
        {
            string[] ranges = { "10-", "10-10", "10-20", "99999999999999999999-", "9223372036854775807-", "-0", "-00" };
            for (int i = 0; i < ranges.Length; i++)
            {
                Reply reply = StaticResourceTests.Get("/page", "Range: bytes=" + ranges[i] + "\r\n");
                Assert.AreEqual(416, reply.Status, ranges[i]);
                Assert.AreEqual("bytes */10", reply.Field("Content-Range"));
                Assert.AreEqual("", reply.Content);
            }
        }

        [TestMethod]
        public void Content_of_no_bytes_has_no_ranges()
        {
            Assert.AreEqual(416, StaticResourceTests.Get("/empty", "Range: bytes=0-\r\n").Status);
            Assert.AreEqual(416, StaticResourceTests.Get("/empty", "Range: bytes=-1\r\n").Status);
        }

        [TestMethod]
        public void A_range_that_is_malformed_or_not_understood_is_ignored()
        {
            string[] ranges =
            {
                "", "bytes", "bytes=", "bytes=-", "bytes=2", "bytes=4-2", "bytes=a-b", "bytes=2-b", "bytes=-b", "bytes=--1", "bytes=1--2", "bytes=1-2-3",
                "bytes=+1-2", "bytes=1-+2", "bytes= 1-2", "bytes=1 -2", "bytes=0x1-2", "bytes 1-2", "byte=1-2", "items=1-2", "bytesx=1-2", "1-2",
            };
            for (int i = 0; i < ranges.Length; i++)
            {
                AssertWhole("Range: " + ranges[i] + "\r\n");
            }
        }

        [TestMethod]
        public void Several_ranges_are_answered_with_the_whole()
        {
            AssertWhole("Range: bytes=0-1,3-4\r\n");
            AssertWhole("Range: bytes=0-1, -1\r\n");
        }

        [TestMethod]
        public void Only_GET_has_ranges()
        {
            Reply reply = StaticResourceTests.Request("HEAD", "/page", "Range: bytes=1-2\r\n");

            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("10", reply.Field("Content-Length"));
        }

        [TestMethod]
        public void A_part_is_described_as_the_whole_is()
        {
            Reply reply = StaticResourceTests.Get("/page", "Range: bytes=1-2\r\n");

            Assert.AreEqual("2", reply.Field("Content-Length"));
            Assert.AreEqual("\"a\"", reply.Field("ETag"));
            Assert.AreEqual("text/plain", reply.Field("Content-Type"));
            Assert.AreEqual("Sat, 29 Feb 2020 01:02:03 GMT", reply.Field("Last-Modified"));
            Assert.AreEqual("no-cache", reply.Field("Cache-Control"));
        }

        [TestMethod]
        public void A_part_of_this_very_representation_is_sent()
        {
            AssertIfRange(206, "\"a\"");
            AssertIfRange(206, "Sat, 29 Feb 2020 01:02:03 GMT");
            AssertIfRange(206, "Sat Feb 29 01:02:03 2020");
        }

        [TestMethod]
        public void A_part_of_another_one_is_not()
        {
            string[] validators = { "\"b\"", "W/\"a\"", "a", "*", "", "\"a\", \"b\"", "Sat, 29 Feb 2020 01:02:04 GMT", "Sat, 29 Feb 2020 01:02:02 GMT", "yesterday" };
            for (int i = 0; i < validators.Length; i++)
            {
                AssertIfRange(200, validators[i]);
            }
        }

        [TestMethod]
        public void A_representation_without_validators_is_never_the_very_one()
        {
            Assert.AreEqual(200, StaticResourceTests.Get("/plain", IfRange("\"a\"")).Status);
            Assert.AreEqual(200, StaticResourceTests.Get("/plain", IfRange("Sat, 29 Feb 2020 01:02:03 GMT")).Status);
            Assert.AreEqual(206, StaticResourceTests.Get("/plain", "Range: bytes=1-2\r\n").Status);
        }

        private static string IfRange(string validator)
        {
            return "Range: bytes=1-2\r\nIf-Range: " + validator + "\r\n";
        }

        private static void AssertPart(string range, string content, string contentRange)
        {
            Reply reply = StaticResourceTests.Get("/page", "Range: bytes=" + range + "\r\n");
            Assert.AreEqual(206, reply.Status, range);
            Assert.AreEqual(content, reply.Content, range);
            Assert.AreEqual("bytes " + contentRange + "/10", reply.Field("Content-Range"), range);
        }

        private static void AssertWhole(string lines)
        {
            Reply reply = StaticResourceTests.Get("/page", lines);
            Assert.AreEqual(200, reply.Status, lines);
            Assert.AreEqual("0123456789", reply.Content, lines);
            Assert.IsNull(reply.Field("Content-Range"), lines);
        }

        private static void AssertIfRange(int status, string validator)
        {
            Assert.AreEqual(status, StaticResourceTests.Get("/page", IfRange(validator)).Status, validator);
        }
    }
}
