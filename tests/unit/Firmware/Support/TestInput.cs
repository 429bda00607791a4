using Nano.Firmware.Channels;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>An input whose level and whose interrupts the test makes.</summary>
    internal sealed class TestInput : DigitalInput
    {
        public TestInput(string id, bool hasInterrupts)
            : base(id)
        {
            IsInterruptDriven = hasInterrupts;
            Begin();
        }

        /// <summary>The level of the pin.</summary>
        public bool Level;

        /// <summary>Whether it cannot be read.</summary>
        public bool IsBroken = false;

        /// <summary>Reports a level as a platform that debounces does.</summary>
        public void Tell(bool level)
        {
            Level = level;
            Note(level);
        }

        protected override bool ReadLevel()
        {
            if (IsBroken)
            {
                throw new System.InvalidOperationException("The input has come loose.");
            }

            return Level;
        }
    }
}
