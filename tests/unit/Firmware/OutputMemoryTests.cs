using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Outputs and numbers whose values outlast a power cut.</summary>
    [TestClass]
    public class OutputMemoryTests
    {
        [TestMethod]
        public void Values_outlast_a_power_cut_and_those_that_are_not_restored_do_not()
        {
            TornStore store = new TornStore();
            OutputMemory memory = Create(store, out TestOutput lamp, out TestOutput other, out TestNumber heat);
            lamp.Set(1);
            other.Set(1);
            heat.Set(-25);
            memory.Run(1000);

            Create(store, out lamp, out other, out heat);
            Assert.AreEqual("1 0 -25", lamp.Value + " " + other.Value + " " + heat.Value);
        }

        [TestMethod]
        public void Changes_are_written_at_most_once_in_10_seconds_and_only_after_a_change()
        {
            TornStore store = new TornStore();
            OutputMemory memory = Create(store, out TestOutput lamp, out TestOutput _, out TestNumber _);
            long due = memory.Run(0);
            int writings = 0;
            byte[] last = store[SettingsStore.Outputs];
            for (int now = 1000; now <= 60000; now += 1000)
            {
                Assert.IsTrue(due <= now);
                if (now <= 40000)
                {
                    lamp.Toggle();
                }

                due = memory.Run(now);
                writings += store[SettingsStore.Outputs] != last ? 1 : 0;
                last = store[SettingsStore.Outputs];
            }

            // At 1, 11, 21 and 31 s; the last change is undone by the next.
            Assert.IsTrue(writings >= 3 && writings <= 5, "" + writings);
            Create(store, out TestOutput again, out TestOutput _, out TestNumber _);
            Assert.AreEqual(lamp.Value, again.Value);
        }

        [TestMethod]
        public void Damaged_lines_and_values_out_of_range_are_skipped()
        {
            string[] texts =
            {
                "", "lamp", "lamp=", "lamp=2", "lamp=-1", "lamp=x", "=1", "lamp=99999999999999999999", "heat=31", "heat=-26", "heat=-", "lamp=1=1", "nothing=1", "other=1", "\n\n",
            };
            for (int i = 0; i < texts.Length; i++)
            {
                TornStore store = new TornStore();
                store[SettingsStore.Outputs] = SavedText.Of(Bytes.Of(texts[i] + "\n"));
                Create(store, out TestOutput lamp, out TestOutput other, out TestNumber heat);
                Assert.AreEqual("0 0 0", lamp.Value + " " + other.Value + " " + heat.Value, texts[i]);
            }

            TornStore torn = new TornStore();
            torn[SettingsStore.Outputs] = Bytes.Of("lamp=1\n#check=00000000\n");
            Create(torn, out TestOutput untouched, out TestOutput _, out TestNumber _);
            Assert.AreEqual(0, untouched.Value);
        }

        [TestMethod]
        public void One_that_cannot_be_driven_costs_no_other_its_value()
        {
            TornStore store = new TornStore();
            OutputMemory memory = Create(store, out TestOutput lamp, out TestOutput _, out TestNumber heat);
            lamp.Set(1);
            heat.Set(5);
            memory.Run(1000);
            Board board = new Board();
            lamp = new TestOutput("lamp", 0) { IsRestored = true, IsBroken = true };
            heat = new TestNumber("heat", -25, 30, 1, 0) { IsRestored = true };
            board.Add(lamp);
            board.Add(heat);
            memory = new OutputMemory(store, board);
            Assert.AreEqual("0 5", lamp.Value + " " + heat.Value);
        }

        private static OutputMemory Create(TornStore store, out TestOutput lamp, out TestOutput other, out TestNumber heat)
        {
            Board board = new Board();
            lamp = new TestOutput("lamp", 0) { IsRestored = true };
            other = new TestOutput("other", 0);
            heat = new TestNumber("heat", -25, 30, 1, 0) { IsRestored = true };
            board.Add(lamp);
            board.Add(other);
            board.Add(heat);
            return new OutputMemory(store, board);
        }
    }
}
