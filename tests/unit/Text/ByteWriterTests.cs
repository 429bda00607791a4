using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Text
{
    /// <summary>Writes to a fixed buffer from whose front bytes are consumed.</summary>
    [TestClass]
    public class ByteWriterTests
    {
        [TestMethod]
        public void Bytes_and_text_are_written_one_after_the_other()
        {
            ByteWriter writer = new ByteWriter(new byte[16]);
            writer.Write((byte)'a');
            writer.Write(Bytes.Of("xbcx"), 1, 2);
            writer.WriteText("de");
            writer.WriteText("");

            Assert.AreEqual("abcde", Text(writer));
            Assert.AreEqual(11, writer.Free);
        }

        [TestMethod]
        public void The_buffer_can_be_filled_to_its_last_byte()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("abcd");

            Assert.AreEqual("abcd", Text(writer));
            Assert.AreEqual(0, writer.Free);
            Assert.IsFalse(writer.Overflowed);
        }

        [TestMethod]
        public void A_write_that_does_not_fit_writes_nothing()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("ab");
            writer.WriteText("cde");

            Assert.IsTrue(writer.Overflowed);
            Assert.AreEqual("ab", Text(writer));
        }

        [TestMethod]
        public void Nothing_is_written_after_an_overflow()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("abcde");
            writer.Write((byte)'f');
            writer.WriteNumber(1);
            writer.WriteHex(1, 1);
            writer.Write(new byte[1], 0, 1);

            Assert.AreEqual(0, writer.Count);
            Assert.IsFalse(writer.Ensure(1));
        }

        [TestMethod]
        public void Rewinding_discards_bytes_and_clears_the_overflow()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("ab");
            int mark = writer.Count;
            writer.WriteText("c");
            writer.WriteText("de");
            writer.Rewind(mark);
            writer.WriteText("xy");

            Assert.IsFalse(writer.Overflowed);
            Assert.AreEqual("abxy", Text(writer));
        }

        [TestMethod]
        public void Bytes_are_consumed_from_the_front()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("abcd");
            writer.Consume(3);

            Assert.AreEqual("d", Text(writer));
            Assert.AreEqual(3, writer.Free);
        }

        [TestMethod]
        public void Free_space_at_the_front_is_used_when_the_end_is_full()
        {
            ByteWriter writer = new ByteWriter(new byte[8]);
            writer.WriteText("abcdefgh");
            writer.Consume(3);
            writer.WriteText("xyz");

            Assert.AreEqual("defghxyz", Text(writer));
        }

        [TestMethod]
        public void A_writer_that_was_emptied_begins_at_its_front()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("abc");
            writer.Consume(3);

            Assert.AreEqual(0, writer.Start);
            Assert.AreEqual(0, writer.End);
        }

        [TestMethod]
        public void Bytes_stay_in_order_for_any_sizes_of_writes_and_reads()
        {
            ByteWriter writer = new ByteWriter(new byte[13]);
            byte[] source = Bytes.Pattern(500);
            int written = 0;
            int taken = 0;
            for (int turn = 0; taken < source.Length; turn++)
            {
                int count = (turn * 7 + 3) % 11;
                count = count < source.Length - written ? count : source.Length - written;
                count = count < writer.Free ? count : writer.Free;
                writer.Write(source, written, count);
                written += count;
                count = (turn * 5 + 1) % 9;
                count = count < writer.Count ? count : writer.Count;
                for (int i = 0; i < count; i++)
                {
                    Assert.AreEqual(source[taken++], writer.Buffer[writer.Start + i]);
                }

                writer.Consume(count);
            }
        }

        [TestMethod]
        public void A_reserve_is_kept_free()
        {
            ByteWriter writer = new ByteWriter(new byte[8]);
            writer.Reserve(3);
            Assert.AreEqual(5, writer.Free);
            writer.WriteText("abcdef");
            Assert.AreEqual(0, writer.Count);

            writer.Rewind(0);
            writer.WriteText("abcde");
            writer.Reserve(0);
            writer.WriteText("fgh");
            Assert.AreEqual("abcdefgh", Text(writer));
        }

        [TestMethod]
        public void A_reserve_is_kept_when_the_buffer_moves()
        {
            ByteWriter writer = new ByteWriter(new byte[8]);
            writer.WriteText("abcdefgh");
            writer.Consume(4);
            writer.Reserve(3);
            writer.WriteText("xy");
            Assert.AreEqual("efgh", Text(writer));

            writer.Rewind(4);
            writer.WriteText("x");
            Assert.AreEqual("efghx", Text(writer));
        }

        [TestMethod]
        public void Clearing_discards_the_bytes_the_reserve_and_the_overflow()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.Reserve(2);
            writer.WriteText("abcde");
            writer.Clear();

            Assert.AreEqual(4, writer.Free);
            Assert.IsFalse(writer.Overflowed);
        }

        [TestMethod]
        public void A_caller_may_write_to_the_buffer_directly()
        {
            ByteWriter writer = new ByteWriter(new byte[4]);
            writer.WriteText("abcd");
            writer.Consume(2);

            Assert.IsTrue(writer.Ensure(2));
            writer.Buffer[writer.End] = (byte)'x';
            writer.Buffer[writer.End + 1] = (byte)'y';
            writer.Advance(2);
            Assert.AreEqual("cdxy", Text(writer));
            Assert.IsFalse(writer.Ensure(1));
        }

        [TestMethod]
        public void Numbers_are_decimal()
        {
            Assert.AreEqual("0", Number(0));
            Assert.AreEqual("9", Number(9));
            Assert.AreEqual("10", Number(10));
            Assert.AreEqual("99", Number(99));
            Assert.AreEqual("100", Number(100));
            Assert.AreEqual("-1", Number(-1));
            Assert.AreEqual("-10", Number(-10));
            Assert.AreEqual("4294967296", Number(4294967296));
        }

        [TestMethod]
        public void Every_pair_of_digits_is_written_at_every_position()
        {
            for (int pair = 0; pair < 100; pair++)
            {
                string two = (pair < 10 ? "0" : "") + pair.ToString();
                Assert.AreEqual(pair.ToString(), Number(pair));
                Assert.AreEqual("7" + two, Number(700 + pair));
                Assert.AreEqual("42" + two, Number(4200 + pair));
                Assert.AreEqual("-5" + two + "06" + two, Number(-(5000600 + pair * 10000 + pair)));
            }
        }

        [TestMethod]
        public void The_largest_numbers_are_written()
        {
            Assert.AreEqual("2147483647", Number(int.MaxValue));
            Assert.AreEqual("-2147483648", Number(int.MinValue));
            Assert.AreEqual("9223372036854775807", Number(long.MaxValue));
            Assert.AreEqual("-9223372036854775808", Number(long.MinValue));
        }

        [TestMethod]
        public void Every_power_of_ten_and_its_neighbours_are_written()
        {
            string nines = "9";
            string power = "10";
            for (long value = 10; value <= 1000000000000000000 && value > 0; value *= 10)
            {
                Assert.AreEqual(nines, Number(value - 1));
                Assert.AreEqual(power, Number(value));
                Assert.AreEqual("-" + power, Number(-value));
                nines += "9";
                power += "0";
            }
        }

        [TestMethod]
        public void A_number_that_does_not_fit_is_not_written()
        {
            ByteWriter writer = new ByteWriter(new byte[3]);
            writer.WriteNumber(1000);
            Assert.AreEqual(0, writer.Count);

            writer.Clear();
            writer.WriteNumber(-99);
            Assert.AreEqual("-99", Text(writer));
        }

        [TestMethod]
        public void Hexadecimal_numbers_have_the_digits_they_need()
        {
            Assert.AreEqual("0", HexOf(0, 1));
            Assert.AreEqual("f", HexOf(15, 1));
            Assert.AreEqual("10", HexOf(16, 1));
            Assert.AreEqual("abcdef", HexOf(0xABCDEF, 1));
            Assert.AreEqual("7fffffff", HexOf(int.MaxValue, 1));
        }

        [TestMethod]
        public void Hexadecimal_numbers_have_at_least_the_requested_number_of_digits()
        {
            Assert.AreEqual("0000", HexOf(0, 4));
            Assert.AreEqual("00ff", HexOf(255, 4));
            Assert.AreEqual("12345", HexOf(0x12345, 4));
            Assert.AreEqual("00000001", HexOf(1, 8));
        }

        private static string Number(long value)
        {
            ByteWriter writer = new ByteWriter(new byte[24]);
            writer.WriteNumber(value);
            return Text(writer);
        }

        private static string HexOf(int value, int digits)
        {
            ByteWriter writer = new ByteWriter(new byte[24]);
            writer.WriteHex(value, digits);
            return Text(writer);
        }

        private static string Text(ByteWriter writer)
        {
            return Bytes.Text(writer.Buffer, writer.Start, writer.Count);
        }
    }
}
