using Nano.Firmware;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Commands over WebSocket and HTTP: what each does, and what each mistake is answered.</summary>
    [TestClass]
    public class CommandTests
    {
        [TestMethod]
        public void Set_sets_an_output()
        {
            TestDevice device = new TestDevice();
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":7})", device.Open().CommandAnswers("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}"));
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void Members_come_in_any_order_and_unknown_ones_are_passed_over()
        {
            TestDevice device = new TestDevice();
            string command = "{\"x\":[{\"value\":[]},2.5e3],\"value\":1,\"channel\":\"l\\u0065d\",\"y\":null,\"cmd\":\"set\",\"id\":-7}";
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":-7})", device.Open().CommandAnswers(command));
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void Every_mistake_has_its_code_and_says_where()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":2}", "1 out-of-range at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1.5}", "1 wrong-type at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1e-1}", "1 wrong-type at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1e1}", "1 out-of-range at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":null}", "1 wrong-type at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":\"1\"}", "1 wrong-type at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":true}", "1 wrong-type at 43");
            Refuses(client, "{\"id\":1.5,\"cmd\":\"state\"}", "0 wrong-type at 6");
            Refuses(client, "{\"id\":9007199254740992.0,\"cmd\":\"state\"}", "0 out-of-range at 6");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\"}", "1 missing-member");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"value\":1}", "1 missing-member");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"nix\",\"value\":1}", "1 unknown-channel at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"a-name-of-17-bytes\",\"value\":1}", "1 unknown-channel at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"pot\",\"value\":1}", "1 not-an-output at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":86400001}", "1 out-of-range at 43");
            Refuses(client, "{\"id\":1,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":0}", "1 out-of-range at 43");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":-1}", "1 out-of-range at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":4294967297}", "1 out-of-range at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"interval\",\"ms\":19}", "1 out-of-range at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"interval\",\"ms\":86400001}", "1 out-of-range at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"interval\",\"ms\":4294967316}", "1 out-of-range at 30");
            Refuses(client, "{\"id\":1,\"cmd\":\"fly\"}", "1 unknown-command at 14");
            Refuses(client, "{\"id\":1}", "1 missing-member");
            Refuses(client, "{\"id\":1,\"id\":2,\"cmd\":\"state\"}", "2 duplicate-member at 8");
            Refuses(client, "{\"id\":9007199254740992,\"cmd\":\"state\"}", "0 out-of-range at 6");
            Refuses(client, "{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"led\",\"nix\"]}", "1 unknown-channel at 44");
            Refuses(client, "{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[[\"led\"],7]}", "1 wrong-type at 38");
            Refuses(client, "{\"id\":1,\"cmd\":\"subscribe\",\"channels\":\"led\"}", "1 wrong-type at 37");
            Refuses(client, "{\"id\":1,\"cmd\":\"subscribe\",\"channels\":[\"led\"", "1 malformed at 43");
            Refuses(client, "{\"cmd\":\"state\",\"id\":3,}", "3 malformed at 22");
            Refuses(client, "{\"cmd\":\"subscribe\",\"channels\":[[7],{},8],\"id\":3}", "3 wrong-type at 31");
            Refuses(client, "{\"id\":1,\"cmd\":\"state\"}{}", "1 malformed at 22");
            Refuses(client, "hello", "0 malformed at 0");
            Refuses(client, "[[[[[[[[[]]]]]]]]]", "0 malformed at 0");
            Refuses(client, "{\"id\":4,\"a\":[[[[[[[[]]]]]]]]}", "4 malformed at 19");

            Assert.AreEqual(0, device.Device.Dispatcher.Obeyed);
            Assert.AreEqual("0", device.Led.Log);
        }

        [TestMethod]
        public void A_whole_number_may_be_written_in_any_way_and_a_value_may_be_true_or_false()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            string[] on = { "1.0", "1.000000000000000000000000000000", "1e0", "10e-1", "0.1E+1", "0.0001e4", "100E-0002", "true" };
            string[] off = { "0.0", "-0.0", "0e9", "0.000e-5", "false", "-0" };
            for (int i = 0; i < on.Length; i++)
            {
                Assert.AreEqual("text({\"type\":\"ack\",\"id\":7})", client.CommandAnswers("{\"id\":7.0,\"cmd\":\"set\",\"channel\":\"led\",\"value\":" + on[i] + "}"), on[i]);
                Assert.AreEqual(1, device.Led.Value, on[i]);
                client.Command("{\"cmd\":\"set\",\"channel\":\"led\",\"value\":" + off[i % off.Length] + "}");
                Assert.AreEqual(0, device.Led.Value, off[i % off.Length]);
            }

            Assert.AreEqual("text({\"type\":\"ack\",\"id\":-12})", client.CommandAnswers("{\"id\":-1.2e1,\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":250.0}"));
        }

        [TestMethod]
        public void A_byte_order_mark_before_JSON_is_passed_over()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            string command = "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}";
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.CommandAnswers("<ef><bb><bf>" + command));
            Assert.AreEqual("0 malformed at 3", Error(client.Command("<ef><bb><bf><ef><bb><bf>" + command)));
            Assert.AreEqual("0 malformed at 3", Error(client.Command("<ef><bb><bf>")));
            DeviceClient other = device.Connect();
            other.Send(Bytes.Of("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Length: 14\r\n\r\n<ef><bb><bf>{\"value\":0}"));
            Assert.AreEqual(200, other.ReadReply().Status);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void POST_does_on_a_channel_what_PUT_does()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            Reply put = client.Ask("PUT /api/channels/led", "", "{\"value\":1}");
            Reply post = client.Ask("POST /api/channels/led", "", "{\"value\":1}");
            Assert.AreEqual(200, post.Status);
            Assert.AreEqual(put.Content, post.Content);
            Assert.AreEqual(400, client.Ask("POST /api/channels/led", "", "{}").Status);
            Assert.IsTrue(client.Ask("OPTIONS /api/channels/led", "", "").Field("Allow").IndexOf("POST") > 0);
        }

        [TestMethod]
        public void Encoded_content_is_415_and_changes_nothing()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            string[] codings = { "gzip", "GZIP", "br", "identity, gzip", "deflate\r\nContent-Encoding: identity" };
            for (int i = 0; i < codings.Length; i++)
            {
                Reply reply = client.Ask("PUT /api/channels/led", "Content-Encoding: " + codings[i] + "\r\n", "{\"value\":1}");
                Assert.AreEqual(415, reply.Status, codings[i]);
                Assert.AreEqual("identity", reply.Field("Accept-Encoding"));
                Assert.AreEqual(0, device.Led.Value);
            }

            client.Send(Bytes.Of("PUT /api/channels/led HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{\"value\":1}\r\n0\r\n\r\n"));
            Assert.AreEqual(415, client.ReadReply().Status);
            Assert.AreEqual(200, client.Ask("GET /api/channels/led", "Content-Encoding: gzip\r\n", "").Status);
            Assert.AreEqual(200, client.Ask("PUT /api/channels/led", "Content-Encoding: Identity\r\n", "{\"value\":1}").Status);
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void Times_and_ids_at_their_bounds_are_taken()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            string[] commands =
            {
                "\"cmd\":\"interval\",\"ms\":20", "\"cmd\":\"interval\",\"ms\":60000",
                "\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":1", "\"cmd\":\"pulse\",\"channel\":\"led\",\"ms\":60000",
            };
            string[] ids = { "9007199254740991", "-9007199254740991", "0", "1" };
            for (int i = 0; i < commands.Length; i++)
            {
                Assert.AreEqual("text({\"type\":\"ack\",\"id\":" + ids[i] + "})", client.CommandAnswers("{\"id\":" + ids[i] + "," + commands[i] + "}"));
            }
        }

        [TestMethod]
        public void A_command_of_512_bytes_is_obeyed_and_one_of_513_is_not()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            string command = "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}";
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.CommandAnswers(command + Bytes.Repeat(" ", 512 - command.Length)));
            Refuses(client, command + Bytes.Repeat(" ", 513 - command.Length), "0 too-long");
        }

        [TestMethod]
        public void A_command_may_come_in_fragments_with_pings_between()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Send(Frames.FirstOfText("{\"id\":1,\"cmd\":\"set\",\"chan"));
            client.Send(Frames.Ping("p"));
            client.Send(Frames.Middle("nel\":\"led\","));
            client.Send(Frames.Last("\"value\":1}"));

            Assert.AreEqual("pong(p) text({\"type\":\"ack\",\"id\":1})", client.ReadAnswers());
            Assert.AreEqual(1, device.Led.Value);
        }

        [TestMethod]
        public void A_command_may_be_cut_anywhere_by_the_network()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            byte[] frame = Frames.Text("{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            for (int cut = 1; cut < frame.Length; cut += Target.NumberStep)
            {
                client.Send(Bytes.Slice(frame, 0, cut));
                client.Send(Bytes.Slice(frame, cut, frame.Length - cut));
                Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.ReadAnswers(), "Cut at " + cut);
            }
        }

        [TestMethod]
        public void Two_clients_cannot_send_fragments_at_once_and_the_second_gets_one_busy_error()
        {
            TestDevice device = new TestDevice();
            DeviceClient first = device.Open();
            DeviceClient second = device.Open();
            first.Send(Frames.FirstOfText("{\"id\":1,"));
            second.Send(Frames.FirstOfText("{\"id\":2,"));
            second.Send(Frames.Last("\"cmd\":\"state\"}"));
            Assert.IsTrue(second.ReadFrames().IndexOf("text({\"type\":\"error\",\"id\":0,\"code\":\"busy\"") == 0);
            first.Connection.Reset();
            device.Run();
            second.Send(Frames.FirstOfText("{\"id\":2,"));
            second.Send(Frames.Last("\"cmd\":\"interval\",\"ms\":50}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":2})", second.ReadFrames());
        }

        [TestMethod]
        public void A_command_in_fragments_that_does_not_go_on_times_out_after_two_seconds()
        {
            TestDevice device = new TestDevice();
            DeviceClient first = device.Open();
            DeviceClient second = device.Open();
            first.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            second.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            first.Send(Frames.FirstOfText("{"));
            device.Wait(1999);
            second.Send(Frames.FirstOfText("{\"id\":2,"));
            Assert.AreEqual("0 busy", Error(second.ReadFrames()));
            second.Send(Frames.Last("}"));
            Assert.AreEqual("", first.ReadFrames());

            // A ping is no progress, and neither is an empty fragment.
            first.Send(Frames.Ping("p"));
            first.Send(Frames.Middle(""));
            Assert.AreEqual("pong(p)", first.ReadFrames());
            device.Wait(1);
            Assert.AreEqual("0 timeout", Error(first.ReadFrames()));
            second.Send(Frames.FirstOfText("{\"id\":3,"));
            second.Send(Frames.Last("\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":3})", second.ReadAnswers());

            // The rest is passed over, and has its answer already.
            first.Send(Frames.Last("\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}"));
            Assert.AreEqual("", first.ReadAnswers());
            Assert.AreEqual(1, device.Led.Value);
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":4})", first.CommandAnswers("{\"id\":4,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}"));
        }

        [TestMethod]
        public void A_command_in_fragments_that_trickles_times_out_after_ten_seconds()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            client.Send(Frames.FirstOfText("{"));
            for (int i = 0; i < 5; i++)
            {
                device.Wait(1999);
                client.Send(Frames.Middle(" "));
                Assert.AreEqual("", client.ReadAnswers());
            }

            device.Wait(4);
            Assert.AreEqual("", client.ReadAnswers());
            device.Wait(1);
            Assert.AreEqual("0 timeout", Error(client.ReadFrames()));
            client.Send(Frames.Last("}"));
            Assert.AreEqual("", client.ReadFrames());
        }

        [TestMethod]
        public void The_time_limit_ends_with_the_last_fragment_of_a_command()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}");
            client.Send(Frames.FirstOfText("{\"id\":2,\"cmd\":"));
            device.Wait(1999);
            client.Send(Frames.Last("\"set\",\"channel\":\"led\",\"value\":1}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":2})", client.ReadAnswers());
            device.Wait(20000);
            Assert.AreEqual("", client.ReadFrames());
        }

        [TestMethod]
        public void A_client_that_may_only_read_cannot_hold_the_buffer_for_fragments()
        {
            DeviceOptions options = new DeviceOptions();
            options.Access.Token = "a-token-of-a-program";
            options.Access.ReadToken = "a-token-for-reading";
            TestDevice device = new TestDevice(options, new ServerOptions { Slots = 2 }, 2048);
            DeviceClient reader = device.Open("Authorization: Bearer a-token-for-reading\r\n");
            DeviceClient other = device.Open("Authorization: Bearer a-token-of-a-program\r\n");
            reader.Send(Frames.FirstOfText("{"));
            Assert.AreEqual("0 forbidden", Error(reader.ReadFrames()));
            other.Send(Frames.FirstOfText("{\"id\":2,"));
            other.Send(Frames.Last("\"cmd\":\"interval\",\"ms\":50}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":2})", other.ReadFrames());
            reader.Send(Frames.Last("}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":3})", reader.Command("{\"id\":3,\"cmd\":\"interval\",\"ms\":50}"));
        }

        [TestMethod]
        public void A_frame_of_more_than_512_bytes_is_too_long_whether_the_buffer_is_free_or_not()
        {
            TestDevice device = new TestDevice();
            DeviceClient first = device.Open();
            DeviceClient second = device.Open();
            first.Send(Frames.FirstOfText("{"));
            Refuses(second, Bytes.Repeat(" ", 513), "0 too-long");
            Refuses(second, Bytes.Repeat(" ", 2500), "0 too-long");
            second.Send(Frames.FirstOfText(Bytes.Repeat(" ", 513)));
            Assert.AreEqual("0 too-long", Error(second.ReadFrames()));
            second.Send(Frames.Last("{}"));
            Assert.AreEqual("", second.ReadFrames());

            // The first client's own limit: 511 bytes more fit in its fragments, and one more does not.
            first.Send(Frames.Middle(Bytes.Repeat(" ", 511)));
            Assert.AreEqual("", first.ReadFrames());
            first.Send(Frames.Last("}"));
            Assert.AreEqual("0 too-long", Error(first.ReadFrames()));
        }

        [TestMethod]
        public void A_command_of_512_bytes_in_fragments_is_obeyed()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            string command = "{\"id\":1,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1";
            client.Send(Frames.FirstOfText(command + Bytes.Repeat(" ", 511 - command.Length)));
            client.Send(Frames.Last("}"));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.ReadAnswers());
        }

        [TestMethod]
        public void Binary_is_malformed_in_JSON_and_the_connection_lives_on()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            client.Send(Frames.Binary(new byte[] { 0xA0 }));
            Assert.AreEqual("0 malformed", Error(client.ReadFrames()));
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":1})", client.Command("{\"id\":1,\"cmd\":\"interval\",\"ms\":50}"));
        }

        [TestMethod]
        public void Every_command_of_a_flood_is_answered_in_its_order()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            byte[] flood = new byte[0];
            for (int i = 1; i <= 60; i++)
            {
                flood = Bytes.Join(flood, Frames.Text("{\"id\":" + i + ",\"cmd\":\"set\",\"channel\":\"led\",\"value\":" + (i & 1) + "}"));
            }

            client.Send(flood);
            string expected = "";
            for (int i = 1; i <= 60; i++)
            {
                expected += (i > 1 ? " " : "") + "text({\"type\":\"ack\",\"id\":" + i + "})";
            }

            Assert.AreEqual(expected, client.ReadAnswers());
        }

        [TestMethod]
        public void A_flood_gets_four_answers_in_a_turn_of_the_loop_and_other_clients_are_answered_between()
        {
            TestDevice device = new TestDevice();
            DeviceClient flooding = device.Open();
            DeviceClient other = device.Open();
            byte[] flood = new byte[0];
            for (int i = 0; i < 5; i++)
            {
                flood = Bytes.Join(flood, Bytes.Join(Frames.Text("{}"), Frames.Text("{\"cmd\":\"interval\",\"ms\":50}")));
            }

            flooding.Connection.Send(flood, 0, flood.Length);
            byte[] command = Frames.Text("{\"id\":7,\"cmd\":\"interval\",\"ms\":50}");
            other.Connection.Send(command, 0, command.Length);
            byte[] received = new byte[1024];
            device.Device.Server.Turn(device.Now);
            Assert.AreEqual(4 + 1, device.Device.Dispatcher.Obeyed + device.Device.Dispatcher.Refused);
            Assert.AreEqual("text({\"type\":\"ack\",\"id\":7})", Frames.Describe(received, 0, other.Connection.Receive(received, 0, received.Length)));
            device.Device.Server.Turn(device.Now);
            Assert.AreEqual(8 + 1, device.Device.Dispatcher.Obeyed + device.Device.Dispatcher.Refused);
            device.Run();
            Assert.AreEqual(10 + 1, device.Device.Dispatcher.Obeyed + device.Device.Dispatcher.Refused);
        }

        [TestMethod]
        public void An_output_can_be_set_and_pulsed_over_HTTP()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            string reply = client.Request("PUT /api/channels/led", "{\"value\":1}");
            Assert.AreEqual(0, reply.IndexOf("HTTP/1.1 200 "), reply);
            Assert.IsTrue(reply.IndexOf("{\"id\":\"led\",\"kind\":\"output\",\"unit\":\"\",\"value\":1}") > 0, reply);
            client.Request("PUT /api/channels/led", "{\"ms\":40}");
            Assert.AreEqual(1, device.Led.Value);
            device.Wait(40);
            Assert.AreEqual(0, device.Led.Value);
        }

        [TestMethod]
        public void Mistakes_over_HTTP_have_the_same_codes_and_a_status()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            Assert.AreEqual(0, client.Request("PUT /api/channels/nix", "{\"value\":1}").IndexOf("HTTP/1.1 404 "));
            Assert.AreEqual(0, client.Request("PUT /api/channels/pot", "{\"value\":1}").IndexOf("HTTP/1.1 409 "));
            Assert.AreEqual(0, client.Request("PUT /api/channels/led", "{\"value\":2}").IndexOf("HTTP/1.1 422 "));
            Assert.AreEqual(0, client.Request("PUT /api/channels/led", "{}").IndexOf("HTTP/1.1 400 "));
            string reply = client.Request("PUT /api/channels/led", "{\"value\":1");
            Assert.IsTrue(reply.IndexOf("{\"code\":\"malformed\"") > 0 && reply.IndexOf("\"at\":10}") > 0, reply);
            reply = client.Request("PUT /api/channels/nix", "{\"channel\":\"led\",\"value\":1}");
            Assert.IsTrue(reply.IndexOf("{\"code\":\"unknown-channel\"") > 0 && reply.IndexOf("\"at\":") < 0, reply);
        }

        [TestMethod]
        public void Over_HTTP_cmd_says_which_and_only_outputs_can_be_set()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Connect();
            Assert.AreEqual(0, client.Request("PUT /api/channels/led", "{\"cmd\":\"pulse\",\"value\":1,\"ms\":40}").IndexOf("HTTP/1.1 200 "));
            device.Wait(40);
            Assert.AreEqual("010", device.Led.Log);
            Assert.AreEqual(0, client.Request("PUT /api/channels/led", "{\"cmd\":\"set\",\"ms\":40}").IndexOf("HTTP/1.1 400 "));
            string[] others = { "interval", "state", "history", "subscribe" };
            for (int i = 0; i < others.Length; i++)
            {
                string reply = client.Request("PUT /api/channels/led", "{\"cmd\":\"" + others[i] + "\",\"value\":1,\"ms\":40}");
                Assert.IsTrue(reply.IndexOf("HTTP/1.1 400 ") == 0 && reply.IndexOf("\"unknown-command\"") > 0, reply);
            }

            Assert.AreEqual("010", device.Led.Log);
        }

        private static void Refuses(DeviceClient client, string command, string expected)
        {
            Assert.AreEqual(expected, Error(client.Command(command)), command);
        }

        /// <summary>An error as its id, its code and the place it names.</summary>
        private static string Error(string frames)
        {
            string before = "text({\"type\":\"error\",\"id\":";
            if (frames.IndexOf(before) != 0)
            {
                return frames;
            }

            string rest = frames.Substring(before.Length);
            string error = rest.Substring(0, rest.IndexOf(','));
            rest = rest.Substring(rest.IndexOf("\"code\":\"") + 8);
            error += " " + rest.Substring(0, rest.IndexOf('"'));
            int at = rest.IndexOf("\"at\":");
            return at < 0 ? error : error + " at " + rest.Substring(at + 5, rest.IndexOf('}') - at - 5);
        }
    }
}
