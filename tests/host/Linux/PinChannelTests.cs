using System;
using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The channels on pins, over a simulated chip and over Linux's libgpiod.</summary>
    [TestClass]
    public class PinChannelTests
    {
        [TestMethod]
        [DataRow("simulated", false, 0)]
        [DataRow("simulated", false, 1)]
        [DataRow("simulated", true, 0)]
        [DataRow("simulated", true, 1)]
        [DataRow("libgpiod", false, 0)]
        [DataRow("libgpiod", false, 1)]
        [DataRow("libgpiod", true, 0)]
        [DataRow("libgpiod", true, 1)]
        public void An_output_is_driven_as_its_value_says(string pins, bool isActiveLow, int safeValue)
        {
            using PinBench bench = PinBench.Create(pins);
            OutputChannel output = new OutputChannel("led", bench.Gpio.OpenPin(bench.OutputPin), safeValue, isActiveLow);
            Assert.AreEqual((safeValue != 0) != isActiveLow, bench.IsHigh, "the safe value");
            foreach (int value in new[] { 1, 1, 0, 0, 1, 0, 1 })
            {
                output.Set(value);
                Assert.AreEqual((value != 0) != isActiveLow, bench.IsHigh);
            }

            output.Stop();
            Assert.AreEqual((safeValue != 0) != isActiveLow, bench.IsHigh, "stopped");
        }

        [TestMethod]
        [DataRow("simulated")]
        [DataRow("libgpiod")]
        public void An_input_follows_its_contact_and_counts_its_changes(string pins)
        {
            using PinBench bench = PinBench.Create(pins);
            bench.Press(false);
            InputChannel input = new InputChannel("button", bench.Gpio.OpenPin(bench.InputPin), true, true);
            input.Update(bench.Time);
            Assert.AreEqual(0, input.Value, "the pull-up");
            long edges = 0;
            foreach (bool isPressed in new[] { true, false, true })
            {
                bench.Press(isPressed);
                bench.RunUntil(input, () => input.Value == (isPressed ? 1 : 0), "The input should follow its contact.");
                Assert.AreEqual(++edges, input.Edges);
            }
        }

        [TestMethod]
        [DataRow("simulated")]
        [DataRow("libgpiod")]
        public void A_change_wakes_the_loop(string pins)
        {
            using PinBench bench = PinBench.Create(pins);
            bench.Press(false);
            InputChannel input = new InputChannel("button", bench.Gpio.OpenPin(bench.InputPin), true, true);
            CountingHost host = new CountingHost();
            input.Attach(host);
            input.Update(bench.Time);
            Assert.AreEqual(0, host.Wakes);
            bench.Press(true);
            Until.True(() => host.Wakes > 0, "The edge should wake the loop.");
        }

        [TestMethod]
        public void Linux_sets_the_level_of_an_output_together_with_its_direction()
        {
            using PinBench bench = PinBench.Create("libgpiod");
            StandInLine line = new StandInLine(StandIn.Line(bench.OutputPin));
            int before = line.OutputRequests;
            OutputChannel output = new OutputChannel("relay", bench.Gpio.OpenPin(bench.OutputPin), 0, true);
            Assert.AreEqual(before + 1, line.OutputRequests);
            Assert.AreEqual(1, line.FirstLevel, "a relay that is on when low must not switch on for a moment");
            output.Stop();
        }

        [TestMethod]
        public void Linux_has_the_pull_up_on_while_edges_are_waited_for()
        {
            using PinBench bench = PinBench.Create("libgpiod");
            InputChannel input = new InputChannel("button", bench.Gpio.OpenPin(bench.InputPin), true, true);
            Assert.IsTrue(new StandInLine(StandIn.Line(bench.InputPin)).HasPullUp);
            Assert.AreEqual(0, input.Value);
        }

        [TestMethod]
        public void Linux_reports_few_of_many_edges_and_the_channel_still_finds_the_last_level()
        {
            using PinBench bench = PinBench.Create("libgpiod");
            InputChannel input = new InputChannel("button", bench.Gpio.OpenPin(bench.InputPin), true, true);
            input.Attach(new CountingHost());
            input.Update(bench.Time);
            for (int i = 0; i <= 200; i++)
            {
                bench.Press(i % 2 == 0);
            }

            bench.RunUntil(input, () => input.Value == 1, "The input should have the last level.");
            Assert.AreEqual(1, input.Edges);
        }

        [TestMethod]
        public void A_quiet_input_of_Linux_is_looked_at_once_a_second_and_often_after_an_edge()
        {
            using PinBench bench = PinBench.Create("libgpiod");
            InputChannel input = new InputChannel("button", bench.Gpio.OpenPin(bench.InputPin), true, true);
            CountingHost host = new CountingHost();
            input.Attach(host);
            Assert.AreEqual(6000, input.Update(5000));
            bench.Press(true);
            Until.True(() => host.Wakes > 0, "The edge should wake the loop.");
            Assert.AreEqual(5110, input.Update(5100));
            Assert.AreEqual(0, input.Value);
            Assert.AreEqual(5130, input.Update(5120), "the next edge may be lost");
            Assert.AreEqual(1, input.Value);
            Assert.AreEqual(6400, input.Update(5400));
        }

        [TestMethod]
        [DataRow("simulated", 0)]
        [DataRow("libgpiod", 40)]
        public void Reading_an_input_and_setting_an_output_allocate_no_more_than_the_library_does(string pins, int most)
        {
            using PinBench bench = PinBench.Create(pins);
            OutputChannel output = new OutputChannel("led", bench.Gpio.OpenPin(bench.OutputPin), 0, false);
            GpioPin input = bench.Gpio.OpenPin(bench.InputPin);
            input.SetPinMode(PinMode.InputPullUp);
            const int Times = 1000;
            long[] allocated = new long[3];
            for (int round = 0; round < 2; round++)
            {
                allocated[0] = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Times; i++)
                {
                    output.Set(1 - (i % 2));
                }

                allocated[1] = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Times; i++)
                {
                    input.Read();
                }

                allocated[2] = GC.GetAllocatedBytesForCurrentThread();
            }

            Assert.IsLessThanOrEqualTo(Times * most, allocated[1] - allocated[0], "output");
            Assert.IsLessThanOrEqualTo(Times * most, allocated[2] - allocated[1], "input");
        }

        [TestMethod]
        public void A_pin_without_interrupts_is_looked_at()
        {
            using GpioController gpio = new GpioController(new DeafDriver());
            InputChannel input = new InputChannel("button", gpio.OpenPin(3), true, true);
            Assert.AreEqual(10, input.Update(0));
            Assert.AreEqual(PinMode.InputPullUp, gpio.GetPinMode(3));
        }

        private sealed class CountingHost : IChannelHost
        {
            private int _wakes;

            public int Wakes => System.Threading.Volatile.Read(ref _wakes);

            public int Connections => 0;

            public int Listeners => 0;

            public long Dropped => 0;

            public int LoopTime => 0;

            public void RunSoon() => System.Threading.Interlocked.Increment(ref _wakes);

            public void NoteEvent()
            {
            }
        }
    }
}
