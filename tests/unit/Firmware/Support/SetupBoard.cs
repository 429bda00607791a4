using Nano.Firmware.Boards;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A board in its set-up, and what its clients ask for.</summary>
    internal static class SetupBoard
    {
        /// <summary>The store of the board that was started last.</summary>
        public static TornStore Store;

        /// <summary>Its set-up page.</summary>
        public static SetupResource Resource;

        public static void Add(NetworkList list, string name, int signal, NetworkSecurity security)
        {
            list.Add(Bytes.Of(name), name.Length, signal, security);
        }

        /// <summary>Text of an attribute of HTML.</summary>
        public static string Decode(string text)
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
        public static string Encode(string text)
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

        public static TestServer Start(TestRadio radio)
        {
            return Start(radio, new ServerOptions { Slots = 3 }, 2048);
        }

        public static TestServer Start(TestRadio radio, ServerOptions options, int capacity, string more = "")
        {
            TestServer server = new TestServer(options, capacity);
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), null, null);
            server.Server.AddTask(network);
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            byte[] text = Bytes.Of("name=my <board>\nhost=shed\n" + more);
            settings.Read(text, 0, text.Length);
            Store = new TornStore();
            SettingsFile file = new SettingsFile(Store);
            file.Load(new BoardSettings(Chip.Esp32));
            file.Save(settings);
            Resource = new SetupResource(network, server.Server, settings, file, new TestDrivers());
            server.Server.Map("/setup", Resource);
            server.Server.Hosts = new Nano.Web.Http.HostPolicy();
            server.Server.Hosts.Allow("a");
            server.Server.Portal = "http://192.168.4.1/setup";
            server.Begin();
            server.Wait(0);
            return server;
        }

        public static SetupResource ResourceOf(TestRadio radio)
        {
            return new SetupResource(new NetworkManager(radio, new NetworkOptions(), null, null), null, new BoardSettings(Chip.Esp32), null, new TestDrivers());
        }

        public static Reply Get(TestServer server, string path)
        {
            TestClient client = server.Connect();
            client.Send("GET " + path, "Connection: close\r\n\r\n");
            return client.ReadReply();
        }

        public static Reply Post(TestServer server, string form)
        {
            TestClient client = server.Connect();
            client.Send(Request(form));
            return ReadReply(server, client);
        }

        /// <summary>Sends a form that ends in a text repeated, without ever holding all of it: a chip's heap is too small for the longest.</summary>
        public static Reply Post(TestServer server, string form, string part, int times, string query = "")
        {
            TestClient client = server.Connect();
            client.Send(Head(form.Length + part.Length * times, query) + form);
            byte[] bytes = Bytes.Of(part);
            for (int i = 0; i < times; i++)
            {
                client.Send(bytes);
            }

            return ReadReply(server, client);
        }

        /// <summary>Reads the answer to a form, which is kept in steps.</summary>
        public static Reply ReadReply(TestServer server, TestClient client)
        {
            for (int turns = 0; turns < 1000 && client.Connection.Available == 0; turns++)
            {
                server.Run();
            }

            return client.ReadReply();
        }

        public static BoardSettings Load()
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(Store).Load(settings);
            return settings;
        }

        public static string Request(string form, string query = "")
        {
            return Head(form.Length, query) + form;
        }

        private static string Head(int length, string query)
        {
            return "POST /setup" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + length + "\r\n\r\n";
        }
    }
}
