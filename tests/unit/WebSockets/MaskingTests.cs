using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Unmasking in place (RFC 6455 section 5.3), at every rotation of the key.</summary>
    [TestClass]
    public class MaskingTests
    {
        [TestMethod]
        public void A_payload_of_any_length_divided_anywhere_is_unmasked()
        {
            for (int length = 0; length <= 75; length += length < 45 ? 1 : 6)
            {
                byte[] payload = Bytes.Pattern(length);
                for (int split = 0; split <= length; split++)
                {
                    AssertUnmasked(payload, split, length, null);
                }
            }
        }

        [TestMethod]
        public void A_payload_in_three_pieces_is_unmasked()
        {
            byte[] payload = Bytes.Pattern(16);
            for (int first = 0; first <= 16; first++)
            {
                for (int second = first; second <= 16; second++)
                {
                    AssertUnmasked(payload, first, second, null);
                }
            }
        }

        [TestMethod]
        public void ASCII_of_any_length_divided_anywhere_is_unmasked_as_text()
        {
            for (int length = 0; length <= 75; length += length < 45 ? 1 : 6)
            {
                byte[] payload = Bytes.Repeat((byte)' ', length);
                for (int i = 0; i < length; i++)
                {
                    payload[i] += (byte)i;
                }

                for (int split = 0; split <= length; split++)
                {
                    AssertUnmasked(payload, split, length, new Utf8Validator());
                }
            }
        }

        [TestMethod]
        public void Characters_of_every_length_divided_anywhere_are_unmasked_as_text()
        {
            byte[] payload = Bytes.Of("a<c3><a4>bcd<e2><82><ac>efghi<f0><9f><98><80><c2><a9>xyz<ed><9f><bf>");
            for (int first = 0; first <= payload.Length; first++)
            {
                for (int second = first; second <= payload.Length; second++)
                {
                    AssertUnmasked(payload, first, second, new Utf8Validator());
                }
            }
        }

        [TestMethod]
        public void An_invalid_byte_is_found_at_every_position()
        {
            for (int i = 0; i < 75; i++)
            {
                byte[] payload = Bytes.Repeat((byte)'a', 75);
                payload[i] = 0xFF;
                byte[] frame = Frames.Make(0x81, payload);
                FrameReader reader = new FrameReader();
                int at = reader.ReadHeader(frame, 0, frame.Length);

                Assert.IsFalse(reader.ReadText(frame, at, 75, new Utf8Validator()), "At " + i);
            }
        }

        [TestMethod]
        public void ASCII_does_not_complete_a_character()
        {
            byte[] frame = Frames.Make(0x81, Bytes.Of("aaa<c3>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
            FrameReader reader = new FrameReader();
            Utf8Validator utf8 = new Utf8Validator();
            int at = reader.ReadHeader(frame, 0, frame.Length);

            Assert.IsTrue(reader.ReadText(frame, at, 4, utf8));
            Assert.IsFalse(reader.ReadText(frame, at + 4, 38, utf8));
        }

        [TestMethod]
        public void A_key_of_zeros_changes_nothing()
        {
            byte[] frame = Bytes.Hex("82850000000001020304ff");
            FrameReader reader = new FrameReader();
            int at = reader.ReadHeader(frame, 0, frame.Length);
            reader.ReadPayload(frame, at, 5);

            Assert.AreEqual("01020304ff", Bytes.ToHex(frame, at, 5));
            Assert.AreEqual(0L, reader.Remaining);
        }

        [TestMethod]
        public void Text_with_a_masking_key_of_zeros_is_validated()
        {
            byte[] frame = Bytes.Hex("818300000000" + "61ff61");
            FrameReader reader = new FrameReader();
            int at = reader.ReadHeader(frame, 0, frame.Length);

            Assert.IsFalse(reader.ReadText(frame, at, frame.Length - at, new Utf8Validator()));
        }

        [TestMethod]
        public void Bytes_around_a_piece_are_not_changed()
        {
            byte[] buffer = Bytes.Repeat(0x55, 12);
            FrameReader reader = ReaderOf(7);
            reader.ReadPayload(buffer, 3, 6);

            Assert.AreEqual("555555" + "62af7468" + "62af" + "555555", Bytes.ToHex(buffer, 0, 12));
        }

        [TestMethod]
        public void The_frames_of_the_RFC_are_read()
        {
            byte[] frame = Bytes.Hex("818537fa213d7f9f4d5158");
            FrameReader reader = new FrameReader();
            int at = reader.ReadHeader(frame, 0, frame.Length);
            Assert.IsTrue(reader.ReadText(frame, at, 5, new Utf8Validator()));

            Assert.AreEqual("Hello", Bytes.Text(frame, at, 5));
        }

        private static void AssertUnmasked(byte[] payload, int first, int second, Utf8Validator utf8)
        {
            // The frame begins at index 3, so that the position in the buffer and the rotation of the key differ.
            byte[] frame = Bytes.Join(new byte[3], Frames.Make(0x81, payload));
            int start = frame.Length - payload.Length;
            FrameReader reader = new FrameReader();
            reader.ReadHeader(frame, 3, frame.Length);
            Read(reader, frame, start, first, utf8);
            Read(reader, frame, start + first, second - first, utf8);
            Read(reader, frame, start + second, payload.Length - second, utf8);

            Assert.AreEqual(0L, reader.Remaining);
            Assert.IsTrue(Bytes.AreEqual(payload, Bytes.Slice(frame, start, payload.Length)), "Cut at " + first + " and " + second + " of " + payload.Length);
        }

        private static void Read(FrameReader reader, byte[] buffer, int offset, int count, Utf8Validator utf8)
        {
            if (utf8 == null)
            {
                reader.ReadPayload(buffer, offset, count);
            }
            else
            {
                Assert.IsTrue(reader.ReadText(buffer, offset, count, utf8));
            }
        }

        private static FrameReader ReaderOf(int length)
        {
            FrameReader reader = new FrameReader();
            byte[] header = Frames.Make(0x82, new byte[length]);
            reader.ReadHeader(header, 0, header.Length);
            return reader;
        }
    }
}
