using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The channel lines that describe a board.</summary>
    [TestClass]
    public class BoardDescriptionTests
    {
        [TestMethod]
        public void A_line_makes_a_channel_with_its_name_group_and_order()
        {
            Board board = Create("channel=b output pin=2 order=60 name=\"My lamp\" group=Hall\nchannel=c output pin=4\nchannel=a adc pin=36 order=1 decimals=2 min=-0.05\nchannel=d input pin=5\n");
            Assert.AreEqual("a c d b", Ids(board));
            TestDevice device = new TestDevice(board[3]);
            string hello = device.Open().Hello;
            Assert.IsTrue(hello.IndexOf("{\"id\":\"b\",\"kind\":\"output\",\"unit\":\"\",\"name\":\"My lamp\",\"group\":\"Hall\",\"value\":0}") > 0, hello);
            Assert.AreEqual(2, board[0].Decimals);
            Assert.AreEqual(-5, board[0].Minimum);
        }

        [TestMethod]
        public void A_line_may_make_several_channels()
        {
            Board board = Create("channel=air part data=21 name=Air\nchannel=bus part data=21\nchannel=z output pin=2\n");
            Assert.AreEqual("air air-b air-ccc bus bus-b bus-ccc z", Ids(board));
            TestDevice device = new TestDevice(board[1]);
            string hello = device.Open().Hello;
            Assert.IsTrue(hello.IndexOf("\"name\":\"Air width\"") > 0, hello);
        }

        [TestMethod]
        public void Every_fault_names_its_line_its_word_and_a_remedy()
        {
            string[] lines =
            {
                "channel=", "Channel line 1, \"channel=\": a line is channel=, an id, a driver and words",
                "led output pin=2", "\"led output pin=2\": a line is",
                "channel=led", "a line is", "channel=led ", "a line is", "channel= output pin=2", "\"\": an id is 1 to 16 of a-z, 0-9 and -, and \"\" is not.",
                "channel=led  output pin=2", "a line is", "channel=led output  pin=2", "a line is", "channel=led output pin=2 ", "a line is", "channel=led output pin", "\"pin\": take a whole number from 0 to 999.",
                "channel=led output =2", "a line is", "channel=led output Pin=2", "a line is", "channel=led output name=\"a", "a line is", "channel=led output name=\"a\"b", "a line is",
                "channel=led output name=a\"b", "a line is", "channel=led output pin=2\tsafe=1", "a whole number",
                "channel=LED output pin=2", "\"LED\": an id is 1 to 16 of a-z, 0-9 and -, and \"LED\" is not. Take another one.",
                "channel=abcdefghijklmnopq output pin=2", "an id is 1 to 16",
                "channel=abcdefghijklm part data=2", "an id is 1 to 16 of a-z, 0-9 and -, and \"abcdefghijklm-ccc\" is not.",
                "channel=led lamp pin=2", "\"lamp\": there is no such driver. Take one of input, output, adc, part.",
                "channel=led output", "\"output\": the driver needs pin=. Add it.",
                "channel=led output pin=2 pin=4", "\"pin=4\": the word is there twice. Remove one.",
                "channel=led output pin=2 pull=up", "\"pull=up\": this driver does not know the word. It knows name, group, order, pin, active, safe, restore, off-after, exclusive.",
                "channel=led output pin=x", "\"pin=x\": take a whole number", "channel=led output pin=", "\"pin=\": take a whole number", "channel=led output pin=2.0", "take a whole number",
                "channel=led output pin=2 safe=2", "\"safe=2\": take a whole number from 0 to 1.",
                "channel=led output pin=2 off-after=86401", "\"off-after=86401\": take a whole number from 1 to 86400.",
                "channel=led output pin=2 active=yes", "\"active=yes\": take one of high low.",
                "channel=led output pin=2 active", "\"active\": take one of high low.",
                "channel=led output pin=2 group=a exclusive=1", "\"exclusive=1\": the word has no value. Write exclusive alone.",
                "channel=led output pin=2 exclusive", "\"output\": the driver needs group=. Add it.",
                "channel=led output pin=2 name=\"\"", "\"name=\"\": take a text of 1 to 32 bytes", "channel=led output pin=2 name", "take a text of 1 to 32 bytes",
                "channel=led output pin=2 name=a\\b", "take a text of 1 to 32 bytes", "channel=led output pin=2 group=1234567890123456789012345", "take a text of 1 to 24 bytes",
                "channel=air part data=2 name=12345678901234567890123456", "\"name=12345678901234567890123456\": take a text of 1 to 25 bytes",
                "channel=led output pin=2 order=100", "take a whole number from 0 to 99.",
                "channel=a adc pin=36 decimals=2 min=0.005", "\"min=0.005\": take a number from -1000.00 to 1000.00 with at most 2 decimals.",
                "channel=a adc pin=36 decimals=5", "from 0 to 4.", "channel=a adc pin=36 min=1.5", "\"min=1.5\": take a whole number from -100000 to 100000.",
                "channel=a adc pin=36 min=-", "\"min=-\": take", "channel=a adc pin=36 min=.5", "\"min=.5\": take", "channel=a adc pin=36 min=99999999999", "\"min=99999999999\": take",
                "channel=led output pin=24", "\"pin=24\": the ESP32 has no GPIO 24. Take another one.", "channel=led output pin=40", "has no GPIO 40.",
                "channel=led output pin=34", "GPIO 34 of the ESP32 can only be an input. Take another one.",
                "channel=b input pin=34 pull=up", "\"pull=up\": GPIO 34 of the ESP32 has no pull-up and no pull-down.",
                "channel=led output pin=6", "GPIO 6 of the ESP32 is used by the flash memory.", "channel=led output pin=1", "is used by the serial console.",
                "channel=a adc pin=5", "GPIO 5 of the ESP32 cannot measure a voltage. Take one of 32, 33, 34, 35, 36, 37, 38, 39.",
                "channel=a adc pin=4", "GPIO 4 of the ESP32 belongs to ADC2, which is unreliable beside Wi-Fi. Take one of 32, 33, 34, 35, 36, 37, 38, 39.",
            };
            for (int i = 0; i < lines.Length; i += 2)
            {
                LineFault fault = Check(lines[i] + "\n");
                Assert.IsNotNull(fault, lines[i]);
                Assert.IsTrue(fault.ToString().IndexOf("Channel line 1, \"") == 0 && fault.ToString().IndexOf(lines[i + 1]) > 0 | fault.ToString().IndexOf(lines[i + 1]) == 0, lines[i] + " " + fault);
            }
        }

        [TestMethod]
        public void Faults_of_several_lines_name_the_later_line()
        {
            string[] lines =
            {
                "channel=a output pin=2\nchannel=a output pin=4\n", "Channel line 2, \"a\": another line makes the channel a. Take another id.",
                "channel=air part data=2\nchannel=air-b output pin=4\n", "Channel line 2, \"air-b\": another line makes the channel air-b.",
                "channel=a output pin=2\nchannel=b output pin=4\nchannel=c input pin=2\n", "Channel line 3, \"pin=2\": line 1 uses GPIO 2 already. Take another one.",
                "channel=a adc pin=36\nchannel=b input pin=36\n", "Channel line 2, \"pin=36\": line 1 uses GPIO 36 already.",
                "channel=a part data=21\nchannel=b output pin=21\n", "Channel line 2, \"pin=21\": line 1 uses GPIO 21 already.",
                "channel=a output pin=21\nchannel=b part data=21\n", "Channel line 2, \"data=21\": line 1 uses GPIO 21 already.",
                "channel=a output pin=2\n\nchannel=b output pin=4\n", "Channel line 2, \"\": a line is",
                "channel=a output pin=2 group=g exclusive safe=1\nchannel=b output pin=4 group=g exclusive restore=on\n", "Channel line 2, \"exclusive\": another output of the group is on from the start.",
            };
            for (int i = 0; i < lines.Length; i += 2)
            {
                LineFault fault = Check(lines[i]);
                Assert.IsTrue(fault != null && fault.ToString().IndexOf(lines[i + 1]) == 0, lines[i] + " " + fault);
            }

            Assert.IsNull(Check("channel=a output pin=2 group=g exclusive safe=1\nchannel=b output pin=4 group=h exclusive safe=1\nchannel=c output pin=5 group=g safe=1\n"));
        }

        [TestMethod]
        public void A_text_that_is_too_long_or_no_UTF_8_or_for_an_unknown_chip_is_refused_as_a_whole()
        {
            Assert.AreEqual("The channel lines: they have more than 2400 bytes. Shorten names, or remove lines.", Check(Bytes.Repeat("c", 2401)).ToString());
            Assert.AreEqual("The channel lines: they are not UTF-8. Write them with an editor that saves UTF-8.", Check("channel=a output pin=2 name=<ff>\n").ToString());
            byte[] text = Bytes.Of("channel=a output pin=2\n");
            BoardDescription unknown = new BoardDescription(null, text, text.Length);
            Assert.IsFalse(unknown.Check(new TestDrivers()));
            Assert.IsTrue(unknown.Fault.ToString().IndexOf("does not know the pins of this chip") > 0);
            Assert.IsTrue(new BoardDescription(null).Check(new TestDrivers()));
        }

        [TestMethod]
        public void A_board_has_32_channels_and_no_more()
        {
            string lines = "";
            for (int i = 0; i < 10; i++)
            {
                lines += "channel=p" + i + " part data=21\n";
            }

            Assert.AreEqual(32, Create(lines + "channel=a output pin=2\nchannel=b output pin=4\n").Count);
            LineFault fault = Check(lines + "channel=a output pin=2\nchannel=b output pin=4\nchannel=c output pin=5\n");
            Assert.AreEqual("Channel line 13, \"c\": a board has at most 32 channels. Remove some lines.", fault.ToString());
            Assert.IsNotNull(Check(lines + "channel=p11 part data=21\n"));
        }

        [TestMethod]
        public void Outputs_behave_as_their_words_say()
        {
            Board board = Create("channel=a output pin=2 safe=1\nchannel=b output pin=4 restore=on off-after=5\nchannel=c output pin=5 restore=last\n"
                + "channel=d output pin=18 safe=1 restore=off\nchannel=up output pin=19 group=shutter exclusive\nchannel=down output pin=21 group=shutter exclusive\n");
            Assert.AreEqual("1 1 0 0 0 0", board[0].Value + " " + board[1].Value + " " + board[2].Value + " " + board[3].Value + " " + board[4].Value + " " + board[5].Value);
            Assert.IsTrue(((SettableChannel)board[2]).IsRestored);
            Assert.AreEqual(5000, ((DigitalOutput)board[1]).OffAfter);
            ((DigitalOutput)board[4]).Set(1);
            ((DigitalOutput)board[5]).Set(1);
            Assert.AreEqual(0, board[4].Value);
            board[3].Stop();
            Assert.AreEqual(1, board[3].Value);
        }

        [TestMethod]
        public void The_boards_own_lines_are_accepted_for_every_chip()
        {
            Chip[] chips = { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3 };
            for (int i = 0; i < chips.Length; i++)
            {
                BoardDescription description = new BoardDescription(chips[i]);
                Assert.IsTrue(description.Check(new TestDrivers()), description.Fault + "");
                Assert.AreEqual("led relay button pot light temperature", Ids(description.Create(new TestDrivers())));
            }
        }

        [TestMethod]
        public void Opened_pins_are_closed_when_the_board_cannot_be_made()
        {
            byte[] text = Bytes.Of("channel=a output pin=2\nchannel=a output pin=4\n");
            TestDrivers drivers = new TestDrivers();
            bool hasThrown = false;
            try
            {
                new BoardDescription(Chip.Esp32, text, text.Length).Create(drivers);
            }
            catch (System.InvalidOperationException)
            {
                hasThrown = true;
            }

            Assert.IsTrue(hasThrown);
            Assert.AreEqual(1, drivers.Closed);
        }

        private static LineFault Check(string lines)
        {
            byte[] text = Bytes.Of(lines);
            BoardDescription description = new BoardDescription(Chip.Esp32, text, text.Length);
            Assert.AreEqual(description.Check(new TestDrivers()), description.Fault == null);
            return description.Fault;
        }

        private static Board Create(string lines)
        {
            byte[] text = Bytes.Of(lines);
            return new BoardDescription(Chip.Esp32, text, text.Length).Create(new TestDrivers());
        }

        private static string Ids(Board board)
        {
            string ids = "";
            for (int i = 0; i < board.Count; i++)
            {
                ids += (i > 0 ? " " : "") + board[i].Id;
            }

            return ids;
        }
    }
}
