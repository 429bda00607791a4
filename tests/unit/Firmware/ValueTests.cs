using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Values with decimals, in every format.</summary>
    [TestClass]
    public class ValueTests
    {
        private const string Cbor = "Sec-WebSocket-Protocol: nano.v1.cbor\r\n";

        [TestMethod]
        public void A_number_is_written_with_its_decimals()
        {
            long[] values = { 0, 5, -5, 99, 100, 2137, 9999, 10000, -2137, 123456789, -1, 2147483647, -2147483647, long.MaxValue };
            string[] one = { "0.0", "0.5", "-0.5", "9.9", "10.0", "213.7", "999.9", "1000.0", "-213.7", "12345678.9", "-0.1", "214748364.7", "-214748364.7", "922337203685477580.7" };
            string[] two = { "0.00", "0.05", "-0.05", "0.99", "1.00", "21.37", "99.99", "100.00", "-21.37", "1234567.89", "-0.01", "21474836.47", "-21474836.47", "92233720368547758.07" };
            string[] three = { "0.000", "0.005", "-0.005", "0.099", "0.100", "2.137", "9.999", "10.000", "-2.137", "123456.789", "-0.001", "2147483.647", "-2147483.647", "9223372036854775.807" };
            string[] four = { "0.0000", "0.0005", "-0.0005", "0.0099", "0.0100", "0.2137", "0.9999", "1.0000", "-0.2137", "12345.6789", "-0.0001", "214748.3647", "-214748.3647", "922337203685477.5807" };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(values[i].ToString(), Write(values[i], 0));
                Assert.AreEqual(one[i], Write(values[i], 1));
                Assert.AreEqual(two[i], Write(values[i], 2));
                Assert.AreEqual(three[i], Write(values[i], 3));
                Assert.AreEqual(four[i], Write(values[i], 4));
            }

            Assert.AreEqual("0.000123", Write(123, 6));
            Assert.AreEqual("-12.345678", Write(-12345678, 6));
        }

        [TestMethod]
        public void A_number_with_decimals_fits_exactly_or_is_not_written()
        {
            string[] texts = { "-0.05", "0.05", "21.37", "-100.00" };
            long[] values = { -5, 5, 2137, -10000 };
            for (int i = 0; i < texts.Length; i++)
            {
                ByteWriter exact = new ByteWriter(new byte[texts[i].Length]);
                exact.WriteDecimal(values[i], 2);
                Assert.AreEqual(texts[i], Bytes.Text(exact.Buffer, 0, exact.Count));
                ByteWriter less = new ByteWriter(new byte[texts[i].Length - 1]);
                less.WriteDecimal(values[i], 2);
                Assert.AreEqual(0, less.Count);
                Assert.IsTrue(less.Overflowed);
            }
        }

        [TestMethod]
        public void Hello_and_samples_have_decimals()
        {
            TestPart part = new TestPart();
            TestDevice device = new TestDevice(part[0]);
            part.Value = 2137;
            device.Wait(1000);
            DeviceClient client = device.Open();
            string channel = "{\"id\":\"air\",\"kind\":\"analog\",\"unit\":\"<c2><b0>C\",\"name\":\"Air\",\"group\":\"Garden\",\"decimals\":2,\"value\":21.37,\"min\":-40.00,\"max\":125.00}";
            Assert.IsTrue(client.Hello.IndexOf(channel) > 0, client.Hello);
            part.Value = -5;
            device.Wait(1000);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":120,\"t\":12000,\"v\":[0,1,0,0,-0.05]})", client.ReadFrames());
        }

        [TestMethod]
        public void State_and_a_channel_have_decimals_over_HTTP()
        {
            TestPart part = new TestPart { Value = -5 };
            TestDevice device = new TestDevice(part[0]);
            device.Wait(1000);
            Assert.IsTrue(device.Connect().Request("GET /api/state", "").IndexOf("\"decimals\":2,\"value\":-0.05,") > 0);
            Assert.IsTrue(device.Connect().Request("GET /api/channels/air", "").IndexOf("\"decimals\":2,\"value\":-0.05,") > 0);
        }

        [TestMethod]
        public void Metrics_have_decimals()
        {
            TestPart part = new TestPart { Value = -5 };
            Board board = new Board();
            board.Add(part);
            board.Update(0);
            ByteWriter writer = new ByteWriter(new byte[128]);
            Assert.IsTrue(new Nano.Firmware.Web.ChannelMetrics(board, false).Write(writer, 1));
            Assert.AreEqual("nano_channel_value{id=\"air\",kind=\"analog\",unit=\"<c2><b0>C\"} -0.05\n", Bytes.Text(writer.Buffer, 0, writer.Count));
        }

        [TestMethod]
        public void History_has_decimals_in_JSON_and_integers_in_CBOR()
        {
            TestPart part = new TestPart();
            TestDevice device = new TestDevice(part[0]);
            part.Value = 2137;
            device.Wait(1000);
            DeviceClient client = device.Open();
            string history = client.Command("{\"id\":5,\"cmd\":\"history\"}");
            Assert.IsTrue(history.IndexOf(",[0,1,0,0,21.37]]") > 0, history);
            client = device.Open(Cbor);
            client.Send(Frames.Binary(Bytes.Hex("a2 626964 05 63636d64 67686973746f7279")));
            Assert.IsTrue(client.ReadFrames().IndexOf("9f00010000190859ffff)") > 0);
        }

        [TestMethod]
        public void CBOR_has_decimals_in_the_hello_and_integers_of_the_last_decimal_everywhere()
        {
            TestPart part = new TestPart();
            TestDevice device = new TestDevice(part[0]);
            part.Value = 2137;
            device.Wait(1000);
            DeviceClient client = device.Open(Cbor);

            // "decimals": 2, "value": 2137, "min": -4000, "max": 12500
            Assert.IsTrue(client.Hello.IndexOf("hdecimals<02>evalue<19><08>Ycmin9<0f><9f>cmax<19>0<d4>") > 0, client.Hello);
            part.Value = -5;
            device.Wait(1000);
            Assert.AreEqual("binary(86192ee00001000024)", client.ReadFrames());
        }

        [TestMethod]
        public void A_part_that_fails_makes_its_values_null_and_is_tried_again()
        {
            TestPart part = new TestPart();
            TestDevice device = new TestDevice(part[0]);
            DeviceClient client = device.Open();
            client.Command("{\"cmd\":\"interval\",\"ms\":1000}");
            part.Value = 2137;
            device.Wait(1000);
            part.IsMissing = true;
            client.ReadFrames();
            device.Wait(1000);
            Assert.IsTrue(client.ReadFrames().IndexOf("\"v\":[0,1,0,0,null]") > 0);
            int runs = part.Runs;
            device.Wait(999);
            Assert.AreEqual(runs, part.Runs, "not before its time");
            device.Wait(1);
            Assert.AreEqual(runs + 1, part.Runs);
            part.IsMissing = false;
            client.ReadFrames();
            device.Wait(1000);
            Assert.IsTrue(client.ReadFrames().IndexOf("\"v\":[0,1,0,0,21.37]") > 0);

            part.IsBroken = true;
            long faults = device.Device.Board.Faults;
            device.Wait(1000);
            Assert.IsTrue(client.ReadFrames().IndexOf("\"v\":[0,1,0,0,null]") > 0, "an exception is a failure too");
            Assert.AreEqual(faults + 1, device.Device.Board.Faults);
            part.IsBroken = false;
            device.Wait(1000);
            Assert.IsTrue(client.ReadFrames().IndexOf("\"v\":[0,1,0,0,21.37]") > 0);
        }

        [TestMethod]
        public void A_deadband_and_a_range_are_in_units_of_the_last_decimal()
        {
            TestPart part = new TestPart();
            Measurement air = part[0];
            air.Deadband = 10;
            air.Publish(2137);
            Assert.AreEqual(2137, air.Value);
            air.Publish(2146);
            Assert.AreEqual(2137, air.Value);
            air.Publish(2127);
            Assert.AreEqual(2127, air.Value);
            air.Publish(12501);
            Assert.IsTrue(air.IsUnknown);
            air.Publish(12500);
            Assert.AreEqual(12500, air.Value);
            air.Publish(-4001);
            Assert.IsTrue(air.IsUnknown);
            air.Publish(2);
            Assert.AreEqual(2, air.Value, "from an unknown value every step counts");
        }

        [TestMethod]
        public void Decimals_groups_and_ranges_that_cannot_be_are_refused()
        {
            Assert.IsTrue(Refuses(5, "Garden"));
            Assert.IsTrue(Refuses(-1, "Garden"));
            Assert.IsTrue(Refuses(2, ""));
            Assert.IsTrue(Refuses(2, Bytes.Repeat("g", 25)));
            Assert.IsTrue(Refuses(2, "a\"b"));
            Assert.IsFalse(Refuses(4, Bytes.Repeat("g", 24)));
        }

        [TestMethod]
        public void The_longest_channel_fits_a_piece()
        {
            TestNumber number = new TestNumber("abcdefghijklmnop", -2147483647, 2147483647, 2147483647, 0) { Decimals = 4, Name = Bytes.Repeat("n", 32), Group = Bytes.Repeat("g", 24) };
            TestDevice device = new TestDevice(number);
            DeviceClient client = device.Open();
            Assert.IsTrue(client.Hello.IndexOf("\"value\":0.0000,\"min\":-214748.3647,\"max\":214748.3647,\"step\":214748.3647}]}") > 0, client.Hello);
            client.Command("{\"cmd\":\"set\",\"channel\":\"abcdefghijklmnop\",\"value\":-214748.3647}");
            string reply = device.Connect().Request("GET /api/channels/abcdefghijklmnop", "");
            Assert.IsTrue(reply.IndexOf("\"value\":-214748.3647,") > 0, reply);
            Assert.IsTrue(device.Open().Hello.IndexOf("\"value\":-214748.3647,") > 0);
        }

        private static bool Refuses(int decimals, string group)
        {
            try
            {
                TestNumber number = new TestNumber("n", 0, 10, 1, 0);
                number.Decimals = decimals;
                number.Group = group;
                return false;
            }
            catch (System.ArgumentException)
            {
                return true;
            }
        }

        private static string Write(long value, int decimals)
        {
            ByteWriter writer = new ByteWriter(new byte[32]);
            writer.WriteDecimal(value, decimals);
            return Bytes.Text(writer.Buffer, 0, writer.Count);
        }

        /// <summary>A sensor that is measured every second.</summary>
        private sealed class TestPart : Part
        {
            public long Value;
            public bool IsMissing;
            public bool IsBroken;
            public int Runs;

            public TestPart()
            {
                Measurement air = Add("air", "\u00B0C", 2, -4000, 12500);
                air.Name = "Air";
                air.Group = "Garden";
            }

            protected override long Run(long now)
            {
                Runs++;
                if (IsBroken)
                {
                    throw new System.InvalidOperationException("The sensor has come loose.");
                }

                if (IsMissing)
                {
                    return Fail(now);
                }

                this[0].Publish(Value);
                return now + 1000;
            }
        }
    }
}
