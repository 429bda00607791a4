using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Text
{
    /// <summary>Validation of UTF-8 (RFC 3629), in one piece and divided at each byte.</summary>
    [TestClass]
    public class Utf8ValidatorTests
    {
        [TestMethod]
        public void ASCII_is_UTF_8()
        {
            AssertValid("");
            AssertValid("00");
            AssertValid("7f");
            AssertValid("48656c6c6f20776f726c64");
        }

        [TestMethod]
        public void The_first_and_last_characters_of_each_length_are_valid()
        {
            AssertValid("c280");
            AssertValid("dfbf");
            AssertValid("e0a080");
            AssertValid("efbfbf");
            AssertValid("f0908080");
            AssertValid("f48fbfbf");
        }

        [TestMethod]
        public void The_characters_around_the_surrogates_are_valid()
        {
            AssertValid("ed9fbf");
            AssertValid("ee8080");
        }

        [TestMethod]
        public void The_first_and_last_characters_of_each_lead_byte_are_valid()
        {
            AssertValid("e0bfbf");
            AssertValid("e18080");
            AssertValid("ecbfbf");
            AssertValid("ed8080");
            AssertValid("f0bfbfbf");
            AssertValid("f1808080");
            AssertValid("f3bfbfbf");
            AssertValid("f4808080");
        }

        [TestMethod]
        public void Text_of_all_lengths_is_valid()
        {
            AssertValid("cebae1bdb9cf83cebcceb5");
            AssertValid("61c3a462e282ac63f09f988064" + "61626364" + "c3a4c3a4");
            AssertValid("efbbbf61");
            AssertValid("efbfbeefbfbf");
        }

        [TestMethod]
        public void A_continuation_without_a_lead_is_refused()
        {
            AssertInvalid("80", 0);
            AssertInvalid("bf", 0);
            AssertInvalid("6180", 1);
            AssertInvalid("c3a4a4", 2);
        }

        [TestMethod]
        public void Bytes_that_occur_in_no_text_are_refused_immediately()
        {
            AssertInvalid("c0", 0);
            AssertInvalid("c1", 0);
            AssertInvalid("f5", 0);
            AssertInvalid("f8", 0);
            AssertInvalid("fc", 0);
            AssertInvalid("fe", 0);
            AssertInvalid("ff", 0);
            AssertInvalid("61626364ff", 4);
        }

        [TestMethod]
        public void Overlong_forms_are_refused_before_their_last_byte()
        {
            AssertInvalid("e080", 1);
            AssertInvalid("e09f", 1);
            AssertInvalid("f080", 1);
            AssertInvalid("f08f", 1);
        }

        [TestMethod]
        public void Surrogates_are_refused_before_their_last_byte()
        {
            AssertInvalid("eda0", 1);
            AssertInvalid("edbf", 1);
        }

        [TestMethod]
        public void Characters_beyond_10FFFF_are_refused_at_their_second_byte()
        {
            AssertInvalid("f490", 1);
            AssertInvalid("f4bf", 1);
        }

        [TestMethod]
        public void An_incomplete_character_is_refused_at_the_next_lead_byte()
        {
            AssertInvalid("c341", 1);
            AssertInvalid("c3c3", 1);
            AssertInvalid("e28241", 2);
            AssertInvalid("e282c3", 2);
            AssertInvalid("f09f41", 2);
            AssertInvalid("f09f9841", 3);
            AssertInvalid("f09f98f0", 3);
        }

        [TestMethod]
        public void The_restricted_range_of_a_second_byte_does_not_apply_to_the_third()
        {
            AssertValid("e0a080");
            AssertValid("ed80bf");
            AssertValid("f0908080");
            AssertValid("f48080bf");
            AssertInvalid("e0a07f", 2);
            AssertInvalid("f0907f", 2);
            AssertInvalid("f48fc0", 2);
        }

        [TestMethod]
        public void A_lead_and_a_second_byte_are_valid_when_a_character_can_begin_with_them()
        {
            Utf8Validator validator = new Utf8Validator();
            byte[] text = Bytes.Of("..aaaaaa");
            for (int lead = 0x80; lead < 0x100; lead++)
            {
                for (int second = 0; second < 0x100; second += Target.NumberStep)
                {
                    text[0] = (byte)lead;
                    text[1] = (byte)second;
                    validator.Reset();
                    bool isValid = validator.Validate(text, 0, 2);
                    validator.Reset();
                    bool isCharacter = validator.Validate(text, 0, text.Length);
                    bool canBegin = CanBegin(lead, second);
                    if (isValid != canBegin || isCharacter != (canBegin && lead < 0xE0))
                    {
                        Assert.AreEqual(canBegin, isValid, Bytes.ToHex(text, 0, 2));
                        Assert.AreEqual(!isCharacter, isCharacter, Bytes.ToHex(text, 0, text.Length));
                    }
                }
            }
        }

        [TestMethod]
        public void Characters_of_three_bytes_are_validated_one_by_one_at_every_position()
        {
            Utf8Validator validator = new Utf8Validator();
            byte[] edges = { 0x00, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
            for (int lead = 0xE0; lead < 0xF5; lead++)
            {
                for (int i = 0; i < 64; i++)
                {
                    byte second = edges[i >> 3];
                    byte third = edges[i & 7];

                    // A character of four bytes is incomplete here: its last byte is missing.
                    bool isValid = lead < 0xF0 && CanBegin(lead, second) && (third & 0xC0) == 0x80;
                    for (int at = 0; at < 12; at += 3)
                    {
                        byte[] text = Bytes.Hex("e4b8ade4b8ade4b8ade4b8ad6161");
                        text[at] = (byte)lead;
                        text[at + 1] = second;
                        text[at + 2] = third;
                        validator.Reset();
                        if (validator.Validate(text, 0, text.Length) != isValid)
                        {
                            Assert.AreEqual(!isValid, isValid, Bytes.ToHex(text, 0, text.Length));
                        }
                    }
                }
            }
        }

        [TestMethod]
        public void Text_is_complete_between_characters_only()
        {
            Utf8Validator validator = new Utf8Validator();
            byte[] text = Bytes.Hex("61c3a4e282acf09f9880");
            string complete = "";
            for (int i = 0; i < text.Length; i++)
            {
                Assert.IsTrue(validator.Validate(text, i, 1));
                complete += validator.IsComplete ? "1" : "0";
            }

            Assert.AreEqual("1010010001", complete);
        }

        [TestMethod]
        public void A_validator_that_was_reset_begins_a_new_text()
        {
            Utf8Validator validator = new Utf8Validator();
            validator.Validate(Bytes.Hex("f0"), 0, 1);
            validator.Reset();

            Assert.IsTrue(validator.IsComplete);
            Assert.IsTrue(validator.Validate(Bytes.Hex("e18080"), 0, 3));
            Assert.IsTrue(validator.IsComplete);
        }

        [TestMethod]
        public void Validation_does_not_change_the_text()
        {
            byte[] text = Bytes.Hex("61c3a4e282ac61626364");
            new Utf8Validator().Validate(text, 0, text.Length);

            Assert.AreEqual("61c3a4e282ac61626364", Bytes.ToHex(text, 0, text.Length));
        }

        private static void AssertValid(string hex)
        {
            byte[] text = Bytes.Hex(hex);
            for (int split = 0; split <= text.Length; split++)
            {
                Assert.AreEqual(-1, Fault(text, split), hex);
            }
        }

        private static void AssertInvalid(string hex, int position)
        {
            byte[] text = Bytes.Join(Bytes.Hex(hex), Bytes.Hex("616263"));
            Utf8Validator validator = new Utf8Validator();
            for (int i = 0; i <= position; i++)
            {
                Assert.AreEqual(i < position, validator.Validate(text, i, 1), hex);
            }

            for (int split = 0; split <= text.Length; split++)
            {
                Assert.AreEqual(split > position ? 0 : 1, Fault(text, split), hex);
            }
        }

        /// <summary>Returns the number of the first part that is refused, 0 or 1; -1 when the text is valid, 2 when it is incomplete.</summary>
        private static int Fault(byte[] text, int split)
        {
            Utf8Validator validator = new Utf8Validator();
            if (!validator.Validate(text, 0, split))
            {
                return 0;
            }

            if (!validator.Validate(text, split, text.Length - split))
            {
                return 1;
            }

            return validator.IsComplete ? -1 : 2;
        }

        /// <summary>Whether any character begins with two bytes, computed from the lowest and highest code points that could follow.</summary>
        private static bool CanBegin(int lead, int second)
        {
            int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            if (lead < 0xC0 || lead >= 0xF8 || (second & 0xC0) != 0x80)
            {
                return false;
            }

            int shift = 6 * (length - 2);
            int lowest = ((lead & (0x7F >> length)) << 6 | (second & 0x3F)) << shift;
            int highest = lowest | ((1 << shift) - 1);
            int shortest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
            return highest >= shortest && lowest <= 0x10FFFF && !(lowest >= 0xD800 && highest <= 0xDFFF);
        }
    }
}
