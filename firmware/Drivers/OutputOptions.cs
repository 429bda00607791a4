using Nano.Firmware.Channels;

namespace Nano.Firmware.Drivers
{
    /// <summary>The words that all drivers of outputs take: restore, off-after and exclusive.</summary>
    public sealed class OutputOptions
    {
        private const int Off = 1;
        private const int On = 2;
        private const int Last = 3;

        private int _restore;
        private int _offAfter;
        private Interlock _interlock;

        private OutputOptions()
        {
        }

        /// <summary>Takes the words.</summary>
        /// <param name="line">The line.</param>
        /// <param name="safe">The output's safe value, 0 or 1.</param>
        public static OutputOptions Take(ChannelLine line, int safe)
        {
            OutputOptions options = new OutputOptions();
            options._restore = line.TakeChoice("restore", "safe off on last", 0);
            options._offAfter = line.TakeNumber("off-after", 0, 1, DigitalOutput.MaximumTime / 1000);
            options._interlock = line.TakeExclusive(safe == 1 || options._restore == On);
            return options;
        }

        /// <summary>Applies them to an output. A value of restore=on or restore=off takes the place of the safe one at once.</summary>
        /// <param name="output">The output, with its safe value.</param>
        public void Apply(DigitalOutput output)
        {
            output.OffAfter = _offAfter * 1000;
            if (_interlock != null)
            {
                output.Interlock = _interlock;
            }

            if (_restore == Last)
            {
                output.IsRestored = true;
            }
            else if (_restore == On || _restore == Off)
            {
                output.Set(_restore == On ? 1 : 0);
            }
        }
    }
}
