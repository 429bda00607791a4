using Nano.Firmware;
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
        public void Who_waits_for_long_behind_others_is_told_to_come_again()
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
        public void What_came_of_one_password_is_worth_nothing_to_the_next_in_its_slot()
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
        public void What_is_pending_for_a_client_that_has_left_is_not_the_next_one_s()
        {
            AccessOptions options = new DeviceOptions().Access;
            options.Password = "sesame";
            options.Iterations = 2 * PasswordCost.Slice;
            PasswordVerifier verifier = new Secrets(options, 2).Verifier;
            byte[] password = Bytes.Of("sesame");
            verifier.Begin(0, password, password.Length);
            Assert.IsTrue(verifier.Get(0, 0) == Comparison.Running);

            // The client leaves, and the next one in its slot waits while the first one's password is still being compared.
            verifier.Forget(0);
            Assert.IsTrue(verifier.Get(0, 0) == Comparison.None);
            verifier.Wait(0, 0);
            Assert.IsTrue(verifier.Get(0, 0) == Comparison.Waiting);
            Assert.IsTrue(verifier.Get(0, PasswordVerifier.LongestWait) == Comparison.Late);
            while (verifier.IsBusy)
            {
                verifier.Run();
            }

            Assert.IsTrue(verifier.Get(0, 0) == Comparison.Next);
        }

        [TestMethod]
        public void Who_leaves_before_the_answer_has_had_the_attempt()
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
        public void A_password_with_a_NUL_behind_it_is_another_one()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions());
            DeviceClient client = device.Connect();

            Assert.AreEqual(401, client.Ask("GET /api/state", "Authorization: Basic OnNlc2FtZQA=\r\n", "").Status);
            Assert.AreEqual(1L, device.Device.Gate.Secrets.Wrong);
            Assert.AreEqual(200, client.Ask("GET /api/state", AccessTests.Basic("", "sesame"), "").Status);
        }

        [TestMethod]
        public void What_is_kept_but_is_no_hash_of_a_password_leaves_the_board_closed()
        {
            TestDevice device = AccessTests.Protected(new DeviceOptions(), "pbkdf2-sha256$damaged" + Bytes.Repeat("x", 60));
            DeviceClient client = device.Connect();

            Assert.AreEqual(401, client.Ask("GET /api/state", "", "").Status);
            Assert.AreEqual(401, client.Ask("GET /api/state", AccessTests.Basic("", "pbkdf2-sha256$damaged" + Bytes.Repeat("x", 43)), "").Status);
        }
    }
}
