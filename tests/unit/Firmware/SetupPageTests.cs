using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The page that takes the Wi-Fi's name and password.</summary>
    [TestClass]
    public class SetupPageTests
    {
        private static TornStore s_store;
        private static SetupResource s_resource;

        [TestMethod]
        public void The_page_lists_the_networks_and_has_a_form()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, Around = new[] { "home", "caf<c3><a9> 2" } };
            Reply reply = Get(Start(radio), "/setup");
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("text/html; charset=utf-8", reply.Field("Content-Type"));
            Assert.AreEqual("no-store", reply.Field("Cache-Control"));
            Assert.IsTrue(reply.Field("Content-Security-Policy").IndexOf("default-src 'none'; style-src 'sha256-") == 0);
            Assert.IsTrue(reply.Content.IndexOf("<option value=\"home\">home</option>\n<option value=\"caf<c3><a9> 2\">caf<c3><a9> 2</option>\n</select>") > 0, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("<form method=post action=\"/setup?lang=en\">") > 0);
            Assert.IsTrue(reply.Content.IndexOf("<h1>Wi-Fi for my &lt;board&gt;</h1>") > 0);
            Assert.AreEqual(-1, reply.Content.IndexOf("role=alert>"));
            Assert.AreEqual(-1, reply.Content.IndexOf("<script"));
        }

        [TestMethod]
        public void The_language_is_that_of_the_query_or_the_first_known_one_of_the_client()
        {
            string[] languages =
            {
                "", "", "en",
                "", "fr, zh-TW;q=0.9, en;q=0.8", "zh-Hans",
                "", "ZH", "zh-Hans",
                "", "en-GB, zh", "en",
                "", "zha, *", "en",
                "?lang=zh", "en", "zh-Hans",
                "?lang=en", "zh", "en",
                "?lang=de", "zh-CN,zh;q=0.9", "zh-Hans",
            };
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            for (int i = 0; i < languages.Length; i += 3)
            {
                TestClient client = server.Connect();
                string field = languages[i + 1].Length > 0 ? "Accept-Language: " + languages[i + 1] + "\r\n" : "";
                client.Send("GET /setup" + languages[i], field + "Connection: close\r\n\r\n");
                string page = client.ReadReply().Content;
                Assert.IsTrue(page.IndexOf("<html lang=" + languages[i + 2] + ">") > 0, languages[i] + " " + languages[i + 1]);
                Assert.AreEqual(languages[i + 2] != "en", page.IndexOf("<title>Wi-Fi <e8><ae><be><e7><bd><ae></title>") > 0, languages[i] + " " + languages[i + 1]);
                Assert.IsTrue(page.IndexOf("</form>\n") > 0);
            }
        }

        [TestMethod]
        public void What_follows_a_form_is_in_the_form_s_language_and_complete()
        {
            string[] forms =
            {
                // The longest complaint, beside the longest name; then all is well.
                "network=home&passphrase=12345678&pins=" + Bytes.Repeat("%22", 96), "<e5><bc><95><e8><84><9a><e5><86><99><e4><bd><9c> led:2",
                "open=on&network=%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22%22", "<e5><b7><b2><e4><bf><9d><e5><ad><98>",
            };
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true }, new ServerOptions { Slots = 1, SendBuffer = 640 }, 4096, "name=\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\n");
            for (int i = 0; i < forms.Length; i += 2)
            {
                TestClient client = server.Connect();
                client.Send(Request(forms[i], "?lang=zh"));
                string page = ReadReply(server, client).Content;
                Assert.IsTrue(page.IndexOf(forms[i + 1]) > 0, page);
                Assert.IsTrue(page.IndexOf("</main>\n") > 0, page);
            }
        }

        [TestMethod]
        public void Names_of_networks_are_text_and_never_markup()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, Around = new[] { "</select><script>x()", "\"'&amp;\" onload=x", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"" } };
            string page = Get(Start(radio), "/setup").Content;
            Assert.IsTrue(page.IndexOf("<option value=\"&lt;/select&gt;&lt;script&gt;x()\">&lt;/select&gt;&lt;script&gt;x()</option>\n<option value=\"&quot;&#39;&amp;amp;&quot; onload=x\">&quot;&#39;&amp;amp;&quot; onload=x</option>\n<option value=\"&quot;&quot;") > 0, page);
            Assert.AreEqual(-1, page.IndexOf("<script"));
        }

        [TestMethod]
        public void Every_byte_of_a_network_s_name_survives_the_form()
        {
            string[] names = { " a  b ", "a\"b'c&<3c>d<3e>", "100%25 %", "<f0><9f><8f><a0>", "caf<e9><07><00>", "<ff>", "0123456789abcdef0123456789abcde ", "x<0d><0a>y" };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            for (int i = 0; i < names.Length; i++)
            {
                radio.Around = new[] { names[i] };
                radio.Kept = null;
                string page = Get(server, "/setup").Content;
                int at = page.IndexOf("</option>\n<option value=\"") + 25;
                string value = Decode(page.Substring(at, page.IndexOf("\">", at) - at));
                Assert.AreEqual(200, Post(server, "network=" + Encode(value) + "&passphrase=12345678").Status, names[i]);
                Assert.AreEqual(Bytes.Text(Bytes.Of(names[i])) + "/12345678", radio.Kept);
                server = Start(radio);
            }
        }

        [TestMethod]
        public void The_list_has_each_name_once_with_the_strongest_signal_and_its_security()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            NetworkList list = new NetworkList();
            Add(list, "weak", -90, NetworkSecurity.Open);
            Add(list, "twice", -80, NetworkSecurity.Secured);
            Add(list, "", -20, NetworkSecurity.Open);
            Add(list, "twice", -50, NetworkSecurity.Secured);
            Add(list, "twice", -70, NetworkSecurity.Secured);
            radio.Found = list;
            string page = Get(Start(radio), "/setup").Content;
            Assert.IsTrue(page.IndexOf("</option>\n<option value=\"twice\">twice <e2><80><93> strong, with a password</option>\n<option value=\"weak\">weak <e2><80><93> weak, open</option>\n</select>") > 0, page);
            for (int i = 0; i < 20; i++)
            {
                Add(list, "n" + i, -40 - i, NetworkSecurity.Unknown);
            }

            Assert.AreEqual(NetworkList.Maximum, list.Count);
            Assert.AreEqual(-40, list.GetSignal(0));
            Assert.AreEqual(-54, list.GetSignal(15));
        }

        [TestMethod]
        public void The_page_looks_for_networks_again_when_asked_to()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, Around = new[] { "home" } };
            TestServer server = Start(radio);
            string page = Get(server, "/setup?lang=zh").Content;
            Assert.IsTrue(page.IndexOf("href=\"/setup?lang=zh&amp;scan=1\"") > 0, page);
            radio.TakeLog();
            Reply reply = Get(server, "/setup?lang=zh&scan=1");
            Assert.AreEqual("scan", radio.TakeLog());
            Assert.AreEqual("8; url=/setup?lang=zh", reply.Field("Refresh"));
            Assert.AreEqual(-1, reply.Content.IndexOf("<form"));
        }

        [TestMethod]
        public void A_language_is_added_by_a_table()
        {
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            s_resource.Languages = new SetupLanguage[] { new SetupEnglish(), new SetupChinese(), new Latin() };
            Assert.IsTrue(Get(server, "/setup?lang=la").Content.IndexOf("<html lang=la>") > 0);
            TestClient client = server.Connect();
            client.Send("GET /setup", "Accept-Language: fr, la;q=0.5, en\r\nConnection: close\r\n\r\n");
            string page = client.ReadReply().Content;
            Assert.IsTrue(page.IndexOf("<title>[150]</title>") > 0 && page.IndexOf(" lang=zh-Hans>") > 0 && page.IndexOf(" lang=en>") > 0, page);
            client = server.Connect();
            client.Send(Request("network=home&passphrase=1", "?lang=la"));
            Assert.IsTrue(ReadReply(server, client).Content.IndexOf("autofocus>[15]</p>") > 0);
        }

        [TestMethod]
        public void What_one_client_has_typed_is_shown_to_no_other()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio, new ServerOptions { Slots = 3, SendBuffer = 640 }, 100);
            TestClient first = server.Connect();
            first.Send(Request("other=mine&passphrase=1&host=mine"));
            server.Wait(0);
            TestClient second = server.Connect();
            second.Send(Request("other=theirs&passphrase=1&host=theirs"));
            server.Wait(0);
            string page = first.ReadReply().Content;
            Assert.AreEqual(-1, page.IndexOf("theirs"));
            page = second.ReadReply().Content;
            Assert.IsTrue(page.IndexOf("theirs") > 0 && page.IndexOf("mine") < 0, page);
        }

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
        public void No_field_is_cut_and_each_that_is_too_long_is_told_with_its_limit_in_each_language()
        {
            string[] fields =
            {
                "other=", "at most 32", "32 ",
                "network=home&passphrase=", "at most 63", "63 ",
                "network=home&passphrase=12345678&name=", "1 to 32", "32 ",
                "network=home&passphrase=12345678&host=", "at most 32", "32 ",
                "network=home&passphrase=12345678&pins=", "Pins: at most 96", "96 ",
                "network=home&passphrase=12345678&password=", "at most 64", "64 ",
                "network=home&passphrase=12345678&access-passphrase=", "8 to 63", "63 ",
                "network=home&passphrase=12345678&network2=", "Second network. Another network: a network's name has at most 32", "32 ",
                "network=home&passphrase=12345678&network2=x&passphrase2=", "Second network. Password of the network: at most 63", "63 ",
                "network=home&passphrase=12345678&address=", "at most 50", "50 ",
            };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            string page = Get(server, "/setup").Content;
            Assert.AreEqual(-1, page.IndexOf("maxlength"));
            int[] lengths = { 120, 3000 };
            for (int i = 0; i < fields.Length; i += 3)
            {
                for (int j = 0; j < lengths.Length; j++)
                {
                    Reply reply = Post(server, fields[i] + Bytes.Repeat("z", lengths[j]));
                    Assert.AreEqual(422, reply.Status, fields[i]);
                    Assert.IsTrue(reply.Content.IndexOf(fields[i + 1]) > 0, fields[i] + reply.Content);
                    Assert.IsNull(radio.Kept);
                }

                TestClient client = server.Connect();
                client.Send(Request(fields[i] + Bytes.Repeat("z", 120), "?lang=zh"));
                string chinese = ReadReply(server, client).Content;
                int alert = chinese.IndexOf("autofocus>");
                string text = chinese.Substring(alert, chinese.IndexOf("</p>", alert) - alert);
                Assert.IsTrue(text.IndexOf(fields[i + 2]) > 0, fields[i] + text);
            }
        }

        [TestMethod]
        public void What_protects_the_access_point_and_a_second_network_are_kept_and_never_shown()
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
        public void Sixteen_networks_of_the_longest_names_stream_through_the_smallest_buffer()
        {
            string[] around = new string[NetworkList.Maximum];
            for (int i = 0; i < around.Length; i++)
            {
                around[i] = "&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&" + (10 + i);
            }

            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true, Around = around }, new ServerOptions { Slots = 1, SendBuffer = 640 }, 100);
            string page = Get(server, "/setup").Content;
            for (int i = 0; i < around.Length; i++)
            {
                Assert.IsTrue(page.IndexOf("&amp;" + (10 + i) + "</option>") > 0);
            }

            Assert.IsTrue(page.IndexOf("</form>\n") > 0);
        }

        [TestMethod]
        public void A_page_asked_for_before_a_network_is_found_looks_again()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            radio.TakeLog();
            Assert.IsTrue(Get(server, "/setup").Content.IndexOf("None found yet") > 0);
            Assert.AreEqual("scan", radio.TakeLog());
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
        public void What_is_wrong_is_said_and_nothing_is_kept()
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
        public void What_was_typed_stands_in_the_form_again_as_text()
        {
            Reply reply = Post(Start(new TestRadio { Kept = null, WasAccessPoint = true }), "other=%22%3E%3Cb%3E&passphrase=secret1");
            Assert.IsTrue(reply.Content.IndexOf(" value=\"&quot;&gt;&lt;b&gt;\"></label>") > 0, reply.Content);
            Assert.AreEqual(-1, reply.Content.IndexOf("secret1"));
        }

        [TestMethod]
        public void What_was_chosen_is_chosen_again()
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
        public void What_is_no_form_is_refused()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            TestClient client = server.Connect();
            client.Send("POST /setup", "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            Assert.AreEqual(415, client.ReadReply().Status);
            Assert.AreEqual(400, Post(server, Bytes.Repeat("n", 200) + "=x").Status);
            Assert.AreEqual(413, Post(server, Bytes.Repeat("a=b&", 4097)).Status);
            client = server.Connect();
            client.Send("POST /setup", "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 165; i++)
            {
                client.Send("64\r\n" + Bytes.Repeat("a=b&", 25) + "\r\n");
            }

            Assert.AreEqual(413, client.ReadReply().Status);
            Assert.IsNull(radio.Kept);
        }

        [TestMethod]
        public void Credentials_the_board_cannot_keep_are_asked_for_again()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true, IsBroken = true };
            TestServer server = Start(radio);
            Reply reply = Post(server, "network=home&passphrase=12345678");
            Assert.AreEqual(500, reply.Status);
            Assert.IsTrue(reply.Content.IndexOf("could not keep this") > 0);
            Assert.AreEqual(200, Get(server, "/setup").Status);
        }

        [TestMethod]
        public void The_settings_stand_in_the_form()
        {
            string page = Get(Start(new TestRadio { Kept = null, WasAccessPoint = true }), "/setup").Content;
            Assert.IsTrue(page.IndexOf("<input name=name autocapitalize=none spellcheck=false autocomplete=off value=\"my &lt;board&gt;\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<input name=host autocapitalize=none spellcheck=false autocomplete=off value=\"shed\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<input name=interval type=number min=20 max=60000 autocomplete=off value=\"100\"></label>") > 0, page);
            Assert.IsTrue(page.IndexOf("<input name=pins autocapitalize=none spellcheck=false autocomplete=off value=\"led:2 relay:4 button:0:low:up pot:0 light:3 temperature:6\"></label>\n</details>\n<label>Who may look") > 0, page);
            Assert.IsTrue(page.IndexOf("<option value=1>Everybody</option>\n</select></label>\n<label>Password of the board") > 0, page);
            Assert.IsTrue(page.IndexOf("empty for none</small><input name=password type=password autocomplete=new-password></label>\n") > 0, page);
        }

        [TestMethod]
        public void Settings_are_kept_with_the_network_and_those_not_in_the_form_stay()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            Reply reply = Post(Start(radio), "network=home&passphrase=12345678&name=Gr%C3%BCn&host=green&interval=250&pins=led%3A5+relay%3A21%3Alow");
            Assert.AreEqual(200, reply.Status, reply.Content);
            Assert.IsTrue(reply.Content.IndexOf("http://green.local/") > 0, reply.Content);
            Assert.AreEqual("home/12345678", radio.Kept);
            BoardSettings kept = Load();
            Assert.AreEqual("Gr\u00fcn green 250 5 21", kept.Name + " " + kept.Host + " " + kept.Interval + " " + kept.Pins[PinList.Led] + " " + kept.Pins[PinList.Relay]);

            Assert.AreEqual(200, Post(Start(radio), "network=home&passphrase=12345678&interval=40").Status);
            Assert.AreEqual("my <board> 40", Load().Name + " " + Load().Interval);
        }

        [TestMethod]
        public void Who_may_look_is_chosen_and_stays_as_it_is_until_then()
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
        public void A_form_whose_client_leaves_while_the_hash_is_made_is_kept_all_the_same()
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
        public void Who_sets_a_board_up_first_needs_no_password_and_who_moves_it_does()
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
        public void A_wrong_setting_is_told_and_nothing_is_kept()
        {
            string[] forms =
            {
                "name=", "1 to 32 bytes",
                "name=" + Bytes.Repeat("n", 33), "1 to 32 bytes",
                "host=Shed", "a-z, 0-9",
                "interval=19", "20 to 60000",
                "interval=100000", "20 to 60000",
                "pins=led", "are words such as",
                "pins=led:2:up", "are words such as",
                "pins=" + Bytes.Repeat("%22", 200), "Pins: at most 96",
                "pins=pump:2", "have pins",
                "pins=led:2+led:3", "led is named twice",
                "pins=led:49", "led: GPIO 49 does not exist on this ESP32.",
                "pins=pot:20", "pot: ADC channel 20 does not exist on this ESP32.",
                "pins=led:4", "relay: GPIO 4 is that of led.",
                "pins=led:6", "led: GPIO 6 is used by the flash memory of this ESP32.",
                "open-reading=2", "0, who has the password, or 1",
                "open-reading=", "0, who has the password, or 1",
            };
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            string before = Bytes.Text(s_store[0], 0, s_store[0].Length);
            for (int i = 0; i < forms.Length; i += 2)
            {
                Reply reply = Post(server, "network=home&passphrase=12345678&interval=77&" + forms[i]);
                Assert.AreEqual(422, reply.Status, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf("<p role=alert tabindex=-1 autofocus>") > 0 && reply.Content.IndexOf(forms[i + 1]) > 0, forms[i]);
                Assert.IsTrue(reply.Content.IndexOf("</form>\n") > 0, forms[i]);
                Assert.IsNull(radio.Kept, forms[i]);
            }

            Assert.AreEqual(before, Bytes.Text(s_store[0], 0, s_store[0].Length));
            Assert.AreEqual(0, s_store[1].Length);
        }

        [TestMethod]
        public void A_wrong_pin_is_told_in_Chinese_with_the_same_reason()
        {
            string[] lists =
            {
                "led%3A6", "led<ef><bc><9a>GPIO 6<ef><bc><88>ESP32<ef><bc><89><e5><b7><b2><e8><a2><ab><e9><97><aa><e5><ad><98><e5><8d><a0><e7><94><a8><e3><80><82>",
                "button%3A3", "button<ef><bc><9a>GPIO 3<ef><bc><88>ESP32<ef><bc><89><e5><b7><b2><e8><a2><ab><e4><b8><b2><e5><8f><a3><e6><8e><a7><e5><88><b6><e5><8f><b0><e5><8d><a0><e7><94><a8><e3><80><82>",
                "led%3A60", "led<ef><bc><9a>GPIO 60<ef><bc><88>ESP32<ef><bc><89><e4><b8><8d><e5><ad><98><e5><9c><a8><e3><80><82>",
                "relay%3A34", "relay<ef><bc><9a>GPIO 34<ef><bc><88>ESP32<ef><bc><89><e5><8f><aa><e8><83><bd><e4><bd><9c><e8><be><93><e5><85><a5><e3><80><82>",
                "button%3A34%3Aup", "button<ef><bc><9a>GPIO 34<ef><bc><88>ESP32<ef><bc><89><e6><b2><a1><e6><9c><89><e4><b8><8a><e6><8b><89><e7><94><b5><e9><98><bb><e3><80><82>",
                "pot%3A10", "pot<ef><bc><9a>ADC <e9><80><9a><e9><81><93> 10<ef><bc><88>ESP32<ef><bc><89><e5><b1><9e><e4><ba><8e><e7><ac><ac><e4><ba><8c><e4><b8><aa><e8><bd><ac><e6><8d><a2><e5><99><a8><ef><bc><88>ADC2<ef><bc><89><ef><bc><8c><e4><b8><8e> Wi-Fi <e5><90><8c><e6><97><b6><e4><bd><bf><e7><94><a8><e6><97><b6><e6><b5><8b><e9><87><8f><e4><b8><8d><e5><8f><af><e9><9d><a0><e3><80><82>",
                "led%3A32+pot%3A4", "pot<ef><bc><9a>ADC <e9><80><9a><e9><81><93> 4 <e4><b8><8e> led <e5><9c><a8><e5><90><8c><e4><b8><80><e4><b8><aa> GPIO <e4><b8><8a><e3><80><82>",
                "led%3A5+led%3A5", "led <e7><9a><84><e5><bc><95><e8><84><9a><e5><8f><aa><e8><83><bd><e5><a1><ab><e5><86><99><e4><b8><80><e6><ac><a1><e3><80><82>",
                "pump%3A5", "<e5><8f><aa><e6><9c><89> led<e3><80><81>relay<e3><80><81>button<e3><80><81>pot<e3><80><81>light <e5><92><8c> temperature <e6><9c><89><e5><bc><95><e8><84><9a><e3><80><82>",
            };
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            for (int i = 0; i < lists.Length; i += 2)
            {
                TestClient client = server.Connect();
                client.Send(Request("network=home&passphrase=12345678&pins=" + lists[i], "?lang=zh"));
                string page = ReadReply(server, client).Content;
                Assert.IsTrue(page.IndexOf("autofocus>" + lists[i + 1] + "</p>") > 0, lists[i] + page);
            }
        }

        [TestMethod]
        public void Settings_the_board_cannot_keep_leave_the_network_alone()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio);
            s_store.BytesLeft = 10;
            Assert.AreEqual(500, Post(server, "network=home&passphrase=12345678&interval=40").Status);
            Assert.IsNull(radio.Kept);
            Assert.AreEqual(100, Load().Interval);
        }

        [TestMethod]
        public void There_is_no_setup_in_a_network_of_others()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.Online };
            TestServer server = Start(radio);
            server.Wait(500);
            Assert.AreEqual(404, Get(server, "/setup").Status);
            Assert.AreEqual(404, Post(server, "network=home&passphrase=12345678").Status);
            Assert.AreEqual(404, Get(server, "/generate_204").Status);
            Assert.AreEqual("home/correct horse", radio.Kept);
        }

        [TestMethod]
        public void Any_GET_for_a_foreign_host_is_sent_to_the_setup_and_no_other_method()
        {
            string[] paths = { "/connecttest.txt", "/ncsi.txt", "/redirect", "/canonical.html", "/success.txt", "/generate_204", "/hotspot-detect.html", "/", "/setup", "/x?y=z" };
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            for (int i = 0; i < paths.Length; i++)
            {
                TestClient client = server.Connect();
                client.Send("GET " + paths[i] + " HTTP/1.1\r\nHost: www.msftconnecttest.com\r\nConnection: close\r\n\r\n");
                Reply reply = client.ReadReply();
                Assert.AreEqual(302, reply.Status, paths[i]);
                Assert.AreEqual("http://192.168.4.1/setup", reply.Field("Location"));
                Assert.AreEqual("", reply.Content);
            }

            TestClient poster = server.Connect();
            poster.Send(Request("network=home&passphrase=12345678").Substring(0, 29) + "evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            Assert.AreEqual(421, poster.ReadReply().Status);
        }

        [TestMethod]
        public void Old_clients_and_HEAD_are_answered_too()
        {
            TestServer server = Start(new TestRadio { Kept = null, WasAccessPoint = true });
            TestClient client = server.Connect();
            client.Send("GET /setup HTTP/1.0\r\n\r\n");
            string text = client.ReadText();
            Assert.IsTrue(text.IndexOf("</form>") > 0 && text.IndexOf("chunked") < 0);
            client = server.Connect();
            client.Send("HEAD /setup", "\r\n");
            Assert.AreEqual("", client.ReadReply(true).Content);
        }

        private static void Add(NetworkList list, string name, int signal, NetworkSecurity security)
        {
            list.Add(Bytes.Of(name), name.Length, signal, security);
        }

        /// <summary>Text of an attribute of HTML.</summary>
        private static string Decode(string text)
        {
            string[] marks = { "&quot;", "\"", "&#39;", "'", "&lt;", "(", "&gt;", ")", "&amp;", "&" };
            for (int i = 0; i < marks.Length; i += 2)
            {
                int at = text.IndexOf(marks[i]);
                while (at >= 0)
                {
                    string with = marks[i + 1] == "(" ? "<3c>" : marks[i + 1] == ")" ? "<3e>" : marks[i + 1];
                    text = text.Substring(0, at) + with + text.Substring(at + marks[i].Length);
                    at = text.IndexOf(marks[i], at + 1);
                }
            }

            return text;
        }

        /// <summary>Percent-encodes all of it, as a browser may.</summary>
        private static string Encode(string text)
        {
            byte[] bytes = Bytes.Of(text);
            string hex = Bytes.ToHex(bytes, 0, bytes.Length);
            string encoded = "";
            for (int i = 0; i < hex.Length; i += 2)
            {
                encoded += "%" + hex.Substring(i, 2);
            }

            return encoded;
        }

        private static TestServer Start(TestRadio radio)
        {
            return Start(radio, new ServerOptions { Slots = 3 }, 2048);
        }

        private static TestServer Start(TestRadio radio, ServerOptions options, int capacity, string more = "")
        {
            TestServer server = new TestServer(options, capacity);
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), null, null);
            server.Server.AddTask(network);
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            byte[] text = Bytes.Of("name=my <board>\nhost=shed\n" + more);
            settings.Read(text, 0, text.Length);
            s_store = new TornStore();
            SettingsFile file = new SettingsFile(s_store);
            file.Load(new BoardSettings(Chip.Esp32));
            file.Save(settings);
            s_resource = new SetupResource(network, server.Server, settings, file);
            server.Server.Map("/setup", s_resource);
            server.Server.Hosts = new Nano.Web.Http.HostPolicy();
            server.Server.Hosts.Allow("a");
            server.Server.Portal = "http://192.168.4.1/setup";
            server.Begin();
            server.Wait(0);
            return server;
        }

        private static SetupResource ResourceOf(TestRadio radio)
        {
            return new SetupResource(new NetworkManager(radio, new NetworkOptions(), null, null), null, new BoardSettings(Chip.Esp32), null);
        }

        private static Reply Get(TestServer server, string path)
        {
            TestClient client = server.Connect();
            client.Send("GET " + path, "Connection: close\r\n\r\n");
            return client.ReadReply();
        }

        private static Reply Post(TestServer server, string form)
        {
            TestClient client = server.Connect();
            client.Send(Request(form));
            return ReadReply(server, client);
        }

        /// <summary>Reads the answer to a form, which is kept in steps.</summary>
        private static Reply ReadReply(TestServer server, TestClient client)
        {
            for (int turns = 0; turns < 1000 && client.Connection.Available == 0; turns++)
            {
                server.Run();
            }

            return client.ReadReply();
        }

        private static BoardSettings Load()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(s_store).Load(settings);
            return settings;
        }

        private static string Request(string form, string query = "")
        {
            return "POST /setup" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.Length + "\r\n\r\n" + form;
        }

        /// <summary>A language whose texts are their numbers.</summary>
        private sealed class Latin : SetupLanguage
        {
            public override string Tag => "la";

            public override string Name => "Latina";

            public override string Get(int text)
            {
                return "[" + text + "]";
            }
        }
    }
}
