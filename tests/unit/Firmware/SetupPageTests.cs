using Nano.Firmware.Network;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using static Nano.Tests.Unit.Firmware.Support.SetupBoard;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The contents of the set-up page, and the clients that may see it.</summary>
    [TestClass]
    public class SetupPageTests
    {
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
        public void The_answer_to_a_form_is_in_the_form_s_language_and_complete()
        {
            string[] forms =
            {
                // The longest error, with the longest name; then a form without errors.
                "network=home&passphrase=12345678&channels=" + Bytes.Repeat("%22", 96), "<e4><b8><80><e8><a1><8c><e7><94><b1> channel=",
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
            Resource.Languages = new SetupLanguage[] { new SetupEnglish(), new SetupChinese(), new Latin() };
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
        public void The_text_that_one_client_has_typed_is_shown_to_no_other()
        {
            TestRadio radio = new TestRadio { Kept = null, WasAccessPoint = true };
            TestServer server = Start(radio, new ServerOptions { Slots = 3, SendBuffer = 640 }, 100);
            TestClient first = server.Connect();
            first.Send(Request("other=mine&passphrase=1&host=mine"));
            server.Wait(0);
            TestClient second = server.Connect();
            second.Send(Request("other=second&passphrase=1&host=second"));
            server.Wait(0);
            string page = first.ReadReply().Content;
            Assert.AreEqual(-1, page.IndexOf("second"));
            page = second.ReadReply().Content;
            Assert.IsTrue(page.IndexOf("second") > 0 && page.IndexOf("mine") < 0, page);
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
        public void Old_clients_are_answered_too()
        {
            TestClient client = Start(new TestRadio { Kept = null, WasAccessPoint = true }).Connect();
            client.Send("GET /setup HTTP/1.0\r\n\r\n");
            string text = client.ReadText();
            Assert.IsTrue(text.IndexOf("</form>") > 0 && text.IndexOf("chunked") < 0);
        }

        [TestMethod]
        public void HEAD_is_answered_too()
        {
            TestClient client = Start(new TestRadio { Kept = null, WasAccessPoint = true }).Connect();
            client.Send("HEAD /setup", "\r\n");
            Assert.AreEqual("", client.ReadReply(true).Content);
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
