using Nano.Firmware.Access;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How long wrong passwords have to be waited for.</summary>
    [TestClass]
    public class AttemptsTests
    {
        [TestMethod]
        public void Four_are_free_and_from_then_on_the_wait_doubles_up_to_five_minutes()
        {
            Attempts attempts = new Attempts();
            long now = 1000;
            for (int i = 1; i < Attempts.Free; i++)
            {
                attempts.Count(7, now);
                Assert.AreEqual(0, attempts.TimeToWait(7, now));
            }

            int[] waits = { 1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000 };
            for (int i = 0; i < waits.Length; i++)
            {
                attempts.Count(7, now);
                Assert.AreEqual(waits[i], attempts.TimeToWait(7, now));
                now += waits[i] - 1;
                Assert.AreEqual(1, attempts.TimeToWait(7, now));
                now++;
                Assert.AreEqual(0, attempts.TimeToWait(7, now));
            }
        }

        [TestMethod]
        public void Each_address_waits_for_itself()
        {
            Attempts attempts = new Attempts();
            Fail(attempts, 7, 1000);

            Assert.AreEqual(1000, attempts.TimeToWait(7, 1000));
            Assert.AreEqual(0, attempts.TimeToWait(8, 1000));
            Assert.AreEqual(0, attempts.TimeToWait(0, 1000));
        }

        [TestMethod]
        public void The_right_password_and_a_quarter_of_an_hour_make_good()
        {
            Attempts attempts = new Attempts();
            Fail(attempts, 7, 1000);
            attempts.Forgive(7, Attempts.Free, 1000);
            Assert.AreEqual(0, attempts.TimeToWait(7, 1000));
            attempts.Count(7, 1000);
            Assert.AreEqual(0, attempts.TimeToWait(7, 1000));

            Fail(attempts, 8, 1000);
            attempts.Count(8, 1000 + 900000);
            Assert.AreEqual(0, attempts.TimeToWait(8, 1000 + 900000));
        }

        [TestMethod]
        public void Only_a_client_s_own_attempts_are_forgiven()
        {
            Attempts attempts = new Attempts();
            Fail(attempts, 7, 1000);
            attempts.Count(7, 1000);
            attempts.Forgive(7, 1, 1000);
            Assert.AreEqual(2000, attempts.TimeToWait(7, 1000), "The others at the address wait on.");
            attempts.Count(7, 3000);
            Assert.AreEqual(2000, attempts.TimeToWait(7, 3000));
            attempts.Forgive(8, 5, 3000);
            Assert.AreEqual(2000, attempts.TimeToWait(7, 3000));
        }

        [TestMethod]
        public void After_any_number_of_failures_the_wait_is_the_longest_one()
        {
            Attempts attempts = new Attempts();
            long now = 0;
            for (int i = 0; i < 200; i++)
            {
                attempts.Count(7, now);
                Assert.AreEqual(i < Attempts.Free + 8 ? attempts.TimeToWait(7, now) : Attempts.LongestWait, attempts.TimeToWait(7, now), "failure " + i);
                now += Attempts.LongestWait;
            }
        }

        [TestMethod]
        public void An_address_that_waits_is_never_forgotten_and_those_without_room_share_a_wait()
        {
            Attempts attempts = new Attempts();
            for (int address = 1; address <= 16; address++)
            {
                Fail(attempts, address, 1000);
            }

            int guesses = 0;
            for (long now = 1000; now < 61000; now += 10)
            {
                for (int other = 0; other < 2; other++)
                {
                    int address = 100 + (int)now + other;
                    if (attempts.TimeToWait(address, now) == 0)
                    {
                        attempts.Count(address, now);
                        guesses++;
                    }
                }
            }

            // Of 12,000 addresses four guesses are free; the waits are 1, 2, 4 and then 8 s.
            Assert.AreEqual(14, guesses);
            for (int address = 1; address <= 16; address++)
            {
                attempts.Count(address, 61000);
                Assert.AreEqual(2000, attempts.TimeToWait(address, 61000), "address " + address);
            }

            // After a quarter of an hour the table has free entries again.
            Assert.AreEqual(0, attempts.TimeToWait(99, 61000 + 900000));
            attempts.Count(99, 61000 + 900000);
            Assert.AreEqual(0, attempts.TimeToWait(98, 61000 + 900000));
        }

        private static void Fail(Attempts attempts, int address, long now)
        {
            for (int i = 0; i < Attempts.Free; i++)
            {
                attempts.Count(address, now);
            }
        }
    }
}
