using Nano.Firmware;

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
            attempts.Clear(7);
            Assert.AreEqual(0, attempts.TimeToWait(7, 1000));
            attempts.Count(7, 1000);
            Assert.AreEqual(0, attempts.TimeToWait(7, 1000));

            Fail(attempts, 8, 1000);
            attempts.Count(8, 1000 + 900000);
            Assert.AreEqual(0, attempts.TimeToWait(8, 1000 + 900000));
        }

        [TestMethod]
        public void Of_more_addresses_than_there_is_room_for_the_one_silent_for_longest_is_forgotten()
        {
            Attempts attempts = new Attempts();
            for (int address = 1; address <= 16; address++)
            {
                Fail(attempts, address, address);
            }

            Fail(attempts, 1, 20);
            Fail(attempts, 99, 21);

            Assert.AreEqual(0, attempts.TimeToWait(2, 21));
            Assert.IsTrue(attempts.TimeToWait(1, 21) > 0);
            Assert.IsTrue(attempts.TimeToWait(3, 21) > 0);
            Assert.IsTrue(attempts.TimeToWait(99, 21) > 0);
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
