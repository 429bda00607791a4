using System;
using System.Device.Adc;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>
    /// The channel lines of a board. They are accepted or refused with a sentence, and a description that is accepted starts on the pins of a simulated chip. It is
    /// read at start-up, so it may allocate.
    /// </summary>
    internal sealed class DescriptionTarget : Target
    {
        private static readonly Chip[] s_chips = { Chip.Esp32, Chip.Esp32C3, Chip.Esp32S3 };
        private static readonly DriverTable s_drivers = new DriverTable(null, new BusDrivers(null));

        public override string Name => "description";

        public override int MaximumLength => 600;

        public override bool MayAllocate => true;

        // Each word is looked for among all of its line's, and each id and pin among those of the lines before.
        public override int MaximumWork(int count) => (20 * count * count) + 60000;

        public override string[] Words => new[]
        {
            "channel=", " input", " output", " adc", " counter", " pwm", " servo", " sht31", " bme280", " bh1750", " ina219", " ads1115 input=0", " mcp23017 pin=1", " data=21 clock=22", " address=0x23", " as=output", " interval=100", " step=", " unit=%", " pin=2", " pin=36", " name=\"a b\"", " group=g", " exclusive", " safe=1", " restore=on", " off-after=5", " as=thermistor", " as=line from=0:0 to=1:1", " decimals=4",
            " min=-", " max=", " clamp", " order=1", " pull=up", " active=low", "\n", "=", "\"",
        };

        public override void Generate(Chance chance, Input into)
        {
            for (int i = chance.Next(7); i >= 0; i--)
            {
                string number = chance.OneIn(8) ? chance.Text("-.0123456789", chance.Next(12)) : "" + chance.Next(50);
                into.Add("channel=" + chance.Text("abcdefghij-1", chance.OneIn(20) ? chance.Next(20) : 1 + chance.Next(5)) + " ");
                switch (chance.Next(9))
                {
                    case 0: into.Add("input pin=" + number + chance.Pick("", " active=low", " active=high pull=up", " pull=down debounce=" + number)); break;
                    case 1: into.Add("output pin=" + number + chance.Pick("", " active=low", " safe=1", " safe=" + number) + chance.Pick("", " restore=last", " restore=on", " off-after=" + number) + chance.Pick("", " group=g exclusive", " exclusive")); break;
                    case 2:
                        into.Add("adc pin=" + number + " as=" + chance.Pick("mv", "ratio", "tmp36", "line from=" + number + ":" + number + " to=2000:" + number, "thermistor beta=" + number + "00", "thermistor side=high")
                            + chance.Pick("", " decimals=" + chance.Next(6)) + chance.Pick("", " min=-" + number, " max=" + number, " deadband=" + number, " readings=" + number, " clamp"));
                        break;
                    case 3: into.Add("counter pin=" + number + chance.Pick("", " pulses=" + number + " per=h", " decimals=" + chance.Next(5) + " unit=" + chance.Text("m3/", 1 + chance.Next(18)), " every=" + number + "00")); break;
                    case 4: into.Add("pwm pin=" + number + chance.Pick("", " frequency=" + number + "00", " min=" + number + " max=" + number, " unit=x min=-" + number + " decimals=" + chance.Next(4) + " step=" + number, " active=low restore=last safe=" + number)); break;
                    case 5: into.Add("servo pin=" + number + chance.Pick("", " min=-" + number + " max=" + number, " pulse-min=" + number + "00", " step=" + number + " safe=" + number)); break;
                    case 6:
                        into.Add(chance.Pick("sht31", "bme280", "bh1750", "ina219 shunt=0." + number, "ina219") + Bus(chance) + chance.Pick("", " address=0x" + chance.Pick("44", "45", "76", "23", "5c", "40", "4f", number), " interval=" + number + "00"));
                        break;
                    case 7:
                        into.Add(chance.Pick("ads1115 input=" + chance.Next(5) + chance.Pick("", " range=0.256", " as=line from=" + number + ":" + number + " to=2000:" + number, " as=thermistor", " as=tmp36", " decimals=" + chance.Next(6)),
                            "mcp23017 pin=" + number + chance.Pick("", " pull=up", " as=output restore=on", " as=output safe=1 group=g exclusive", " address=0x2" + chance.Next(9))) + Bus(chance));
                        break;
                    default: into.Add(chance.Text("abcinput =\"", chance.Next(20))); break;
                }

                into.Add(chance.Pick("", " name=\"Lamp " + number + "\"", " group=g", " order=" + number, " name=\xC3\xA4", " x=" + number));
                into.Add("\n");
            }
        }

        private static string Bus(Chance chance)
        {
            return " data=" + (chance.OneIn(5) ? chance.Next(40) : 21) + " clock=" + (chance.OneIn(5) ? chance.Next(40) : 22);
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            byte[] text = feed.Buffer.AsSpan(feed.Offset, feed.Count).ToArray();
            Chip chip = s_chips[feed.Count % s_chips.Length];
            BoardDescription description = new BoardDescription(chip, text, text.Length);
            bool isAccepted = description.Check(s_drivers);
            trace.Outcome = isAccepted ? 0 : 1 + (int)description.Fault.Error;
            trace.Number(isAccepted ? 0 : description.Fault.Line);
            if (!isAccepted)
            {
                string sentence = description.Fault.ToString();
                if (sentence.Length < 20 || !sentence.EndsWith('.') || sentence.Length > 500)
                {
                    throw new InvalidOperationException("A fault is no sentence: " + sentence);
                }

                return;
            }

            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(chip), () => 0);
            Board board = description.Create(new DriverTable(new Equipment(new ChipController(), new AdcController()), new BusDrivers(new SimulatedBuses(SimulatedBoard.Current))));
            board.Update(0);
            board.Read(0);
            board.Stop();
            trace.Number(board.Count);
            if (board.Faults > 0)
            {
                throw new InvalidOperationException("A described channel cannot be read or driven.");
            }
        }
    }
}
