using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Memory
{
    /// <summary>Fixed memory of the whole firmware: samples, commands and requests allocate nothing on the thread of the loop.</summary>
    [TestClass]
    public class DeviceAllocationTests
    {
        private const int Rounds = 5000;
        private const int Interval = 100;

        [TestMethod]
        public void Five_thousand_samples_for_each_of_four_clients_allocate_nothing()
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient[] clients = new MemoryClient[4];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = board.OpenWebSocket("/ws");
                board.Drain(clients[i]);
            }

            byte[] expected = Encoding.ASCII.GetBytes("{\"type\":\"sample\",\"seq\":");
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += Interval;
                device.Time += Interval;
                bool all = true;
                foreach (MemoryClient client in clients)
                {
                    all &= board.Receives(client, expected);
                }

                return all;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Five_thousand_set_commands_and_their_acknowledgements_allocate_nothing()
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.OpenWebSocket("/ws");
            board.Drain(client);
            byte[] on = Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            byte[] off = Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}");
            byte[] expected = Encoding.ASCII.GetBytes("{\"type\":\"ack\",\"id\":7}");
            bool lit = false;

            long allocated = board.Measure(Rounds, () =>
            {
                lit = !lit;
                byte[] command = lit ? on : off;
                client.Send(command, 0, command.Length);
                return board.Receives(client, expected) && device.IsLedOn == lit;
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        [DataRow("{\"id\":1,\"cmd\":\"pulse\",\"channel\":\"relay\",\"ms\":20}", "\"ack\"")]
        [DataRow("{\"id\":2,\"cmd\":\"interval\",\"ms\":50}", "\"ack\"")]
        [DataRow("{\"id\":3,\"cmd\":\"state\"}", "\"ack\"")]
        [DataRow("{\"id\":4,\"cmd\":\"set\",\"channel\":\"nothing\",\"value\":1}", "\"unknown-channel\"")]
        [DataRow("{\"id\":5,\"cmd\":\"fly\",\"much\":[1,2.5e3,{\"more\":\"\\u00e4\\n\"},null,true]}", "\"error\"")]
        [DataRow("no JSON at all", "\"error\"")]
        public void Five_thousand_commands_of_other_kinds_allocate_nothing(string command, string answer)
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.OpenWebSocket("/ws");
            board.Drain(client);
            byte[] frame = Frames.Text(command);
            byte[] expected = Encoding.ASCII.GetBytes(answer);

            long allocated = board.Measure(Rounds, () =>
            {
                board.Now += 7;
                device.Time += 7;
                client.Send(frame, 0, frame.Length);
                return board.Receives(client, expected);
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, deflate\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /api/state HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("PUT /api/channels/relay HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n{\"value\":1}", "HTTP/1.1 200 ")]
        [DataRow("PUT /api/channels/button HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n{\"value\":1}", "HTTP/1.1 409 ")]
        [DataRow("GET /api/channels/nothing HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 404 ")]
        public void Five_thousand_requests_to_the_firmware_allocate_nothing(string request, string answer)
        {
            MemoryBoard board = NewBoard(out DeviceBoard device);
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            byte[] start = Encoding.Latin1.GetBytes(answer);

            long allocated = board.Measure(Rounds, () =>
            {
                board.Now++;
                device.Time++;
                client.Send(bytes, 0, bytes.Length);
                return board.ReceivesStartOf(client, start);
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        [DataRow("GET /api/state HTTP/1.1\r\nHost: a\r\nAuthorization: Basic OnNlc2FtZQ==\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("GET /api/session HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a-token-of-a-program\r\n\r\n", "HTTP/1.1 200 ")]
        [DataRow("PUT /api/channels/relay HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nAuthorization: Bearer a-token-of-a-program\r\nContent-Length: 11\r\n\r\n{\"value\":1}", "HTTP/1.1 200 ")]
        [DataRow("GET /api/state HTTP/1.1\r\nHost: a\r\nCookie: session=00000000000000000000000000000000\r\n\r\n", "HTTP/1.1 401 ")]
        [DataRow("PUT /api/channels/relay HTTP/1.1\r\nHost: a\r\nOrigin: http://evil.example\r\nContent-Length: 11\r\n\r\n{\"value\":1}", "HTTP/1.1 403 ")]
        [DataRow("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "HTTP/1.1 421 ")]
        [DataRow("POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"password\":\"sesame\"}", "HTTP/1.1 200 ")]
        public void Five_thousand_requests_to_a_board_with_a_password_allocate_nothing(string request, string answer)
        {
            ServerOptions options = new ServerOptions { MaximumRequests = int.MaxValue };
            MemoryBoard board = new MemoryBoard(options, out DeviceBoard device, deviceOptions =>
            {
                deviceOptions.Access.Password = "sesame";
                deviceOptions.Access.Iterations = 10;
                deviceOptions.Access.Token = "a-token-of-a-program";
            });
            MemoryClient client = board.Connect();
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            byte[] start = Encoding.Latin1.GetBytes(answer);

            // The first comparison with the password takes several turns.
            client.Send(bytes, 0, bytes.Length);
            for (int turns = 0; turns < 5; turns++)
            {
                board.Settle();
            }

            board.Drain(client);
            long allocated = board.Measure(Rounds, () =>
            {
                board.Now++;
                device.Time++;
                client.Send(bytes, 0, bytes.Length);
                return board.ReceivesStartOf(client, start);
            });

            Assert.AreEqual(0, allocated);
        }

        [TestMethod]
        public void Over_sockets_two_thousand_commands_between_samples_and_requests_allocate_nothing_on_the_loop()
        {
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = new ServerHost(new ServerOptions { MaximumRequests = int.MaxValue }, probe, out DeviceBoard device);
            using RawClient socket = RawClient.OpenWebSocket(host.Port);
            using RawClient http = new RawClient(host.Port);
            byte[] command = Frames.Text("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            byte[] request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            socket.Send(Frames.Text("{\"id\":1,\"cmd\":\"interval\",\"ms\":20}"));
            int samples = 0;

            void Round(int number)
            {
                socket.Send(command);
                if (number % 10 == 0)
                {
                    http.Send(request);
                    http.ReadResponse();
                }

                while (Encoding.UTF8.GetString(socket.ReadMessage()) != "{\"type\":\"ack\",\"id\":7}")
                {
                    samples++;
                }
            }

            for (int i = 0; i < MemoryBoard.WarmUp; i++)
            {
                Round(i);
            }

            samples = 0;
            long before = probe.Read();

            // Commands alone could be done before the first sample is due.
            int rounds = 0;
            while (rounds < 2000 || samples < 20)
            {
                Round(rounds++);
            }

            Assert.AreEqual(0, probe.Read() - before);
            Assert.IsTrue(device.IsLedOn);
        }

        private static MemoryBoard NewBoard(out DeviceBoard device)
        {
            // Clients that only listen would be pinged, and then given up, when hours of the loop's time pass at once.
            ServerOptions options = new ServerOptions { MaximumRequests = int.MaxValue };
            options.WebSocket.PingInterval = 0;
            return new MemoryBoard(options, out device);
        }
    }
}
