using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>
    /// An ESP32 board with parts on its pins, in the desktop's memory. Every reading is a function of the seed, the time and what
    /// the outputs have been told and when: the same three give the same reading, however often the board is read in between.
    /// Readings and writings take effect at once; events wait until <see cref="Advance"/> raises them. Any thread may use the board.
    /// </summary>
    public sealed class SimulatedBoard
    {
        /// <summary>The voltage of the supply.</summary>
        internal const double Supply = 3.3;

        // An ESP32's converter is blind to the lowest voltages: Espressif's typical line at 12 dB (hardware/boards/esp32-devkitc.md).
        private const double AnalogOffset = 0.142;
        private const double AnalogSlope = 4096 / 3.3;

        internal const int PinCount = 40;
        internal const int AnalogChannelCount = 20;
        internal const int MaximumAnalog = 4095;

        private const int LastOutputPin = 33;
        private const int MaximumEvents = 256;

        private readonly GpioPin[] _pins = new GpioPin[PinCount];
        private readonly DigitalPart[] _digitalParts = new DigitalPart[PinCount];
        private readonly AnalogPart[] _analogParts = new AnalogPart[AnalogChannelCount];
        private readonly Queue<BoardEvent> _events = new Queue<BoardEvent>(MaximumEvents);
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly SeededNoise _noise;
        private readonly Func<long> _clock;
        private long _time;

        /// <summary>Makes a board whose time begins now and passes as ours does.</summary>
        /// <param name="seed">Any number; another one gives another course of events.</param>
        public SimulatedBoard(int seed)
            : this(seed, new Stopwatch())
        {
        }

        /// <summary>Makes a board with a time of its own.</summary>
        /// <param name="seed">Any number; another one gives another course of events.</param>
        /// <param name="clock">The time in milliseconds, from 0 on. Should it go back, the board's time stands still meanwhile.</param>
        public SimulatedBoard(int seed, Func<long> clock)
        {
            _clock = clock;
            _noise = new SeededNoise(seed, "converter");

            Potentiometer = new Potentiometer(seed);
            LightSensor = new LightSensor(seed, Led);
            TemperatureSensor = new TemperatureSensor(seed, Relay);
            _digitalParts[0] = Button = new Button(seed);
            _digitalParts[2] = Led;
            _digitalParts[4] = Relay;
            _analogParts[0] = Potentiometer;
            _analogParts[3] = LightSensor;
            _analogParts[6] = TemperatureSensor;
        }

        private SimulatedBoard(int seed, Stopwatch stopwatch)
            : this(seed, () => stopwatch.ElapsedMilliseconds)
        {
            stopwatch.Start();
        }

        /// <summary>An output has changed, or a pin that drove high has been closed. <see cref="Advance"/> raises it.</summary>
        public event PinChangedHandler PinChanged;

        /// <summary>The board that controllers made from now on find: theirs have no argument to be given one.</summary>
        public static SimulatedBoard Current { get; set; }

        /// <summary>The LED on GPIO2.</summary>
        public Led Led { get; } = new Led();

        /// <summary>The relay on GPIO4.</summary>
        public Relay Relay { get; } = new Relay();

        /// <summary>The button on GPIO0.</summary>
        public Button Button { get; }

        /// <summary>The potentiometer on analog channel 0.</summary>
        public Potentiometer Potentiometer { get; }

        /// <summary>The light sensor on analog channel 3.</summary>
        public LightSensor LightSensor { get; }

        /// <summary>The temperature sensor on analog channel 6.</summary>
        public TemperatureSensor TemperatureSensor { get; }

        /// <summary>The board's time in milliseconds. It never goes back.</summary>
        public long Time
        {
            get
            {
                lock (Gate)
                {
                    return _time = Math.Max(_time, _clock());
                }
            }
        }

        /// <summary>Held by whoever looks at the board or changes it, and by nobody who calls a handler.</summary>
        internal object Gate { get; } = new object();

        /// <summary>
        /// Raises the events of all that has happened until now: each output's changes in their order, each input's edges in theirs.
        /// Handlers run on the calling thread. One thread calls it; in the program that is a <see cref="BoardThread"/>.
        /// </summary>
        /// <returns>In how many milliseconds an input changes next; <see cref="long.MaxValue"/> when nobody listens to any.</returns>
        public long Advance()
        {
            long now = Time;
            while (TryTakeEvent(now, out BoardEvent happened))
            {
                if (happened.IsPinChange)
                {
                    PinChanged?.Invoke(happened.Pin.PinNumber, happened.Level, happened.Pin.PartName);
                }
                else
                {
                    happened.Pin.RaiseValueChanged(happened.Level);
                }
            }

            lock (Gate)
            {
                long next = FindNextEdge()?.NextEdge ?? DigitalPart.Never;
                return next == DigitalPart.Never ? next : Math.Max(0, next - now);
            }
        }

        /// <summary>The current board.</summary>
        internal static SimulatedBoard Require()
        {
            return Current ?? throw new InvalidOperationException("There is no board: set SimulatedBoard.Current first.");
        }

        /// <summary>Whether an ESP32 has a pin of that number.</summary>
        internal static bool IsPin(int pinNumber)
        {
            return pinNumber >= 0 && pinNumber < PinCount && pinNumber != 24 && (pinNumber < 28 || pinNumber > 31);
        }

        internal static bool IsModeSupported(int pinNumber, PinMode mode)
        {
            PinMode last = pinNumber <= LastOutputPin ? PinMode.OutputOpenSourcePullDown : PinMode.InputPullUp;
            return IsPin(pinNumber) && mode >= PinMode.Input && mode <= last;
        }

        internal GpioPin Open(int pinNumber)
        {
            if (!IsPin(pinNumber))
            {
                throw new InvalidOperationException($"An ESP32 has no GPIO{pinNumber}.");
            }

            lock (Gate)
            {
                if (_pins[pinNumber] != null)
                {
                    throw new InvalidOperationException($"GPIO{pinNumber} is open already.");
                }

                return _pins[pinNumber] = new GpioPin(this, pinNumber, _digitalParts[pinNumber]);
            }
        }

        /// <summary>An open pin; null when it is not.</summary>
        internal GpioPin FindPin(int pinNumber)
        {
            return IsPin(pinNumber) ? _pins[pinNumber] : null;
        }

        /// <summary>Forgets a pin that has been closed.</summary>
        internal void Release(int pinNumber)
        {
            _pins[pinNumber] = null;
        }

        internal void CloseAll()
        {
            lock (Gate)
            {
                foreach (GpioPin pin in _pins)
                {
                    pin?.Dispose();
                }
            }
        }

        /// <summary>What the converter makes of a channel's voltage, with its noise.</summary>
        internal int ReadAnalog(int channel)
        {
            lock (Gate)
            {
                long time = Time;
                double voltage = _analogParts[channel]?.Voltage(time) ?? 0;
                int noise = _noise.IntegerAt((time * AnalogChannelCount) + channel, -2, 2);
                return Math.Clamp((int)Math.Round((voltage - AnalogOffset) * AnalogSlope) + noise, 0, MaximumAnalog);
            }
        }

        /// <summary>Has an event raised by the next <see cref="Advance"/>.</summary>
        internal void Post(GpioPin pin, bool level, bool isPinChange)
        {
            lock (Gate)
            {
                // When nobody raises them, events must not pile up; a device's queue overflows too.
                if (_events.Count < MaximumEvents)
                {
                    _events.Enqueue(new BoardEvent(pin, level, isPinChange));
                }
            }

            Wake();
        }

        /// <summary>Ends a <see cref="Wait"/>, or the next one.</summary>
        internal void Wake()
        {
            _wake.Set();
        }

        /// <summary>Waits until there may be something for <see cref="Advance"/> to do.</summary>
        /// <param name="milliseconds">What <see cref="Advance"/> returned.</param>
        internal void Wait(long milliseconds)
        {
            _wake.WaitOne((int)Math.Min(milliseconds, int.MaxValue));
        }

        private bool TryTakeEvent(long now, out BoardEvent happened)
        {
            lock (Gate)
            {
                if (_events.TryDequeue(out happened))
                {
                    return true;
                }

                while (FindNextEdge() is GpioPin pin && pin.NextEdge <= now)
                {
                    if (pin.StepEdge(out bool level))
                    {
                        happened = new BoardEvent(pin, level, false);
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>The pin whose edge comes first; null when none does.</summary>
        private GpioPin FindNextEdge()
        {
            GpioPin first = null;
            long earliest = DigitalPart.Never;
            foreach (GpioPin pin in _pins)
            {
                if (pin != null && pin.NextEdge < earliest)
                {
                    first = pin;
                    earliest = pin.NextEdge;
                }
            }

            return first;
        }

        private readonly record struct BoardEvent(GpioPin Pin, bool Level, bool IsPinChange);
    }
}
