using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The simulator's contract with who starts it: options, lines, signals, exit codes.</summary>
    [TestClass]
    public class CommandLineTests
    {
        [TestMethod]
        public void Port_0_takes_a_free_port_and_prints_the_real_one()
        {
            using SimulatorProcess first = SimulatorProcess.Start();
            using SimulatorProcess second = SimulatorProcess.Start();

            Assert.AreNotEqual(first.Port, second.Port);
            foreach (SimulatorProcess simulator in new[] { first, second })
            {
                using RawClient client = new RawClient(simulator.Port);
                client.Send("GET /api/state HTTP/1.1\r\nHost: a\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 200 ", client.ReadHead());
            }
        }

        [TestMethod]
        public void A_port_in_use_is_said_and_exits_1()
        {
            using Socket taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            taken.Listen();
            int port = ((IPEndPoint)taken.LocalEndPoint).Port;

            using SimulatorProcess simulator = new SimulatorProcess("--port", port.ToString());

            Assert.AreEqual(1, simulator.WaitForExit());
            Assert.Contains(port.ToString(), simulator.Error);
            Assert.Contains("in use", simulator.Error);
            Assert.DoesNotContain("   at ", simulator.Error, "A stack trace is no message.");
            Assert.AreEqual("", simulator.Output);
        }

        [TestMethod]
        [DataRow("--port", "abc")]
        [DataRow("--port", "65536")]
        [DataRow("--port", "-1")]
        [DataRow("--port")]
        [DataRow("--bind", "nowhere")]
        [DataRow("--clients", "0")]
        [DataRow("--clients", "many")]
        [DataRow("--seed", "x")]
        [DataRow("--chip", "esp8266")]
        [DataRow("--chip")]
        [DataRow("--settings", "")]
        [DataRow("--tls-client-ca", "ca.pem")]
        [DataRow("--password", "")]
        [DataRow("--token", "too short")]
        [DataRow("--read-token", "with spaces and long enough")]
        [DataRow("--open-reading")]
        [DataRow("--allow-host", "http://board.example")]
        [DataRow("--allow-origin", "board.example")]
        [DataRow("--allow-origin", "null")]
        [DataRow("--no-such-option")]
        [DataRow("left-over")]
        public void A_bad_option_prints_usage_on_stderr_and_exits_2(params string[] options)
        {
            using SimulatorProcess simulator = new SimulatorProcess(options);

            Assert.AreEqual(2, simulator.WaitForExit());
            Assert.Contains("Usage:", simulator.Error);
            Assert.Contains("--port", simulator.Error);
            Assert.Contains(options[0], simulator.Error);
            Assert.AreEqual("", simulator.Output);
        }

        [TestMethod]
        public void Help_names_every_option_and_exits_0()
        {
            using SimulatorProcess simulator = new SimulatorProcess("--help");

            Assert.AreEqual(0, simulator.WaitForExit());
            foreach (string option in new[] { "--port", "--bind", "--password", "--token", "--read-token", "--open-reading", "--allow-host", "--allow-origin", "--clients", "--seed", "--tls", "--tls-client-ca", "--setup", "--echo", "--quiet" })
            {
                Assert.Contains(option, simulator.Output);
            }
        }

        [TestMethod]
        [DataRow("SIGINT")]
        [DataRow("SIGTERM")]
        public async Task A_signal_closes_every_WebSocket_with_1001_and_exits_0(string signal)
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();
            BoardClient[] clients = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BoardClient.ConnectAsync(simulator.Port)));
            foreach (BoardClient client in clients)
            {
                await client.ReceiveAsync("hello");
            }

            if (signal == "SIGINT")
            {
                simulator.SendInterrupt();
            }
            else
            {
                simulator.SendTerminate();
            }

            foreach (BoardClient client in clients)
            {
                Assert.AreEqual(1001, await client.ReceiveCloseAsync());
                client.Dispose();
            }

            Assert.AreEqual(0, simulator.WaitForExit());
            Assert.AreEqual("", simulator.Error);
        }

        [TestMethod]
        public void A_signal_ends_a_board_without_clients_too()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start();

            simulator.SendInterrupt();

            Assert.AreEqual(0, simulator.WaitForExit());
        }

        [TestMethod]
        public async Task Quiet_says_nothing_of_pins()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--quiet");
            using BoardClient client = await BoardClient.ConnectAsync(simulator.Port);
            await client.SendAsync("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            await client.ReceiveAsync("ack");

            simulator.SendTerminate();
            await client.ReceiveCloseAsync();

            Assert.AreEqual(0, simulator.WaitForExit());
            Assert.DoesNotContain("GPIO", simulator.Output);
        }

        [TestMethod]
        public async Task Clients_bounds_the_connections_served_at_once()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--clients", "2");
            using BoardClient first = await BoardClient.ConnectAsync(simulator.Port);
            using BoardClient second = await BoardClient.ConnectAsync(simulator.Port);
            await second.ReceiveAsync("hello");

            using RawClient third = new RawClient(simulator.Port);
            third.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

            string head = third.ReadHead();
            Assert.StartsWith("HTTP/1.1 503 ", head);
            Assert.Contains("\r\nRetry-After: ", head);
        }

        [TestMethod]
        public void Echo_is_served_only_when_asked_for()
        {
            using SimulatorProcess without = SimulatorProcess.Start();
            using SimulatorProcess with = SimulatorProcess.Start("--echo");
            using RawClient refused = new RawClient(without.Port);
            refused.Send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 404 ", refused.ReadHead());

            using RawClient client = RawClient.OpenWebSocket(with.Port, "/echo");
            client.Send(Frames.Masked(2, new byte[] { 0, 1, 254, 255 }));
            (int opCode, byte[] payload) = client.ReadFrame();
            Assert.AreEqual(2, opCode);
            CollectionAssert.AreEqual(new byte[] { 0, 1, 254, 255 }, payload);
        }

        [TestMethod]
        public void The_port_can_be_used_again_at_once()
        {
            int port;
            using (SimulatorProcess first = SimulatorProcess.Start())
            {
                port = first.Port;
                using RawClient client = RawClient.OpenWebSocket(port);
                first.SendTerminate();
                while (client.ReadFrame().OpCode != 8)
                {
                }

                client.Send(Frames.Close(1001));
                Assert.AreEqual(0, first.WaitForExit());
            }

            using SimulatorProcess second = SimulatorProcess.Start("--port", port.ToString());
            Assert.AreEqual(port, second.Port);
        }
    }
}
