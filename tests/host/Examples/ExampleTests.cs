using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Examples
{
    /// <summary>Each example is started as a user starts it, and used.</summary>
    [TestClass]
    public class ExampleTests
    {
        [TestMethod]
        public void Hello_greets_any_name()
        {
            using ExampleProcess example = new ExampleProcess("Hello");

            Assert.AreEqual("Hello world!\n", example.Get("hello/world"));
            Assert.AreEqual("Hello Gr\u00fc\u00dfe \u4f60\u597d!\n", example.Get("hello/" + Uri.EscapeDataString("Gr\u00fc\u00dfe \u4f60\u597d")));
        }

        [TestMethod]
        public void Things_are_written_read_and_deleted()
        {
            using ExampleProcess example = new ExampleProcess("Things");

            Assert.AreEqual(HttpStatusCode.NotFound, example.Send(HttpMethod.Get, "things/3").StatusCode);
            Assert.AreEqual(HttpStatusCode.BadRequest, example.Send(HttpMethod.Put, "things/3", new StringContent("{}")).StatusCode);
            Assert.AreEqual(HttpStatusCode.BadRequest, example.Send(HttpMethod.Put, "things/10", new StringContent("{\"name\":\"x\"}")).StatusCode);
            Assert.AreEqual(HttpStatusCode.OK, example.Send(HttpMethod.Put, "things/3", new StringContent("{\"name\":\"L\u00e4mpchen \\\"1\\\"\"}")).StatusCode);
            JsonElement thing = JsonDocument.Parse(example.Get("things/3")).RootElement;
            Assert.AreEqual("L\u00e4mpchen \"1\"", thing.GetProperty("name").GetString());
            Assert.AreEqual(3, thing.GetProperty("id").GetInt32());
            Assert.AreEqual(HttpStatusCode.NoContent, example.Send(HttpMethod.Delete, "things/3").StatusCode);
            Assert.AreEqual(HttpStatusCode.NotFound, example.Send(HttpMethod.Delete, "things/3").StatusCode);
        }

        [TestMethod]
        public void Chat_carries_each_message_to_everybody()
        {
            using ExampleProcess example = new ExampleProcess("Chat");
            Assert.Contains("new WebSocket", example.Get(""));
            using ClientWebSocket one = Connect(example);
            Assert.AreEqual("Somebody has come: 1 are here.", Receive(one));
            using ClientWebSocket two = Connect(example);
            Assert.AreEqual("Somebody has come: 2 are here.", Receive(one));
            Assert.AreEqual("Somebody has come: 2 are here.", Receive(two));
            for (int i = 0; i < 50; i++)
            {
                one.SendAsync(Encoding.UTF8.GetBytes("message " + i), WebSocketMessageType.Text, true, default).GetAwaiter().GetResult();
            }

            for (int i = 0; i < 50; i++)
            {
                Assert.EndsWith(": message " + i, Receive(two));
                Assert.EndsWith(": message " + i, Receive(one));
            }

            one.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default).GetAwaiter().GetResult();
            Assert.AreEqual("Somebody has left: 1 are here.", Receive(two));
        }

        [TestMethod]
        public void Clock_sends_the_time()
        {
            using ExampleProcess example = new ExampleProcess("Clock");
            Assert.Contains("EventSource", example.Get(""));
            using StreamReader reader = new StreamReader(example.Client.GetStreamAsync("events").GetAwaiter().GetResult());

            for (int i = 0; i < 2; i++)
            {
                Assert.AreEqual("event: tick", NextLine(reader));
                Assert.MatchesRegex("^data: [0-9]{2}:[0-9]{2}:[0-9]{2}$", NextLine(reader));
                Assert.AreEqual("", reader.ReadLine());
            }
        }

        [TestMethod]
        public void Files_come_whole_in_ranges_and_not_from_outside()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            Directory.CreateDirectory(Path.Combine(folder, "www", "sub"));
            byte[] large = new byte[100_000];
            new Random(1).NextBytes(large);
            File.WriteAllBytes(Path.Combine(folder, "www", "large.bin"), large);
            File.WriteAllText(Path.Combine(folder, "www", "sub", "index.html"), "<p>sub");
            File.WriteAllText(Path.Combine(folder, "www", "a.css"), "plain");
            File.WriteAllBytes(Path.Combine(folder, "www", "a.css.gz"), [1, 2, 3]);
            File.WriteAllText(Path.Combine(folder, "www", ".hidden"), "hidden");
            File.WriteAllText(Path.Combine(folder, "secret.txt"), "secret");
            using ExampleProcess example = new ExampleProcess("Files", Path.Combine(folder, "www"));

            HttpResponseMessage whole = example.Send(HttpMethod.Get, "large.bin");
            CollectionAssert.AreEqual(large, whole.Content.ReadAsByteArrayAsync().Result);
            Assert.AreEqual("application/octet-stream", whole.Content.Headers.ContentType.ToString());
            HttpResponseMessage part = example.Send(HttpMethod.Get, "large.bin", null, ("Range", "bytes=70000-70099"));
            Assert.AreEqual(HttpStatusCode.PartialContent, part.StatusCode);
            CollectionAssert.AreEqual(large[70000..70100], part.Content.ReadAsByteArrayAsync().Result);
            Assert.AreEqual(HttpStatusCode.NotModified, example.Send(HttpMethod.Get, "large.bin", null, ("If-None-Match", whole.Headers.ETag.ToString())).StatusCode);
            Assert.AreEqual(100_000, example.Send(HttpMethod.Head, "large.bin").Content.Headers.ContentLength);
            Assert.AreEqual(HttpStatusCode.RequestedRangeNotSatisfiable, example.Send(HttpMethod.Get, "large.bin", null, ("Range", "bytes=100000-")).StatusCode);

            HttpResponseMessage gzip = example.Send(HttpMethod.Get, "a.css", null, ("Accept-Encoding", "gzip"));
            Assert.AreEqual("gzip", gzip.Content.Headers.ContentEncoding.Single());
            Assert.AreEqual("text/css; charset=utf-8", gzip.Content.Headers.ContentType.ToString());
            CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, gzip.Content.ReadAsByteArrayAsync().Result);
            Assert.AreEqual("plain", example.Get("a.css"));

            HttpResponseMessage slash = example.Send(HttpMethod.Get, "sub");
            Assert.AreEqual(HttpStatusCode.MovedPermanently, slash.StatusCode);
            Assert.AreEqual("/sub/", slash.Headers.Location.ToString());
            Assert.AreEqual("<p>sub", example.Get("sub/"));
            foreach (string path in new[] { "", "nothing.txt", ".hidden", "sub/nothing/", "large.bin/" })
            {
                Assert.AreEqual(HttpStatusCode.NotFound, example.Send(HttpMethod.Get, path).StatusCode, path);
            }

            // As they stand: HttpClient would resolve the dots.
            foreach (string path in new[] { "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/..%5csecret.txt", "//etc/passwd", "/%2fetc%2fpasswd", "/sub//index.html", "/a.css%00" })
            {
                Assert.DoesNotContain("200 OK", RawGet(example.Port, path), path);
            }
        }

        [TestMethod]
        public void Files_are_uploaded_whole_or_not_at_all()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            using ExampleProcess example = new ExampleProcess("Upload", folder);
            byte[] large = new byte[300_000];
            new Random(2).NextBytes(large);

            HttpResponseMessage reply = example.Send(HttpMethod.Post, "upload", Form(("one.bin", large), ("zw\u00f6lf.txt", Encoding.UTF8.GetBytes("twelve"))));
            Assert.AreEqual("{\"files\":2,\"bytes\":300006}", reply.Content.ReadAsStringAsync().Result);
            CollectionAssert.AreEqual(large, File.ReadAllBytes(Path.Combine(folder, "one.bin")));
            Assert.AreEqual("twelve", File.ReadAllText(Path.Combine(folder, "zw\u00f6lf.txt")));
            Assert.AreEqual("twelve", example.Get("files/zw%C3%B6lf.txt"));

            Assert.AreEqual(HttpStatusCode.BadRequest, example.Send(HttpMethod.Post, "upload", Form((".hidden", large[..10]))).StatusCode);
            Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, example.Send(HttpMethod.Post, "upload", Form(("big.bin", new byte[4 * 1024 * 1024 + 1000]))).StatusCode);
            Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, example.Send(HttpMethod.Post, "upload", new StringContent("text")).StatusCode);
            Assert.AreEqual(HttpStatusCode.OK, example.Send(HttpMethod.Post, "upload", Form(("..\\up/../inside.txt", large[..10]))).StatusCode);
            Assert.AreEqual(HttpStatusCode.OK, example.Send(HttpMethod.Post, "upload", Form(("one.bin", large[..5]))).StatusCode);
            CollectionAssert.AreEqual(large[..5], File.ReadAllBytes(Path.Combine(folder, "one.bin")));
            CollectionAssert.AreEquivalent(new[] { "one.bin", "zw\u00f6lf.txt", "inside.txt" }, Directory.GetFiles(folder).Select(Path.GetFileName).ToArray());
        }

        [TestMethod]
        public void An_upload_that_breaks_off_leaves_nothing_and_lets_the_next_in()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            using ExampleProcess example = new ExampleProcess("Upload", folder);
            using (RawClient client = new RawClient(example.Port))
            {
                client.Send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\nContent-Disposition: form-data; name=f; filename=half.txt\r\n\r\nhalf");
                Until.True(() => Directory.GetFiles(folder).Length == 1, "The file should have been begun.");
                Assert.AreEqual(HttpStatusCode.ServiceUnavailable, example.Send(HttpMethod.Post, "upload", Form(("a.txt", [1]))).StatusCode);
            }

            Until.True(() => Directory.GetFiles(folder).Length == 0, "The half file should be gone.");
            Assert.AreEqual(HttpStatusCode.OK, example.Send(HttpMethod.Post, "upload", Form(("a.txt", [1]))).StatusCode);
        }

        [TestMethod]
        public void A_session_begins_with_credentials_and_ends()
        {
            using ExampleProcess example = new ExampleProcess("Sessions");
            HttpResponseMessage away = example.Send(HttpMethod.Get, "secret");
            Assert.AreEqual(HttpStatusCode.SeeOther, away.StatusCode);
            Assert.AreEqual("/login", away.Headers.Location.ToString());
            HttpResponseMessage challenge = example.Send(HttpMethod.Get, "login");
            Assert.AreEqual(HttpStatusCode.Unauthorized, challenge.StatusCode);
            Assert.AreEqual("Basic", challenge.Headers.WwwAuthenticate.Single().Scheme);
            Assert.AreEqual(HttpStatusCode.Unauthorized, example.Send(HttpMethod.Get, "login", null, ("Authorization", Basic("admin:secrex"))).StatusCode);

            HttpResponseMessage signedIn = example.Send(HttpMethod.Get, "login", null, ("Authorization", Basic("admin:secret")));
            Assert.AreEqual(HttpStatusCode.OK, signedIn.StatusCode);
            string cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            Assert.AreEqual("The secret is 42.\n", example.Send(HttpMethod.Get, "secret", null, ("Cookie", cookie)).Content.ReadAsStringAsync().Result);
            Assert.AreEqual(HttpStatusCode.OK, example.Send(HttpMethod.Post, "logout", null, ("Cookie", cookie)).StatusCode);
            Assert.AreEqual(HttpStatusCode.SeeOther, example.Send(HttpMethod.Get, "secret", null, ("Cookie", cookie)).StatusCode);
        }

        [TestMethod]
        public void Sensors_are_numbers()
        {
            using ExampleProcess example = new ExampleProcess("Sensors");
            Assert.Contains("/api/sensors", example.Get(""));
            JsonElement values = JsonDocument.Parse(example.Get("api/sensors")).RootElement;

            Assert.IsInRange(20.0, 25.0, values.GetProperty("temperature").GetDouble());
            Assert.IsInRange(40, 59, values.GetProperty("humidity").GetInt32());
        }

        [TestMethod]
        public void Each_example_is_small_and_has_a_README()
        {
            string[] programs = Repository.Files.Where(file => file.StartsWith("lib/examples/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).ToArray();

            Assert.HasCount(8, programs);
            foreach (string program in programs)
            {
                Assert.IsInRange(10, 60, Repository.Read(program).TrimEnd().Split('\n').Length, program);
                Assert.HasCount(5, Repository.Read(Repository.Folder(program) + "/README.md").TrimEnd().Split('\n'), program);
                Assert.Contains(program["lib/examples/".Length..].Replace('/', '\\'), Repository.Read("lib/examples/Nano.Examples.nfproj"));
            }
        }

        private static string Basic(string credentials)
        {
            return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        }

        /// <summary>A form as browsers write it: names in UTF-8.</summary>
        private static ByteArrayContent Form(params (string Name, byte[] Content)[] files)
        {
            MemoryStream form = new MemoryStream();
            foreach ((string name, byte[] content) in files)
            {
                form.Write(Encoding.UTF8.GetBytes($"--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\")}\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
                form.Write(content);
                form.Write("\r\n"u8);
            }

            form.Write("--bound--\r\n"u8);
            ByteArrayContent body = new ByteArrayContent(form.ToArray());
            body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=bound");
            return body;
        }

        private static ClientWebSocket Connect(ExampleProcess example)
        {
            ClientWebSocket socket = new ClientWebSocket();
            socket.ConnectAsync(new Uri($"ws://127.0.0.1:{example.Port}/chat"), default).GetAwaiter().GetResult();
            return socket;
        }

        private static string Receive(ClientWebSocket socket)
        {
            byte[] buffer = new byte[1024];
            using CancellationTokenSource patience = new CancellationTokenSource(60_000);
            WebSocketReceiveResult result = socket.ReceiveAsync(buffer, patience.Token).GetAwaiter().GetResult();
            Assert.IsTrue(result.EndOfMessage);
            return Encoding.UTF8.GetString(buffer, 0, result.Count);
        }

        private static string NextLine(StreamReader reader)
        {
            string line;
            do
            {
                line = reader.ReadLine();
            }
            while (line is "" or ":");
            return line;
        }

        private static string RawGet(int port, string path)
        {
            using RawClient client = new RawClient(port);
            client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            return Encoding.Latin1.GetString(client.ReadToEnd());
        }
    }
}
