using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Any stream of commands: each gets exactly one answer, and outputs end as they were commanded.</summary>
    [TestClass]
    public class RandomCommandTests
    {
        private static uint s_chance;

        [TestMethod]
        public void Every_command_gets_exactly_one_answer_and_outputs_end_as_commanded()
        {
            for (int seed = 1; seed <= 300; seed += Target.NumberStep)
            {
                s_chance = (uint)seed * 2654435761;
                RunStream(seed);
            }
        }

        private static void RunStream(int seed)
        {
            TestDevice device = new TestDevice();
            DeviceClient[] clients = { device.Open(), device.Open() };
            int[] asked = new int[2];
            int[] answered = new int[2];
            long led = 0;
            long relay = 1;
            long ledEnd = Channel.Never;
            for (int step = 1; step <= 60; step++)
            {
                int who = Next(2);
                int value = Next(2);
                int id = step;
                string command;
                switch (Next(12))
                {
                    case 0:
                    case 1:
                        command = "{\"id\":" + id + ",\"cmd\":\"set\",\"channel\":\"led\",\"value\":" + value + "}";
                        led = value;
                        ledEnd = Channel.Never;
                        break;
                    case 2:
                        command = "{\"value\":" + value + ",\"channel\":\"relay\",\"cmd\":\"set\",\"id\":" + id + "}";
                        relay = value;
                        break;
                    case 3:
                        int length = 1 + Next(200);
                        command = "{\"id\":" + id + ",\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":" + length + "}";
                        led = 1;
                        ledEnd = device.Now + length;
                        break;
                    case 4: command = "{\"id\":" + id + ",\"cmd\":\"interval\",\"ms\":" + (20 + Next(400)) + "}"; break;
                    case 5: command = "{\"id\":" + id + ",\"cmd\":\"state\"}"; break;
                    case 6: command = "{\"id\":" + id + ",\"cmd\":\"history\"}"; break;
                    case 7: command = "{\"id\":" + id + ",\"cmd\":\"subscribe\",\"channels\":[" + (value == 0 ? "" : "\"pot\"") + "]}"; break;
                    case 8: command = "{\"id\":" + id + ",\"cmd\":\"set\",\"channel\":\"button\",\"value\":1}"; break;
                    case 9: command = "{\"id\":" + id + ",\"cmd\":\"set\",\"channel\":\"led\",\"value\":" + (2 + value) + "}"; break;
                    case 10: command = "{\"id\":" + id + ",\"cmd\":"; break;
                    default: command = Bytes.Repeat("[", 1 + Next(600)); break;
                }

                Send(clients[who], command);
                asked[who]++;
                if (Next(3) == 0)
                {
                    device.Wait(Next(150));
                    if (device.Now >= ledEnd)
                    {
                        led = 0;
                        ledEnd = Channel.Never;
                    }
                }

                answered[who] += Answers(clients[who].ReadFrames());
                Assert.AreEqual(led, device.Led.Value, "led at " + step + " of " + seed);
                Assert.AreEqual(relay, device.Relay.Value, "relay at " + step + " of " + seed);
            }

            for (int i = 0; i < 2; i++)
            {
                answered[i] += Answers(clients[i].ReadFrames());
                Assert.AreEqual(asked[i], answered[i], "answers to " + i + " of " + seed);
            }

            Assert.AreEqual(asked[0] + asked[1], device.Device.Dispatcher.Obeyed + device.Device.Dispatcher.Refused);
        }

        /// <summary>Sends a command in one frame or in two, whole or byte by byte.</summary>
        private static void Send(DeviceClient client, string command)
        {
            int cut = Next(command.Length);
            byte[] bytes = Next(3) > 0 ? Frames.Text(command) : Bytes.Join(Frames.FirstOfText(command.Substring(0, cut)), Frames.Last(command.Substring(cut)));
            int part = 1 + Next(bytes.Length);
            client.Send(Bytes.Slice(bytes, 0, part));
            client.Send(Bytes.Slice(bytes, part, bytes.Length - part));
        }

        private static int Answers(string frames)
        {
            int count = 0;
            string[] parts = frames.Split('{');
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i].IndexOf("\"type\":\"ack\"") == 0 || parts[i].IndexOf("\"type\":\"error\"") == 0)
                {
                    count++;
                }
            }

            return count;
        }

        private static int Next(int limit)
        {
            s_chance ^= s_chance << 13;
            s_chance ^= s_chance >> 17;
            s_chance ^= s_chance << 5;
            return (int)(s_chance % (uint)limit);
        }
    }
}
