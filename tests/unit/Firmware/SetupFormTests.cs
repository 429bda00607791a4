using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using static Nano.Tests.Unit.Firmware.Support.SetupBoard;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The form of the set-up page: the network that the board shall join.</summary>
    [TestClass]
    public class SetupFormTests
    {
        [TestMethod]
        public void A_key_of_64_digits_is_kept_where_the_platform_takes_one_and_refused_with_the_reason_elsewhere()
        {
            string form = "network=home&passphrase=" + Bytes.Repeat("0123456789abcDEF", 4);
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Reply reply = Post(Start(radio), form);
            Assert.AreEqual(422, reply.Status);
            Assert.IsTrue(reply.Content.IndexOf("64 hexadecimal digits are a key") > 0);
            radio.HasKeys = true;
            Assert.AreEqual(200, Post(Start(radio), form).Status);
            Assert.AreEqual("home/" + Bytes.Repeat("0123456789abcDEF", 4), radio.Kept);
        }

        [TestMethod]
        public void No_field_is_cut_and_an_error_in_each_language_names_the_limit()
        {
            string[] fields =
            {
                "other=", "at most 32", "32 ",
                "network=home&passphrase=", "at most 63", "63 ",
                "network=home&passphrase=12345678&name=", "1 to 32", "32 ",
                "network=home&passphrase=12345678&host=", "at most 32", "32 ",
                "network=home&passphrase=12345678&password=", "at most 64", "64 ",
                "network=home&passphrase=12345678&access-passphrase=", "8 to 63", "63 ",
                "network=home&passphrase=12345678&network2=", "Second network. Another network: a network's name has at most 32", "32 ",
                "network=home&passphrase=12345678&network2=x&passphrase2=", "Second network. Password of the network: at most 63", "63 ",
                "network=home&passphrase=12345678&address=", "at most 50", "50 ",
            };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            Assert.AreEqual(-1, Get(server, "/setup").Content.IndexOf("maxlength"));
            string part = Bytes.Repeat("z", 60);
            int[] lengths = { 120, 3000 };
            for (int i = 0; i < fields.Length; i += 3)
            {
                for (int j = 0; j < lengths.Length; j++)
                {
                    Reply reply = Post(server, fields[i], part, lengths[j] / part.Length);
                    Assert.AreEqual(422, reply.Status, fields[i]);
                    Assert.IsTrue(reply.Content.IndexOf(fields[i + 1]) > 0, fields[i] + reply.Content);
                    Assert.IsNull(radio.Kept);
                }

                string chinese = Post(server, fields[i], part, 2, "?lang=zh").Content;
                int alert = chinese.IndexOf("autofocus>");
                string text = chinese.Substring(alert, chinese.IndexOf("</p>", alert) - alert);
                Assert.IsTrue(text.IndexOf(fields[i + 2]) > 0, fields[i] + text);
            }
        }

        [TestMethod]
        public void The_passphrases_of_the_access_point_and_a_second_network_are_kept_and_never_shown()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            string form = "network=home&passphrase=12345678&network2=shed&passphrase2=87654321&address=10.0.0.5%2F24+10.0.0.1&setup-button=0&access-passphrase=open+sesame&password=secret";
            Assert.AreEqual(200, Post(Start(radio), form).Status);
            NetworkSettings kept = Load().Network;
            Assert.AreEqual("shed 87654321 10.0.0.5/24 10.0.0.1 open sesame", Bytes.Text(kept.SecondName) + " " + kept.SecondPassphrase + " " + kept.Address + " " + kept.AccessPassphrase);
            Assert.IsFalse(kept.HasButton);
            string page = Get(Start(radio, new ServerOptions { Slots = 3 }, 2048, "network2=shed\npassphrase2=87654321\naccess-passphrase=open sesame\n"), "/setup").Content;
            Assert.IsTrue(page.IndexOf("value=\"shed\"") > 0 && page.IndexOf("87654321") < 0 && page.IndexOf("sesame") < 0, page);
        }

        [TestMethod]
        public void A_valid_form_is_kept_and_the_board_restarts_after_the_answer()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            radio.TakeLog();
            Reply reply = Post(server, "network=home&other=&passphrase=correct+horse%21");
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("close", reply.Field("Connection"));
            Assert.IsTrue(reply.Content.IndexOf("The board restarts and joins home.") > 0, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("http://shed.local/") > 0, reply.Content);
            Assert.AreEqual("home/correct horse!", radio.Kept);
            Assert.AreEqual("", radio.Log);
            server.Wait(1500);
            Assert.AreEqual("", radio.Log);
            server.Wait(500);
            Assert.AreEqual("stop; restart", radio.Log);
        }

        [TestMethod]
        public void A_name_that_is_typed_goes_before_the_one_chosen()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Assert.AreEqual(200, Post(Start(radio), "network=home&other=caf%C3%A9&passphrase=12345678").Status);
            Assert.AreEqual("caf<c3><a9>/12345678", radio.Kept);
        }

        [TestMethod]
        public void A_network_without_a_passphrase_is_asked_about_unless_it_is_known_or_said_to_be_open()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Reply reply = Post(Start(radio), "network=inn&passphrase=");
            Assert.AreEqual(422, reply.Status);
            Assert.IsTrue(reply.Content.IndexOf("please give it, or say that the network has none") > 0);
            Assert.IsNull(radio.Kept);
            Assert.AreEqual(200, Post(Start(radio), "network=inn&passphrase=&open=on").Status);
            Assert.AreEqual("inn/", radio.Kept);

            radio = new TestRadio { Kept = null, WasAccessPoint = true };
            NetworkList list = new NetworkList();
            Add(list, "inn", -50, NetworkSecurity.Open);
            Add(list, "home", -50, NetworkSecurity.Secured);
            radio.Found = list;
            Assert.AreEqual(422, Post(Start(radio), "network=home&open=on").Status);
            Assert.IsNull(radio.Kept);
            Assert.AreEqual(200, Post(Start(radio), "network=inn").Status);
            Assert.AreEqual("inn/", radio.Kept);
        }

        [TestMethod]
        public void A_wrong_field_is_an_error_and_nothing_is_kept()
        {
            string[] forms =
            {
                "passphrase=12345678", "Please choose",
                "network=&other=&passphrase=12345678", "Please choose",
                "other=123456789012345678901234567890123&passphrase=12345678", "at most 32 bytes",
                "other=" + Bytes.Repeat("%C3%A9", 17) + "&passphrase=12345678", "at most 32 bytes",
                "network=home&passphrase=1234567", "at least 8",
                "network=home&passphrase=" + Bytes.Repeat("g", 64), "at most 63",
                "network=home&passphrase=" + Bytes.Repeat("a", 500), "at most 63",
                "network=home&passphrase=pass%C3%A9word", "without accents",
                "network=home&passphrase=1234567%09", "without accents",
            };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            for (int i = 0; i < forms.Length; i += 2)
            {
                Reply reply = Post(server, forms[i]);
                Assert.AreEqual(422, reply.Status, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf("<p role=alert tabindex=-1 autofocus>") > 0 && reply.Content.IndexOf(forms[i + 1]) > 0, forms[i]);
                Assert.IsNull(radio.Kept, forms[i]);
            }
        }

        [TestMethod]
        public void The_form_shows_the_typed_text_again_escaped()
        {
            Reply reply = Post(Start(new TestRadio { Kept = null, WasAccessPoint = true }), "other=%22%3E%3Cb%3E&passphrase=secret1");
            Assert.IsTrue(reply.Content.IndexOf(" value=\"&quot;&gt;&lt;b&gt;\"></label>") > 0, reply.Content);
            Assert.AreEqual(-1, reply.Content.IndexOf("secret1"));
        }

        [TestMethod]
        public void The_form_selects_the_chosen_network_again()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, Around = new[] { "home", "homes" } };
            string page = Post(Start(radio), "network=home&passphrase=short").Content;
            Assert.IsTrue(page.IndexOf("<option selected value=\"home\">home</option>\n<option value=\"homes\">homes</option>") > 0, page);
            Assert.IsTrue(page.IndexOf(" value=\"\"></label>") > 0, page);
        }

        [TestMethod]
        public void Passphrases_of_63_characters_and_names_of_32_bytes_are_kept()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            string name = Bytes.Repeat("n", 32);
            string passphrase = Bytes.Repeat("%7E", 63);
            Assert.AreEqual(200, Post(Start(radio), "other=" + name + "&passphrase=" + passphrase).Status);
            Assert.AreEqual(name + "/" + Bytes.Repeat("~", 63), radio.Kept);
        }

        [TestMethod]
        public void A_form_may_come_a_byte_at_a_time()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            TestClient client = server.Connect();
            client.SendSlowly(Bytes.Of(Request("network=home&passphrase=correct+horse")));
            Assert.AreEqual(200, ReadReply(server, client).Status);
            Assert.AreEqual("home/correct horse", radio.Kept);
        }

        [TestMethod]
        public void The_form_sent_last_counts_where_two_are_sent_at_once()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            TestClient slow = server.Connect();
            string request = Request("network=slow&passphrase=12345678");
            slow.Send(request.Substring(0, request.Length - 5));
            Assert.AreEqual(200, Post(server, "network=fast&passphrase=12345678").Status);
            slow.Send(request.Substring(request.Length - 5));
            Assert.AreEqual(409, slow.ReadReply().Status);
            Assert.AreEqual("fast/12345678", radio.Kept);
        }

        [TestMethod]
        public void Content_that_is_no_form_is_refused()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            TestClient client = server.Connect();
            client.Send("POST /setup", "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            Assert.AreEqual(415, client.ReadReply().Status);
            Assert.AreEqual(400, Post(server, Bytes.Repeat("n", 200) + "=x").Status);
            Assert.AreEqual(413, Post(server, "", Bytes.Repeat("a=b&", 17), 241).Status);
            client = server.Connect();
            client.Send("POST /setup", "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = Bytes.Of("64\r\n" + Bytes.Repeat("a=b&", 25) + "\r\n");
            for (int i = 0; i < 165; i++)
            {
                client.Send(chunk);
            }

            Assert.AreEqual(413, client.ReadReply().Status);
            Assert.IsNull(radio.Kept);
        }

        [TestMethod]
        public void The_form_stays_when_the_board_cannot_keep_the_credentials()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, IsBroken = true };
            TestServer server = Start(radio);
            Reply reply = Post(server, "network=home&passphrase=12345678");
            Assert.AreEqual(500, reply.Status);
            Assert.IsTrue(reply.Content.IndexOf("could not keep this") > 0);
            Assert.AreEqual(200, Get(server, "/setup").Status);
        }
    }
}
