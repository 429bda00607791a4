using Nano.Firmware.Network;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A network manager with a radio, a button and a light, whose time stands still until a test moves it.</summary>
    internal sealed class TestNetwork
    {
        private long _due = 10000;

        public TestNetwork(TestRadio radio)
            : this(radio, new NetworkOptions())
        {
        }

        public TestNetwork(TestRadio radio, NetworkOptions options)
        {
            Radio = radio;
            Manager = new NetworkManager(radio, options, Button, Light);
            Manager.Turn = new NetworkTurn(radio.Flash);
            Manager.Turn.Load();
        }

        public readonly TestRadio Radio;
        public readonly TestInput Button = new TestInput("button", false);
        public readonly TestLight Light = new TestLight();
        public readonly NetworkManager Manager;

        /// <summary>The time in milliseconds.</summary>
        public long Now = 10000;

        /// <summary>Starts it with a radio that keeps credentials.</summary>
        public static TestNetwork Start()
        {
            return Start(new TestRadio());
        }

        /// <summary>Starts it.</summary>
        public static TestNetwork Start(TestRadio radio)
        {
            TestNetwork network = new TestNetwork(radio);
            network.Wait(0);
            return network;
        }

        /// <summary>Starts it, online.</summary>
        public static TestNetwork StartOnline()
        {
            TestNetwork network = Start(new TestRadio { Outcome = RadioState.Online });
            network.Wait(500);
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            network.Radio.TakeLog();
            return network;
        }

        /// <summary>Lets time pass, and the manager run whenever it is due.</summary>
        public void Wait(int milliseconds)
        {
            long end = Now + milliseconds;
            while (_due <= end)
            {
                Now = _due;
                Button.Update(Now);
                _due = Manager.Run(Now);
                Assert.IsTrue(_due > Now, "It is due at once again.");
            }

            Now = end;
        }

        /// <summary>Presses or releases the button, and waits until it has debounced.</summary>
        public void Press(bool isPressed)
        {
            Button.Level = isPressed;
            Button.Update(Now);
            Button.Update(Now + 50);
            Assert.AreEqual(isPressed ? 1 : 0, Button.Value);
        }
    }
}
