using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The server over TLS: exchanges with .NET's own clients, and the end of connections without a handshake.</summary>
    [TestClass]
    public class TlsTests
    {
        private const int LargeLength = 300_000;
        private const string Get = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        [DataRow(SslProtocols.Tls12)]
        [DataRow(SslProtocols.Tls13)]
        public async Task A_page_is_served_over_https(SslProtocols protocol)
        {
            using ServerHost host = NewHost();
            using SocketsHttpHandler handler = NewHandler();
            handler.SslOptions.EnabledSslProtocols = protocol;
            using HttpClient client = new HttpClient(handler);
            for (int i = 0; i < 10; i++)
            {
                Assert.AreEqual("hello", await client.GetStringAsync($"https://127.0.0.1:{host.Port}/text"));
            }

            CollectionAssert.AreEqual(LargeResource.Pattern(LargeLength), await client.GetByteArrayAsync($"https://127.0.0.1:{host.Port}/large"));
            Assert.AreEqual(1, host.Server.Statistics.Connections);
            Assert.AreEqual(0, host.Server.Statistics.HandshakeFailures);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(126)]
        [DataRow(65536)]
        [DataRow(300_000)]
        public async Task A_WebSocket_is_served_over_wss(int size)
        {
            using ServerHost host = NewHost();
            using ClientWebSocket client = NewClient();
            using CancellationTokenSource patience = new CancellationTokenSource(Until.Patience);
            await client.ConnectAsync(new Uri($"wss://127.0.0.1:{host.Port}/ws"), patience.Token);
            byte[] message = LargeResource.Pattern(size);

            Task sending = client.SendAsync(message, WebSocketMessageType.Binary, true, patience.Token);
            CollectionAssert.AreEqual(message, await ReadMessageAsync(client, patience.Token));
            await sending;
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", patience.Token);

            Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
            host.WaitForNoClients();
        }

        [TestMethod]
        public async Task The_dashboard_and_its_data_come_over_TLS()
        {
            using ServerHost host = new ServerHost(new ServerOptions(), new AllocationProbe(), out _, Options());
            using HttpClient http = new HttpClient(NewHandler());
            Assert.Contains("\"channels\":[", await http.GetStringAsync($"https://127.0.0.1:{host.Port}/api/state"));

            using ClientWebSocket client = NewClient();
            using CancellationTokenSource patience = new CancellationTokenSource(Until.Patience);
            await client.ConnectAsync(new Uri($"wss://127.0.0.1:{host.Port}/ws"), patience.Token);
            Assert.StartsWith("{\"type\":\"hello\"", Encoding.UTF8.GetString(await ReadMessageAsync(client, patience.Token)));
            Assert.StartsWith("{\"type\":\"sample\"", Encoding.UTF8.GetString(await ReadMessageAsync(client, patience.Token)));
        }

        [TestMethod]
        public void Eight_clients_are_served_side_by_side()
        {
            // One slot stays free: a full server announces the end of the connection that would be next to go.
            using ServerHost host = NewHost(new ServerOptions { Slots = 9 });
            SslStream[] clients = Enumerable.Range(0, 8).Select(_ => Connect(host)).ToArray();
            for (int i = 0; i < 20; i++)
            {
                foreach (SslStream client in clients)
                {
                    client.Write(Encoding.ASCII.GetBytes(Get));
                }

                foreach (SslStream client in clients)
                {
                    Assert.EndsWith("\r\n\r\nhello", ReadUntil(client, "hello"));
                }
            }

            foreach (SslStream client in clients)
            {
                client.Dispose();
            }

            host.WaitForNoClients();
        }

        [TestMethod]
        public void A_handshake_for_which_the_native_memory_is_too_small_is_refused_and_the_next_is_served()
        {
            TlsOptions options = Options();
            ScarceMemory memory = new ScarceMemory { Free = options.HandshakeMemory - 1 };
            options.Memory = memory;
            using ServerHost host = NewHost(null, options);
            try
            {
                Connect(host).Dispose();
                Assert.Fail("The handshake should be refused.");
            }
            catch (Exception exception) when (exception is IOException || exception is AuthenticationException)
            {
            }

            host.WaitForNoClients();
            Assert.AreEqual(1, host.Server.Statistics.HandshakeFailures);

            memory.Free = options.HandshakeMemory;
            using SslStream client = Connect(host);
            client.Write(Encoding.ASCII.GetBytes(Get));
            Assert.EndsWith("\r\n\r\nhello", ReadUntil(client, "hello"));
        }

        [TestMethod]
        public void The_server_ends_a_connection_with_close_notify_and_without_a_reset()
        {
            using ServerHost host = NewHost();
            for (int i = 0; i < 20; i++)
            {
                // Without close_notify this stream would throw at the end.
                using SslStream client = Connect(host);
                client.Write(Encoding.ASCII.GetBytes("GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
                using MemoryStream all = new MemoryStream();
                client.CopyTo(all);

                Assert.EndsWith("\r\n\r\nhello", Encoding.ASCII.GetString(all.ToArray()));
                host.WaitForNoClients();
            }
        }

        [TestMethod]
        public void A_client_that_does_not_read_delays_no_other()
        {
            using ServerHost host = NewHost();
            using SslStream slow = Connect(host, receiveBuffer: 4096);
            slow.Write(Encoding.ASCII.GetBytes("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n"));
            Until.True(() => IsStuck(host), "The slow client's buffers should have filled up.");

            using SslStream quick = Connect(host);
            for (int i = 0; i < 100; i++)
            {
                quick.Write(Encoding.ASCII.GetBytes(Get));
                ReadUntil(quick, "hello");
            }
        }

        [TestMethod]
        [DataRow("nothing")]
        [DataRow("half a handshake")]
        public void A_client_that_does_not_shake_hands_loses_its_slot(string sent)
        {
            using ServerHost host = NewHost(new ServerOptions { Slots = 2, HandshakeTimeout = 300 });
            using RawClient stalled = new RawClient(host.Port);
            if (sent != "nothing")
            {
                stalled.Send(ClientHello()[..40]);
            }

            // Others are served meanwhile.
            using (SslStream other = Connect(host))
            {
                other.Write(Encoding.ASCII.GetBytes(Get));
                ReadUntil(other, "hello");
            }

            Until.True(() => host.Server.Statistics.HandshakeTimeouts == 1, "The handshake should have timed out.");
            Assert.IsEmpty(stalled.ReadToEnd());
            host.WaitForNoClients();
            for (int i = 0; i < 2; i++)
            {
                using SslStream next = Connect(host);
                next.Write(Encoding.ASCII.GetBytes(Get));
                ReadUntil(next, "hello");
            }
        }

        [TestMethod]
        [DataRow("nothing")]
        [DataRow("half a handshake")]
        [DataRow("a handshake")]
        [DataRow("half a request")]
        [DataRow("a request")]
        [DataRow("a request whose answer it does not read")]
        public void A_client_that_ends_with_FIN_or_RST_frees_its_slot(string after)
        {
            const int Hour = 3600_000;
            using ServerHost host = NewHost(new ServerOptions { Slots = 1, HandshakeTimeout = Hour, HeadTimeout = Hour, IdleTimeout = Hour, SendTimeout = Hour, LingerTimeout = Hour });
            foreach (bool reset in new[] { false, true, false, true })
            {
                Socket socket = NewSocket(host, 0);
                if (after == "half a handshake")
                {
                    socket.Send(ClientHello()[..40]);
                }
                else if (after != "nothing")
                {
                    SslStream client = Authenticate(socket, null);
                    switch (after)
                    {
                        case "half a request":
                            client.Write(Encoding.ASCII.GetBytes("GET /te"));
                            break;
                        case "a request":
                            client.Write(Encoding.ASCII.GetBytes(Get));
                            ReadUntil(client, "hello");
                            break;
                        case "a request whose answer it does not read":
                            client.Write(Encoding.ASCII.GetBytes("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"));
                            break;
                    }
                }

                Until.True(() => host.Server.Clients == 1, "The client should have been accepted.");
                if (reset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }

                socket.Close();
                host.WaitForNoClients();
            }

            using SslStream next = Connect(host);
            next.Write(Encoding.ASCII.GetBytes(Get));
            ReadUntil(next, "hello");
            Assert.AreEqual(0, host.Server.Statistics.Timeouts);
            Assert.AreEqual(0, host.Server.Statistics.Faults);
        }

        [TestMethod]
        public void Plain_HTTP_to_a_TLS_port_is_answered_with_the_reason()
        {
            using ServerHost host = NewHost();
            for (int i = 1; i <= 3; i++)
            {
                using RawClient client = new RawClient(host.Port);
                client.Send(Get);
                (string head, byte[] content) = client.ReadResponse();
                Assert.StartsWith("HTTP/1.1 400 ", head);
                Assert.Contains("https", Encoding.ASCII.GetString(content));
                client.Finish();
                Assert.IsEmpty(client.ReadToEnd());

                Assert.IsFalse(client.WasReset);
                host.WaitForNoClients();
                Assert.AreEqual(i, host.Server.Statistics.HandshakeFailures);
            }
        }

        [TestMethod]
        public void A_TLS_hello_to_the_plain_port_is_400()
        {
            using ServerHost host = new ServerHost(new ServerOptions(), server => server.Map("/text", new TextResource("hello")));
            using RawClient client = new RawClient(host.Port);
            client.Send(ClientHello());

            Assert.StartsWith("HTTP/1.1 400 ", client.ReadResponse().Head);
            client.Finish();
            client.ReadToEnd();
            host.WaitForNoClients();
            Assert.AreEqual(1, host.Server.Statistics.BadRequests);
            Assert.AreEqual(1, host.Server.Statistics.GetBadRequests(0));
            Assert.AreEqual(400, Statistics.GetBadStatus(0));
        }

        [TestMethod]
        public void Garbage_behind_a_handshake_ends_the_connection()
        {
            using ServerHost host = NewHost();
            using Socket socket = NewSocket(host, 0);
            SslStream client = Authenticate(socket, null);
            client.Write(Encoding.ASCII.GetBytes(Get));
            ReadUntil(client, "hello");
            socket.Send(Enumerable.Repeat((byte)0x16, 200).ToArray());

            host.WaitForNoClients();
            Assert.AreEqual(1, host.Server.Statistics.Resets);
        }

        [TestMethod]
        [DataRow(SslProtocols.Tls12)]
        [DataRow(SslProtocols.Tls13)]
        public void With_mutual_TLS_only_clients_of_the_authority_get_in(SslProtocols protocol)
        {
            TlsOptions options = Options();
            options.RequiresClientCertificate = true;
            options.ClientAuthority = TestCertificates.Authority;
            using ServerHost host = NewHost(null, options);
            using X509Certificate2 trusted = TestCertificates.NewClient(true);
            using X509Certificate2 strange = TestCertificates.NewClient(false);

            using (SslStream client = Authenticate(NewSocket(host, 0), trusted, protocol))
            {
                client.Write(Encoding.ASCII.GetBytes(Get));
                ReadUntil(client, "hello");
            }

            Assert.IsFalse(IsServed(host, null, protocol), "Without a certificate.");
            Assert.IsFalse(IsServed(host, strange, protocol), "With one of another authority.");
            host.WaitForNoClients();
            Assert.AreEqual(2, host.Server.Statistics.HandshakeFailures);
            Assert.AreEqual(1, host.Server.Statistics.Requests);
        }

        [TestMethod]
        public void With_mutual_TLS_a_certificate_for_servers_or_one_of_yesterday_does_not_do()
        {
            using ServerHost host = NewMutualHost();
            using X509Certificate2 server = TestCertificates.NewServer();
            using X509Certificate2 expired = TestCertificates.NewExpired();

            Assert.IsFalse(IsServed(host, server, SslProtocols.Tls12), "With another board's own.");
            Assert.IsFalse(IsServed(host, expired, SslProtocols.Tls12), "With one that has expired.");
        }

        [TestMethod]
        public void With_mutual_TLS_nothing_is_fetched_from_where_a_client_s_certificate_says()
        {
            TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using ServerHost host = NewMutualHost();
            using X509Certificate2 stranger = TestCertificates.NewStranger($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/authority.cer");

            Assert.IsFalse(IsServed(host, stranger, SslProtocols.Tls12));
            Assert.IsFalse(listener.Pending(), "Any client could have the board ask for anything.");
            listener.Stop();
        }

        private static ServerHost NewMutualHost()
        {
            TlsOptions options = Options();
            options.RequiresClientCertificate = true;
            options.ClientAuthority = TestCertificates.Authority;
            return NewHost(null, options);
        }

        [TestMethod]
        public void A_client_without_a_slot_gets_503_over_TLS()
        {
            using ServerHost host = NewHost(new ServerOptions { Slots = 1, LingerTimeout = Until.Patience });
            using SslStream first = Connect(host);
            first.Write(Encoding.ASCII.GetBytes("GET /te"));
            Until.True(() => host.Server.Statistics.BytesReceived > 0, "The request should have begun.");
            using (SslStream second = Connect(host))
            {
                Assert.StartsWith("HTTP/1.1 503 ", ReadUntil(second, "seconds.\n"));
            }

            first.Write(Encoding.ASCII.GetBytes("xt HTTP/1.1\r\nHost: a\r\n\r\n"));
            ReadUntil(first, "hello");
            using SslStream third = Connect(host);
            third.Write(Encoding.ASCII.GetBytes(Get));
            ReadUntil(third, "hello");
            Assert.AreEqual(1, host.Server.Statistics.Evicted);
        }

        [TestMethod]
        public void Stop_ends_the_loop_with_handshakes_under_way()
        {
            ServerHost host = NewHost(new ServerOptions());
            using RawClient silent = new RawClient(host.Port);
            using RawClient half = new RawClient(host.Port);
            half.Send(ClientHello()[..40]);
            Until.True(() => host.Server.Clients == 2, "The clients should have been accepted.");

            host.Dispose();
            Assert.IsTrue(host.HasEnded);
        }

        private static bool IsServed(ServerHost host, X509Certificate2 certificate, SslProtocols protocol)
        {
            try
            {
                // In TLS 1.3 the client learns of it only when it reads.
                using SslStream client = Authenticate(NewSocket(host, 0), certificate, protocol);
                client.Write(Encoding.ASCII.GetBytes(Get));
                return client.Read(new byte[1], 0, 1) > 0;
            }
            catch (Exception e) when (e is IOException || e is AuthenticationException)
            {
                return false;
            }
        }

        private static ServerHost NewHost(ServerOptions options = null, TlsOptions tls = null)
        {
            return new ServerHost(
                options ?? new ServerOptions(),
                server =>
                {
                    server.Map("/text", new TextResource("hello"));
                    server.Map("/large", new LargeResource(LargeLength));
                    server.Map("/huge", new LargeResource(32 * 1024 * 1024));
                    server.MapWebSocket("/ws", new EchoHandler());
                },
                tls ?? Options());
        }

        private static TlsOptions Options()
        {
            return new TlsOptions { Certificate = TestCertificates.Server };
        }

        private static SslStream Connect(ServerHost host, int receiveBuffer = 0)
        {
            return Authenticate(NewSocket(host, receiveBuffer), null);
        }

        private static Socket NewSocket(ServerHost host, int receiveBuffer)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Until.Patience, SendTimeout = Until.Patience };
            if (receiveBuffer > 0)
            {
                socket.ReceiveBufferSize = receiveBuffer;
            }

            socket.Connect(IPAddress.Loopback, host.Port);
            return socket;
        }

        private static SslStream Authenticate(Socket socket, X509Certificate2 certificate, SslProtocols protocol = SslProtocols.None)
        {
            SslStream stream = new SslStream(new NetworkStream(socket, true), false);
            SslClientAuthenticationOptions options = new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", EnabledSslProtocols = protocol, RemoteCertificateValidationCallback = IsServer };
            if (certificate != null)
            {
                // Offline: the client itself would fetch what its certificate names.
                options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, true);
            }

            stream.AuthenticateAsClient(options);
            return stream;
        }

        private static SocketsHttpHandler NewHandler()
        {
            return new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = IsServer } };
        }

        private static ClientWebSocket NewClient()
        {
            ClientWebSocket client = new ClientWebSocket();
            client.Options.RemoteCertificateValidationCallback = IsServer;
            return client;
        }

        private static bool IsServer(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            return certificate.GetRawCertData().AsSpan().SequenceEqual(TestCertificates.Server.RawData);
        }

        private static bool IsStuck(ServerHost host)
        {
            long sent = host.Server.Statistics.BytesSent;
            Thread.Sleep(100);
            return sent > 0 && host.Server.Statistics.BytesSent == sent;
        }

        private static string ReadUntil(Stream stream, string end)
        {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[1024];
            while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
            {
                int count = stream.Read(buffer, 0, buffer.Length);
                Assert.IsGreaterThan(0, count, $"The connection ended behind: {text}");
                text.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            return text.ToString();
        }

        private static async Task<byte[]> ReadMessageAsync(ClientWebSocket client, CancellationToken patience)
        {
            using MemoryStream message = new MemoryStream();
            byte[] buffer = new byte[4096];
            WebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(new ArraySegment<byte>(buffer), patience);
                message.Write(buffer, 0, result.Count);
            }
            while (!result.EndOfMessage);
            return message.ToArray();
        }

        /// <summary>The first message of .NET's client.</summary>
        private static byte[] ClientHello()
        {
            using Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            using Socket client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listener.LocalEndPoint);
            using Socket server = listener.Accept();
            Task hello = new SslStream(new NetworkStream(client)).AuthenticateAsClientAsync("a");
            byte[] bytes = new byte[4096];
            int count = server.Receive(bytes);
            server.Close();
            hello.ContinueWith(task => task.Exception, TaskScheduler.Default);
            return bytes[..count];
        }

        private sealed class ScarceMemory : NativeMemory
        {
            public long Free { get; set; }

            public override long ReadFree() => Free;
        }
    }
}
