using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Inputs: what is a change and what only a bounce, with interrupts and without.</summary>
    [TestClass]
    public class DigitalInputTests
    {
        [TestMethod]
        public void Polled_a_level_counts_when_it_has_stayed()
        {
            TestInput input = new TestInput("b", false);
            input.Level = true;
            Assert.AreEqual(110, input.Update(100));
            Assert.AreEqual(0, input.Value);
            Assert.AreEqual(120, input.Update(119), "It need not look more often than it must");
            Assert.AreEqual(0, input.Value);
            input.Update(120);
            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(1, input.Edges);
        }

        [TestMethod]
        public void A_bounce_of_a_polled_input_restarts_the_wait_and_counts_once()
        {
            TestInput input = new TestInput("b", false);
            for (int now = 100; now < 115; now++)
            {
                input.Level = (now & 1) == 0;
                input.Update(now);
            }

            input.Update(133);
            Assert.AreEqual(0, input.Edges);
            input.Update(134);
            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(1, input.Edges);
        }

        [TestMethod]
        public void Polled_without_debounce_every_level_seen_counts()
        {
            TestInput input = new TestInput("b", false) { Debounce = 0 };
            input.Level = true;
            input.Update(1);
            input.Level = false;
            input.Update(2);
            Assert.AreEqual(2, input.Edges);
        }

        [TestMethod]
        public void With_interrupts_a_press_between_two_looks_is_not_lost()
        {
            TestInput input = new TestInput("b", true);
            input.Update(0);
            input.Tell(true);
            input.Tell(false);
            input.Update(1000);

            Assert.AreEqual(0, input.Value);
            Assert.AreEqual(2, input.Edges);
        }

        [TestMethod]
        public void With_interrupts_each_change_counts_once_however_often_it_is_looked_at()
        {
            TestInput input = new TestInput("b", true);
            input.Tell(true);
            input.Update(1);
            input.Update(2);
            input.Tell(false);
            input.Tell(true);
            input.Tell(false);
            input.Update(3);

            Assert.AreEqual(0, input.Value);
            Assert.AreEqual(4, input.Edges);
        }

        [TestMethod]
        public void With_interrupts_the_loop_need_not_look()
        {
            TestInput input = new TestInput("b", true);

            Assert.IsTrue(input.Update(5000) >= 6000);
        }

        [TestMethod]
        public void An_edge_without_an_interrupt_is_found_by_polling()
        {
            TestInput input = new TestInput("b", true);
            input.Update(0);
            input.Level = true;
            long next = input.Update(1000);
            Assert.AreEqual(0, input.Edges);
            input.Update(next);
            input.Update(next + 20);
            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(1, input.Edges);

            input.Tell(false);
            input.Update(3000);
            Assert.AreEqual(0, input.Value);
            Assert.AreEqual(2, input.Edges);
        }

        [TestMethod]
        public void An_edge_told_after_it_was_found_does_not_count_twice()
        {
            TestInput input = new TestInput("b", true);
            input.Update(0);
            input.Level = true;
            input.Update(1000);
            input.Update(2000);
            Assert.AreEqual(1, input.Edges);
            input.Tell(true);
            input.Update(2001);
            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(1, input.Edges);
        }

        [TestMethod]
        public void Two_like_edges_in_a_row_have_one_between_them()
        {
            TestInput input = new TestInput("b", true);
            input.Tell(true);
            input.Tell(true);
            input.Update(1);

            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(3, input.Edges);
        }

        [TestMethod]
        public void An_input_that_cannot_be_read_is_null_until_it_can()
        {
            TestInput input = new TestInput("door", false);
            TestDevice device = new TestDevice(input);
            DeviceClient client = device.Open();
            input.IsBroken = true;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":101,\"t\":10100,\"v\":[0,1,0,0,null]})", client.ReadFrames());
            input.IsBroken = false;
            device.Wait(100);
            Assert.AreEqual("text({\"type\":\"sample\",\"seq\":102,\"t\":10200,\"v\":[0,1,0,0,0]})", client.ReadFrames());
            Assert.IsTrue(device.Device.Board.Faults > 0);
        }

        [TestMethod]
        public void Listeners_get_a_change_at_once()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Button.Tell(true);

            Assert.AreEqual("text({\"type\":\"event\",\"t\":10000,\"channel\":\"button\",\"value\":1,\"edges\":1})", client.ReadFrames());
        }

        [TestMethod]
        public void A_short_press_gives_two_changes()
        {
            TestDevice device = new TestDevice();
            DeviceClient client = device.Open();
            device.Button.Tell(true);
            device.Button.Tell(false);

            Assert.AreEqual(
                "text({\"type\":\"event\",\"t\":10000,\"channel\":\"button\",\"value\":1,\"edges\":1}) text({\"type\":\"event\",\"t\":10000,\"channel\":\"button\",\"value\":0,\"edges\":2})",
                client.ReadFrames());
        }
    }
}
