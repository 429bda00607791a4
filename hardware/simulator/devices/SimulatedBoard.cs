using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Nano.Simulator.Parts;

namespace Nano.Simulator
{
    /// <summary>
    /// A board with a chip of the ESP32 family and parts on its pins, in the desktop's memory. Every reading is a function of the seed, the time and what
    /// the outputs have been told and when: the same three give the same reading, however often the board is read in between.
    /// Readings and writings take effect at once; events wait until <see cref="Advance"/> raises them. Any thread may use the board.
    /// </summary>
    public sealed class SimulatedBoard
    {
        /// <summary>The voltage of the supply.</summary>
        internal const double Supply = 3.3;

        internal const int MaximumAnalog = 4095;

        private const int MaximumEvents = 256;

        // The pins that are open.
        private readonly SimulatedPin[] _pins;
        private readonly DigitalPart[] _digitalParts;
        private readonly AnalogPart[] _analogParts;
        private readonly List<SimulatedPwm> _pwm = new List<SimulatedPwm>();
        private readonly Queue<BoardEvent> _events = new Queue<BoardEvent>(MaximumEvents);
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly SeededNoise _noise;
        private readonly Func<long> _clock;
        private long _time;

        /// <summary>Makes a board whose time begins now and passes as real time does.</summary>
        /// <param name="seed">Any number; another one gives another course of events.</param>
        /// <param name="chip">The chip on it.</param>
        public SimulatedBoard(int seed, SimulatedChip chip)
            : this(seed, chip, new Stopwatch())
        {
        }

        /// <summary>Makes a board with a time of its own.</summary>
        /// <param name="seed">Any number; another one gives another course of events.</param>
        /// <param name="chip">The chip on it.</param>
        /// <param name="clock">The time in milliseconds, from 0 on. Should it go back, the board's time stands still meanwhile.</param>
        public SimulatedBoard(int seed, SimulatedChip chip, Func<long> clock)
        {
            Chip = chip;
            _pins = new SimulatedPin[chip.PinCount];
            _digitalParts = new DigitalPart[chip.PinCount];
            _analogParts = new AnalogPart[chip.AdcChannelCount];
            _clock = clock;
            _noise = new SeededNoise(seed, "converter");

            Potentiometer = new Potentiometer(seed);
            LightSensor = new LightSensor(seed, Led);
            TemperatureSensor = new TemperatureSensor(seed, Relay);
            Button = new Button(seed);
            Room = new SimulatedRoom(this, seed);
            Place(_digitalParts, chip.ButtonPin, Button);
            Place(_digitalParts, chip.LedPin, Led);
            Place(_digitalParts, chip.RelayPin, Relay);
            Place(_analogParts, chip.PotentiometerChannel, Potentiometer);
            Place(_analogParts, chip.LightChannel, LightSensor);
            Place(_analogParts, chip.TemperatureChannel, TemperatureSensor);
        }

        private SimulatedBoard(int seed, SimulatedChip chip, Stopwatch stopwatch)
            : this(seed, chip, () => stopwatch.ElapsedMilliseconds)
        {
            stopwatch.Start();
        }

        /// <summary>An output has changed, or a pin that drove high has been closed. <see cref="Advance"/> raises it.</summary>
        public event PinChangedHandler PinChanged;

        /// <summary>The board of the controllers made from now on: their constructors have no argument for it.</summary>
        public static SimulatedBoard Current { get; set; }

        /// <summary>The chip.</summary>
        public SimulatedChip Chip { get; }

        /// <summary>Why the chip has stopped, as when a program configures a pin of its flash memory; null while it runs.</summary>
        public string StopReason { get; private set; }

        /// <summary>The LED.</summary>
        public Led Led { get; } = new Led();

        /// <summary>The relay.</summary>
        public Relay Relay { get; } = new Relay();

        /// <summary>The button.</summary>
        public Button Button { get; }

        /// <summary>The potentiometer.</summary>
        public Potentiometer Potentiometer { get; }

        /// <summary>The light sensor.</summary>
        public LightSensor LightSensor { get; }

        /// <summary>The temperature sensor.</summary>
        public TemperatureSensor TemperatureSensor { get; }

        /// <summary>The room around the board, and the parts on its I2C bus.</summary>
        public SimulatedRoom Room { get; }

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

        /// <summary>Held by each thread while it reads or changes the board, and never while it calls a handler.</summary>
        internal object Gate { get; } = new object();

        /// <summary>Places a part on a pin, unless there is one.</summary>
        /// <param name="pin">The number of a GPIO that the chip has, which is not open.</param>
        /// <param name="part">The part.</param>
        /// <returns>False when there is a part already.</returns>
        public bool TryPlace(int pin, DigitalPart part)
        {
            lock (Gate)
            {
                bool isFree = _digitalParts[pin] == null;
                _digitalParts[pin] ??= part;
                return isFree;
            }
        }

        /// <summary>Places a part on a channel of the converter, unless there is one.</summary>
        /// <param name="channel">The channel; -1 places it nowhere.</param>
        /// <param name="part">The part.</param>
        /// <returns>False when there is a part already, or no such channel.</returns>
        public bool TryPlace(int channel, AnalogPart part)
        {
            lock (Gate)
            {
                bool isFree = channel >= 0 && _analogParts[channel] == null;
                if (isFree)
                {
                    _analogParts[channel] = part;
                }

                return isFree;
            }
        }

