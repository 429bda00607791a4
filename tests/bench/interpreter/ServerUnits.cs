using System;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench
{
    internal sealed class IdleUnit : Unit
    {
        private readonly Bench _bench;

        public IdleUnit(string name, Bench bench)
            : base(name, 20)
        {
            _bench = bench;
        }

        public override void Run()
        {
            _bench.Turn();
        }
    }

    internal sealed class HandshakeUnit : Unit
    {
        private readonly Bench _bench;
        private readonly MemoryClient _client;
        private readonly byte[] _request = Requests.Upgrade("/echo", "Sec-WebSocket-Version: 13\r\n");
        private readonly int _answer;

        public HandshakeUnit(Bench bench)
            : base("485-byte browser request to 101 queued", 10)
        {
            _bench = bench;
            _client = bench.Connect();
            bench.Send(_client, _request);
            _answer = bench.Rest(_client);
            bench.End(_client);
        }

        public override void Run()
        {
            // One turn parses the head, and the next writes the answer.
            _bench.Connect(_client);
            _bench.Send(_client, _request);
            _bench.Turn();
            _bench.Turn();
            if (_bench.Receive(_client) == 0)
            {
                throw new InvalidOperationException(Name);
            }

            _bench.End(_client);
        }

        public override void Surround()
        {
            _bench.Connect(_client);
            _bench.Turn();
            _bench.Line.Upload(_request, _bench.Options.ReceiveBuffer);
            _bench.Line.Download(_answer);
            _bench.End(_client);
        }
    }

    internal sealed class EchoUnit : Unit
    {
        private readonly Bench _bench;
        private readonly MemoryClient _client;
        private readonly byte[] _frame;
        private readonly int _size;

        public EchoUnit(string name, Bench bench, int first, int count)
            : base(name, count > 1000 ? 4 : 20)
        {
            _bench = bench;
            _frame = Frames.Make(first, count, 0x37FA213D);
            _client = bench.Open("/echo", "");
            bench.Send(_client, _frame);
            _size = bench.Rest(_client);
        }

        public override void Run()
        {
            _bench.Send(_client, _frame);
            int left = _size;
            while (left > 0)
            {
                _bench.Turn();
                left -= _bench.Receive(_client);
            }
        }

        public override void Surround()
        {
            int room = _bench.Options.ReceiveBuffer;
            _bench.Line.Upload(_frame, room);
            for (int left = _frame.Length - room; left > 0; left -= room)
            {
                _bench.Line.Poll(room);
                _bench.Line.Download(room);
            }

            _bench.Line.Download(_size % room);
        }
    }

    internal sealed class RequestUnit : Unit
    {
        private readonly Bench _bench;
        private readonly MemoryClient _client;
        private readonly byte[] _request;
        private readonly int _size;

        /// <summary>Creates a request of Chrome on a persistent connection.</summary>
        public RequestUnit(string name, Bench bench, byte[] request)
            : base(name, 6)
        {
            _bench = bench;
            _request = request;
            _client = bench.Connect();
            bench.Send(_client, _request);
            _size = bench.Rest(_client);
        }

        public override void Run()
        {
            _bench.Send(_client, _request);
            int left = _size;
            while (left > 0)
            {
                _bench.Turn();
                left -= _bench.Receive(_client);
            }
        }

        public override void Surround()
        {
            int room = _bench.Options.SendBuffer;
            _bench.Line.Upload(_request, _bench.Options.ReceiveBuffer);
            for (int left = _size; left > 0; left -= room)
            {
                _bench.Line.Download(left < room ? left : room);
            }
        }

        /// <summary>The cost of a long response is given per KiB, because the page grows.</summary>
        public override int Parts => _size < 2048 ? 1 : (_size + 512) / 1024;

        /// <summary>Ends the connection, so that it does not affect the next unit.</summary>
        public void End()
        {
            _bench.End(_client);
        }
    }
}
