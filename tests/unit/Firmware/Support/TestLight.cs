using Nano.Firmware.Network;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A light that can be looked at.</summary>
    internal sealed class TestLight : StatusLight
    {
        /// <summary>Whether it is on.</summary>
        public bool IsOn;

        public override void Set(bool isOn)
        {
            Assert.IsTrue(isOn != IsOn, "It is so already.");
            IsOn = isOn;
        }
    }
}
