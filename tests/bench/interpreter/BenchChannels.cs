using Nano.Firmware.Channels;

namespace Nano.Bench
{
    /// <summary>An output without a pin.</summary>
    internal sealed class BenchOutput : DigitalOutput
    {
        public BenchOutput(string id)
            : base(id, 0)
        {
            Begin();
        }

        protected override void WriteLevel(bool level)
        {
        }
    }

    /// <summary>An input that reports changes as an interrupt does.</summary>
    internal sealed class BenchInput : DigitalInput
    {
        public BenchInput(string id)
            : base(id)
        {
            IsInterruptDriven = true;
            Begin();
        }

        /// <summary>Reports the next press or release.</summary>
        public void Tell()
        {
            Note(Value == 0);
        }

        protected override bool ReadLevel()
        {
            return Value != 0;
        }
    }

    /// <summary>A measurement whose value changes with each reading.</summary>
    internal sealed class BenchAnalog : AnalogInput
    {
        private int _reading;

        public BenchAnalog(string id, string unit, int numerator, int denominator, int offset, int minimum, int maximum)
            : base(id, unit, numerator, denominator, offset, minimum, maximum)
        {
            ReachesLimits = true;
        }

        protected override int Measure()
        {
            _reading = (_reading + 61) & 0xFFF;
            return _reading;
        }
    }

    /// <summary>A value with two decimals, between 10.00 and 50.95.</summary>
    internal sealed class BenchSensor : Channel
    {
        private int _reading;

        public BenchSensor(string id, int reading)
            : base(id, ChannelKind.Analog, "\u00B0C", -4000, 12500)
        {
            Decimals = 2;
            _reading = reading;
        }

        public override void Read(long now)
        {
            _reading = (_reading + 61) & 0xFFF;
            Value = 1000 + _reading;
        }
    }

    /// <summary>The measured boards.</summary>
    internal static class BenchBoards
    {
        /// <summary>The index of the input.</summary>
        public const int Input = 2;

        /// <summary>Creates two outputs, an input, three measurements and two system figures.</summary>
        public static Board WithEight()
        {
            Board board = new Board();
            AddParts(board);
            board.Add(new UptimeChannel("uptime"));
            board.Add(new LoopTimeChannel("loop"));
            return board;
        }

        /// <summary>Creates eight values with two decimals, each of which changes before every sample, as those of sensors do.</summary>
        public static Board WithDecimals()
        {
            Board board = new Board();
            for (int i = 0; i < 8; i++)
            {
                board.Add(new BenchSensor("sensor" + i, i));
            }

            return board;
        }

        /// <summary>Creates the channels of the default board without pins.</summary>
        public static Board LikeDefault()
        {
            Board board = new Board();
            AddParts(board);
            board.Add(new UptimeChannel("uptime"));
            board.Add(new MemoryChannel("memory"));
            board.Add(new LoopTimeChannel("loop"));
            board.Add(new ClientsChannel("clients"));
            board.Add(new DroppedChannel("dropped"));
            return board;
        }

        private static void AddParts(Board board)
        {
            board.Add(new BenchOutput("led"));
            board.Add(new BenchOutput("relay"));
            board.Add(new BenchInput("button"));
            board.Add(new BenchAnalog("pot", "mV", 3300, 4096, 142, 0, 3300));
            board.Add(new BenchAnalog("light", "%", 100, 4095, 0, 0, 100));
            board.Add(new BenchAnalog("temperature", "\u00B0C", 330, 4096, -36, -40, 125));
        }
    }
}
