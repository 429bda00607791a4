using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The MCP23017: sixteen more pins, that are lost and come back.</summary>
    [TestClass]
    public class Mcp23017Tests
    {
        [TestMethod]
        public void An_output_is_driven_at_once_and_has_its_level_before_its_direction()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Mcp23017Output relay = Output(bench, expander, 0, true);
            Mcp23017Output led = Output(bench, expander, 15, false);
            bench.Wait(0);
            Assert.AreEqual(0x8001, part.Outputs);
            Assert.AreEqual(0x0001, part.Driven, "a relay that is on while its pin is low is off");
            Assert.AreEqual("0 0", bench.Values());
            led.Set(1);
            Assert.AreEqual(0x8001, part.Driven);
            relay.Set(1);
            Assert.AreEqual(0x8000, part.Driven);
            Assert.AreEqual("1 1", bench.Values());
            led.Toggle();
            Assert.AreEqual(0x0000, part.Driven);
            bench.Board.Stop();
            Assert.AreEqual(0x0001, part.Driven);
        }

        [TestMethod]
        public void No_output_has_another_level_while_the_part_is_set_up()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            for (int pin = 0; pin < 16; pin++)
            {
                // Those of port B are on while their pins are low.
                Output(bench, expander, pin, pin >= 8);
            }

            for (int i = 0; i < 2; i++)
            {
                bench.Wait(5000);
                Assert.AreEqual(0xFFFF, part.Outputs);
                Assert.AreEqual(0xFF00, part.EverHigh);
                Assert.AreEqual(0x00FF, part.EverLow);
                part.Reset();
            }
        }

        [TestMethod]
        public void Inputs_are_read_debounced_and_counted()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Mcp23017Input button = new Mcp23017Input("button", expander, 3, true, true);
            Mcp23017Input door = new Mcp23017Input("door", expander, 9, false, false);
            bench.Board.Add(button);
            bench.Board.Add(door);
            part.Connected = 1 << 9;
            bench.Wait(0);
            Assert.AreEqual("0 0", bench.Values(), "the pull-up makes the open button 0");
            part.Connected |= 1 << 3;
            part.Outside = 1 << 9;
            bench.Wait(100);
            Assert.AreEqual("1 1", bench.Values());
            Assert.AreEqual(1, button.Edges);
            part.Outside = 0;
            bench.Wait(100);
            Assert.AreEqual("1 0", bench.Values());
            Assert.AreEqual(2, door.Edges);
            int before = bench.Bus.Transfers;
            bench.Wait(1000);
            Assert.AreEqual(20 + 1, bench.Bus.Transfers - before, "one transfer for all inputs every 50 ms, and one that compares the directions");
        }

        [TestMethod]
        public void A_board_of_outputs_alone_is_left_alone()
        {
            DriverBench bench = Create(out SimulatedMcp23017 _, out Mcp23017 expander);
            Output(bench, expander, 0, false);
            bench.Wait(0);
            int before = bench.Bus.Transfers;
            bench.Wait(10000);
            Assert.AreEqual(10, bench.Bus.Transfers - before);
        }

        [TestMethod]
        public void A_part_that_is_missing_is_null_and_refuses_commands()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Mcp23017Output led = Output(bench, expander, 0, false);
            Mcp23017Input input = new Mcp23017Input("in", expander, 1, true, false);
            bench.Board.Add(input);
            part.IsConnected = false;
            bench.Wait(5000);
            Assert.AreEqual("null null", bench.Values());
            Assert.IsTrue(IsRefused(led, 1));
            Assert.AreEqual("null null", bench.Values());
            part.IsConnected = true;
            bench.Wait(10000);
            Assert.AreEqual("0 1", bench.Values(), "a command that was refused has no effect later");
            Assert.AreEqual(0, input.Edges, "what happened meanwhile is no edge");
            Assert.AreEqual(0, bench.Board.Faults);
        }

        [TestMethod]
        public void An_output_gets_its_level_back_after_the_part_was_without_power()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Mcp23017Output led = Output(bench, expander, 0, false);
            bench.Wait(0);
            led.Set(1);
            part.Reset();
            Assert.AreEqual(0, part.Driven);
            bench.Wait(1000);
            Assert.AreEqual(1, part.Driven, "the directions show it within a second");
            part.IsConnected = false;
            part.Reset();
            Assert.IsTrue(IsRefused(led, 0));
            part.IsConnected = true;
            bench.Wait(2000);
            Assert.AreEqual(1, part.Driven);
            Assert.AreEqual("1", bench.Values());
        }

        [TestMethod]
        public void A_pulse_that_ends_while_the_part_is_lost_ends_when_it_is_back()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Mcp23017Output valve = Output(bench, expander, 4, false);
            bench.Wait(0);
            valve.Pulse(500, bench.Bus.Now);
            Assert.AreEqual(1 << 4, part.Driven);
            bench.Bus.IsHung = true;
            bench.Wait(3000);
            Assert.AreEqual("null", bench.Values());
            bench.Bus.IsHung = false;
            bench.Wait(11000);
            Assert.AreEqual("0", bench.Values());
            Assert.AreEqual(0, part.Driven);
        }

        [TestMethod]
        public void An_output_may_be_set_before_the_first_turn()
        {
            DriverBench bench = Create(out SimulatedMcp23017 part, out Mcp23017 expander);
            Output(bench, expander, 2, false).Set(1);
            Assert.AreEqual(0, bench.Bus.Transfers);
            bench.Wait(0);
            Assert.AreEqual(1 << 2, part.Driven);
        }

        [TestMethod]
        public void A_pin_has_one_channel()
        {
            Create(out SimulatedMcp23017 _, out Mcp23017 expander);
            new Mcp23017Output("a", expander, 2, 0, false);
            int refused = 0;
            int[] pins = { 2, -1, 16 };
            for (int i = 0; i < pins.Length; i++)
            {
                try
                {
                    new Mcp23017Input("b", expander, pins[i], false, false);
                }
                catch (System.ArgumentException)
                {
                    refused++;
                }
            }

            Assert.AreEqual(3, refused);
        }

        private static Mcp23017Output Output(DriverBench bench, Mcp23017 expander, int pin, bool isActiveLow)
        {
            Mcp23017Output output = new Mcp23017Output("o" + pin, expander, pin, 0, isActiveLow);
            bench.Board.Add(output);
            return output;
        }

        private static bool IsRefused(SettableChannel channel, int value)
        {
            try
            {
                channel.Set(value);
                return false;
            }
            catch (System.InvalidOperationException)
            {
                return true;
            }
        }

        private static DriverBench Create(out SimulatedMcp23017 part, out Mcp23017 expander)
        {
            DriverBench bench = new DriverBench();
            part = new SimulatedMcp23017();
            bench.Bus.Connect(0x20, part);
            expander = new Mcp23017(bench.Bus, 0x20);
            return bench;
        }
    }
}
