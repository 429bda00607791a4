using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;
using Nano.Web.Server;
using static Nano.Tests.Unit.Firmware.Support.SetupBoard;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The form of the set-up page: the settings and the password of the board.</summary>
    [TestClass]
    public class SetupSettingsTests
    {
        [TestMethod]
        public void The_settings_stand_in_the_form()
        {
            string page = Get(Start(new TestRadio { Kept = null, WasAccessPoint = true }), "/setup").Content;
            Assert.IsTrue(page.IndexOf("<input name=name autocapitalize=none spellcheck=false autocomplete=off value=\"my &lt;board&gt;\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<input name=host autocapitalize=none spellcheck=false autocomplete=off value=\"shed\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<input name=interval type=number min=20 max=60000 autocomplete=off value=\"100\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<textarea name=channels rows=8 wrap=off autocapitalize=none spellcheck=false>\n" + Chip.Esp32.DefaultChannels + "</textarea></label>\n</details>\n<label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<option value=1>Everybody</option>\n</select></label>\n<label>Password of the board") > 0, page);
            Assert.IsTrue(page.IndexOf("empty for none</small><input name=password type=password autocomplete=new-password></label>\n") > 0, page);
        }

        [TestMethod]
        public void Settings_are_kept_with_the_network_and_those_not_in_the_form_stay()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Reply reply = Post(Start(radio), "network=home&passphrase=12345678&name=Gr%C3%BCn&host=green&interval=250&channels=channel%3Dled+output+pin%3D5%0D%0Achannel%3Drelay+output+pin%3D21+active%3Dlow%0D%0A");
            Assert.AreEqual(200, reply.Status, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("http://green.local/") > 0, reply.Content);
            Assert.AreEqual("home/12345678", radio.Kept);
            BoardSettings kept = Load();
            Assert.AreEqual("Gr\u00fcn green 250", kept.Name + " " + kept.Host + " " + kept.Interval);
            Assert.AreEqual("channel=led output pin=5\nchannel=relay output pin=21 active=low\n", Bytes.Text(kept.Description.Text, 0, kept.Description.Count));

            Assert.AreEqual(200, Post(Start(radio), "network=home&passphrase=12345678&interval=40").Status);
            Assert.AreEqual("my <board> 40", Load().Name + " " + Load().Interval);
        }

        [TestMethod]
        public void Open_reading_changes_only_when_the_form_sets_it()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Assert.AreEqual(200, Post(Start(radio), "network=home&passphrase=12345678&open-reading=1").Status);
            Assert.IsTrue(Load().OpenReading);
            TestServer server = Start(radio, new ServerOptions { Slots = 3 }, 2048, "open-reading=1");
            Assert.IsTrue(Get(server, "/setup").Content.IndexOf("<option value=1 selected>Everybody</option>") > 0);
            Assert.AreEqual(200, Post(server, "network=home&passphrase=12345678").Status);
            Assert.IsTrue(Load().OpenReading);
            server = Start(radio, new ServerOptions { Slots = 3 }, 2048, "open-reading=1");
            Assert.AreEqual(200, Post(server, "network=home&passphrase=12345678&open-reading=0").Status);
            Assert.IsFalse(Load().OpenReading);
        }

        [TestMethod]
        public void The_board_s_password_is_kept_as_its_hash_and_stays_until_it_is_taken_away()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Assert.AreEqual(200, Post(Start(radio), "network=home&passphrase=12345678&password=open+sesame&access-passphrase=12345678").Status);
            string hash = Load().Password;
            Assert.IsNotNull(PasswordHash.Parse(hash), hash);
            Assert.AreEqual(-1, hash.IndexOf("sesame"));

            Assert.AreEqual(200, Post(Start(radio, new ServerOptions { Slots = 3 }, 2048, "password=" + hash), "network=home&passphrase=12345678&password=").Status);
            Assert.AreEqual(hash, Load().Password);
            TestServer server = Start(radio, new ServerOptions { Slots = 3 }, 2048, "password=" + hash);
            Assert.IsTrue(Get(server, "/setup").Content.IndexOf("Empty leaves it as it is") > 0);
            Assert.AreEqual(200, Post(server, "network=home&passphrase=12345678&password=&no-password=on").Status);
            Assert.AreEqual("", Load().Password);
        }

        [TestMethod]
        public void A_password_of_the_board_that_can_be_none_or_is_given_and_taken_is_complained_of()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            string[] forms = { "password=" + Bytes.Repeat("x", 65), "password=x&no-password=on", "password=x%00", "password=%00" };
            for (int i = 0; i < forms.Length; i++)
            {
                Reply reply = Post(Start(radio), "network=home&passphrase=12345678&" + forms[i]);
                Assert.AreEqual(422, reply.Status, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf((i == 1 ? "not both" : "The board's password has at most 64 bytes, none of them NUL.")) > 0, reply.Content);
                Assert.AreEqual("", Load().Password);
            }
        }

        [TestMethod]
        public void Others_are_served_while_the_hash_of_a_new_password_is_made()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            TestClient setter = server.Connect();
            setter.Send(Request("network=home&passphrase=12345678&password=open+sesame&access-passphrase=12345678"));
            Assert.AreEqual(200, Get(server, "/setup").Status);
            Assert.AreEqual(0, setter.Connection.Available, "The hash takes many turns.");

            // A form that is sent meanwhile takes its place.
            Assert.AreEqual(200, Post(server, "network=other&passphrase=12345678").Status);
            Assert.AreEqual(409, ReadReply(server, setter).Status);
            Assert.AreEqual("other/12345678", radio.Kept);
            Assert.AreEqual("", Load().Password);
        }

        [TestMethod]
        public void A_form_is_kept_when_its_client_leaves_while_the_hash_is_made()
        {
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            TestClient setter = server.Connect();
            setter.Send(Request("network=home&passphrase=12345678&password=open+sesame&access-passphrase=12345678"));
            setter.Connection.Reset();
            for (int turns = 0; turns < 1000 && server.Server.Clients > 0; turns++)
            {
                server.Run();
            }

            Assert.AreEqual(0, server.Server.Clients);
            Assert.IsTrue(PasswordHash.Parse(Load().Password) != null);
        }

        [TestMethod]
        public void Bytes_that_are_no_UTF_8_are_a_password_like_others()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Assert.AreEqual(200, Post(Start(radio), "network=home&passphrase=12345678&access-passphrase=12345678&password=" + Bytes.Repeat("%ff", 64)).Status);

            Pbkdf2 function = new Pbkdf2();
            byte[] password = Bytes.Hex(Bytes.Repeat("ff", 64));
            PasswordHash hash = PasswordHash.Parse(Load().Password);
            hash.Begin(function, password, 0, password.Length);
            function.Run(int.MaxValue);
            Assert.IsTrue(hash.Equals(function, new byte[Pbkdf2.Size]));
        }

        [TestMethod]
        public void The_first_setup_needs_no_password_and_a_later_one_does()
        {
            Assert.AreEqual(Nano.Web.Http.Right.None, ResourceOf(new TestRadio { Kept = null, WasAccessPoint = true }).Right);
            Assert.AreEqual(Nano.Web.Http.Right.Control, ResourceOf(new TestRadio { WasAccessPoint = true }).Right);
        }

        [TestMethod]
        public void Settings_alone_leave_the_network_as_it_is_and_the_board_restarts()
        {
            TestRadio radio = new TestRadio { WasAccessPoint = true };
            TestServer server = Start(radio);
            Assert.IsTrue(Get(server, "/setup").Content.IndexOf("the board keeps those it has") > 0);
            radio.TakeLog();
            Reply reply = Post(server, "network=&other=&passphrase=&interval=500");
            Assert.AreEqual(200, reply.Status, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("joins its network.") > 0, reply.Content);
            Assert.AreEqual(500, Load().Interval);
            Assert.AreEqual("home/correct horse", radio.Kept);
            server.Wait(2000);
            Assert.AreEqual("stop; restart", radio.Log);
        }

        [TestMethod]
        public void A_wrong_setting_is_an_error_and_nothing_is_kept()
        {
            string[] forms =
            {
                "name=", "1 to 32 bytes",
                "name=" + Bytes.Repeat("n", 33), "1 to 32 bytes",
                "host=Shed", "a-z, 0-9",
                "interval=19", "20 to 60000",
                "interval=100000", "20 to 60000",
                "channels=channel=led+output+pin=2+name=" + Bytes.Repeat("z", 2400), "The channel lines: they have more than 2400 bytes.",
                "channels=led", "a line is channel=, an id",
                "channels=channel=led+output", "Channel line 1, &quot;output&quot;: the driver needs pin=. Add it.",
                "channels=channel=led+output+pin=2%0D%0Achannel=pump+pump", "Channel line 2, &quot;pump&quot;: there is no such driver. Take one of input, output, adc, part.",
                "channels=channel=led+output+pin=2%0Achannel=led+output+pin=3", "another line makes the channel led",
                "channels=channel=led+output+pin=49", "Channel line 1, &quot;pin=49&quot;: the ESP32 has no GPIO 49.",
                "channels=channel=led+output+pin=6", "GPIO 6 of the ESP32 is used by the flash memory.",
                "channels=channel=led+output+pin=2+pull=up", "&quot;pull=up&quot;: this driver does not know the word. It knows name, group, order, pin, active, safe, restore, off-after, exclusive.",
                "open-reading=2", "0, who has the password, or 1",
                "open-reading=", "0, who has the password, or 1",
            };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            string before = Bytes.Text(Store[0], 0, Store[0].Length);
            for (int i = 0; i < forms.Length; i += 2)
            {
                Reply reply = Post(server, "network=home&passphrase=12345678&interval=77&" + forms[i]);
                Assert.AreEqual(422, reply.Status, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf("<p role=alert tabindex=-1 autofocus>") > 0 && reply.Content.IndexOf(forms[i + 1]) > 0, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf("</form>\n") > 0, forms[i]);
                Assert.IsNull(radio.Kept, forms[i]);
            }

            Assert.AreEqual(before, Bytes.Text(Store[0], 0, Store[0].Length));
            Assert.AreEqual(0, Store[1].Length);
        }

        [TestMethod]
        public void The_error_for_a_wrong_pin_has_the_same_reason_in_Chinese()
        {
            string[] lists =
            {
                "output+pin%3D6", "pin=6", "ESP32 <e7><9a><84> GPIO 6 <e5><b7><b2><e8><a2><ab><e9><97><aa><e5><ad><98><e5><8d><a0><e7><94><a8>",
                "input+pin%3D3", "pin=3", "ESP32 <e7><9a><84> GPIO 3 <e5><b7><b2><e8><a2><ab><e4><b8><b2><e5><8f><a3><e6><8e><a7><e5><88><b6><e5><8f><b0><e5><8d><a0><e7><94><a8>",
                "output+pin%3D60", "pin=60", "ESP32 <e6><b2><a1><e6><9c><89> GPIO 60",
                "output+pin%3D34", "pin=34", "ESP32 <e7><9a><84> GPIO 34 <e5><8f><aa><e8><83><bd><e4><bd><9c><e8><be><93><e5><85><a5>",
                "input+pin%3D34+pull%3Dup", "pull=up", "ESP32 <e7><9a><84> GPIO 34 <e6><b2><a1><e6><9c><89><e4><b8><8a><e6><8b><89>",
                "adc+pin%3D4", "pin=4", "ESP32 <e7><9a><84> GPIO 4 <e5><b1><9e><e4><ba><8e>",
                "pump", "pump", "<e6><b2><a1><e6><9c><89><e8><bf><99><e4><b8><aa><e9><a9><b1><e5><8a><a8><ef><bc><8c><e5><8f><af><e7><94><a8><e7><9a><84><e6><9c><89><ef><bc><9a>input, output, adc, part",
            };
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            for (int i = 0; i < lists.Length; i += 3)
            {
                TestClient client = server.Connect();
                client.Send(Request("network=home&passphrase=12345678&channels=channel%3Dx+" + lists[i], "?lang=zh"));
                string page = ReadReply(server, client).Content;
                Assert.IsTrue(page.IndexOf("autofocus><e9><80><9a><e9><81><93><e7><ac><ac> 1 <e8><a1><8c><e2><80><9c>" + lists[i + 1] + "<e2><80><9d><ef><bc><9a>" + lists[i + 2]) > 0, lists[i] + page);
            }
        }

        [TestMethod]
        public void Settings_the_board_cannot_keep_leave_the_network_alone()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            Store.BytesLeft = 10;
            Assert.AreEqual(500, Post(server, "network=home&passphrase=12345678&interval=40").Status);
            Assert.IsNull(radio.Kept);
            Assert.AreEqual(100, Load().Interval);
        }
    }
}
