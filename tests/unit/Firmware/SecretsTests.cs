using Nano.Firmware;
using Nano.Firmware.Access;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How a password is compared: slowly, one at a time, and not for those who have guessed too often.</summary>
    [TestClass]
    public class SecretsTests
    {
        [TestMethod]
        public void Wrong_passwords_have_to_be_waited_for()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions());
            DeviceClient client = device.Connect(7);
            for (int i = 0; i < Attempts.Free; i++)
            {
                Assert.AreEqual(401, client.Ask("GET /api/state", AccessTests.Basic("", "guess " + i), "").Status);
            }

            // Now not even the right one is looked at.
            Reply reply = client.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "");
            Assert.AreEqual(429, reply.Status);
            Assert.AreEqual("1", reply.Field("Retry-After"));
            Assert.AreEqual(0, reply.Content.IndexOf("{\"code\":\"too-many-attempts\",\"message\":\""));
            reply = client.Ask("POST /api/session", "Content-Type: application/json\r\n", "{\"password\":\"sesame\"}");
            Assert.AreEqual(429, reply.Status);
            Assert.AreEqual("1", reply.Field("Retry-After"));
            Assert.AreEqual("{\"password\":true,\"read\":false,\"control\":false}\n", client.Ask("GET /api/session", AccessTests.Basic("", "sesame"), "").Content);
            Assert.AreEqual(429, client.Ask("GET /api/state", "Authorization: Bearer " + AccessTests.Token + "\r\n", "").Status);

            // Other addresses do not wait.
            Assert.AreEqual(200, device.Connect(8).Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
            device.Wait(1000);
            Assert.AreEqual(401, client.Ask("GET /api/state", AccessTests.Basic("", "guess"), "").Status);
            Assert.AreEqual("2", client.Ask("GET /api/state", AccessTests.Basic("", "guess"), "").Field("Retry-After"));
            device.Wait(2000);
            Assert.AreEqual(200, client.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", AccessTests.Basic("", "guess"), "").Status);
            Assert.AreEqual(200, client.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
        }

        [TestMethod]
        public void One_password_is_compared_at_a_time_and_the_loop_goes_on()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions(), "sesame", 50 * PasswordCost.Slice);
            DeviceClient reader = device.Open("Authorization: Bearer " + AccessTests.ReadToken + "\r\n");
            DeviceClient first = device.Connect(1);
            DeviceClient second = device.Connect(2);
            byte[] request = Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\n" + AccessTests.Basic("", "sesame") + "\r\n");
            first.Connection.Send(request, 0, request.Length);
            second.Connection.Send(request, 0, request.Length);
            int turns = 0;
            while (first.Connection.Available == 0)
            {
                device.Device.Server.Turn(device.Now);
                turns++;
                Assert.IsTrue(turns < 500);
                if (turns == 20)
                {
                    // A comparison is under way, and samples and commands are as ever.
                    Assert.IsTrue(reader.Command("{\"id\":1,\"cmd\":\"state\"}").IndexOf("{\"type\":\"ack\",\"id\":1}") >= 0);
                    Assert.AreEqual(0, first.Connection.Available);
                }
            }

            Assert.IsTrue(turns >= 40, turns.ToString());
            Assert.AreEqual(200, first.ReadReply().Status);
            Assert.AreEqual(200, second.ReadReply().Status);

            // Known from now on, it is not compared so slowly again.
            first.Connection.Send(request, 0, request.Length);
            for (turns = 0; first.Connection.Available == 0; turns++)
            {
                device.Device.Server.Turn(device.Now);
                Assert.IsTrue(turns < 10);
            }
        }

        [TestMethod]
        public void A_client_that_waits_too_long_for_others_gets_503_with_Retry_After()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions(), "pbkdf2-sha256$" + PasswordHash.MaximumIterations + "$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            DeviceClient first = device.Connect(1);
            DeviceClient second = device.Connect(2);
            byte[] request = Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\n" + AccessTests.Basic("", "sesame") + "\r\n");
            first.Connection.Send(request, 0, request.Length);
            device.Run();
            second.Connection.Send(request, 0, request.Length);
            device.Run();
            Assert.AreEqual(0, second.Connection.Available);
            device.Wait(10000);
            Reply reply = second.ReadReply();

            Assert.AreEqual(503, reply.Status);
            Assert.AreEqual("1", reply.Field("Retry-After"));
            Assert.AreEqual(0, first.Connection.Available);
            Assert.AreEqual(1L, device.Device.Gate.Secrets.Busy);
        }

        [TestMethod]
        public void The_result_for_one_password_does_not_apply_to_the_next_in_its_slot()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions(), "sesame", 50 * PasswordCost.Slice);
            DeviceClient first = device.Connect(1);
            DeviceClient second = device.Connect(2);
            Assert.AreEqual(200, first.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);

            // Another is being compared when the wrong one comes, and so it has none of its own yet.
            byte[] request = Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\n" + AccessTests.Basic("", "guess") + "\r\n");
            second.Connection.Send(request, 0, request.Length);
            device.Run();
            first.Connection.Send(request, 0, request.Length);
            Assert.AreEqual(401, first.ReadReply().Status);
            Assert.AreEqual(401, second.ReadReply().Status);
        }

        [TestMethod]
        public void A_pending_comparison_of_a_client_that_has_left_does_not_apply_to_the_next()
        {
            AccessOptions options = new DeviceOptions().Access;
            options.Password = "sesame";
            options.Iterations = 2 * PasswordCost.Slice;
            Secrets secrets = new Secrets(options, 2);
            byte[] password = Bytes.Of("sesame");
            Assert.IsTrue(secrets.Begin(0, 1, password, 0, password.Length, 0) == SecretOutcome.Pending);
            Assert.IsTrue(secrets.GetPending(0, 0) == Comparison.Running);
            while (!secrets.Verifier.IsBusy)
            {
                secrets.Run(0);
            }

            // The client leaves, and the next one in its slot waits while the first one's password is still being compared.
            secrets.Forget(0);
            Assert.IsTrue(secrets.GetPending(0, 0) == Comparison.None);
            byte[] other = Bytes.Of("guess");
            secrets.Begin(0, 2, other, 0, other.Length, 0);
            while (secrets.GetPending(0, 0) == Comparison.Running)
            {
                secrets.Run(0);
            }

            Assert.IsTrue(secrets.GetPending(0, 0) == Comparison.WaitsForVerifier);
            Assert.IsTrue(secrets.GetPending(0, Secrets.LongestWait) == Comparison.Late);
            while (secrets.IsBusy)
            {
                secrets.Run(0);
            }

            Assert.IsTrue(secrets.GetPending(0, 0) == Comparison.Next);
        }

        [TestMethod]
        public void An_attempt_counts_when_the_client_leaves_before_the_answer()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions());
            for (int i = 0; i < Attempts.Free; i++)
            {
                DeviceClient client = device.Connect(7);
                byte[] request = Bytes.Of("GET /api/state HTTP/1.1\r\nHost: a\r\n" + AccessTests.Basic("", "guess " + i) + "\r\n");
                client.Connection.Send(request, 0, request.Length);
                device.Device.Server.Turn(device.Now);
                device.Device.Server.Turn(device.Now);
                client.Connection.Reset();
                for (int turns = 0; turns < 20; turns++)
                {
                    device.Run();
                }
            }

            Assert.AreEqual(429, device.Connect(7).Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
        }

        [TestMethod]
        public void Comparisons_are_made_in_the_order_of_arrival_and_addresses_without_failures_go_first()
        {
            Secrets secrets = Slow(6);

            // Address 9 has failed before. The slots are in no order.
            Show(secrets, 5, 9, "wrong");
            Finish(secrets);
            Assert.IsTrue(Ask(secrets, 5, 9, "wrong") == SecretOutcome.Wrong);
            int[] slots = { 4, 5, 3, 0, 2, 1 };
            int[] addresses = { 1, 9, 2, 3, 4, 5 };
            for (int i = 0; i < slots.Length; i++)
            {
                Show(secrets, slots[i], addresses[i], "guess");
            }

            int[] order = { 4, 3, 0, 2, 1, 5 };
            for (int done = 0; done < order.Length; done++)
            {
                for (int turns = 0; secrets.GetPending(order[done], 0) != Comparison.Wrong; turns++)
                {
                    Assert.IsTrue(turns < 200, "Slot " + order[done] + " is not the next.");
                    for (int slot = 0; slot < 6; slot++)
                    {
                        if (secrets.GetPending(slot, 0) == Comparison.Next)
                        {
                            Assert.IsTrue(Ask(secrets, slot, addresses[IndexOf(slots, slot)], "guess") == SecretOutcome.Pending);
                        }

                        bool isDone = secrets.GetPending(slot, 0) == Comparison.Wrong;
                        Assert.IsTrue(!isDone || slot == order[done], "Slot " + slot + " is before slot " + order[done] + ".");
                    }

                    secrets.Run(0);
                }

                Assert.IsTrue(Ask(secrets, order[done], 0, "guess") == SecretOutcome.Wrong);
            }
        }

        [TestMethod]
        public void A_newcomer_does_not_overtake_a_client_that_waits()
        {
            Secrets secrets = Slow(3);
            Show(secrets, 0, 1, "guess");
            while (!secrets.Verifier.IsBusy)
            {
                secrets.Run(0);
            }

            // Slot 2 waits for the verifier. When that is free, a client of slot 1 comes before slot 2 is asked.
            Show(secrets, 2, 2, "guess");
            Finish(secrets);
            Assert.IsTrue(secrets.GetPending(2, 0) == Comparison.Next);
            Show(secrets, 1, 3, "guess");
            for (int turns = 0; secrets.GetPending(1, 0) == Comparison.Running; turns++)
            {
                secrets.Run(0);
            }

            Assert.IsTrue(secrets.GetPending(1, 0) == Comparison.WaitsForVerifier);
            Assert.IsTrue(Ask(secrets, 2, 2, "guess") == SecretOutcome.Pending);
            Finish(secrets);
            Assert.IsTrue(secrets.GetPending(2, 0) == Comparison.Wrong);

            // The same of codes: slot 2 waits for the code of slot 0's secret, and slot 1 comes when that is made.
            secrets = Slow(3);
            Show(secrets, 0, 1, "guess");
            Show(secrets, 2, 2, "guess");
            while (!secrets.Verifier.IsBusy)
            {
                secrets.Run(0);
            }

            Show(secrets, 1, 3, "guess");
            Assert.IsTrue(secrets.GetPending(1, 0) == Comparison.WaitsForCode);
            Assert.IsTrue(secrets.GetPending(2, 0) == Comparison.Next);
        }

        [TestMethod]
        public void A_secret_whose_client_has_left_while_it_was_looked_at_gives_the_next_in_the_slot_nothing()
        {
            Secrets secrets = Slow(1);
            Assert.IsTrue(Whole(secrets, 0, 1, "sesame") == SecretOutcome.Control);
            Show(secrets, 0, 1, "sesame");
            secrets.Run(0);
            secrets.Forget(0);
            Show(secrets, 0, 2, "guess");
            Finish(secrets);
            Assert.IsTrue(secrets.GetPending(0, 0) == Comparison.Next);
            Assert.IsTrue(Ask(secrets, 0, 2, "guess") == SecretOutcome.Pending);
            Finish(secrets);
            Assert.IsTrue(Ask(secrets, 0, 2, "guess") == SecretOutcome.Wrong);
        }

        [TestMethod]
        public void A_success_forgives_a_client_its_own_failures_and_no_other_s_at_its_address()
        {
            Secrets secrets = Slow(2);
            for (int i = 0; i < Attempts.Free - 1; i++)
            {
                // The client of slot 0 guesses, that of slot 1 at the same address signs in with the password, compared first and known then.
                Assert.IsTrue(Whole(secrets, 0, 7, "guess " + i) == SecretOutcome.Wrong);
                Assert.IsTrue(Whole(secrets, 1, 7, "sesame") == SecretOutcome.Control);
            }

            Assert.IsTrue(Whole(secrets, 0, 7, "guess") == SecretOutcome.Wrong);
            Assert.IsTrue(Whole(secrets, 0, 7, "sesame") == SecretOutcome.Throttled);
        }

        [TestMethod]
        public void A_password_that_has_been_compared_and_is_right_forgives_its_client()
        {
            {
                Secrets secrets = Slow(1);
                for (int round = 0; round < 3; round++)
                {
                    for (int i = 0; i < Attempts.Free - 2; i++)
                    {
                        Assert.IsTrue(Whole(secrets, 0, 7, "guess") == SecretOutcome.Wrong, "round " + round);
                    }

                    Assert.IsTrue(Whole(secrets, 0, 7, "sesame") == SecretOutcome.Control);
                }

                // The next client in the slot does not inherit what is to be forgiven.
                Assert.IsTrue(Whole(secrets, 0, 7, "guess") == SecretOutcome.Wrong);
                secrets.OnConnected(0);
                Assert.IsTrue(Whole(secrets, 0, 7, "sesame") == SecretOutcome.Control);
                for (int i = 0; i < Attempts.Free - 1; i++)
                {
                    Assert.IsTrue(Whole(secrets, 0, 7, "guess") == SecretOutcome.Wrong);
                }

                Assert.IsTrue(Whole(secrets, 0, 7, "guess") == SecretOutcome.Throttled);
            }
        }

        private static Secrets Slow(int slots)
        {
            AccessOptions options = new DeviceOptions().Access;
            options.Password = "sesame";
            options.Iterations = 2 * PasswordCost.Slice;
            return new Secrets(options, slots);
        }

        private static void Show(Secrets secrets, int slot, int address, string text)
        {
            byte[] bytes = Bytes.Of(text);
            Assert.IsTrue(secrets.Begin(slot, address, bytes, 0, bytes.Length, 0) == SecretOutcome.Pending);
        }

        private static SecretOutcome Ask(Secrets secrets, int slot, int address, string text)
        {
            byte[] bytes = Bytes.Of(text);
            return secrets.Continue(slot, address, bytes, 0, bytes.Length, 0);
        }

        private static SecretOutcome Whole(Secrets secrets, int slot, int address, string text)
        {
            byte[] bytes = Bytes.Of(text);
            SecretOutcome outcome = secrets.Begin(slot, address, bytes, 0, bytes.Length, 0);
            while (outcome == SecretOutcome.Pending)
            {
                secrets.Run(0);
                outcome = Ask(secrets, slot, address, text);
            }

            return outcome;
        }

        private static void Finish(Secrets secrets)
        {
            while (secrets.IsBusy)
            {
                secrets.Run(0);
            }
        }

        private static int IndexOf(int[] values, int value)
        {
            int i = 0;
            while (values[i] != value)
            {
                i++;
            }

            return i;
        }

        [TestMethod]
        public void A_password_with_a_trailing_NUL_is_another_one()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions());
            DeviceClient client = device.Connect();

            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Basic OnNlc2FtZQA=\r\n", "").Status);
            Assert.AreEqual(1L, device.Device.Gate.Secrets.Wrong);
            Assert.AreEqual(200, client.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
        }

        [TestMethod]
        public void A_damaged_password_hash_leaves_the_board_closed()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions(), "pbkdf2-sha256$damaged" + Bytes.Repeat("x", 60));
            DeviceClient client = device.Connect();

            Assert.AreEqual(401, client.Ask("GET /api/state", "", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", AccessTests.Basic("", "pbkdf2-sha256$damaged" + Bytes.Repeat("x", 43)), "").Status);
        }
    }
}
