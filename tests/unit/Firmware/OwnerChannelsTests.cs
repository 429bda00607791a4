using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>An owner reads and changes the channel lines of a board that serves: /api/settings.</summary>
    [TestClass]
    public class OwnerChannelsTests
    {
        private const string Json = "Content-Type: application/json\r\n";
        private const string Any = Json + "If-Match: *\r\n";
        private const string Own = "channel=led output pin=2\\nchannel=relay output pin=4\\nchannel=button input pin=0 active=low pull=up\\nchannel=pot adc pin=36 clamp\\n"
            + "channel=light adc pin=39 as=ratio\\nchannel=temperature adc pin=34 as=tmp36\\n";

        [TestMethod]
        public void The_answer_has_the_lines_with_those_of_the_board_as_default()
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
            string all = platform.Ask(platform.Start(), "GET /api/settings", "", "").Content;
            string end = ",\"channels\":{\"type\":\"text\",\"value\":\"" + Own + "\",\"default\":\"" + Own + "\",\"max\":2400,\"restart\":true}}}\n";
            Assert.IsTrue(all.IndexOf(end) > 0 && all.IndexOf(end) == all.Length - end.Length, all);
            Assert.AreEqual(-1, all.IndexOf("\"pins\""));
            platform.Save("channel=led output pin=5 name=\"L\u00e4mp\"\n");
            all = platform.Ask(platform.Start(), "GET /api/settings", "", "").Content;
            Assert.IsTrue(all.IndexOf(Shown("\"value\":\"channel=led output pin=5 name=\\\"L\u00e4mp\\\"\\n\",\"default\":\"" + Own + "\"")) > 0, all);
        }

        [TestMethod]
        public void Lines_are_saved_count_after_a_restart_and_go_back_to_those_of_the_board()
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
            Device device = platform.Start();
            string used = platform.UsedChannels;
            Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{\"name\":\"shed\" ,\"channels\" : \"channel=led output pin=5 name=\\\"Front \\u00fc\\\"\\r\\n\\r\\nchannel=b input pin=4\",\"interval\":250}");
            string lines = Shown("channel=led output pin=5 name=\\\"Front \u00fc\\\"\\nchannel=b input pin=4\\n");
            Assert.AreEqual("{\"saved\":true,\"restart\":true,\"changes\":[{\"name\":\"interval\",\"from\":100,\"to\":250},{\"name\":\"name\",\"from\":\"nano\",\"to\":\"shed\"},"
                + "{\"name\":\"channels\",\"from\":\"" + Own + "\",\"to\":\"" + lines + "\",\"restart\":true}]}\n", reply.Content);
            Assert.AreEqual(used, platform.UsedChannels);
            Assert.IsTrue(platform.Ask(device, "GET /api/settings", "", "").Content.IndexOf("\"value\":\"" + lines + "\"") > 0);
            device = platform.Start();
            Assert.AreEqual(Shown("channel=led output pin=5 name=\"Front \u00fc\"\nchannel=b input pin=4\n"), platform.UsedChannels);

            // Null, nothing, and the lines themselves are those of the board, which a later firmware may change.
            string[] own = { "null", "\"\"", "\"" + Own + "\"" };
            for (int i = 0; i < own.Length; i++)
            {
                platform.Ask(device, "PUT /api/settings", Any, "{\"channels\":\"channel=a output pin=5\"}");
                Assert.IsTrue(Load(platform).HasChannels);
                reply = platform.Ask(device, "PUT /api/settings", Any, "{\"channels\":" + own[i] + "}");
                Assert.IsTrue(reply.Content.IndexOf("\"to\":\"" + Own + "\"") > 0, reply.Content);
                Assert.IsFalse(Load(platform).HasChannels, own[i]);
            }

            reply = platform.Ask(device, "PUT /api/settings", Any, "{\"channels\":\"" + Own + "\"}");
            Assert.AreEqual("\"changes\":[]}\n", reply.Content.Substring(reply.Content.IndexOf("\"changes\"")));
        }

        [TestMethod]
        public void A_refusal_names_the_line_the_word_and_the_remedy_and_changes_nothing()
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
            Device device = platform.Start();
            string[] contents =
            {
                "{\"channels\":\"channel=a output pin=2\\nchannel=b output pin=2\"}",
                "\"fields\":{\"channels\":{\"code\":\"channel-line\",\"line\":2,\"word\":\"pin=2\",\"message\":\"Channel line 2, \\\"pin=2\\\": line 1 uses GPIO 2 already. Take another one.\"}}}\n",
                "{\"channels\":\"channel=a lamp pin=2\",\"interval\":1}",
                "\"fields\":{\"interval\":{\"code\":\"out-of-range\",\"message\":\"is out of range (20 to 60000)\"},\"channels\":{\"code\":\"channel-line\",\"line\":1,\"word\":\"lamp\",\"message\":\"Channel line 1, \\\"lamp\\\": there is no such driver.",
                "{\"channels\":\"channel=a output name=\\\"x\\\"\"}", "\"word\":\"output\",\"message\":\"Channel line 1, \\\"output\\\": the driver needs pin=. Add it.\"}}}\n",
                "{\"channels\":\"" + Bytes.Repeat("channel=a output pin=2\\n", 105) + "\"}", "\"line\":0,\"word\":\"\",\"message\":\"The channel lines: they have more than 2400 bytes. Shorten names, or remove lines.\"}}}\n",
                "{\"channels\":7}", "\"fields\":{\"channels\":{\"code\":\"wrong-type\",\"message\":\"is not a string\"}}}\n",
                "{\"channels\":[\"a\"]}", "\"channels\":{\"code\":\"wrong-type\"", "{\"channel\":\"channel=a output pin=2\"}", "\"channel\":{\"code\":\"unknown-setting\"",
                "{\"pins\":\"led:6\"}", "\"fields\":{\"pins\":{\"code\":\"channel-line\",\"line\":1,\"word\":\"pin=6\",\"message\":\"Channel line 1, \\\"pin=6\\\": GPIO 6 of the ESP32 is used by the flash memory. Take another one.\"}}}\n",
                "{\"pins\":\"led\"}", "\"fields\":{\"pins\":{\"code\":\"out-of-range\",\"message\":\"",
            };
            for (int i = 0; i < contents.Length; i += 2)
            {
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, contents[i]);
                Assert.AreEqual(400, reply.Status, contents[i]);
                Assert.IsTrue(reply.Content.IndexOf(contents[i + 1]) > 0, contents[i] + " " + reply.Content);
                Assert.AreEqual(0, platform.Flash[0].Length + platform.Flash[1].Length);
            }

            string[] malformed =
            {
                "{\"channels\":\"a", "{\"channels\":\"a\\", "{\"channels\":\"a\\u12", "{\"channels\":\"a\\x\"}", "{\"channels\":\"a\nb\"}", "{\"channels\":\"a\"", "{\"channels\":\"a\",}", "{\"channels\"}", "{\"channels\"",
                "{\"channels\":\"a\"\"b\":1}", "{\"channels\":\"" + Bytes.Repeat("x", 300), "{\"channels\":\"a\"}}", "{\"channels\" \"a\"}",
            };
            for (int i = 0; i < malformed.Length; i++)
            {
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, malformed[i]);
                Assert.IsTrue(reply.Status == 400 && reply.Content.IndexOf("{\"code\":\"malformed\"") == 0, malformed[i] + " " + reply.Content);
            }

            Assert.IsTrue(platform.Ask(device, "PUT /api/settings", Any, "{\"channels\":\"\",\"channels\":\"\"}").Content.IndexOf("duplicate-member") > 0);
        }

        [TestMethod]
        public void A_long_text_is_read_the_same_wherever_its_parts_end()
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
            Device device = platform.Start();
            for (int before = 0; before < 32; before += Target.NumberStep == 1 ? 1 : 7)
            {
                // Characters of one to four bytes, plain and escaped, at every place of a part.
                string name = Bytes.Repeat("x", before + 1).Substring(0, before % 8 + 1) + "\u00fc\u4e2d";
                string lines = "";
                string json = "";
                for (int i = 0; i < 24; i++)
                {
                    lines += "channel=" + Bytes.Repeat("c", before % 5 + 1) + i + " part data=21 name=\"" + name + "\ud83d\ude00\"\n";
                    json += "channel=" + Bytes.Repeat("c", before % 5 + 1) + i + " part data=21 name=\\\"" + (i % 2 == 0 ? name + "\ud83d\ude00" : name.Substring(0, name.Length - 2) + "\\u00fc\\u4e2d\\ud83d\\ude00") + "\\\"\\n";
                    if (i == 9)
                    {
                        break;
                    }
                }

                Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{" + Bytes.Repeat(" ", before) + "\"channels\":\"" + json + "\",\"interval\":" + (100 + before) + "}");
                Assert.AreEqual(200, reply.Status, reply.Content);
                BoardSettings saved = Load(platform);
                Assert.AreEqual(Shown(lines), Bytes.Text(saved.Description.Text, 0, saved.Description.Count));
                Assert.AreEqual(100 + before, saved.Interval);
            }
        }

        [TestMethod]
        public void A_backup_has_the_lines_and_restores_them()
        {
            TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
            string lines = "";
            for (int i = 0; i < 30; i++)
            {
                lines += "channel=c" + i + " adc pin=" + (32 + i % 8) + " decimals=2 name=\"Ch\u00e4nnel number " + i + "\" group=\"Living room\"\n";
            }

            // Saved as they are, whether they are accepted or not.
            platform.Save("interval=250\n" + lines);
            string backup = platform.Ask(platform.Start(), "GET /api/settings?backup", "", "").Content;
            Assert.IsTrue(backup.IndexOf("\n" + Shown(lines)) > 0 && backup.IndexOf("pins=") < 0, backup);
            TestPlatform other = new TestPlatform { Carried = Chip.Esp32 };
            other.Save("channel=x output pin=5\n");
            Device device = other.Start();
            Reply reply = other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", "interval=250\n" + lines);
            Assert.IsTrue(reply.Content.IndexOf("\"channels\":{\"code\":\"channel-line\",\"line\":9,\"word\":\"pin=32\",\"message\":\"Channel line 9, ") > 0, reply.Content);
            string first = lines.Substring(0, lines.IndexOf("channel=c8"));
            reply = other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", "interval=250\n" + first.Substring(0, first.Length - 1) + "\r\nhistory=5\n");
            Assert.AreEqual(200, reply.Status, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("{\"name\":\"channels\",\"from\":\"channel=x output pin=5\\n\",\"to\":\"channel=c0 adc") > 0, reply.Content);
            BoardSettings saved = Load(other);
            Assert.AreEqual("250 5 " + Shown(first), saved.Interval + " " + saved.History + " " + Bytes.Text(saved.Description.Text, 0, saved.Description.Count));
            Assert.AreEqual(400, other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", "channels=channel=a output pin=2\n").Status);

            // Pins of an older firmware's backup become lines.
            Assert.AreEqual(200, other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", "pins=led:5\n").Status);
            saved = Load(other);
            Assert.AreEqual(0, Bytes.Text(saved.Description.Text, 0, saved.Description.Count).IndexOf("channel=led output pin=5\nchannel=relay output pin=4\n"));
        }

        [TestMethod]
        public void A_power_cut_leaves_the_old_lines_or_the_new_ones()
        {
            int step = Target.NumberStep == 1 ? 1 : 97;
            for (int left = 0; left < 900; left += step)
            {
                TestPlatform platform = new TestPlatform { Carried = Chip.Esp32 };
                platform.Save("channel=old output pin=2\n");
                Device device = platform.Start();
                platform.Flash.BytesLeft = left;
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{\"channels\":\"channel=new output pin=2\\nchannel=b output pin=4\"}");
                platform.Flash.BytesLeft = int.MaxValue;
                BoardDescription lines = Load(platform).Description;
                string text = Bytes.Text(lines.Text, 0, lines.Count);
                Assert.IsTrue(text == "channel=old output pin=2\n" || text == "channel=new output pin=2\nchannel=b output pin=4\n", text);
                Assert.AreEqual(reply.Status == 200, text.IndexOf("new") > 0, left + text);
                Assert.IsTrue(left > 0 || reply.Status != 200);
                Assert.IsTrue(left < 800 || reply.Status == 200);
            }
        }

        /// <summary>A text as <see cref="Bytes.Text(byte[])"/> shows it.</summary>
        private static string Shown(string text)
        {
            return Bytes.Text(System.Text.Encoding.UTF8.GetBytes(text));
        }

        private static BoardSettings Load(TestPlatform platform)
        {
            BoardSettings settings = new BoardSettings(platform.Chip);
            new SettingsFile(platform.Flash).Load(settings);
            return settings;
        }
    }
}
