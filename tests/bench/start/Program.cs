using System;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Startup;
using Nano.Tests.Support;

namespace Nano.Bench.Start
{
    /// <summary>
    /// Starts the firmware in the given heap, sends the requests of a page, opens a WebSocket, sends commands, and prints
    /// "start, KIND: N slots, N bytes left, N bytes of state, N of page, N of metrics, N hello, N acks, N errors, N times out of memory, N faults".
    /// </summary>
    public static class Program
    {
        // Valid commands, one of them in two frames, and one that is refused.
        private static readonly string[] s_commands =
        {
            "{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}",
            "{\"id\":2,\"cmd\":\"state\"}",
            "{\"id\":3,\"cmd\":\"subscribe\",\"channels\":[\"uptime\"]}",
            "{\"id\":4,\"cmd\":\"set\",\"channel\":\"none\",\"value\":1}",
        };

        private static readonly byte[] s_part = new byte[64];
        private static MemoryClient s_client;
        private static long s_now;

        public static void Main()
        {
            Start(true);
            Start(false);
        }

        private static void Start(bool isAccessPoint)
        {
            string kind = isAccessPoint ? "start, access point: " : "start, in a network: ";
            MemoryPlatform platform = new MemoryPlatform(isAccessPoint);
            Device device;
            try
            {
                device = new StartSequence(platform).Start();
            }
            catch (Exception e)
            {
                Console.WriteLine(kind + e.Message);
                return;
            }

            long left = platform.ReadFreeMemory();
            s_client = platform.Transport.Connect();
            int state = Get(device, "/api/state");
            platform.Transport.Connect(s_client);
            int page = Get(device, isAccessPoint ? "/setup" : "/");
            platform.Transport.Connect(s_client);
            int metrics = Get(device, "/metrics");
            platform.Transport.Connect(s_client);
            int hello = Open(device);
            int acks = 0;
            int errors = 0;
            for (int i = 0; i < s_commands.Length; i++)
            {
                Send(s_commands[i], 0, s_commands[i].Length, 0x81);
                Count(device, ref acks, ref errors);
            }

            string fragments = s_commands[0];
            Send(fragments, 0, 10, 0x01);
            Send(fragments, 10, fragments.Length - 10, 0x80);
            Count(device, ref acks, ref errors);
            Console.WriteLine(kind + device.Server.Options.Slots + " slots, " + left + " bytes left, " + state + " bytes of state, " + page + " of page, "
                + metrics + " of metrics, " + hello + " hello, " + acks + " acks, " + errors + " errors, "
                + device.Server.Statistics.OutOfMemory + " times out of memory, " + device.Server.Statistics.Faults + " faults");
        }

        /// <summary>Requests a resource.</summary>
        /// <returns>The bytes of the response; 0 when its status is not 200.</returns>
        private static int Get(Device device, string path)
        {
            SendText("GET " + path + " HTTP/1.1\r\nHost: nano\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
            int count = 0;
            bool isOk = false;
            while (!s_client.IsClosed || s_client.Available > 0)
            {
                device.Server.Turn(s_now++);
                int part = s_client.Receive(s_part, 0, s_part.Length);
                isOk = isOk || (count == 0 && part > 9 && s_part[9] == '2');
                count += part;
            }

            return isOk ? count : 0;
        }

        /// <summary>Opens a WebSocket.</summary>
        /// <returns>1 when it has received the hello.</returns>
        private static int Open(Device device)
        {
            SendText("GET /ws HTTP/1.1\r\nHost: nano\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            int hello = 0;
            int ignored = 0;
            Count(device, "hello", ref hello, "101 S", ref ignored);
            return ignored == 1 ? hello : 0;
        }

        private static void Count(Device device, ref int acks, ref int errors)
        {
            Count(device, "\"ack\"", ref acks, "\"error\"", ref errors);
        }

        /// <summary>Runs the device for 100 ms, and counts two texts in its output.</summary>
        private static void Count(Device device, string first, ref int firsts, string second, ref int seconds)
        {
            int inFirst = 0;
            int inSecond = 0;
            for (int turns = 0; turns < 100; turns++)
            {
                device.Server.Turn(s_now++);
                int count;
                while ((count = s_client.Receive(s_part, 0, s_part.Length)) > 0)
                {
                    for (int i = 0; i < count; i++)
                    {
                        inFirst = Match(first, inFirst, s_part[i], ref firsts);
                        inSecond = Match(second, inSecond, s_part[i], ref seconds);
                    }
                }
            }
        }

        /// <summary>Continues the search for a text that contains its first character only once.</summary>
        /// <returns>Number of characters found so far.</returns>
        private static int Match(string text, int found, byte c, ref int times)
        {
            found = text[found] == c ? found + 1 : text[0] == c ? 1 : 0;
            if (found < text.Length)
            {
                return found;
            }

            times++;
            return 0;
        }

        private static void SendText(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            s_client.Send(bytes, 0, bytes.Length);
        }

        /// <summary>Sends a frame of text, masked with zeros.</summary>
        private static void Send(string text, int offset, int count, byte first)
        {
            byte[] frame = new byte[6 + count];
            frame[0] = first;
            frame[1] = (byte)(0x80 | count);
            Encoding.UTF8.GetBytes(text, offset, count, frame, 6);
            s_client.Send(frame, 0, frame.Length);
        }
    }
}
