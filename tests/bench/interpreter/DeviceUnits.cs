using System;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Telemetry;
using Nano.Tests.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Bench
{
    /// <summary>Sends an event of an input to all clients, or the next sample when there is no input.</summary>
    internal sealed class BroadcastUnit : Unit
    {
        private readonly Bench _bench;
        private readonly BenchInput _input;
        private readonly MemoryClient[] _clients;
        private readonly int _size;

        public BroadcastUnit(string name, Bench bench, MemoryClient[] clients, BenchInput input = null)
            : base(name, 20)
        {
            _bench = bench;
            _input = input;
            _clients = clients;
            if (input == null)
            {
                _bench.Now += 100;
            }
            else
            {
                input.Tell();
            }

            _bench.Turn();
            for (int i = 0; i < clients.Length; i++)
            {
                _size = _bench.Receive(clients[i]);
                if (_size == 0)
                {
                    throw new InvalidOperationException(Name);
                }
            }
        }

        public override void Run()
        {
            if (_input == null)
            {
                _bench.Now += 100;
            }
            else
            {
                _input.Tell();
            }

            _bench.Turn();
            for (int i = 0; i < _clients.Length; i++)
            {
                _bench.Receive(_clients[i]);
            }
        }

        public override void Surround()
        {
            for (int i = 0; i < _clients.Length; i++)
            {
                _bench.Line.Download(_size);
            }
        }
    }

    internal sealed class ReadUnit : Unit
    {
        private readonly Board _board = BenchBoards.WithEight();
        private long _now;

        public ReadUnit(string name)
            : base(name, 20)
        {
        }

        public override void Run()
        {
            _board.Read(_now++);
        }
    }

    internal sealed class EncodeUnit : Unit
    {
        private readonly PreparedMessage _message = new PreparedMessage(512);
        private readonly Board _board = BenchBoards.WithEight();
        private readonly MessageFormat _format;
        private long _sequence;

        public EncodeUnit(string name, MessageFormat format)
            : base(name, 20)
        {
            _format = format;
            _board.Read(123456);
        }

        public override void Run()
        {
            _format.WriteSample(_message.Begin(), _board, -1, 1200 + _sequence, 123456 + _sequence);
            _message.End(_format.Type);
            _sequence++;
        }
    }

    internal sealed class HistoryUnit : Unit
    {
        private const int Interval = 1000;

        private readonly Board _board = BenchBoards.WithEight();
        private readonly History _history;
        private long _now;

        public HistoryUnit(string name)
            : base(name, 20)
        {
            _history = new History(_board, 60, Interval);
        }

        public override void Run()
        {
            _now += Interval;
            _history.Run(_board, _now);
        }

        public override void Surround()
        {
            _now += Interval;
            _board.Read(_now);
        }
    }

    internal sealed class CommandUnit : Unit
    {
        private readonly Bench _bench;
        private readonly MemoryClient _client;
        private readonly byte[] _frame;
        private readonly int _size;

        public CommandUnit(string name, Bench bench, string subprotocol, int first, byte[] command)
            : base(name, 10)
        {
            _bench = bench;
            _frame = Frames.Make(first, command, 0x37FA213D);
            _client = bench.Open("/ws", "Sec-WebSocket-Protocol: " + subprotocol + "\r\n");
            bench.Send(_client, _frame);
            _size = bench.Rest(_client);
            if (_size == 0)
            {
                throw new InvalidOperationException(Name);
            }
        }

        public override void Run()
        {
            _bench.Send(_client, _frame);
            _bench.Turn();
            _bench.Receive(_client);
        }

        public override void Surround()
        {
            _bench.Line.Upload(_frame, _bench.Options.ReceiveBuffer);
            _bench.Line.Download(_size);
        }

        public void End()
        {
            _bench.End(_client);
        }
    }
}
