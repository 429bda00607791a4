using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>An owner changes the settings of a board that serves: /api/settings.</summary>
    [TestClass]
    public class OwnerSettingsTests
    {
        private const string Json = "Content-Type: application/json\r\n";
        private const string Any = Json + "If-Match: *\r\n";

        [TestMethod]
        public void Every_setting_is_listed_with_its_value_range_and_default_and_no_secret()
        {
            TestPlatform platform = new TestPlatform { Wifi = new TestRadio() };
            platform.Save("name=a \"b\"\ninterval=250\nnetwork2=caf%E9\npassphrase2=secret of two\naccess-passphrase=secret of three\n");
            Device device = platform.Start();
            Reply reply = platform.Ask(device, "GET /api/settings", "", "");
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("\"1\"", reply.Field("ETag"));
            Assert.AreEqual("no-store", reply.Field("Cache-Control"));
            string[] parts =
            {
                "{\"revision\":\"1\",\"restart\":false,\"settings\":{\"interval\":{\"type\":\"number\",\"value\":250,\"default\":100,\"min\":20,\"max\":60000},",
                ",\"history\":{\"type\":\"number\",\"value\":60,\"default\":60,\"min\":0,\"max\":1000,\"restart\":true},",
                ",\"open-reading\":{\"type\":\"switch\",\"value\":false,\"default\":false},",
                ",\"name\":{\"type\":\"text\",\"value\":\"a \\\"b\\\"\",\"default\":\"nano\",\"max\":32},",
                ",\"host\":{\"type\":\"text\",\"value\":\"nano-1a2b3c\",\"default\":\"nano-1a2b3c\",\"max\":32,\"restart\":true},",
                ",\"network2\":{\"type\":\"text\",\"value\":\"caf%e9\",",
                ",\"network\":{\"type\":\"text\",\"value\":\"home\",",
                ",\"password\":{\"type\":\"secret\",\"set\":false,\"max\":64},",
                ",\"passphrase2\":{\"type\":\"secret\",\"set\":true,\"max\":63},",
                ",\"passphrase\":{\"type\":\"secret\",\"set\":true,\"max\":63},\"channels\":{",
            };
            for (int i = 0; i < parts.Length; i++)
            {
                Assert.IsTrue(reply.Content.IndexOf(parts[i]) >= 0, parts[i] + " " + reply.Content);
            }

            Assert.AreEqual(-1, reply.Content.IndexOf("secret of"));
            Assert.AreEqual(-1, reply.Content.IndexOf("horse"));
        }

        [TestMethod]
        public void Settings_without_a_restart_take_effect_at_once_and_all_are_saved()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            Reply reply = platform.Ask(device, "PUT /api/settings", Json + "If-Match: \"0\"\r\n", "{\"name\":\"shed\",\"interval\":250,\"history\":10,\"allow-host\":\"board.example\",\"allow-origin\":\"https://panel.example\"}");
            Assert.AreEqual(200, reply.Status, reply.Content);
            Assert.AreEqual("\"1\"", reply.Field("ETag"));
            Assert.AreEqual("{\"saved\":true,\"restart\":true,\"changes\":[{\"name\":\"interval\",\"from\":100,\"to\":250},{\"name\":\"history\",\"from\":60,\"to\":10,\"restart\":true},{\"name\":\"name\",\"from\":\"nano\",\"to\":\"shed\"},"
                + "{\"name\":\"allow-host\",\"from\":\"\",\"to\":\"board.example\"},{\"name\":\"allow-origin\",\"from\":\"\",\"to\":\"https://panel.example\"}]}\n", reply.Content);
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("{\"board\":\"shed\",") > 0);
            Assert.IsTrue(platform.Get(device, "/api/settings").IndexOf("{\"revision\":\"1\",\"restart\":true,") > 0);
            Assert.IsTrue(Allows(device, "board.example") && Allows(device, "nano-1a2b3c.local"));
            Assert.AreEqual(204, platform.Ask(device, "OPTIONS /api/settings", "Origin: https://panel.example\r\nAccess-Control-Request-Method: PUT\r\n", "").Status);
            BoardSettings saved = Load(platform);
            Assert.AreEqual("shed 250 10 board.example", saved.Name + " " + saved.Interval + " " + saved.History + " " + saved.AllowedHosts);

            // A value that is reset takes effect at once, too.
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Any, "{\"allow-host\":null,\"name\":null}").Status);
            Assert.IsFalse(Allows(device, "board.example"));
            Assert.AreEqual("nano", Load(platform).Name);
        }

        [TestMethod]
        public void Two_owners_do_not_overwrite_each_other()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            Assert.AreEqual(428, platform.Ask(device, "PUT /api/settings", Json, "{\"name\":\"a\"}").Status);
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Json + "If-Match: \"0\"\r\n", "{\"name\":\"b\"}").Status);
            Reply reply = platform.Ask(device, "PUT /api/settings", Json + "If-Match: \"0\"\r\n", "{\"name\":\"c\"}");
            Assert.AreEqual(412, reply.Status);
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"changed-meanwhile\","));
            Assert.AreEqual(412, platform.Ask(device, "PUT /api/settings", Json + "If-Match: W/\"1\", \"x\", 1\r\n", "{\"name\":\"c\"}").Status);
            Assert.AreEqual("b", Load(platform).Name);
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Json + "If-Match: \"7\", \"1\"\r\n", "{\"name\":\"c\"}").Status);
        }

        [TestMethod]
        public void Each_refused_setting_has_an_error_and_nothing_is_changed()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            string[] contents =
            {
                "{\"name\":\"shed\",\"interval\":10}", "\"interval\":{\"code\":\"out-of-range\",\"message\":\"is out of range (20 to 60000)\"}",
                "{\"interval\":100.5}", "\"interval\":{\"code\":\"out-of-range\"",
                "{\"interval\":-100}", "\"interval\":{\"code\":\"out-of-range\"",
                "{\"interval\":\"100\"}", "\"interval\":{\"code\":\"wrong-type\",\"message\":\"is not a number\"}",
                "{\"interval\":true}", "\"interval\":{\"code\":\"wrong-type\"",
                "{\"cbor\":2,\"name\":7}", "\"cbor\":{\"code\":\"out-of-range\"",
                "{\"cbor\":2,\"name\":7}", "\"name\":{\"code\":\"wrong-type\",\"message\":\"is not a string\"}",
                "{\"name\":[\"a\"],\"interval\":200}", "\"name\":{\"code\":\"wrong-type\"",
                "{\"name\":\"" + Bytes.Repeat("x", 33) + "\"}", "\"name\":{\"code\":\"out-of-range\"",
                "{\"name\":\"" + Bytes.Repeat("x", 700) + "\"}", "\"name\":{\"code\":\"out-of-range\"",
                "{\"nome\":1,\"x\":2}", "\"nome\":{\"code\":\"unknown-setting\"",
                "{\"" + Bytes.Repeat("x", 50) + "\":1}", "\"xxxxxxxxxxxxxxxxxxxxxxxx\":{\"code\":\"unknown-setting\"",
                "{\"password\":\"" + Bytes.Repeat("x", 65) + "\"}", "\"password\":{\"code\":\"out-of-range\"",
                "{\"pins\":\"led:999\"}", "\"pins\":{\"code\":\"out-of-range\",\"message\":\"",
                "{\"network\":\"x\",\"passphrase\":\"12345678\"}", "\"network\":{\"code\":\"unknown-setting\"",
                "{\"network2\":\"x\"}", "\"passphrase2\":{\"code\":\"missing-passphrase\"",
            };
            for (int i = 0; i < contents.Length; i += 2)
            {
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, contents[i]);
                Assert.AreEqual(400, reply.Status, contents[i]);
                Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"invalid-settings\",\"message\":\""), reply.Content);
                Assert.IsTrue(reply.Content.IndexOf(contents[i + 1]) > 0, contents[i] + " " + reply.Content);
                Assert.AreEqual(0, platform.Flash[0].Length + platform.Flash[1].Length);
            }

            string[] others =
            {
                "[1]", "400", "malformed", "{\"name\":\"a\"", "400", "malformed", "{\"name\":\"a\"}}", "400", "malformed",
                "{\"name\":\"a\",\"name\":\"b\"}", "400", "duplicate-member", "{\"name\":\"" + Bytes.Repeat("x", SettingsResource.MaximumContent) + "\"}", "413", "too-long",
            };
            for (int i = 0; i < others.Length; i += 3)
            {
                Reply reply = platform.Ask(device, "PUT /api/settings", Any, others[i]);
                Assert.AreEqual(others[i + 1] + others[i + 2], reply.Status + reply.Content.Substring(9, others[i + 2].Length), others[i]);
            }

            Assert.AreEqual(415, platform.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/html\r\n", "{}").Status);
            Assert.AreEqual(415, platform.Ask(device, "PUT /api/settings", Any + "Content-Encoding: gzip\r\n", "{}").Status);
            Assert.AreEqual(0, platform.Flash[0].Length + platform.Flash[1].Length);
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("{\"board\":\"nano\",") > 0);
        }

        [TestMethod]
        public void A_check_tells_the_changes_and_saves_none()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            Reply reply = platform.Ask(device, "PUT /api/settings?check=1", Json, "{\"slots\":1,\"interval\":100,\"password\":\"secret\"}");
            Assert.AreEqual("{\"saved\":false,\"restart\":true,\"changes\":[{\"name\":\"slots\",\"from\":8,\"to\":1,\"restart\":true},{\"name\":\"password\"}]}\n", reply.Content);
            Assert.AreEqual(0, platform.Flash[0].Length + platform.Flash[1].Length);
            Assert.AreEqual(400, platform.Ask(device, "PUT /api/settings?check=1", Json, "{\"slots\":99}").Status);
            Assert.AreEqual(412, platform.Ask(device, "PUT /api/settings?check=1", Json + "If-Match: \"5\"\r\n", "{\"slots\":1}").Status);
        }

        [TestMethod]
        public void Content_in_single_bytes_and_in_chunks_gives_the_same()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            string content = "{ \"name\" : \"sh\\u0065d\", \"open-reading\":true,\"interval\":2e2 }";
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Any, content, 1).Status);
            BoardSettings saved = Load(platform);
            Assert.AreEqual("shed 200", saved.Name + " " + saved.Interval);
            Assert.IsTrue(saved.OpenReading);
            MemoryClient client = platform.Connect();
            platform.Send(device, client, "PUT /api/settings HTTP/1.1\r\nHost: 192.168.4.1\r\n" + Any + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"name\":\r\n7\r\n\"hut\"  \r\n1\r\n}\r\n0\r\n\r\n", 7);
            Assert.AreEqual(200, platform.Read(device, client).Status);
            Assert.AreEqual("hut", Load(platform).Name);
        }

        [TestMethod]
        public void A_backup_has_no_secret_and_is_restored_on_another_board()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("name=caf\u00e9\ninterval=250\npins=led:4\nallow-origin=https://panel.example\npassword=" + PasswordHash.Create(Bytes.Of("secret"), 6, 10).ToString() + "\n");
            Device device = platform.Start();
            Reply reply = platform.Ask(device, "GET /api/settings?backup", "Authorization: Basic OnNlY3JldA==\r\n", "");
            Assert.AreEqual("attachment; filename=\"nano-1a2b3c.txt\"", reply.Field("Content-Disposition"));
            Assert.AreEqual("text/plain; charset=utf-8", reply.Field("Content-Type"));
            string backup = reply.Content;
            Assert.IsTrue(backup.IndexOf("\ninterval=250\n") > 0 && backup.IndexOf("pass") == backup.IndexOf("passwords\n") && backup.IndexOf("host=nano") < 0, backup);
            TestPlatform other = new TestPlatform();
            device = other.Start();
            Reply check = other.Ask(device, "PUT /api/settings?check=1", "Content-Type: text/plain; charset=utf-8\r\n", backup);
            Assert.IsTrue(check.Content.IndexOf("{\"name\":\"interval\",\"from\":100,\"to\":250}") > 0, check.Content);
            Assert.AreEqual(200, other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", backup).Status);
            Assert.AreEqual(Load(platform).Name, Load(other).Name);
            Assert.AreEqual(400, other.Ask(device, "PUT /api/settings", "If-Match: *\r\nContent-Type: text/plain\r\n", "no line of settings\n").Status);
        }

        [TestMethod]
        public void A_power_cut_or_a_lost_connection_leaves_old_or_new_settings()
        {
            int step = Target.NumberStep == 1 ? 1 : 97;
            for (int left = 0; left < 900; left += step)
            {
                TestPlatform platform = new TestPlatform();
                platform.Save("name=old\n");
                Device device = platform.Start();
                platform.Flash.BytesLeft = left;
                MemoryClient client = platform.Connect();
                string content = "{\"name\":\"new\"}";
                platform.Send(device, client, "PUT /api/settings HTTP/1.1\r\nHost: 192.168.4.1\r\n" + Any + "Content-Length: " + content.Length + "\r\n\r\n" + content, 512);

                // The client does not wait for the answer.
                client.Reset();
                for (int i = 0; i < 40; i++)
                {
                    platform.Turn(device);
                }

                platform.Flash.BytesLeft = int.MaxValue;
                string name = Load(platform).Name;
                Assert.IsTrue(name == "old" || name == "new", name);
                Assert.IsTrue(left > 0 || name == "old");
                Assert.IsTrue(left < 800 || name == "new");

                // And the next owner is served.
                platform.Now += 3000;
                platform.Turn(device);
                Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings?check=1", Json, "{}").Status);
            }
        }

        [TestMethod]
        public void A_failed_write_is_an_error_and_the_former_settings_apply()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            platform.Flash.BytesLeft = 10;
            Reply reply = platform.Ask(device, "PUT /api/settings", Any, "{\"name\":\"new\"}");
            Assert.AreEqual(500, reply.Status);
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"not-saved\","));
            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("{\"board\":\"nano\",") > 0);
        }

        [TestMethod]
        public void Half_a_change_is_displaced_by_another_and_forgotten_after_a_while()
        {
            TestPlatform platform = new TestPlatform();
            Device device = platform.Start();
            MemoryClient first = platform.Connect();
            platform.Send(device, first, "PUT /api/settings HTTP/1.1\r\nHost: 192.168.4.1\r\nConnection: close\r\n" + Any + "Content-Length: 14\r\n\r\n{\"name\":", 512);
            Assert.AreEqual(200, platform.Ask(device, "PUT /api/settings", Any, "{\"name\":\"second\"}").Status);
            platform.Send(device, first, "\"one\"}", 512);
            Reply reply = platform.Read(device, first);
            Assert.AreEqual(503, reply.Status);
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"busy\","));
            Assert.AreEqual("second", Load(platform).Name);
        }

        [TestMethod]
        public void Only_who_may_control_reads_or_changes_settings_and_no_page_of_another_origin()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("open-reading=1\npassword=" + PasswordHash.Create(Bytes.Of("secret"), 6, 10).ToString() + "\n");
            Device device = platform.Start();
            string[] requests = { "GET /api/settings", "GET /api/settings?backup", "PUT /api/settings", "PUT /api/settings?check=1", "GET /api/log", "POST /api/restart" };
            for (int i = 0; i < requests.Length; i++)
            {
                string content = requests[i].IndexOf("PUT") == 0 ? "{}" : "";
                Assert.AreEqual(403, platform.Ask(device, requests[i], Any, content).Status, requests[i]);
            }

            Assert.IsTrue(platform.Get(device, "/api/state").IndexOf("HTTP/1.1 200 ") == 0);
            string signedIn = "Authorization: Basic OnNlY3JldA==\r\n";
            Assert.AreEqual(200, platform.Ask(device, "GET /api/settings", signedIn, "").Status);
            Assert.AreEqual(403, platform.Ask(device, "PUT /api/settings", signedIn + Any + "Origin: https://evil.example\r\n", "{\"name\":\"evil\"}").Status);
            Assert.AreEqual(403, platform.Ask(device, "POST /api/restart", signedIn + "Sec-Fetch-Site: cross-site\r\n", "").Status);
            Reply reply = platform.Ask(device, "GET /api/settings", signedIn + "Origin: https://evil.example\r\n", "");
            Assert.IsNull(reply.Field("Access-Control-Allow-Origin"));
            Assert.AreEqual("nano", Load(platform).Name);
        }

        [TestMethod]
        public void A_new_password_counts_at_once_and_ends_what_the_former_one_gave()
        {
            TestPlatform platform = new TestPlatform();
            platform.Save("password=" + PasswordHash.Create(Bytes.Of("secret"), 6, 10).ToString() + "\n");
            Device device = platform.Start();
            string former = "Authorization: Basic OnNlY3JldA==\r\n";
            string own = SignIn(platform, device, "secret");
            string other = SignIn(platform, device, "secret");
            Reply reply = platform.Ask(device, "PUT /api/settings", own + Any, "{\"password\":\"better\"}");
            Assert.AreEqual("{\"saved\":true,\"restart\":false,\"changes\":[{\"name\":\"password\"}]}\n", reply.Content);
            Assert.AreEqual(401, platform.Ask(device, "GET /api/state", former, "").Status);
            Assert.AreEqual(401, platform.Ask(device, "GET /api/state", other, "").Status);
            Assert.AreEqual(200, platform.Ask(device, "GET /api/state", own, "").Status);
            Assert.AreEqual(200, platform.Ask(device, "GET /api/state", "Authorization: Basic OmJldHRlcg==\r\n", "").Status);
            Assert.IsNotNull(PasswordHash.Parse(Load(platform).Password));
            Assert.AreEqual(-1, Bytes.Text(platform.Flash[0], 0, platform.Flash[0].Length).IndexOf("better"));

            // The first password and none need a restart.
            reply = platform.Ask(device, "PUT /api/settings", own + Any, "{\"password\":null}");
            Assert.AreEqual(0, reply.Content.IndexOf("{\"saved\":true,\"restart\":true,"), reply.Content);
            Assert.AreEqual("", Load(platform).Password);
        }

        [TestMethod]
        public void Another_network_is_tried_and_what_would_lose_the_board_is_refused()
        {
            TestRadio radio = new TestRadio { Outcome = RadioState.Online };
            TestPlatform platform = new TestPlatform { Wifi = radio };
            platform.Save("address=192.168.1.50/24 192.168.1.1\n");
            Device device = platform.Start();
            platform.Turn(device);
            string change = "{\"network\":\"shed\",\"passphrase\":\"new passphrase\"}";
            Assert.IsTrue(platform.Ask(device, "PUT /api/settings", Any, change).Content.IndexOf("\"address\":{\"code\":\"static-address\"") > 0);
            Assert.IsTrue(platform.Ask(device, "PUT /api/settings", Any, "{\"network\":\"shed\",\"address\":\"\"}").Content.IndexOf("\"passphrase\":{\"code\":\"missing-passphrase\"") > 0);
            Assert.IsTrue(platform.Ask(device, "PUT /api/settings", Any, "{\"network\":\"shed\",\"passphrase\":\"short\",\"address\":\"\"}").Content.IndexOf("\"passphrase\":{\"code\":\"out-of-range\"") > 0);
            Assert.IsTrue(platform.Ask(device, "PUT /api/settings", Any, "{\"network\":null}").Status == 400);
            radio.TakeLog();
            Reply reply = platform.Ask(device, "PUT /api/settings", Any, change.Substring(0, change.Length - 1) + ",\"address\":\"\"}");
            Assert.IsTrue(reply.Content.IndexOf("\"join\":true,\"changes\":[{\"name\":\"address\"") > 0 && reply.Content.IndexOf("{\"name\":\"network\",\"from\":\"home\",\"to\":\"shed\"},{\"name\":\"passphrase\"}]") > 0, reply.Content);
            Assert.IsTrue(platform.Get(device, "/api/settings").IndexOf("\"join\":\"trying\"") > 0);
            for (int i = 0; i < 20; i++)
            {
                platform.Now += 250;
                platform.Turn(device);
            }

            Assert.AreEqual("disconnect; connect to shed/new passphrase", radio.TakeLog());
            Assert.IsTrue(platform.Get(device, "/api/settings").IndexOf("\"join\":\"joined\"") > 0);
        }

        private static string SignIn(TestPlatform platform, Device device, string password)
        {
            Reply reply = platform.Ask(device, "POST /api/session", Json, "{\"password\":\"" + password + "\"}");
            string cookie = reply.Field("Set-Cookie");
            return "Cookie: " + cookie.Substring(0, cookie.IndexOf(";")) + "\r\n";
        }

        private static bool Allows(Device device, string host)
        {
            byte[] name = Bytes.Of(host);
            return device.Server.Hosts.Allows(name, 0, name.Length);
        }

        private static BoardSettings Load(TestPlatform platform)
        {
            BoardSettings settings = new BoardSettings(platform.Chip);
            new SettingsFile(platform.Flash).Load(settings);
            return settings;
        }
    }
}