        /// <summary>
        /// Raises the events of all that has happened until now: each output's changes in their order, and each input's edges in their order.
        /// Handlers run on the calling thread. One thread calls it; in the program that is a <see cref="BoardThread"/>.
        /// </summary>
        /// <returns>In how many milliseconds an input changes next; <see cref="long.MaxValue"/> when no input has a listener.</returns>
        public long Advance()
        {
            long now = Time;
            while (TryTakeEvent(now, out BoardEvent happened))
            {
                if (happened.IsPinChange)
                {
                    PinChanged?.Invoke(happened.Pin.Number, happened.Level, happened.Pin.PartName);
                }
                else
                {
                    happened.Pin.RaiseEdge(happened.Level);
                }
            }

            lock (Gate)
            {
                long next = FindNextEdge()?.NextEdge ?? DigitalPart.Never;
                return next == DigitalPart.Never ? next : Math.Max(0, next - now);
            }
        }

        /// <summary>The sum of what all pins with pulse-width modulation drive: 1 for each that is always high.</summary>
        internal double PwmLoad
        {
            get
            {
                lock (Gate)
                {
                    return _pwm.Sum(pwm => pwm.Load);
                }
            }
        }

        /// <summary>The current board.</summary>
        internal static SimulatedBoard Require()
        {
            return Current ?? throw new InvalidOperationException("There is no board: set SimulatedBoard.Current first.");
        }

        /// <summary>CPU_GPIO_DriveModeSupported in nf-interpreter's targets/ESP32/_nanoCLR/System.Device.Gpio/cpu_gpio.cpp.</summary>
        internal bool IsModeSupported(int pinNumber, PinMode mode)
        {
            return Chip.HasPin(pinNumber) && (mode != PinMode.Output || Chip.IsOutput(pinNumber)) && Enum.IsDefined(mode);
        }

        /// <summary>Adds a pin with pulse-width modulation.</summary>
        internal void Add(SimulatedPwm pwm)
        {
            lock (Gate)
            {
                _pwm.RemoveAll(other => other.Pin == pwm.Pin);
                _pwm.Add(pwm);
            }
        }

        /// <summary>Opens a pin, as CPU_GPIO_ReservePin: not one that the chip lacks, nor one that is open.</summary>
        internal void Open(int pinNumber)
        {
            if (!Chip.HasPin(pinNumber))
            {
                throw new InvalidOperationException($"The {Chip.Name} has no GPIO{pinNumber}.");
            }

            lock (Gate)
            {
                if (_pins[pinNumber] != null)
                {
                    throw new InvalidOperationException($"GPIO{pinNumber} is open already.");
                }

                _pins[pinNumber] = new SimulatedPin(this, pinNumber, _digitalParts[pinNumber]);
            }
        }

        /// <summary>The pin of a number, which must be open.</summary>
        internal SimulatedPin FindPin(int pinNumber)
        {
            SimulatedPin pin = Chip.HasPin(pinNumber) ? _pins[pinNumber] : null;
            return pin ?? throw new InvalidOperationException($"GPIO{pinNumber} is not open.");
        }

        /// <summary>Closes a pin, which must be open.</summary>
        internal void Close(int pinNumber)
        {
            lock (Gate)
            {
                FindPin(pinNumber).Close();
                _pins[pinNumber] = null;
            }
        }

        /// <summary>Closes all pins that are open.</summary>
        internal void CloseAll()
        {
            lock (Gate)
            {
                for (int i = 0; i < _pins.Length; i++)
                {
                    _pins[i]?.Close();
                    _pins[i] = null;
                }
            }
        }

        /// <summary>Stops the chip: a real one would crash and restart.</summary>
        internal void Stop(string reason)
        {
            StopReason ??= reason;
            throw new ChipStoppedException(reason);
        }

        /// <summary>Converts a channel's voltage, with the converter's noise.</summary>
        internal int ReadAnalog(int channel)
        {
            lock (Gate)
            {
                long time = Time;
                double voltage = _analogParts[channel]?.Voltage(time) ?? 0;
                int noise = _noise.IntegerAt((time * Chip.AdcChannelCount) + channel, -2, 2);
                return Math.Clamp((int)Math.Round(((voltage * 1000) - Chip.AdcOffset) * 4096 / Chip.AdcFullScale) + noise, 0, MaximumAnalog);
            }
        }

        /// <summary>Has an event raised by the next <see cref="Advance"/>.</summary>
        internal void Post(SimulatedPin pin, bool level, bool isPinChange)
        {
            lock (Gate)
            {
                // While no thread raises them, events must not accumulate without limit; a device's queue overflows too.
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
        /// <param name="milliseconds">The milliseconds that <see cref="Advance"/> returned.</param>
        internal void Wait(long milliseconds)
        {
            _wake.WaitOne((int)Math.Min(milliseconds, int.MaxValue));
        }

        private static void Place<T>(T[] parts, int number, T part)
        {
            if (number >= 0)
            {
                parts[number] = part;
            }
        }

        private bool TryTakeEvent(long now, out BoardEvent happened)
        {
            lock (Gate)
            {
                if (_events.TryDequeue(out happened))
                {
                    return true;
                }

                while (FindNextEdge() is SimulatedPin pin && pin.NextEdge <= now)
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
        private SimulatedPin FindNextEdge()
        {
            SimulatedPin first = null;
            long earliest = DigitalPart.Never;
            foreach (SimulatedPin pin in _pins)
            {
                if (pin != null && pin.NextEdge < earliest)
                {
                    first = pin;
                    earliest = pin.NextEdge;
                }
            }

            return first;
        }

        private readonly record struct BoardEvent(SimulatedPin Pin, bool Level, bool IsPinChange);
    }
}
