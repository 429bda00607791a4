using System.Text;
using Nano.Firmware.Cbor;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>CBOR (RFC 8949): items read and written, and the protocol in them.</summary>
    [TestClass]
    public class CborTests
    {
        private const string Offer = "Sec-WebSocket-Protocol: nano.v1.cbor, nano.v1.json\r\n";

        [TestMethod]
        public void Integers_are_written_as_in_appendix_A()
        {
            long[] values = { 0, 1, 10, 23, 24, 25, 100, 1000, 1000000, 1000000000000, -1, -10, -100, -1000, long.MaxValue, long.MinValue };
            string[] items =
            {
                "00", "01", "0a", "17", "1818", "1819", "1864", "1903e8", "1a000f4240", "1b000000e8d4a51000", "20", "29", "3863", "3903e7",
                "1b7fffffffffffffff", "3b7fffffffffffffff",
            };
            ByteWriter writer = new ByteWriter(new byte[16]);
            for (int i = 0; i < values.Length; i++)
            {
                writer.Clear();
                CborWriter.WriteInteger(writer, values[i]);
                Assert.AreEqual(items[i], Bytes.ToHex(writer.Buffer, 0, writer.Count));
            }
        }

        [TestMethod]
        public void Integers_are_read_back_within_64_bits()
        {
            Assert.AreEqual("0", Integer("00"));
            Assert.AreEqual("23", Integer("1b0000000000000017"));
            Assert.AreEqual("-1000", Integer("3903e7"));
            Assert.AreEqual("9223372036854775807", Integer("1b7fffffffffffffff"));
            Assert.AreEqual("-9223372036854775808", Integer("3b7fffffffffffffff"));
            Assert.AreEqual("none", Integer("1bffffffffffffffff"));
            Assert.AreEqual("none", Integer("3b8000000000000000"));
            Assert.AreEqual("none", Integer("f93c00"));
        }

        [TestMethod]
        public void Maps_and_arrays_are_read_with_and_without_length()
        {
            Assert.AreEqual("{ name string name [ number true ] } end", Tokens("a2 6161 6162 6163 82 01 f5"));
            Assert.AreEqual("{ name string name [ number true ] } end", Tokens("bf 6161 6162 6163 9f 01 f5 ff ff"));
            Assert.AreEqual("[ { } [ ] null false number ] end", Tokens("85 a0 80 f6 f4 fb3ff199999999999a"));
            Assert.AreEqual("[ { } [ ] ] end", Tokens("9f bf ff 9f ff ff"));
        }

        [TestMethod]
        public void Items_without_a_counterpart_in_JSON_are_errors()
        {
            string[] items =
            {
                "", "18", "1c00", "1f", "4161", "7f6161ff", "c001", "f7", "f0", "f800", "ff", "81", "a1 6161", "a1 01 02", "bf 6161 ff", "9f 01", "62c328",
                "6361", "9b 0000000100000000", "bb 8000000000000000", "01 01", "818181818181818181 01", "81ff",
            };
            for (int i = 0; i < items.Length; i++)
            {
                string tokens = Tokens(items[i]);
                Assert.IsTrue(tokens.IndexOf("error") >= 0, items[i] + " " + tokens);
            }
        }

        [TestMethod]
        public void No_bytes_whatever_make_the_reader_hang_or_throw()
        {
            uint chance = 1;
            byte[] bytes = new byte[24];
            CborReader reader = new CborReader();
            for (int round = 0; round < 20000; round += Target.NumberStep)
            {
                for (int i = 0; i < bytes.Length; i++)
                {
                    chance ^= chance << 13;
                    chance ^= chance >> 17;
                    chance ^= chance << 5;
                    bytes[i] = (byte)chance;
                }

                reader.Begin(bytes, 0, bytes.Length);
                int tokens = 0;
                while (reader.Read() != JsonToken.Error && reader.Token != JsonToken.End)
                {
                    tokens++;
                    Assert.IsTrue(tokens <= 40);
                }
            }
        }

        [TestMethod]
        public void CBOR_is_chosen_by_its_subprotocol_and_JSON_is_the_default()
        {
            TestDevice device = new TestDevice();
            Assert.IsTrue(device.Open(Offer).Hello.IndexOf("Sec-WebSocket-Protocol: nano.v1.cbor\r\n") > 0);
            Assert.IsTrue(device.Open("Sec-WebSocket-Protocol: nano.v1.json\r\n").Hello.IndexOf("Sec-WebSocket-Protocol: nano.v1.json\r\n") > 0);
            Assert.IsTrue(device.Open().Hello.IndexOf("Sec-WebSocket-Protocol") < 0);
        }

        [TestMethod]
        public void A_sample_is_an_array_of_its_time_and_its_values()
        {
            TestDevice device = new TestDevice();
            device.Pot.Give(1234);
            DeviceClient client = device.Open(Offer);
            device.Wait(100);
            Assert.AreEqual("binary(8519277400" + "01" + "00" + "1904d2)", client.ReadFrames());
            device.Pot.IsBroken = true;
            device.Wait(100);
            Assert.AreEqual("binary(851927d80001" + "00" + "f6)", client.ReadFrames());
        }

        [TestMethod]
        public void Clients_of_both_formats_and_one_interval_get_each_their_own()
        {
            TestDevice device = new TestDevice();
            DeviceClient[] clients = { device.Open(), device.Open(Offer), device.Open() };
            string[] samples = { "text({\"type\":\"sample\",\"seq\":101,", "binary(8519277400010000)", "text({\"type\":\"sample\",\"seq\":101," };
            string[] events = { "text({\"type\":\"event\",", "binary(a5" + Text("type") + Text("event"), "text({\"type\":\"event\"," };
            device.Wait(100);
            for (int i = 0; i < clients.Length; i++)
            {
                Assert.AreEqual(0, clients[i].ReadFrames().IndexOf(samples[i]), "sample of " + i);
            }

            device.Button.Tell(true);
            for (int i = 0; i < clients.Length; i++)
            {
                Assert.AreEqual(0, clients[i].ReadFrames().IndexOf(events[i]), "event of " + i);
            }
        }

        [TestMethod]
        public void Commands_are_maps_and_so_are_answers()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open(Offer);
            client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 636c6564 6576616c7565 01")));
            Assert.AreEqual("binary(a2" + Text("type") + Text("ack") + Text("id") + "07)", client.ReadAnswers());
            Assert.AreEqual(1, device.Led.Value);

            client.Send(Frames.Binary(Bytes.Hex("a2 626964 08 63636d64 63666c79")));
            string answer = client.ReadFrames();
            Assert.IsTrue(answer.IndexOf("binary(a5" + Text("type") + Text("error") + Text("id") + "08" + Text("code") + Text("unknown-command")) == 0, answer);

            client.Send(Frames.Text("{\"id\":1,\"cmd\":\"state\"}"));
            Assert.IsTrue(client.ReadFrames().IndexOf(Text("malformed")) > 0);
        }

        [TestMethod]
        public void A_floating_point_number_that_is_whole_is_read_as_that()
        {
            string[] items =
            {
                "f90000", "f98000", "f93c00", "f9bc00", "f97bff", "fa3f800000", "fac7c35000", "fa4b800001", "fb3ff0000000000000", "fbc010000000000000", "fb4340000000000000", "fb43dfffffffffffff",
            };
            string[] values = { "0", "0", "1", "-1", "65504", "1", "-100000", "16777218", "1", "-4", "9007199254740992", "9223372036854774784" };
            for (int i = 0; i < items.Length; i++)
            {
                Assert.AreEqual(values[i], Whole(items[i]), items[i]);
            }

            // Halves, the least of all, what is no number, and infinity.
            string[] others = { "f93800", "f90001", "f97e00", "f97c00", "f9fc00", "fa3fc00000", "fa00000001", "fa7fc00000", "fa7f800000", "fa4affffff", "fb3ff8000000000000", "fb0000000000000001", "fb7ff8000000000000", "fb7ff0000000000000", "fb432fffffffffffff" };
            for (int i = 0; i < others.Length; i++)
            {
                Assert.AreEqual("none", Whole(others[i]), others[i]);
            }

            // A value beyond 63 bits becomes the greatest whole number, which is beyond every range.
            Assert.AreEqual("9223372036854775807", Whole("fb43e0000000000000"));
            Assert.AreEqual("-9223372036854775807", Whole("fbffefffffffffffff"));
        }

        [TestMethod]
        public void A_value_may_be_floating_point_or_true()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open(Offer);
            string[] on = { "f93c00", "fa3f800000", "fb3ff0000000000000", "f5" };
            for (int i = 0; i < on.Length; i++)
            {
                client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 636c6564 6576616c7565 " + on[i])));
                Assert.AreEqual("binary(a2" + Text("type") + Text("ack") + Text("id") + "07)", client.ReadAnswers(), on[i]);
                Assert.AreEqual(1, device.Led.Value, on[i]);
                client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 636c6564 6576616c7565 f4")));
                client.ReadFrames();
                Assert.AreEqual(0, device.Led.Value, on[i]);
            }

            client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 636c6564 6576616c7565 f93800")));
            Assert.IsTrue(client.ReadFrames().IndexOf(Text("wrong-type")) > 0);
        }

        [TestMethod]
        public void The_past_and_an_event_come_in_CBOR_too()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open(Offer);
            device.Button.Tell(true);
            Assert.AreEqual("binary(a5" + Text("type") + Text("event") + Text("t") + "192710" + Text("channel") + Text("button") + Text("value") + "01" + Text("edges") + "01)", client.ReadFrames());
            client.Send(Frames.Binary(Bytes.Hex("a2 626964 08 63636d64 67686973746f7279")));
            string past = client.ReadFrames();
            Assert.AreEqual(
                "binary(a5" + Text("type") + Text("history") + Text("id") + "08" + Text("t") + "192710" + Text("interval") + "1903e8" + Text("v") + "9f9f00010000ffff)"
                + " binary(a2" + Text("type") + Text("ack") + Text("id") + "08)",
                past);
        }

        [TestMethod]
        public void A_sample_of_inputs_outputs_and_measurements_takes_a_third_of_the_bytes_of_JSON()
        {
            Board board = new Board();
            board.Add(new TestOutput("led", 0));
            board.Add(new TestOutput("relay", 0));
            board.Add(new TestInput("button", true));
            int[] readings = { 1874, 63, 23 };
            for (int i = 0; i < readings.Length; i++)
            {
                TestAnalog analog = new TestAnalog("a" + i, 1, 1, 0, 0, 4095);
                analog.Give(readings[i]);
                board.Add(analog);
            }

            // An hour, a day and a month after the start.
            long[] times = { 3600000, 86400000, 2592000000 };
            ByteWriter writer = new ByteWriter(new byte[512]);
            for (int i = 0; i < times.Length; i++)
            {
                board.Read(times[i]);
                writer.Clear();
                new JsonFormat(new JsonReader(), board, true).WriteSample(writer, board, -1, times[i] / 100, times[i]);
                int json = writer.Count;
                writer.Clear();
                new CborFormat().WriteSample(writer, board, -1, times[i] / 100, times[i]);
                Assert.IsTrue(writer.Count * 3 <= json, writer.Count + " of " + json);
            }
        }

        private static string Text(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            ByteWriter writer = new ByteWriter(new byte[64]);
            CborWriter.WriteText(writer, bytes, 0, bytes.Length);
            return Bytes.ToHex(writer.Buffer, 0, writer.Count);
        }

        private static string Integer(string item)
        {
            byte[] bytes = Bytes.Hex(item);
            CborReader reader = new CborReader();
            reader.Begin(bytes, 0, bytes.Length);
            Assert.AreEqual(JsonToken.Number, reader.Read());
            return reader.TryGetInteger(long.MinValue, long.MaxValue, out long value) ? value.ToString() : "none";
        }

        private static string Whole(string item)
        {
            byte[] bytes = Bytes.Hex(item);
            CborReader reader = new CborReader();
            reader.Begin(bytes, 0, bytes.Length);
            Assert.AreEqual(JsonToken.Number, reader.Read());
            Assert.IsFalse(reader.IsInteger);
            return reader.TryGetWhole(out long value) ? value.ToString() : "none";
        }

        private static string Tokens(string items)
        {
            byte[] bytes = Bytes.Hex(items);
            CborReader reader = new CborReader();
            reader.Begin(bytes, 0, bytes.Length);
            string tokens = "";
            JsonToken token;
            do
            {
                token = reader.Read();
                tokens += (tokens.Length > 0 ? " " : "") + Name(token);
            }
            while (token != JsonToken.Error && token != JsonToken.End);
            return tokens;
        }

        private static string Name(JsonToken token)
        {
            switch (token)
            {
                case JsonToken.BeginObject: return "{";
                case JsonToken.EndObject: return "}";
                case JsonToken.BeginArray: return "[";
                case JsonToken.EndArray: return "]";
                case JsonToken.Name: return "name";
                case JsonToken.String: return "string";
                case JsonToken.Number: return "number";
                case JsonToken.True: return "true";
                case JsonToken.False: return "false";
                case JsonToken.Null: return "null";
                case JsonToken.End: return "end";
                default: return "error";
            }
        }
    }
}
