using Nano.Firmware.Startup;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>How many connections fit in a heap.</summary>
    [TestClass]
    public class SlotBudgetTests
    {
        [TestMethod]
        public void More_memory_never_means_fewer_slots_and_never_more_than_asked_for()
        {
            int last = 0;
            for (int free = 0; free < 100000; free += 500)
            {
                int fit = SlotBudget.Fit(free, new ServerOptions(), true);
                Assert.IsTrue(fit >= last && fit <= 8, free + " bytes");
                last = fit;
            }

            Assert.AreEqual(8, last);
            Assert.AreEqual(0, SlotBudget.Fit(0, new ServerOptions(), true));
        }

        [TestMethod]
        public void The_slots_that_fit_leave_the_reserve()
        {
            for (int free = 0; free < 80000; free += 100)
            {
                ServerOptions options = new ServerOptions();
                int fit = SlotBudget.Fit(free, options, true);
                int lean = SlotBudget.Fit(free, options, false);
                int buffers = options.ReceiveBuffer + options.SendBuffer;
                Assert.IsTrue(fit == 0 || free - fit * (buffers + SlotBudget.Thread) >= SlotBudget.Reserve, free + " bytes");
                Assert.IsTrue(lean == 0 || free - lean * buffers >= SlotBudget.LeanReserve, free + " bytes");
                Assert.IsTrue(lean >= fit, free + " bytes");
            }
        }

        [TestMethod]
        public void A_device_made_again_with_the_slots_that_fit_keeps_them()
        {
            for (int free = 5000; free < 80000; free += 100)
            {
                ServerOptions options = new ServerOptions();
                int fit = SlotBudget.Fit(free, options, true);
                if (fit > 0)
                {
                    // The bytes of the slots that are left out are free then.
                    int more = (options.Slots - fit) * SlotBudget.SlotAtCreation;
                    Assert.AreEqual(fit, SlotBudget.Fit(free + more, new ServerOptions { Slots = fit }, true), free + " bytes");
                }
            }
        }

        [TestMethod]
        public void Large_buffers_take_slots()
        {
            ServerOptions large = new ServerOptions { Slots = 12, ReceiveBuffer = 8192, SendBuffer = 8192 };
            Assert.AreEqual(1, SlotBudget.Guess(30000, large));
            Assert.AreEqual(4, SlotBudget.Guess(100000, large));
            Assert.AreEqual(12, SlotBudget.Guess(int.MaxValue, large));
            Assert.AreEqual(1, SlotBudget.Guess(0, large));
        }
    }
}
