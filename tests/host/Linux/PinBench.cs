using System;
using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Simulator;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>An output and an input under the drivers of the firmware: on a simulated chip, or on Linux through the unmodified LibGpiodDriver.</summary>
    internal abstract class PinBench : IDisposable
    {
        /// <summary>The controller of the pins.</summary>
        public abstract GpioController Gpio { get; }

        /// <summary>The number of the output.</summary>
        public abstract int OutputPin { get; }

        /// <summary>The number of the input, which has a contact to ground.</summary>
        public abstract int InputPin { get; }

        /// <summary>Whether the output drives high.</summary>
        public abstract bool IsHigh { get; }

        /// <summary>The loop's time in milliseconds.</summary>
        public abstract long Time { get; }

        /// <summary>Makes one.</summary>
        /// <param name="name">simulated or libgpiod.</param>
        public static PinBench Create(string name)
        {
            return name == "simulated" ? new SimulatedBench() : new LibGpiodBench();
        }

        /// <summary>Closes or opens the contact of the input.</summary>
        public abstract void Press(bool isPressed);

        /// <summary>Lets time pass until a condition holds, as a loop that has no other work: it calls the channel when it is due.</summary>
        public abstract void RunUntil(Channel channel, Func<bool> condition, string otherwise);

        public abstract void Dispose();

        private sealed class SimulatedBench : PinBench
        {
            private readonly SimulatedBoard _board;
            private readonly ChipController _gpio;
            private long _now;

            public SimulatedBench()
            {
                _board = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => _now);
                _gpio = new ChipController(_board);
            }

            public override GpioController Gpio => _gpio;

            public override int OutputPin => 2;

            public override int InputPin => 0;

            public override bool IsHigh => _board.Led.IsOn;

            public override long Time => _now;

            /// <summary>The button moves by itself: time passes until it has been in that position for a while.</summary>
            public override void Press(bool isPressed)
            {
                GpioPin pin = _gpio.OpenPin(InputPin);
                for (int steady = 0; steady < 100; steady++)
                {
                    _now++;
                    _board.Advance();
                    steady = (bool)pin.Read() == isPressed ? 0 : steady;
                }
            }

            public override void RunUntil(Channel channel, Func<bool> condition, string otherwise)
            {
                Until.True(
                    () =>
                    {
                        channel.Update(_now);
                        return condition();
                    },
                    otherwise);
            }

            public override void Dispose() => _gpio.Dispose();
        }

        private sealed class LibGpiodBench : PinBench
        {
            private readonly StandInLine _output;
            private readonly StandInLine _input;
            private readonly GpioController _gpio;
            private readonly long _start = Environment.TickCount64;

            public LibGpiodBench()
            {
                _ = StandIn.Folder;
                _output = new StandInLine(StandIn.Line(OutputPin));
                _input = new StandInLine(StandIn.Line(InputPin));
                _input.Wire(StandInLine.Unconnected);
                _gpio = new GpioController(new LibGpiodDriver(0));
            }

            public override GpioController Gpio => _gpio;

            public override int OutputPin => 17;

            public override int InputPin => 22;

            public override bool IsHigh => _output.IsHigh;

            public override long Time => Environment.TickCount64 - _start;

            public override void Press(bool isPressed) => _input.Wire(isPressed ? 0 : StandInLine.Unconnected);

            public override void RunUntil(Channel channel, Func<bool> condition, string otherwise)
            {
                Until.True(
                    () =>
                    {
                        channel.Update(Time);
                        return condition();
                    },
                    otherwise);
            }

            public override void Dispose() => _gpio.Dispose();
        }
    }
}
