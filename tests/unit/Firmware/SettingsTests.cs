using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The settings' text.</summary>
    [TestClass]
    public class SettingsTests
    {
        private const string All = "name=Green house\nhost=greenhouse-2\ndomains=fritz.box\ninterval=250\nhistory=10\nhistory-interval=60000\ncbor=0\nslots=4\n"
            + "slots-per-address=3\nreceive-buffer=2048\nsend-buffer=1536\nsafe-without-client=relay led\n"
            + "channel=led output pin=5 active=low name=\"My lamp\"\nchannel=fan pwm pin=4\nallow-host=board.example b\nallow-origin=https://panel.example file://\nopen-reading=1\npassword=$1$c2FsdA==$aGFzaA==\n";

        [TestMethod]
        public void Written_settings_read_back_the_same()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, Read(settings, All));
            Assert.AreEqual(All, Write(settings));
        }

        [TestMethod]
        public void Defaults_are_those_of_the_options()
        {
            DeviceOptions device = new DeviceOptions();
            ServerOptions server = new ServerOptions();
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(device.Name, settings.Name);
            Assert.AreEqual(device.Interval, settings.Interval);
            Assert.AreEqual(device.History, settings.History);
            Assert.AreEqual(device.HistoryInterval, settings.HistoryInterval);
            Assert.AreEqual(device.Cbor, settings.Cbor);
            Assert.AreEqual(server.Slots, settings.Slots);
            Assert.AreEqual(server.ReceiveBuffer, settings.ReceiveBuffer);
            Assert.AreEqual(server.SendBuffer, settings.SendBuffer);
        }

        [TestMethod]
        public void The_pins_of_a_former_firmware_become_channel_lines()
        {
            string relay = "channel=relay output pin=4\n";
            string rest = "channel=pot adc pin=36 clamp\nchannel=light adc pin=39 as=ratio\nchannel=temperature adc pin=34 as=tmp36\n";
            string[] pins =
            {
                "", Chip.Esp32.DefaultChannels,
                "led:2 relay:4 button:0:low:up pot:0 light:3 temperature:6", Chip.Esp32.DefaultChannels,
                "button:4 relay:0:low", "channel=led output pin=2\nchannel=relay output pin=0 active=low\nchannel=button input pin=4\n" + rest,
                "led:5 button:19:up:low light:4", "channel=led output pin=5\n" + relay + "channel=button input pin=19 pull=up active=low\nchannel=pot adc pin=36 clamp\nchannel=light adc pin=32 as=ratio\nchannel=temperature adc pin=34 as=tmp36\n",
            };
            for (int i = 0; i < pins.Length; i += 2)
            {
                BoardSettings settings = new BoardSettings(Chip.Esp32);
                Assert.AreEqual(0, Read(settings, "pins=" + pins[i]), pins[i]);
                Assert.IsTrue(Write(settings).IndexOf("\n" + pins[i + 1]) > 0, pins[i] + Write(settings));
                Assert.AreEqual(0, Write(settings).IndexOf("name="));
                Assert.AreEqual(-1, Write(settings).IndexOf("pins="));
                Assert.IsTrue(settings.Description.Check(new TestDrivers()), pins[i]);
            }

            BoardSettings both = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, Read(both, "channel=a output pin=5\npins=led:4"));
            Assert.AreEqual("channel=a output pin=5\n", Lines(both), "channel lines count");
            Assert.AreEqual(0, Read(both, "pins=led:4\nchannel=b output pin=5"));
            Assert.AreEqual("channel=b output pin=5\n", Lines(both));
        }

        [TestMethod]
        public void The_channel_lines_of_a_text_take_the_place_of_the_former_ones()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(Chip.Esp32.DefaultChannels, Lines(settings));
            Assert.AreEqual(0, Read(settings, "channel=a output pin=5\nname=x\r\nchannel=b output pin=4\r\n"));
            Assert.AreEqual("channel=a output pin=5\nchannel=b output pin=4\n", Lines(settings));
            Assert.AreEqual(0, Read(settings, "name=y"));
            Assert.AreEqual("channel=a output pin=5\nchannel=b output pin=4\n", Lines(settings));
            Assert.AreEqual(0, Read(settings, "channel=c output pin=2"));
            Assert.AreEqual("channel=c output pin=2\n", Lines(settings));
            byte[] text = Bytes.Of("\r\nchannel=d output pin=2\r\n\r\nchannel=e output pin=4");
            settings.SetChannels(text, 0, text.Length);
            Assert.AreEqual("channel=d output pin=2\nchannel=e output pin=4\n", Lines(settings));
            settings.SetChannels(text, 0, 2);
            Assert.IsFalse(settings.HasChannels);
            Assert.AreEqual(Chip.Esp32.DefaultChannels, Lines(settings));

            string line = "channel=a output pin=5 name=" + Bytes.Repeat("n", 71) + "\n";
            string lines = "";
            for (int i = 0; i < 24; i++)
            {
                lines += line;
            }

            Assert.AreEqual(0, Read(settings, lines.Substring(0, 2400)));
            Assert.AreEqual(24, Read(settings, lines.Substring(0, 2399) + "n"));
        }

        private static string Lines(BoardSettings settings)
        {
            return Bytes.Text(settings.Description.Text, 0, settings.Description.Count);
        }

        [TestMethod]
        public void The_longest_settings_fit_in_their_file()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32S3);
            string name = "12345678901234567890123456789012";
            string password = name + name + name + name;
            string names = name + ".12345678901234567890123456789.1";
            Assert.AreEqual(0, Read(settings, "name=" + name + "\nhost=" + name + "\ndomains=" + names + "\ninterval=60000\nhistory=1000\nhistory-interval=3600000\nslots=12\nslots-per-address=12\nreceive-buffer=8192\nsend-buffer=8192\nsafe-without-client="
                + name + name + "\nallow-host=" + name + " " + names.Substring(1, 63) + " " + name.Substring(1) + "\nallow-origin=file:// x://" + name + " x://" + name + " x://" + name + "1234567890123456789012345678" + "\nchannel=" + Bytes.Repeat("c", 1191) + "\nchannel=" + Bytes.Repeat("c", 1191) + "\npassword=" + password));
            SettingsFile file = new SettingsFile(new TornStore());
            Assert.IsTrue(file.Save(settings));
            BoardSettings loaded = new BoardSettings(Chip.Esp32S3);
            file.Load(loaded);
            Assert.AreEqual(password, loaded.Password);
            Assert.AreEqual(64, loaded.Domains.Length);
            Assert.AreEqual(128, loaded.AllowedHosts.Length);
            Assert.AreEqual(Write(settings), Write(loaded));
        }

        [TestMethod]
        public void Safe_settings_keep_who_the_board_is_and_its_password()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Read(settings, All);
            string text = Write(settings.ToSafe());
            string expected = Write(new BoardSettings(Chip.Esp32));
            string defaults = "name=nano\ndomains=lan home.arpa internal\n";
            string access = "allow-host=\nallow-origin=\nopen-reading=0\npassword=\n";
            Assert.AreEqual("name=Green house\nhost=greenhouse-2\ndomains=fritz.box\n" + expected.Substring(defaults.Length, expected.Length - defaults.Length - access.Length)
                + "allow-host=board.example b\nallow-origin=https://panel.example file://\nopen-reading=1\npassword=$1$c2FsdA==$aGFzaA==\n", text);
        }

        [TestMethod]
        public void Settings_reach_the_options_and_the_outputs()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Read(settings, All);
            DeviceOptions device = new DeviceOptions();
            ServerOptions server = new ServerOptions();
            Board board = new Board();
            TestOutput led = new TestOutput("led", 0);
            TestOutput pump = new TestOutput("pump", 0);
            board.Add(led);
            board.Add(pump);
            settings.Apply(device);
            settings.Apply(server);
            settings.Apply(board);
            Assert.AreEqual("Green house 250 10 60000 0", device.Name + " " + device.Interval + " " + device.History + " " + device.HistoryInterval + " " + (device.Cbor ? "1" : "0"));
            Assert.AreEqual("4 2048 1536", server.Slots + " " + server.ReceiveBuffer + " " + server.SendBuffer);
            Assert.AreEqual("greenhouse-2", device.Host);
            AssertAllowed(device, "board.example", true);
            AssertAllowed(device, "fritz.box", false);
            device.Access.Hosts.HostName = device.Host;
            AssertAllowed(device, "greenhouse-2.fritz.box", true);
            AssertAllowed(device, "greenhouse-2.lan", false);
            Assert.IsTrue(led.IsSafeWithoutClient);
            HostPolicy hosts = device.Access.Hosts;
            Assert.IsTrue(hosts.Allows(Bytes.Of("b"), 0, 1) && hosts.Allows(Bytes.Of("board.example"), 0, 13) && !hosts.Allows(Bytes.Of("c"), 0, 1));
            Assert.AreEqual(OriginVerdict.Allowed, device.Access.Origins.Judge(Parsing.AcceptFields("Origin: https://panel.example\r\n")));
            Assert.AreEqual(OriginVerdict.Allowed, device.Access.Origins.Judge(Parsing.AcceptFields("Origin: file://\r\n")));
            Assert.AreEqual(OriginVerdict.Foreign, device.Access.Origins.Judge(Parsing.AcceptFields("Origin: app://x\r\n")));
            Assert.IsFalse(pump.IsSafeWithoutClient);
        }

        [TestMethod]
        public void The_default_host_is_the_boards_id_and_is_not_saved()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32) { Id = "nano-1a2b3c" };
            Assert.AreEqual("nano-1a2b3c", settings.Host);
            Assert.AreEqual("nano-1a2b3c", settings.ToSafe().Host);
            Assert.IsTrue(Write(settings).IndexOf("host=") == Write(settings).IndexOf("-host=") + 1);

            // A host that was saved stays, that of an older firmware too.
            Assert.AreEqual(0, Read(settings, "host=nano"));
            Assert.AreEqual("nano", settings.Host);
            Assert.IsTrue(Write(settings).IndexOf("\nhost=nano\n") > 0);
            Assert.AreEqual(0, Read(settings, "host="));
            Assert.AreEqual("", settings.Host);
            Assert.IsTrue(Write(settings).IndexOf("\nhost=\n") > 0);
        }

        [TestMethod]
        public void Empty_lines_comments_and_both_line_ends_are_taken()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, Read(settings, "\n# interval=1\r\n\r\ninterval=40\r\nslots=2"));
            Assert.AreEqual(40, settings.Interval);
            Assert.AreEqual(2, settings.Slots);
        }

        [TestMethod]
        public void Names_that_a_later_firmware_knows_are_passed_over()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, Read(settings, "colour=red\ninterval=40\nNAME=x\nname =y\n"));
            Assert.AreEqual(40, settings.Interval);
            Assert.AreEqual("nano", settings.Name);
        }

        [TestMethod]
        public void The_first_wrong_line_is_reported_and_the_others_are_counted()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(3, Read(settings, "# a\ninterval=40\nslots=many\nhistory=99999\nhistory=7\n"));
            Assert.AreEqual(40, settings.Interval);
            Assert.AreEqual(8, settings.Slots);
            Assert.AreEqual(7, settings.History);
        }

        [TestMethod]
        public void Values_out_of_their_bounds_change_nothing()
        {
            string[] wrong =
            {
                "name", "=nano", "name=", "name=a<07>b", "name=<ff>", "name=<c3>", "name=123456789012345678901234567890123",
                "host=Nano", "host=a.b", "host=-", "host=-a", "host=a-", "host=-a-", "host=localhost", "host=a_b",
                "domains=.", "domains=lan.", "domains=.lan", "domains=a  b", "domains= a", "domains=a ", "domains=-a", "domains=a..b", "domains=a:80", "domains=http://a", "domains=a b c d e",
                "domains=12345678901234567890123456789012345678901234567890123456789012.ab", "allow-host=a b c d e", "allow-host=a,b", "allow-host=board.example.", "allow-host=[::1]",
                "allow-host=123456789012345678901234567890.123456789012345678901234567890.123456789012345678901234567890.123456789012345678901234567890.12345", "host=123456789012345678901234567890123", "host=a b",
                "interval=19", "interval=60001", "interval=-1", "interval= 100", "interval=100 ", "interval=", "interval=1e3", "interval=99999999999999999999",
                "history=1001", "history-interval=99", "history-interval=3600001", "cbor=2", "cbor=true", "slots=0", "slots=13",
                "slots-per-address=-1", "slots-per-address=13", "receive-buffer=767", "receive-buffer=8193", "send-buffer=767", "send-buffer=8193", "safe-without-client=LED",
                "safe-without-client=12345678901234567890123456789012345678901234567890123456789012345",
                "pins=led", "pins=led:", "pins= led:2", "pins=led:2  relay:4", "pins=led:2:", "pins=led:2:LOW", "pins=led:x", "pins=led:-1",
                "pins=led:2:up", "pins=pot:0:low", "pins=pump:2", "pins=:2", "pins=pot:20", "pins=led:99999999999999999999",
                "allow-host=a:80", "allow-host=a.", "allow-host=a  b", "allow-host= a", "allow-host=a ", "allow-host=a b c d e", "allow-host=<c3><a9>",
                "allow-host=a" + Bytes.Repeat("a", 128), "allow-origin=a", "allow-origin=null", "allow-origin=file:// null", "allow-origin=file://  x://a", "allow-origin=file:// ",
                "allow-origin=a://b b://b c://b d://b e://b", "allow-origin=x://" + Bytes.Repeat("a", 61), "allow-origin=x://" + Bytes.Repeat("a", 60) + " y://" + Bytes.Repeat("a", 60) + " z://" + Bytes.Repeat("a", 27),
                "open-reading=2", "open-reading=yes", "password=a b", "password=a<07>", "password=<c3><a9>",
                "password=123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
            };
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            string defaults = Write(settings);
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.AreEqual(1, Read(settings, wrong[i]), wrong[i]);
                Assert.AreEqual(defaults, Write(settings), wrong[i]);
            }
        }

        [TestMethod]
        public void Values_at_their_bounds_are_taken()
        {
            string[] right =
            {
                "name=a", "name=12345678901234567890123456789012", "name=<c3><a9>", "name=a=b", "host=", "host=12345678901234567890123456789012", "host=a", "host=0", "host=a--b", "domains=", "domains=Fritz.box", "domains=a b c d", "domains=home.arpa lan",
                "allow-host=", "allow-host=Board.Example proxy", "allow-host=a b c d",
                "interval=20", "interval=60000", "history=0", "history=1000", "history-interval=100", "history-interval=3600000", "cbor=0", "cbor=1",
                "slots=1", "slots=12", "slots-per-address=1", "slots-per-address=12", "receive-buffer=768", "receive-buffer=8192", "send-buffer=768", "send-buffer=8192", "safe-without-client=",
                "password=", "password=!~", "allow-host=", "allow-host=a B.c d e", "allow-host=" + Bytes.Repeat("a", 63) + " " + Bytes.Repeat("a", 62) + " b", "allow-origin=", "allow-origin=https://github.com/gilmaimon/TinyWebsockets",
                "allow-origin=a://b b://b c://b d://b", "allow-origin=x://" + Bytes.Repeat("a", 60) + " y://" + Bytes.Repeat("a", 60) + " z://" + Bytes.Repeat("a", 26),
            };
            for (int i = 0; i < right.Length; i++)
            {
                BoardSettings settings = new BoardSettings(Chip.Esp32);
                Assert.AreEqual(0, Read(settings, right[i]), right[i]);
                Assert.IsTrue(Write(settings).IndexOf(right[i] + "\n") >= 0, right[i]);
            }
        }

        private static void AssertAllowed(DeviceOptions options, string host, bool expected)
        {
            byte[] name = Bytes.Of(host);
            Assert.AreEqual(expected, options.Access.Hosts.Allows(name, 0, name.Length), host);
        }

        private static int Read(BoardSettings settings, string text)
        {
            byte[] bytes = Bytes.Join(Bytes.Of("??"), Bytes.Of(text));
            return settings.Read(bytes, 2, bytes.Length - 2);
        }

        private static string Write(BoardSettings settings)
        {
            ByteWriter writer = new ByteWriter(new byte[BoardSettings.MaximumLength]);
            settings.Write(writer);
            Assert.IsFalse(writer.Overflowed);
            return Bytes.Text(writer.Buffer, 0, writer.Count);
        }
    }
}
