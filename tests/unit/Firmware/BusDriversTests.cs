using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The channel lines of the drivers over PWM and I2C.</summary>
    [TestClass]
    public class BusDriversTests
    {
        private const string Pins = " data=21 clock=22";

        [TestMethod]
        public void A_description_with_every_driver_makes_a_board_that_measures()
        {
            TestBuses buses = new TestBuses();
            DriverBench bench = new DriverBench();
            buses.Bus = bench.Bus;
            bench.Bus.Connect(0x44, new SimulatedSht31());
            bench.Bus.Connect(0x76, new SimulatedBme280());
            bench.Bus.Connect(0x5C, new SimulatedBh1750());
            bench.Bus.Connect(0x41, new SimulatedIna219());
            SimulatedAds1115 ads1115 = new SimulatedAds1115();
            ads1115.Microvolts[0] = 2500000;
            ads1115.Microvolts[1] = 750000;
            ads1115.Microvolts[2] = 1650000;
            ads1115.Microvolts[3] = 1000000;
            bench.Bus.Connect(0x48, ads1115);
            SimulatedMcp23017 mcp23017 = new SimulatedMcp23017();
            bench.Bus.Connect(0x20, mcp23017);
            Board board = Create(buses, "channel=fan pwm pin=5 frequency=25000 name=\"Fan\" min=0 max=100 unit=% safe=30\n"
                + "channel=dim pwm pin=18 unit=level max=255 active=low restore=last\n"
                + "channel=arm servo pin=19 min=-90 max=90 safe=0 pulse-min=500 pulse-max=2500\n"
                + "channel=room sht31" + Pins + " name=\"Room\" group=Air\n"
                + "channel=out bme280" + Pins + " address=0x76 interval=5000\n"
                + "channel=lux bh1750" + Pins + " address=0x5c\n"
                + "channel=solar ina219" + Pins + " address=0x41 shunt=0.002\n"
                + "channel=bar ads1115" + Pins + " input=0 as=line from=500:0 to=4500:10 decimals=2 range=6.144 max=10 unit=bar\n"
                + "channel=tmp ads1115" + Pins + " input=1 as=tmp36 decimals=1\n"
                + "channel=ntc ads1115" + Pins + " input=2 as=thermistor decimals=1\n"
                + "channel=mv ads1115" + Pins + " input=3 decimals=1\n"
                + "channel=door mcp23017" + Pins + " pin=0 pull=up active=low\n"
                + "channel=valve mcp23017" + Pins + " pin=15 as=output off-after=60 restore=on\n");
            for (int i = 0; i < board.Count; i++)
            {
                bench.Board.Add(board[i]);
            }

            Assert.AreEqual("fan dim arm room-temp room-hum out-temp out-hum out-press lux solar-volt solar-amp solar-watt bar tmp ntc mv door valve", Ids(board));
            bench.Wait(1000);
            string values = bench.Values();
            Assert.IsTrue(values.IndexOf("30 0 0 2500 500 2508 ") == 0, values);
            Assert.IsTrue(values.IndexOf(" 100653 280667 11980 100000 119800 500 250 250 10000 0 1") > 0, values);
            Assert.AreEqual(1 << 15, mcp23017.Driven);
            Assert.AreEqual(" 1:5 2:18 3:19", buses.Opened, "each frequency has its timer");
            Assert.AreEqual(1, buses.BusCount, "one bus for all");
            Assert.IsTrue(((SettableChannel)board[1]).IsRestored);
            Assert.IsTrue(board[15].Decimals == 1 && board[12].Decimals == 2);
            Assert.AreEqual(0, bench.Board.Faults);
        }

        [TestMethod]
        public void Every_fault_names_its_line_its_word_and_a_remedy()
        {
            string first = "channel=a sht31" + Pins + "\n";
            string[] lines =
            {
                "channel=a lamp pin=2\n", "\"lamp\": there is no such driver. Take one of pwm, servo, sht31, bme280, bh1750, ina219, ads1115, mcp23017.",
                "channel=a sht31 clock=22\n", "\"sht31\": the driver needs data=",
                "channel=a sht31 data=21\n", "\"sht31\": the driver needs clock=",
                "channel=a sht31 data=21 clock=21\n", "\"clock=21\": data and clock are two pins.",
                "channel=a sht31 data=34 clock=22\n", "\"data=34\": GPIO 34 of the ESP32 can only be an input.",
                "channel=a sht31" + Pins + " address=0x46\n", "\"address=0x46\": take one of 0x44 0x45.",
                "channel=a sht31" + Pins + " interval=99\n", "\"interval=99\": take a whole number from 100 to 3600000.",
                "channel=a sht31" + Pins + " pin=5\n", "\"pin=5\": this driver does not know the word. It knows name, group, order, data, clock, address, interval.",
                "channel=abcdefghijklm sht31" + Pins + "\n", "an id is 1 to 16",
                first + "channel=b sht31" + Pins + "\n", "Channel line 2, \"sht31\": another line has a part of this address on the bus.",
                "channel=a bh1750" + Pins + "\nchannel=b mcp23017" + Pins + " address=0x23 pin=1\n", "Channel line 2, \"address=0x23\": another line has a part of this address",
                first + "channel=b bme280 data=21 clock=23\n", "\"clock=23\": another line has one of these pins for another bus.",
                first + "channel=b bme280 data=22 clock=21\n", "another line has one of these pins for another bus.",
                first + "channel=b sht31 data=25 clock=26\nchannel=c sht31 data=32 clock=33\n", "Channel line 3, \"data=32\": the chip has no more I2C buses than 2.",
                first + "channel=b pwm pin=21\n", "GPIO 21",
                "channel=a ina219" + Pins + " shunt=0.0004\n", "\"shunt=0.0004\": take a number from 0.0005 to 10.0000 with at most 4 decimals.",
                "channel=a ads1115" + Pins + "\n", "\"ads1115\": the driver needs input=",
                "channel=a ads1115" + Pins + " input=4\n", "\"input=4\": take a whole number from 0 to 3.",
                "channel=a ads1115" + Pins + " input=1\nchannel=b ads1115" + Pins + " input=1\n", "Channel line 2, \"input=1\": another line has it.",
                "channel=a ads1115" + Pins + " input=1 range=5\n", "\"range=5\": take one of 6.144 4.096",
                "channel=a ads1115" + Pins + " input=1 as=ratio\n", "\"as=ratio\": take one of mv tmp36 line thermistor.",
                "channel=a mcp23017" + Pins + "\n", "the driver needs pin=",
                "channel=a mcp23017" + Pins + " pin=16\n", "\"pin=16\": take a whole number from 0 to 15.",
                "channel=a mcp23017" + Pins + " pin=3\nchannel=b mcp23017" + Pins + " pin=3 as=output\n", "Channel line 2, \"pin=3\": another line has it.",
                "channel=a mcp23017" + Pins + " pin=3 safe=1\n", "\"safe=1\": this driver does not know the word.",
                "channel=a pwm\n", "the driver needs pin=", "channel=a pwm pin=34\n", "can only be an input",
                "channel=a pwm pin=5 frequency=9\n", "from 10 to 100000.", "channel=a pwm pin=5 max=101\n", "\"max=101\": take a whole number from 0 to 100.",
                "channel=a pwm pin=5 min=50 max=50\n", "\"max=50\": max must be above min.", "channel=a pwm pin=5 safe=101\n", "from 0 to 100.", "channel=a pwm pin=5 step=0\n", "\"step=0\": take a whole number from 1 to 100.",
                "channel=a servo pin=5 pulse-max=3001\n", "from 300 to 3000.", "channel=a servo pin=5 min=10 max=0\n", "max must be above min.",
            };
            for (int i = 0; i < lines.Length; i += 2)
            {
                string fault = Check(Chip.Esp32, lines[i]);
                Assert.IsTrue(fault.IndexOf(lines[i + 1]) >= 0, lines[i] + " " + fault);
            }
        }

        [TestMethod]
        public void Two_buses_hold_parts_of_the_same_address()
        {
            Assert.AreEqual("", Check(Chip.Esp32, "channel=a sht31 data=21 clock=22\nchannel=b sht31 data=25 clock=26\nchannel=c bme280 data=25 clock=26\n"));
            string fault = Check(Chip.Esp32C3, "channel=a sht31 data=4 clock=5\nchannel=b sht31 data=6 clock=7\n");
            Assert.IsTrue(fault.IndexOf("the chip has no more I2C buses than 1.") > 0, fault);
        }

        [TestMethod]
        public void A_catalog_checks_one_description_after_another()
        {
            BusDrivers drivers = new BusDrivers(null);
            for (int i = 0; i < 3; i++)
            {
                byte[] text = Encoding.UTF8.GetBytes("channel=a sht31 data=" + (16 + i) + " clock=22\nchannel=b pwm pin=4 frequency=" + (100 + i) + "\nchannel=c ads1115 data=" + (16 + i) + " clock=22 input=0\n");
                BoardDescription description = new BoardDescription(Chip.Esp32, text, text.Length);
                Assert.IsTrue(description.Check(drivers), description.Fault == null ? "" : description.Fault.ToString());
            }
        }

        [TestMethod]
        public void A_chip_has_so_many_outputs_and_frequencies()
        {
            // Each timer has one frequency and two outputs.
            Assert.AreEqual("1 2 3 5 4 6 7 0", Functions(new PwmTimers(7, 4), 50, 50, 50, 1000, 50, 1000, 25000, 25000));
            Assert.AreEqual("1 3 5 7 0 8", Functions(new PwmTimers(8, 4), 1, 2, 3, 4, 5, 4));
            string fault = Check(Chip.Esp32C3, "channel=a pwm pin=0 frequency=100\nchannel=b pwm pin=1 frequency=200\nchannel=c pwm pin=3 frequency=300\nchannel=d pwm pin=4 frequency=400\nchannel=e servo pin=5\n");
            Assert.IsTrue(fault.IndexOf("Channel line 5, \"pin=5\": the chip has 6 outputs with pulses and 4 timers") == 0, fault);
        }

        private static string Functions(PwmTimers timers, params int[] frequencies)
        {
            string functions = "";
            for (int i = 0; i < frequencies.Length; i++)
            {
                functions += (i > 0 ? " " : "") + timers.Take(frequencies[i]);
            }

            return functions;
        }

        private static string Check(Chip chip, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            BoardDescription description = new BoardDescription(chip, bytes, bytes.Length);
            return description.Check(new BusDrivers(null)) ? "" : description.Fault.ToString();
        }

        private static Board Create(BusEquipment equipment, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            BoardDescription description = new BoardDescription(Chip.Esp32, bytes, bytes.Length);
            BusDrivers drivers = new BusDrivers(equipment);
            Assert.IsTrue(description.Check(drivers), description.Fault == null ? "" : description.Fault.ToString());
            return description.Create(drivers);
        }

        private static string Ids(Board board)
        {
            string ids = "";
            for (int i = 0; i < board.Count; i++)
            {
                ids += (i > 0 ? " " : "") + board[i].Id;
            }

            return ids;
        }

        private sealed class TestBuses : BusEquipment
        {
            public TestI2cBus Bus;
            public int BusCount;
            public string Opened = "";

            public override I2cBus OpenBus(int number, int data, int clock)
            {
                BusCount++;
                return Bus;
            }

            public override PwmOutput OpenPwm(int pin, int function)
            {
                Opened += " " + (function + 1) / 2 + ":" + pin;
                return new WorkingPwm();
            }
        }

        private sealed class WorkingPwm : PwmOutput
        {
            public override void Stop()
            {
            }

            protected override bool StartPulses(int frequency, int duty)
            {
                return true;
            }

            protected override bool ChangeDuty(int duty)
            {
                return true;
            }
        }
    }
}
