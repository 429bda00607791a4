using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>Drivers of parts that the test makes, with the words of the firmware's own; <c>part</c> makes three channels of a line.</summary>
    internal sealed class TestDrivers : DriverCatalog
    {
        /// <summary>How often what was opened has been closed.</summary>
        public int Closed;

        public override bool Build(ChannelLine line)
        {
            if (line.IsFor("input"))
            {
                int pin = line.TakePin("pin", PinRole.Input);
                line.TakeChoice("active", "high low", 0);
                line.TakePull("pull", pin);
                if (line.IsReady)
                {
                    line.Add(new TestInput(line.Id, true));
                }
            }
            else if (line.IsFor("output"))
            {
                line.TakePin("pin", PinRole.Output);
                line.TakeChoice("active", "high low", 0);
                int safe = line.TakeNumber("safe", 0, 0, 1);
                OutputOptions options = OutputOptions.Take(line, safe);
                if (line.IsReady)
                {
                    TestOutput output = new TestOutput(line.Id, safe);
                    options.Apply(output);
                    line.Add(output);
                }
            }
            else if (line.IsFor("adc"))
            {
                line.TakePin("pin", PinRole.Analog);
                line.TakeChoice("as", "mv ratio tmp36", 0);
                line.TakeFlag("clamp");
                int decimals = line.TakeNumber("decimals", 0, 0, Channel.MaximumDecimals);
                int minimum = line.TakeDecimal("min", 0, -100000, 100000, decimals);
                if (line.IsReady)
                {
                    line.Add(new TestAnalog(line.Id, 1, 1, 0, minimum, 1000000) { Decimals = decimals });
                }
            }
            else if (line.IsFor("part"))
            {
                line.Split(" b ccc", " width height");
                line.TakePin("data", PinRole.Bus);
                if (line.IsReady)
                {
                    line.Add(new ThreeValues(line));
                }
            }
            else
            {
                return false;
            }

            return true;
        }

        public override void Close()
        {
            Closed++;
        }

        private sealed class ThreeValues : Part
        {
            public ThreeValues(ChannelLine line)
            {
                Add(line.IdOf(0), "mm", 0, 0, 100);
                Add(line.IdOf(1), "mm", 0, 0, 100);
                Add(line.IdOf(2), "mm", 0, 0, 100);
            }

            protected override long Run(long now)
            {
                return Fail(now);
            }
        }
    }
}
