using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Nano.Simulator;
using Nano.Web.Server;

namespace Nano.Tests.Host.Support
{
    /// <summary>The firmware on a simulated board, whose time only the test moves.</summary>
    internal sealed class DeviceBoard
    {
        private long _time;

        public DeviceBoard(Transport transport, ServerOptions options, int seed = 1, Action<DeviceOptions> configure = null)
        {
            Simulated = new SimulatedBoard(seed, new ChipModel(Chip.Esp32), () => _time);
            SimulatedBoard.Current = Simulated;
            // Over memory time moves only when a test moves it.
            DeviceOptions deviceOptions = new DeviceOptions { Echo = true, GreetingDelay = 0 };
            deviceOptions.Access.Hosts.Allow("a");
            configure?.Invoke(deviceOptions);
            Device = new Device(DescribedBoard.Create(new BoardDescription(Chip.Esp32), new DriverTable(new Equipment(new ChipController(), new AdcController()))), transport, options, deviceOptions);
        }

        public Device Device { get; }

        public SimulatedBoard Simulated { get; }

        /// <summary>The simulated parts' time in milliseconds.</summary>
        public long Time
        {
            get => _time;
            set => _time = value;
        }

        /// <summary>Whether the LED's pin is high.</summary>
        public bool IsLedOn => Simulated.Led.IsOn;
    }
}
