using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Bodies by length and in chunks (RFC 9112 sections 6 and 7).</summary>
    [TestClass]
    public class BodyReaderTests
    {
        [TestMethod]
        public void A_body_without_length_is_complete_at_once()
        {
            Assert.AreEqual("", Bodies.Accept(0, "", "GET / HTTP/1.1"));
        }

        [TestMethod]
        public void A_body_by_length_ends_at_its_length()
        {
            Assert.AreEqual("hello", Bodies.Accept(5, "hello", " world"));
        }

        [TestMethod]
        public void A_body_longer_than_the_limit_is_refused_before_its_first_byte()
        {
            BodyReader reader = new BodyReader();
            reader.Begin(11, 10);
            Assert.AreEqual(RequestError.BodyTooLarge, reader.Error);

            reader.Begin(10, 10);
            Assert.AreEqual(RequestError.None, reader.Error);
        }

        [TestMethod]
        public void Content_is_found_piece_by_piece_as_it_arrives()
        {
            byte[] buffer = Bytes.Of("abcdef");
            BodyReader reader = new BodyReader();
            reader.Begin(5, 10);

            Assert.AreEqual(2, reader.Read(buffer, 0, 2, out int offset, out int count));
            Assert.AreEqual(0, offset);
            Assert.AreEqual(2, count);
            Assert.IsFalse(reader.IsComplete);

            Assert.AreEqual(5, reader.Read(buffer, 2, 6, out offset, out count));
            Assert.AreEqual(2, offset);
            Assert.AreEqual(3, count);
            Assert.IsTrue(reader.IsComplete);
        }

        [TestMethod]
        public void Chunks_are_joined()
        {
            Assert.AreEqual("hello world", Bodies.Accept(-1, "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "GET "));
        }

        [TestMethod]
        public void Only_the_last_chunk_may_be_empty()
        {
            Assert.AreEqual("", Bodies.Accept(-1, "0\r\n\r\n", "0\r\n\r\n"));
            Assert.AreEqual("", Bodies.Accept(-1, "0000\r\n\r\n", "x"));
        }

        [TestMethod]
        public void Sizes_are_hexadecimal_in_either_case()
        {
            Assert.AreEqual("0123456789", Bodies.AcceptChunked("a\r\n0123456789\r\n0\r\n\r\n"));
            Assert.AreEqual("0123456789", Bodies.AcceptChunked("0A\r\n0123456789\r\n0\r\n\r\n"));
            Assert.AreEqual("0123456789abcdef", Bodies.AcceptChunked("00000010\r\n0123456789abcdef\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void Content_may_look_like_framing()
        {
            Assert.AreEqual("0\r\n\r\n", Bodies.AcceptChunked("5\r\n0\r\n\r\n\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void A_size_is_hexadecimal_digits_and_nothing_else()
        {
            string[] sizes = { "", " 5", "+5", "-5", "0x5", "g", "5g", "5.", "\"5\"", "5 5", "<09>5", "<00>", "<b2>" };
            for (int i = 0; i < sizes.Length; i++)
            {
                Bodies.RefuseChunked(sizes[i] + "\r\nhello\r\n0\r\n\r\n");
            }
        }

        [TestMethod]
        public void White_space_behind_a_size_is_refused()
        {
            Bodies.RefuseChunked("5 \r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5<09>\r\nhello\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void A_size_with_more_digits_than_any_limit_is_refused()
        {
            Bodies.RefuseChunked("100000005\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("10000000000000005\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("000000005\r\nhello\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void The_largest_size_is_too_large_and_not_negative()
        {
            Bodies.RefuseChunked("ffffffff\r\n", RequestError.BodyTooLarge);
            Bodies.RefuseChunked("80000000\r\n", RequestError.BodyTooLarge);
        }

        [TestMethod]
        public void Chunks_may_fill_the_limit_and_not_exceed_it()
        {
            Assert.AreEqual("helloworld", Bodies.AcceptChunked("5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n", 10));
            Bodies.RefuseChunked("5\r\nhello\r\n6\r\nworld!\r\n0\r\n\r\n", RequestError.BodyTooLarge, 10);
            Bodies.RefuseChunked("b\r\nhello world\r\n0\r\n\r\n", RequestError.BodyTooLarge, 10);
        }

        [TestMethod]
        public void Lines_of_the_framing_end_in_CR_LF()
        {
            Bodies.RefuseChunked("5\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5\rhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5\r\nhello\n0\r\n\r\n");
            Bodies.RefuseChunked("5\r\nhello\r0\r\n\r\n");
            Bodies.RefuseChunked("0\n\n");
            Bodies.RefuseChunked("0\r\n\n");
            Bodies.RefuseChunked("0\r\n\rx");
            Bodies.RefuseChunked("0\r\nA: b\n\r\n");
        }

        [TestMethod]
        public void Content_has_exactly_the_size_of_its_chunk()
        {
            Bodies.RefuseChunked("4\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5\r\nhell\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void Extensions_are_passed_over()
        {
            Assert.AreEqual("hello", Bodies.AcceptChunked("5;a=b\r\nhello\r\n0;c=\"d e\";f\r\n\r\n"));
            Assert.AreEqual("hello", Bodies.AcceptChunked("5 <09>;a\r\nhello\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void White_space_around_the_parts_of_an_extension_is_passed_over()
        {
            Assert.AreEqual("hello", Bodies.AcceptChunked("5 ; a = b ; c = \"d\" ;e\r\nhello\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void A_quoted_value_may_have_separators_and_escaped_quotes()
        {
            Assert.AreEqual("hello", Bodies.AcceptChunked("5;a=\";=\\\"\\\\\";b\r\nhello\r\n0\r\n\r\n"));
        }

        [TestMethod]
        public void An_extension_is_a_name_with_or_without_a_value()
        {
            Bodies.RefuseChunked("5;\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;;a\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;=b\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a=\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a=b=c\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a b\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a=\"b\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a=\"b\"c\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5 a\r\nhello\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void An_extension_has_no_control_characters()
        {
            Bodies.RefuseChunked("5;a<00>\r\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a\nhello\r\n0\r\n\r\n");
            Bodies.RefuseChunked("5;a<7f>\r\nhello\r\n0\r\n\r\n");
        }

        [TestMethod]
        public void Extensions_are_bounded_over_the_whole_body()
        {
            string half = Bytes.Repeat("x", BodyReader.MaximumOverhead / 2);

            Assert.AreEqual("a", Bodies.AcceptChunked("1;" + half + "\r\na\r\n0;" + half + "\r\n\r\n"));
            Bodies.RefuseChunked("1;" + half + "\r\na\r\n0;" + half + "x\r\n\r\n");
        }

        [TestMethod]
        public void Trailers_are_passed_over()
        {
            Assert.AreEqual("a", Bodies.Accept(-1, "1\r\na\r\n0\r\nA: b\r\nContent-Lengths: 9\r\nC:\r\n\r\n", "POST"));
        }

        [TestMethod]
        public void A_trailer_that_would_frame_the_message_is_refused()
        {
            Bodies.RefuseChunked("0\r\nContent-Length: 9\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA: b\r\ntransfer-encoding: chunked\r\n\r\n");
        }

        [TestMethod]
        public void A_trailer_has_the_form_of_a_field()
        {
            Bodies.RefuseChunked("0\r\n A: b\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA : b\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA\r\n\r\n");
            Bodies.RefuseChunked("0\r\n: b\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA: b\r\n c\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA: <00>\r\n\r\n");
            Bodies.RefuseChunked("0\r\nA(: b\r\n\r\n");
        }

        [TestMethod]
        public void Trailers_are_bounded()
        {
            Bodies.RefuseChunked("0\r\nA: " + Bytes.Repeat("x", BodyReader.MaximumOverhead + 1) + "\r\n\r\n");
        }

        [TestMethod]
        public void Trailers_of_one_letter_are_bounded_too()
        {
            Bodies.RefuseChunked("0\r\n" + Bytes.Repeat("A:\r\n", BodyReader.MaximumOverhead + 1) + "\r\n");
        }

        [TestMethod]
        public void A_body_without_its_end_is_awaited()
        {
            Bodies.AwaitChunked("5\r\nhello\r\n");
            Bodies.AwaitChunked("5\r\nhello\r\n0\r\n");
            Bodies.AwaitChunked("5\r\nhello\r\n0\r\nA: b\r\n");
            Bodies.AwaitChunked("5\r\nhello\r\n0\r\n\r");
        }

        [TestMethod]
        public void A_new_body_begins_without_the_faults_of_the_last()
        {
            byte[] buffer = Bytes.Of("x1\r\na\r\n0\r\n\r\n");
            BodyReader reader = new BodyReader();
            reader.Begin(-1, 10);
            reader.Read(buffer, 0, 1, out _, out _);
            Assert.AreEqual(RequestError.InvalidChunk, reader.Error);

            reader.Begin(-1, 10);
            int next = reader.Read(buffer, 1, buffer.Length, out int offset, out int count);
            Assert.AreEqual("a", Bytes.Text(buffer, offset, count));
            Assert.AreEqual(buffer.Length, reader.Read(buffer, next, buffer.Length, out _, out _));
            Assert.IsTrue(reader.IsComplete);
        }
    }
}
