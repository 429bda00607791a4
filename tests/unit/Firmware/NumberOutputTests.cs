using Nano.Firmware.Channels;
using Nano.Tests.Support;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Numbers that clients set, the command toggle, and the events of all that can be set.</summary>
    [TestClass]
    public class NumberOutputTests
    {
        private const string Cbor = "Sec-WebSocket-Protocol: nano.v1.cbor\r\n";

        [TestMethod]
        public void A_number_is_in_the_hello_with_its_range_and_step()
        {
            DeviceClient client = CreateDevice(out TestNumber _).Open();
            Assert.IsTrue(client.Hello.IndexOf("{\"id\":\"heat\",\"kind\":\"number\",\"unit\":\"%\",\"decimals\":1,\"value\":5.0,\"min\":5.0,\"max\":30.0,\"step\":0.5}") > 0, client.Hello);
        }

        [TestMethod]
        public void Set_takes_every_way_of_writing_a_value_exactly()
        {
            string[] texts = { "21.5", "21.50", "2.15e1", "215e-1", "0.215E+2", "21.500000000000000000000000000", "5", "5.0", "30", "3e1", "30.0" };
            long[] values = { 215, 215, 215, 215, 215, 215, 50, 50, 300, 300, 300 };
            TestDevice device = CreateDevice(out TestNumber number);
            DeviceClient client = device.Open();
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.CommandAnswers("{\"id\":1,\"cmd\":\"set\",\"channel\":\"heat\",\"value\":" + texts[i] + "}"), texts[i]);
                Assert.AreEqual(values[i], number.Value, texts[i]);
            }
        }

        [TestMethod]
        public void A_value_between_steps_or_out_of_range_or_of_another_type_is_refused_with_its_place()
        {
            string[] texts = { "21.3", "21.55", "21.50000001", "4.9", "30.1", "0.00000000000000000000000001", "-5", "1e300", "-1e300", "31", "1e18", "92233720368547758070", "true", "false", "\"21.5\"", "null", "[21.5]" };
            string[] codes = { "between-steps", "between-steps", "between-steps", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "out-of-range", "wrong-type", "wrong-type", "wrong-type", "wrong-type", "wrong-type" };
            TestDevice device = CreateDevice(out TestNumber number);
            DeviceClient client = device.Open();
            for (int i = 0; i < texts.Length; i++)
            {
                string answer = client.Command("{\"id\":1,\"cmd\":\"set\",\"channel\":\"heat\",\"value\":" + texts[i] + "}");
                Assert.IsTrue(answer.IndexOf("\"code\":\"" + codes[i] + "\"") > 0 && answer.IndexOf("\"at\":45}") > 0, texts[i] + ": " + answer);
                Assert.AreEqual(50, number.Value, texts[i]);
            }

            Assert.AreEqual(" 50", number.Log);
        }

        [TestMethod]
        public void The_greatest_value_is_taken_where_no_step_ends_there()
        {
            TestNumber number = new TestNumber("n", 0, 100, 30, 0);
            Assert.IsTrue(number.IsStep(90) && number.IsStep(100) && !number.IsStep(95));
        }

        [TestMethod]
        public void Over_HTTP_a_number_is_set_and_told()
        {
            TestDevice device = CreateDevice(out TestNumber number);
            string reply = device.Connect().Request("PUT /api/channels/heat", "{\"value\":21.5}");
            Assert.IsTrue(reply.IndexOf("HTTP/1.1 200 ") == 0 && reply.IndexOf("\"value\":21.5,") > 0, reply);
            Assert.AreEqual(215, number.Value);
            reply = device.Connect().Request("PUT /api/channels/heat", "{\"value\":21.3}");
            Assert.IsTrue(reply.IndexOf("HTTP/1.1 422 ") == 0 && reply.IndexOf("between-steps") > 0, reply);
            reply = device.Connect().Request("PUT /api/channels/heat", "{\"ms\":250}");
            Assert.IsTrue(reply.IndexOf("HTTP/1.1 409 ") == 0 && reply.IndexOf("not-an-output") > 0, reply);
        }

        [TestMethod]
        public void All_channels_are_listed_over_HTTP()
        {
            TestDevice device = CreateDevice(out TestNumber _);
            string reply = device.Connect().Request("GET /api/channels", "");
            Assert.IsTrue(reply.IndexOf("{\"channels\":[{\"id\":\"led\",") > 0, reply);
            Assert.IsTrue(reply.IndexOf(",{\"id\":\"heat\",\"kind\":\"number\",\"unit\":\"%\",\"decimals\":1,\"value\":5.0,\"min\":5.0,\"max\":30.0,\"step\":0.5}") > 0, reply);
        }

        [TestMethod]
        public void In_CBOR_a_value_is_an_integer_of_the_last_decimal()
        {
            TestDevice device = CreateDevice(out TestNumber number);
            DeviceClient client = device.Open(Cbor);
            client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 6468656174 6576616c7565 18d7")));
            Assert.AreEqual("binary(a2647479706563" + "61636b62696407)", client.ReadAnswers());
            Assert.AreEqual(215, number.Value);

            // 21.5 as a floating-point number is no integer.
            client.Send(Frames.Binary(Bytes.Hex("a4 626964 07 63636d64 63736574 676368616e6e656c 6468656174 6576616c7565 f94d60")));
            Assert.IsTrue(client.ReadFrames().IndexOf("6a77726f6e672d74797065") > 0, "wrong-type");
        }

        [TestMethod]
        public void Toggle_switches_an_output_and_ends_a_pulse()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":7})", client.CommandAnswers("{\"id\":7,\"cmd\":\"toggle\",\"channel\":\"led\"}"));
            Assert.AreEqual(1, device.Led.Value);
            client.Command("{\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":86400000}");
            client.Command("{\"cmd\":\"toggle\",\"channel\":\"led\"}");
            Assert.AreEqual(0, device.Led.Value);
            string reply = device.Connect().Request("POST /api/channels/led", "{\"cmd\":\"toggle\"}");
            Assert.IsTrue(reply.IndexOf("HTTP/1.1 200 ") == 0 && reply.IndexOf("\"value\":1}") > 0, reply);
            DeviceClient cbor = device.Open(Cbor);
            cbor.Send(Frames.Binary(Bytes.Hex("a2 63636d64 66746f67676c65 676368616e6e656c 636c6564")));
            Assert.AreEqual(0, device.Led.Value);
            Assert.IsTrue(client.Command("{\"cmd\":\"toggle\"}").IndexOf("missing-member") > 0);
            Assert.IsTrue(client.Command("{\"cmd\":\"toggle\",\"channel\":\"pot\"}").IndexOf("not-an-output") > 0);
        }

        [TestMethod]
        public void A_number_can_be_neither_toggled_nor_pulsed()
        {
            DeviceClient client = CreateDevice(out TestNumber _).Open();
            Assert.IsTrue(client.Command("{\"cmd\":\"toggle\",\"channel\":\"heat\"}").IndexOf("not-an-output") > 0);
            Assert.IsTrue(client.Command("{\"cmd\":\"pulse\",\"channel\":\"heat\",\"ms\":5}").IndexOf("not-an-output") > 0);
        }

        [TestMethod]
        public void A_pulse_may_last_for_24_hours()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"cmd\":\"interval\",\"ms\":60000}");
            client.Command("{\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":86400000}");
            device.Wait(86399999);
            Assert.AreEqual(1, device.Led.Value);
            device.Wait(1);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void Every_client_gets_an_event_for_each_change_of_an_output_or_number()
        {
            TestDevice device = CreateDevice(out TestNumber _);
            DeviceClient slow = device.Open();
            slow.Command("{\"cmd\":\"interval\",\"ms\":60000}");
            DeviceClient cbor = device.Open(Cbor);
            cbor.Send(Frames.Binary(Bytes.Hex("a2 63636d64 68696e74657276616c 626d73 19ea60")));
            cbor.ReadFrames();
            DeviceClient other = device.Open();
            other.Command("{\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":50}");
            Assert.AreEqual("text({\"type\":\"event\",\"t\":10000,\"channel\":\"led\",\"value\":1})", slow.ReadFrames());
            device.Wait(50);
            Assert.AreEqual("text({\"type\":\"event\",\"t\":10050,\"channel\":\"led\",\"value\":0})", slow.ReadFrames(), "the end of the pulse");
            other.Command("{\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}");
            Assert.AreEqual("", slow.ReadFrames(), "nothing has changed");
            other.Command("{\"cmd\":\"set\",\"channel\":\"heat\",\"value\":21.5}");
            Assert.AreEqual("text({\"type\":\"event\",\"t\":10050,\"channel\":\"heat\",\"value\":21.5})", slow.ReadFrames());
            string events = cbor.ReadFrames();
            Assert.IsTrue(events.IndexOf("676368616e6e656c64686561746576616c756518d7)") > 0, events);
            slow.Command("{\"cmd\":\"subscribe\",\"channels\":[\"pot\"]}");
            other.Command("{\"cmd\":\"set\",\"channel\":\"heat\",\"value\":22.5}");
            Assert.AreEqual("", slow.ReadFrames(), "only the channels that it has subscribed to");
        }

        [TestMethod]
        public void An_output_that_is_safe_without_client_tells_the_others()
        {
            TestDevice device = new TestDevice();
            device.Led.IsSafeWithoutClient = true;
            DeviceClient holder = device.Open();
            DeviceClient other = device.Open();
            holder.Command("{\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            other.ReadFrames();
            holder.Connection.Reset();
            device.Run();
            Assert.AreEqual("text({\"type\":\"event\",\"t\":10000,\"channel\":\"led\",\"value\":0})", other.ReadFrames());
        }

        [TestMethod]
        public void An_output_is_switched_off_after_its_time_whatever_switched_it_on()
        {
            TestDevice device = new TestDevice();
            device.Led.OffAfter = 5000;
            DeviceClient client = device.Open();
            client.Command("{\"cmd\":\"interval\",\"ms\":60000}");
            client.Command("{\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            device.Wait(4999);
            Assert.AreEqual(1, device.Led.Value);
            client.Command("{\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            device.Wait(4999);
            Assert.AreEqual(1, device.Led.Value, "the time restarts");
            device.Wait(1);
            Assert.AreEqual(0, device.Led.Value);
            client.Command("{\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":60000}");
            device.Wait(5000);
            Assert.AreEqual(0, device.Led.Value, "a longer pulse ends then too");
            client.Command("{\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":1000}");
            device.Wait(1000);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void At_most_one_of_an_interlock_is_on_and_the_others_are_switched_off_first()
        {
            string log = "";
            LoggedOutput[] outputs = { new LoggedOutput("up"), new LoggedOutput("down"), new LoggedOutput("stay") };
            Interlock interlock = new Interlock();
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i].Interlock = interlock;
                outputs[i].Changed = text => log += " " + text;
            }

            outputs[0].Set(1);
            outputs[1].Pulse(100, 0);
            outputs[2].Toggle();
            Assert.AreEqual(" up1 up0 down1 down0 stay1", log);
            Assert.AreEqual(Channel.Never, outputs[1].Update(100), "the pulse has ended");
            outputs[2].IsBroken = true;
            bool isRefused = false;
            try
            {
                outputs[0].Set(1);
            }
            catch (System.InvalidOperationException)
            {
                isRefused = true;
            }

            Assert.IsTrue(isRefused && outputs[0].Value == 0, "one that cannot be switched off keeps the others off");
        }

        private static TestDevice CreateDevice(out TestNumber number)
        {
            number = new TestNumber("heat", 50, 300, 5, 50) { Decimals = 1 };
            return new TestDevice(number);
        }

        private delegate void Change(string text);

        private sealed class LoggedOutput : DigitalOutput
        {
            public Change Changed;
            public bool IsBroken;

            public LoggedOutput(string id)
                : base(id, 0)
            {
                Begin();
            }

            protected override void WriteLevel(bool level)
            {
                if (IsBroken)
                {
                    throw new System.InvalidOperationException("The output has come loose.");
                }

                Changed?.Invoke(Id + (level ? "1" : "0"));
            }
        }
    }
}
