using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The count of failed starts, and what is left of it when the power fails.</summary>
    [TestClass]
    public class StartCounterTests
    {
        [TestMethod]
        public void Each_start_counts_as_failed_until_it_has_served_for_60_s()
        {
            TornStore store = new TornStore();
            Assert.AreEqual(0, new StartCounter(store).Begin());
            Assert.AreEqual(1, new StartCounter(store).Begin());
            StartCounter counter = new StartCounter(store);
            Assert.AreEqual(2, counter.Begin());
            Assert.AreEqual(65000, counter.Run(5000));
            Assert.AreEqual(65000, counter.Run(64999));
            Assert.AreEqual("starts=3\n", Bytes.Text(store[SettingsStore.Starts]));
            Assert.AreEqual(Channel.Never, counter.Run(65000));
            Assert.AreEqual("starts=0\n", Bytes.Text(store[SettingsStore.Starts]));
            Assert.AreEqual(0, new StartCounter(store).Begin());
        }

        [TestMethod]
        public void A_start_writes_the_count_twice_at_most_and_no_other_place()
        {
            TornStore store = new TornStore();
            StartCounter counter = new StartCounter(store);
            store.BytesLeft = 18;
            counter.Begin();
            counter.Run(1);
            counter.Run(60001);
            counter.Run(120001);
            counter.Clear();
            Assert.AreEqual(0, store.BytesLeft);
            Assert.AreEqual("starts=0\n", Bytes.Text(store[SettingsStore.Starts]));
            Assert.AreEqual(0, store[0].Length + store[1].Length);
        }

        [TestMethod]
        public void The_count_stops_at_9()
        {
            TornStore store = new TornStore();
            for (int i = 0; i < 12; i++)
            {
                Assert.AreEqual(i < 9 ? i : 9, new StartCounter(store).Begin());
            }
        }

        [TestMethod]
        public void A_power_cut_at_any_byte_leaves_the_old_count_the_new_one_or_none()
        {
            for (int old = 0; old <= 9; old++)
            {
                for (int bytes = 0; bytes <= 9; bytes++)
                {
                    for (int garbage = -1; garbage <= 1; garbage++)
                    {
                        TornStore store = new TornStore { IsEmptiedFirst = bytes % 2 == 0, Garbage = garbage < 0 ? -1 : garbage * 255 };
                        store[SettingsStore.Starts] = Bytes.Of("starts=" + old + "\n");
                        store.BytesLeft = bytes;
                        Assert.AreEqual(old, new StartCounter(store).Begin());
                        store.BytesLeft = int.MaxValue;
                        int left = new StartCounter(store).Begin();
                        Assert.IsTrue(left == 0 || left == old || left == old + 1, old + " became " + left + " when " + bytes + " bytes were written");
                    }
                }
            }
        }

        [TestMethod]
        public void An_invalid_count_counts_as_0()
        {
            string[] texts = { "", "3", "starts=", "starts=3", "starts=33\n", "starts=3\n\n", "starts=/\n", "starts=:\n", "Starts=3\n", "starts=3 ", "starts=-3\n" };
            for (int i = 0; i < texts.Length; i++)
            {
                TornStore store = new TornStore();
                store[SettingsStore.Starts] = Bytes.Of(texts[i]);
                Assert.AreEqual(0, new StartCounter(store).Begin(), texts[i]);
            }
        }

        [TestMethod]
        public void A_store_that_keeps_nothing_never_leads_to_a_safe_start()
        {
            TornStore store = new TornStore { BytesLeft = 0, IsEmptiedFirst = true };
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(0, new StartCounter(store).Begin());
            }
        }
    }
}
