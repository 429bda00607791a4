using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The drivers over the simulated board's I2C bus and pulses, by the same classes that Linux has.</summary>
    [TestClass]
    public class SimulatedBusTests
    {
        [TestMethod]
        public void Every_part_answers_with_values_that_a_room_has()
        {
            Rig rig = new Rig(3);
            rig.Wait(3000);
            AssertBetween(19, 27, rig["sht31-temperature"]);
            AssertBetween(30, 60, rig["sht31-humidity"]);
            AssertBetween(19, 28, rig["bme280-temperature"]);
            AssertBetween(30, 60, rig["bme280-humidity"]);
            AssertBetween(1000, 1030, rig["bme280-pressure"]);
            AssertBetween(20, 1100, rig["light"]);
            AssertBetween(4.9, 5.1, rig["voltage"]);
            AssertBetween(70, 110, rig["current"]);
            AssertBetween(0.35, 0.6, rig["power"]);
            AssertBetween(400, 3000, rig["tank"]);
            AssertBetween(3000, 3300, rig["battery"]);
            AssertBetween(0, 1, rig["door"]);
            Assert.AreEqual(0, rig.Board.Faults);

            // Both measure the same air; the second one is on the board.
            Assert.AreEqual(rig["sht31-temperature"] + 0.6, rig["bme280-temperature"], 0.05);
        }

        [TestMethod]
        public void The_same_seed_gives_the_same_values_and_another_one_others()
        {
            Assert.AreEqual(Course(5), Course(5));
            Assert.AreNotEqual(Course(5), Course(6));
        }

        [TestMethod]
        public void Every_value_moves_within_two_minutes()
        {
            Rig rig = new Rig(4);
            Dictionary<string, HashSet<double>> seen = rig.Ids.Where(id => id != "relay" && id != "feedback").ToDictionary(id => id, _ => new HashSet<double>());
            for (int second = 0; second < 120; second++)
            {
                rig.Wait(1000);
                foreach (string id in seen.Keys)
                {
                    seen[id].Add(rig[id]);
                }
            }

            foreach (string id in seen.Keys)
            {
                Assert.IsGreaterThan(1, seen[id].Count, id);
                Assert.DoesNotContain(double.NaN, seen[id].Skip(2), id);
            }
        }

        [TestMethod]
        public void Pulses_take_current()
        {
            Rig rig = new Rig(3);
            PwmOutput output = new HardwarePwmOutput(frequency => new SimulatedPwm(rig.Simulated, 5, frequency));
            PwmNumber fan = new PwmNumber("fan", "%", 0, 0, 100, 1, 0, output, 25000, 0, PwmOutput.FullDuty);
            rig.Wait(3000);
            double before = rig["current"];
            fan.Set(100);
            rig.Wait(1100);
            Assert.IsGreaterThan(before + 180, rig["current"]);
            fan.Stop();
            rig.Wait(1100);
            Assert.IsLessThan(before + 60, rig["current"]);
        }

        [TestMethod]
        public void An_output_of_the_expander_is_seen_by_its_input()
        {
            Rig rig = new Rig(3);
            Mcp23017 expander = rig.Expander;
            rig.Wait(1000);
            Assert.AreEqual(0, rig["feedback"]);
            rig.Relay.Set(1);
            rig.Wait(200);
            Assert.AreEqual(1, rig["feedback"]);
        }

        [TestMethod]
        public void A_hung_bus_and_a_part_that_is_pulled_are_null_and_come_back()
        {
            Rig rig = new Rig(3);
            rig.Wait(3000);
            rig.Simulated.Room.Bus.Find(0x44).IsConnected = false;
            rig.Wait(2000);
            Assert.IsTrue(double.IsNaN(rig["sht31-temperature"]));
            Assert.IsFalse(double.IsNaN(rig["bme280-temperature"]));
            rig.Simulated.Room.Bus.Find(0x44).IsConnected = true;
            rig.Wait(4000);
            Assert.IsFalse(double.IsNaN(rig["sht31-temperature"]));
            rig.Simulated.Room.Bus.IsHung = true;
            rig.Wait(20000);
            Assert.IsTrue(rig.Ids.All(id => double.IsNaN(rig[id])));
            rig.Simulated.Room.Bus.IsHung = false;
            rig.Wait(60000);
            Assert.IsFalse(rig.Ids.Any(id => double.IsNaN(rig[id])));
        }

        private static string Course(int seed)
        {
            Rig rig = new Rig(seed);
            List<double> values = new List<double>();
            for (int second = 0; second < 30; second++)
            {
                rig.Wait(1000);
                values.AddRange(rig.Ids.Select(id => rig[id]));
            }

            return string.Join(' ', values);
        }

        private static void AssertBetween(double least, double most, double value)
        {
            Assert.IsTrue(value >= least && value <= most, $"{value} is not within {least} and {most}");
        }

        /// <summary>A simulated board with every part on its bus, and a time that a test moves.</summary>
        private sealed class Rig
        {
            private readonly Dictionary<string, Channel> _channels = new Dictionary<string, Channel>();
            private long _now;

            public Rig(int seed)
            {
                Simulated = new SimulatedBoard(seed, new ChipModel(Chip.Esp32), () => _now);
                I2cBus bus = new HardwareI2cBus(Simulated.Room.Bus.Open);
                Add(new Sht31(bus, Sht31.UsualAddress), "sht31-", "temperature", "humidity");
                Add(new Bme280(bus, Bme280.UsualAddress), "bme280-", "temperature", "humidity", "pressure");
                Add(new Bh1750(bus, Bh1750.UsualAddress), "", "light");
                Add(new Ina219(bus, Ina219.UsualAddress, Ina219.UsualShunt), "", "voltage", "current", "power");
                Ads1115 converter = new Ads1115(bus, Ads1115.UsualAddress);
                Add(new Ads1115Channel("tank", converter, 0, 1, 1));
                Add(new Ads1115Channel("battery", converter, 1, 1, 1));
                Expander = new Mcp23017(bus, Mcp23017.UsualAddress);
                Relay = new Mcp23017Output("relay", Expander, 9, 0, false);
                Add(new Mcp23017Input("door", Expander, 0, true, false));
                Add(new Mcp23017Input("feedback", Expander, 1, false, false));
                Add(Relay);
                Wait(0);
            }

            public SimulatedBoard Simulated { get; }

            public Board Board { get; } = new Board();

            public Mcp23017 Expander { get; }

            public Mcp23017Output Relay { get; }

            public IEnumerable<string> Ids => _channels.Keys;

            /// <summary>A channel's value; not a number when it is not known.</summary>
            public double this[string id] => _channels[id].IsUnknown ? double.NaN : _channels[id].Value / Math.Pow(10, _channels[id].Decimals);

            public void Wait(int milliseconds)
            {
                long end = _now + milliseconds;
                for (long due = Board.Update(_now); due <= end; due = Board.Update(_now))
                {
                    _now = Math.Max(_now, due);
                }

                _now = end;
                Board.Read(_now);
            }

            private void Add(I2cSensor sensor, string prefix, params string[] quantities)
            {
                foreach (string quantity in quantities)
                {
                    _channels.Add(prefix + quantity, sensor.AddValue(quantity.Substring(0, 3) + prefix.Replace("-", ""), quantity));
                }

                Board.Add(sensor);
            }

            private void Add(Channel channel)
            {
                _channels.Add(channel.Id, channel);
                Board.Add(channel);
            }
        }
    }
}
