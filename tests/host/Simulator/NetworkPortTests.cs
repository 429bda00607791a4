using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The board's names and addresses, asked for with dig, python3-zeroconf and hand-made packets.</summary>
    [TestClass]
    public class NetworkPortTests
    {
        private const int Query = 0;
        private const int Response = 0x8400;

        [TestMethod]
        public void Dig_gets_the_address_of_the_name_and_that_there_is_no_other()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0");
            int port = PortOf(simulator, "mDNS");
            string name = NameOf(simulator);

            Dig address = Dig.Run(port, name, "A");
            Assert.AreEqual("NOERROR", address.Status);
            Assert.AreEqual($"{name}. 10 IN A 127.0.0.1", address.Answer.Single());
            Dig none = Dig.Run(port, name, "AAAA");
            Assert.AreEqual("NOERROR", none.Status);
            Assert.AreEqual($"{name}. 10 IN NSEC {name}. A", none.Answer.Single());
            Assert.AreEqual($"{name}. 10 IN A 127.0.0.1", none.Additional.Single());
        }

        [TestMethod]
        public void Dig_finds_the_services_and_all_about_them()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0");
            int port = PortOf(simulator, "mDNS");
            string name = NameOf(simulator);
            string id = name[..^".local".Length];

            string[] types = Dig.Run(port, "_services._dns-sd._udp.local", "PTR").Answer;
            CollectionAssert.AreEquivalent(
                new[] { "_services._dns-sd._udp.local. 10 IN PTR _http._tcp.local.", "_services._dns-sd._udp.local. 10 IN PTR _nano._tcp.local." }, types);
            foreach (string type in new[] { "_http._tcp.local", "_nano._tcp.local" })
            {
                Dig found = Dig.Run(port, type, "PTR");
                Assert.AreEqual($"{type}. 10 IN PTR {id}.{type}.", found.Answer.Single());
                CollectionAssert.IsSubsetOf(
                    new[]
                    {
                        $"{id}.{type}. 10 IN SRV 0 0 {simulator.Port} {name}.",
                        $"{id}.{type}. 10 IN TXT \"id={id}\" \"name=simulated board\" \"fw={Nano.Firmware.Device.Version}\" \"path=/\"",
                        $"{name}. 10 IN A 127.0.0.1",
                    },
                    found.Additional);
                Assert.AreEqual($"{id}.{type}. 10 IN NSEC {id}.{type}. TXT SRV", Dig.Run(port, $"{id}.{type}", "AAAA").Answer.Single());
            }
        }

        [TestMethod]
        public void Zeroconf_finds_the_services_and_sees_them_go()
        {
            const string Python = "/usr/bin/python3";
            if (Command.TryRun(Python, "-c", "import zeroconf")?.ExitCode != 0)
            {
                Assert.Inconclusive("There is no python3-zeroconf on this machine: apt-get install python3-zeroconf.");
            }

            using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0");
            int port = PortOf(simulator, "mDNS");
            string name = NameOf(simulator);
            string id = name[..^".local".Length];
            using Process browser = Process.Start(Command.StartInfo(Python, Path.Combine(Repository.Root, "tests/host/Simulator/browse.py"), port.ToString(), "_nano._tcp.local."));
            try
            {
                Assert.AreEqual(
                    $"found {id}._nano._tcp.local. {name}. {simulator.Port} 127.0.0.1 id={id},name=simulated board,fw={Nano.Firmware.Device.Version},path=/",
                    browser.StandardOutput.ReadLine());
                simulator.SendTerminate();
                Assert.AreEqual($"gone {id}._nano._tcp.local.", browser.StandardOutput.ReadLine());
                Assert.AreEqual(0, simulator.WaitForExit());
            }
            finally
            {
                browser.StandardInput.Close();
                if (!browser.WaitForExit(Until.Patience))
                {
                    browser.Kill();
                }
            }
        }

        [TestMethod]
        public void A_name_that_another_has_becomes_another_and_the_former_one_is_no_longer_allowed()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0");
            int port = PortOf(simulator, "mDNS");
            string name = NameOf(simulator);
            string id = name[..^".local".Length];
            using HttpClient http = simulator.NewClient();
            Assert.AreEqual(HttpStatusCode.OK, Ask(http, name));
            for (int i = 2; i <= 3; i++)
            {
                // Another board answers the probes: first for the name that the board has, and then for the one that it asks for again.
                using DatagramClient other = new DatagramClient(port);
                string former = i == 2 ? id : $"{id}-{i - 1}";
                byte[] claim = Message(Response, 0, 0, 1, Name(former + ".local"), "0001 0001 00000078 0004 0a000001");
                other.Send(claim);
                other.ReadUntil(message => (message[2] & 0x80) == 0 && Encoding.ASCII.GetString(message, 13, former.Length) == former);
                other.Send(claim);
                simulator.WaitForLine($"^mDNS name {id}-{i}\\.local$");
                Assert.AreEqual(HttpStatusCode.OK, Ask(http, $"{id}-{i}.local"));
                Assert.AreEqual(HttpStatusCode.MisdirectedRequest, Ask(http, $"{former}.local"));
            }

            Assert.AreEqual(HttpStatusCode.OK, Ask(http, "nano.local"));
        }

        [TestMethod]
        public void A_long_query_a_QU_question_and_known_answers_are_understood()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0");
            int port = PortOf(simulator, "mDNS");
            string name = NameOf(simulator);
            using DatagramClient client = new DatagramClient(port);

            // 1,400 bytes, the question first: a legacy resolver asks one.
            client.Send(Message(Query, 0x1234, 1, 0, Name(name), "0001 8001", new string('0', 2 * 1350)));
            byte[] answer = client.ReadUntil(message => message[2] >= 0x80);
            Assert.AreEqual(0x12, answer[0]);
            Assert.AreEqual(0x34, answer[1]);

            // The board does not send known answers: the next answer belongs to the second query.
            client.Send(Message(Query, 1, 1, 1, Name(name), "0001 0001", Name(name), "0001 0001 00000078 0004 7f000001"));
            client.Send(Message(Query, 2, 1, 0, Name(name), "0001 0001"));
            Assert.AreEqual(2, client.ReadUntil(message => message[2] >= 0x80)[1]);
        }

        [TestMethod]
        public void The_id_is_the_seeds_and_is_everywhere_the_same()
        {
            string[] ids = new string[3];
            string[] seeds = { "1", "1", "2" };
            for (int i = 0; i < ids.Length; i++)
            {
                using SimulatorProcess simulator = SimulatorProcess.Start("--mdns-port", "0", "--seed", seeds[i]);
                ids[i] = NameOf(simulator)[..^".local".Length];
                Assert.IsTrue(Regex.IsMatch(ids[i], "^nano-[0-9a-f]{6}$"), ids[i]);
                using HttpClient http = simulator.NewClient();
                Assert.Contains($"\"id\":\"{ids[i]}\"", http.GetStringAsync("/api/state").Result);
                Assert.Contains($"id=\"{ids[i]}\"}} 1\n", http.GetStringAsync("/metrics").Result);
                Assert.AreEqual(HttpStatusCode.OK, Ask(http, ids[i] + ".local"));
                Assert.AreEqual(HttpStatusCode.OK, Ask(http, "nano"));
                Assert.AreEqual(HttpStatusCode.MisdirectedRequest, Ask(http, "other.local"));
            }

            Assert.AreEqual(ids[0], ids[1]);
            Assert.AreNotEqual(ids[0], ids[2]);
        }

        [TestMethod]
        public void Every_name_leads_to_an_access_point_and_no_question_meets_silence()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--setup", "--dns-port", "0");
            int port = PortOf(simulator, "DNS");
            Dig address = Dig.Run(port, "captive.apple.com", "A");
            Assert.AreEqual("captive.apple.com. 10 IN A 127.0.0.1", address.Answer.Single());
            foreach (string type in new[] { "AAAA", "HTTPS", "MX", "SOA" })
            {
                Dig none = Dig.Run(port, "captive.apple.com", type);
                Assert.AreEqual("NOERROR", none.Status, type);
                Assert.IsEmpty(none.Answer, type);
            }

            Assert.AreEqual("NOTIMP", Dig.Run(port, "a", "A", "+opcode=status", "+noedns").Status);
        }

        [TestMethod]
        public void DHCP_does_not_offer_a_declined_address_again_and_reads_long_messages()
        {
            using SimulatorProcess simulator = SimulatorProcess.Start("--setup", "--dhcp-port", "0");
            using DatagramClient client = new DatagramClient(PortOf(simulator, "DHCP"));
            HashSet<byte> declined = new HashSet<byte>();
            for (int i = 0; i < 12; i++)
            {
                // 1,400 bytes, padded: more than the 548 that every host takes.
                byte address = Exchange(client, 1, 1400, "350101ff", 2);
                Assert.DoesNotContain(address, declined);
                Assert.AreEqual(address, Exchange(client, 1, 0, $"350103 32047f0000{address:x2} 36047f000001 ff", 5));
                client.Send(Dhcp(1, 0, $"350104 32047f0000{address:x2} 36047f000001 ff"));
                declined.Add(address);
            }

            for (int other = 2; other < 9; other++)
            {
                Assert.DoesNotContain(Exchange(client, other, 0, "350101ff", 2), declined);
            }
        }

        [TestMethod]
        public void A_port_in_use_is_said_and_exits_1()
        {
            using Socket taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using SimulatorProcess simulator = new SimulatorProcess("--port", "0", "--dns-port", ((IPEndPoint)taken.LocalEndPoint).Port.ToString());
            Assert.AreEqual(1, simulator.WaitForExit());
            Assert.Contains("UDP port", simulator.Error);
            Assert.DoesNotContain("   at ", simulator.Error);
        }

        private static int PortOf(SimulatorProcess simulator, string service)
        {
            return int.Parse(simulator.WaitForLine($"^{service} on udp 127\\.0\\.0\\.1:[1-9][0-9]*$").Split(':')[1]);
        }

        /// <summary>Waits until the board has its name.</summary>
        private static string NameOf(SimulatorProcess simulator)
        {
            return simulator.WaitForLine("^mDNS name .*\\.local$")["mDNS name ".Length..];
        }

        private static HttpStatusCode Ask(HttpClient http, string host)
        {
            using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "/api/state");
            request.Headers.Host = host;
            using HttpResponseMessage response = http.Send(request);
            return response.StatusCode;
        }

        private static string Name(string name)
        {
            return string.Concat(name.Split('.').Select(label => label.Length.ToString("x2") + Convert.ToHexString(Encoding.ASCII.GetBytes(label)))) + "00";
        }

        private static byte[] Message(int flags, int id, int questions, int answers, params string[] parts)
        {
            return Convert.FromHexString($"{id:x4}{flags:x4}{questions:x4}{answers:x4}00000000{string.Concat(parts).Replace(" ", "")}");
        }

        private static byte[] Dhcp(int client, int length, string options)
        {
            byte[] head = new byte[240];
            Convert.FromHexString("010106001234567800008000").CopyTo(head, 0);
            Convert.FromHexString($"02000000{client:x4}").CopyTo(head, 28);
            Convert.FromHexString("63825363").CopyTo(head, 236);
            byte[] text = Convert.FromHexString(options.Replace(" ", ""));
            byte[] padding = new byte[Math.Max(0, length - head.Length - text.Length)];
            return head.Concat(padding).Concat(text).ToArray();
        }

        /// <summary>Sends a message and takes the answer.</summary>
        /// <returns>The last byte of the address in it.</returns>
        private static byte Exchange(DatagramClient client, int hardware, int length, string options, int type)
        {
            client.Send(Dhcp(hardware, length, options));
            byte[] reply = client.ReadUntil(_ => true);
            Assert.AreEqual(300, reply.Length);
            Assert.AreEqual(2, reply[0]);
            Assert.AreEqual(type, reply[242]);
            return reply[19];
        }

        /// <summary>A socket that sends to a port and receives from it.</summary>
        private sealed class DatagramClient : IDisposable
        {
            private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = Until.Patience };

            public DatagramClient(int port)
            {
                _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            }

            public void Send(byte[] message)
            {
                _socket.Send(message);
            }

            public byte[] ReadUntil(Func<byte[], bool> isWanted)
            {
                byte[] buffer = new byte[2048];
                while (true)
                {
                    byte[] message = buffer.AsSpan(0, _socket.Receive(buffer)).ToArray();
                    if (isWanted(message))
                    {
                        return message;
                    }
                }
            }

            public void Dispose()
            {
                _socket.Dispose();
            }
        }

        /// <summary>The output of dig for an answer.</summary>
        private sealed class Dig
        {
            private Dig(string text)
            {
                Status = Regex.Match(text, "status: ([A-Z]+)").Groups[1].Value;
                Answer = Section(text, "ANSWER");
                Additional = Section(text, "ADDITIONAL");
            }

            public string Status { get; }

            public string[] Answer { get; }

            public string[] Additional { get; }

            /// <summary>Runs dig; a test is skipped on a machine without it.</summary>
            public static Dig Run(int port, string name, string type, params string[] more)
            {
                Command command = Command.TryRun("dig", new[] { "-p", port.ToString(), "@127.0.0.1", name, type, "+notcp", "+noall", "+comments", "+answer", "+additional", "+time=10" }.Concat(more).ToArray());
                if (command == null)
                {
                    Assert.Inconclusive("There is no dig on this machine: apt-get install bind9-dnsutils.");
                }

                Assert.AreEqual(0, command.ExitCode, command.Text);
                return new Dig(command.Text);
            }

            private static string[] Section(string text, string name)
            {
                Match section = Regex.Match(text, $";; {name} SECTION:\n((?:[^;\n].*\n)*)");
                return section.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Regex.Replace(line, "[ \t]+", " ")).ToArray();
            }
        }
    }
}
