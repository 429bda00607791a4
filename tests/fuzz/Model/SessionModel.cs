using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nano.Tests.Host.Http.Differential;
using Nano.Tests.Support;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Model
{
    /// <summary>
    /// A server with a few slots and its clients. In random steps the clients read, write, ping, close, break rules, leave and let time pass; the server
    /// echoes, streams, broadcasts and closes. For any order the reference (<see cref="ModelClient"/>) predicts the results.
    /// </summary>
    internal sealed class SessionModel
    {
        private const int Slots = 3;

        private readonly Chance _chance;
        private readonly MemoryTransport _transport;
        private readonly WebServer _server;
        private readonly Handler _handler;
        private readonly List<ModelClient> _clients = new List<ModelClient>();
        private readonly PreparedMessage _broadcast = new PreparedMessage(16);
        private readonly bool _hasLeaps;
        private int _connected;
        private int _broadcasts;
        private long _now = 1000;

        private SessionModel(ulong seed)
        {
            _chance = new Chance(seed * 0x9E3779B97F4A7C15 | 1);
            _hasLeaps = _chance.OneIn(2);
            _transport = new MemoryTransport(_chance.OneIn(2) ? 4096 : 150 + _chance.Next(600), 8);
            _server = new WebServer(_transport, new ServerOptions { Slots = Slots, ReceiveBuffer = 256 + _chance.Next(800), SendBuffer = 640 + _chance.Next(800) });
            _handler = new Handler(this);
            _server.MapWebSocket("/ws", _handler);
            _server.Start();
        }

        /// <summary>Runs the steps of a seed. Then all clients leave, and all slots must be free.</summary>
        /// <returns>The first error, or null.</returns>
        public static string Run(ulong seed, int steps)
        {
            try
            {
                SessionModel model = new SessionModel(seed);
                for (int i = 0; i < steps; i++)
                {
                    model.Step();
                }

                model.End();
                return null;
            }
            catch (Exception e)
            {
                return e is InvalidDataException ? e.Message : e.ToString();
            }
        }

        private void Step()
        {
            if (_clients.Count < Slots + 2 && _chance.OneIn(_clients.Count < Slots ? 4 : 40))
            {
                MemoryClient link = _transport.Connect();
                if (link != null)
                {
                    _clients.Add(new ModelClient(_connected++, link, _chance));
                }
            }

            if (_clients.Count > 0)
            {
                StepClient(_clients[_chance.Next(_clients.Count)]);
            }

            switch (_chance.Next(12))
            {
                case 0: Broadcast(); break;
                case 1 when _chance.OneIn(30): CloseOne(); break;
                case 2 when _hasLeaps && _chance.OneIn(12): Leap(); break;
                case 3: _now += _chance.Next(20); break;
            }

            Turn(1 + _chance.Next(2));
        }

        private void StepClient(ModelClient client)
        {
            if (_chance.OneIn(2))
            {
                client.Act();
            }

            if (_chance.OneIn(2))
            {
                client.Write(1 + _chance.Next(_chance.OneIn(3) ? 1500 : 60));
            }

            if (_chance.OneIn(2))
            {
                client.Read(1 + _chance.Next(_chance.OneIn(3) ? 3000 : 60));
            }

            if (_chance.OneIn(250))
            {
                client.Leave();
            }

            if (_hasLeaps && _chance.OneIn(120))
            {
                // The client stays connected and sends nothing more.
                client.Answers = false;
            }

            Drop(client);
        }

        /// <summary>Removes a client that has finished.</summary>
        private void Drop(ModelClient client)
        {
            if (client.Link.IsClosed && ((client.IsGone && !client.HasFinished) || client.Read(4096) == 0))
            {
                CheckEnd(client);
                _clients.Remove(client);
            }
        }

        private void CheckEnd(ModelClient client)
        {
            Require(client.Closed.Count == client.Opened && client.Opened <= 1, $"client {client.Number}: opened {client.Opened} times, closed {client.Closed.Count}");
            Require(!client.IsRefused || client.Opened == 0, $"client {client.Number}: refused and opened");
            if (client.IsOwed)
            {
                client.CheckComplete();
            }

            foreach (int status in client.Closed)
            {
                Require(client.Statuses.Contains(status), $"client {client.Number}: closed with {status}; {string.Join(' ', client.Statuses)} were expected");
            }
        }

        private void Broadcast()
        {
            _broadcasts++;
            ByteWriter writer = _broadcast.Begin();
            writer.Write(ModelClient.Broadcast);
            for (int shift = 24; shift >= 0; shift -= 8)
            {
                writer.Write((byte)(_broadcasts >> shift));
            }

            _broadcast.End(MessageType.Binary);
            foreach (WebSocket webSocket in _handler.Open)
            {
                webSocket?.TrySend(_broadcast);
            }
        }

        private void CloseOne()
        {
            int slot = _chance.Next(Slots);
            WebSocket webSocket = _handler.Open[slot];
            if (webSocket != null && webSocket.State == WebSocketState.Open)
            {
                int status = 4000 + _chance.Next(100);
                _handler.Clients[slot].Statuses.Add(status);
                _handler.Clients[slot].IsOwed = false;

                // The client may never answer the Close; it then counts as vanished.
                if (!_handler.Clients[slot].Answers || _hasLeaps)
                {
                    _handler.Clients[slot].Statuses.Add(1006);
                }

                webSocket.Close((CloseStatus)status, "enough", _now);
            }
        }

        /// <summary>Advances the time so far that a time-out is due. A client in the middle of an exchange may lose its connection.</summary>
        private void Leap()
        {
            _now += 500 + _chance.Next(_chance.OneIn(3) ? 30000 : 3000);
            foreach (ModelClient client in _clients)
            {
                client.Statuses.Add(1006);
                client.IsOwed = false;
            }
        }

        private void Turn(int times)
        {
            while (times-- > 0)
            {
                _server.Turn(_now);
            }

            Require(_server.Statistics.Faults == 0, "a handler threw");
            Require(_server.Clients <= Slots, $"{_server.Clients} slots are in use");
            Require(_handler.Lost == 0, "an echo did not fit into its reserved space");
        }

        /// <summary>All clients complete their exchanges and leave in one of the possible ways.</summary>
        private void End()
        {
            for (int i = 0; i < 400; i++)
            {
                foreach (ModelClient client in _clients.ToArray())
                {
                    client.Write(4096);
                    client.Read(4096);
                    Drop(client);
                }

                Turn(2);
            }

            foreach (ModelClient client in _clients.ToArray())
            {
                if (client.Opened == 1 && !client.IsDone && client.Closed.Count == 0)
                {
                    Require(client.IsFlushed, $"client {client.Number}: the server stops reading");
                    client.CheckComplete();
                }

                if (client.IsDone || _chance.OneIn(2))
                {
                    client.Leave();
                }
                else
                {
                    client.Close();
                }
            }

            for (int i = 0; i < 400 && _clients.Count > 0; i++)
            {
                foreach (ModelClient client in _clients.ToArray())
                {
                    client.Write(4096);
                    client.Read(4096);
                    Drop(client);
                }

                Turn(2);
                if (i > 200)
                {
                    Leap();
                }
            }

            Require(_clients.Count == 0, $"{_clients.Count} clients are never disconnected");
            Require(_server.Clients == 0, $"{_server.Clients} slots are never freed");
            Require(_handler.Open.All(open => open == null), "a connection was never closed");

            // As many clients as slots are accepted, and the next is refused.
            for (int i = 0; i <= Slots; i++)
            {
                _clients.Add(new ModelClient(_connected++, _transport.Connect(), _chance));
                for (int turns = 0; turns < 50; turns++)
                {
                    _clients[i].Write(4096);
                    Turn(1);
                    _clients[i].Read(4096);
                }

                Require(_clients[i].IsRefused == (i == Slots) && _clients[i].Opened == (i == Slots ? 0 : 1), $"new client {i} of {Slots} slots: refused {_clients[i].IsRefused}");
            }
        }

        private ModelClient Find(int number)
        {
            return _clients.Single(client => client.Number == number);
        }

        private static void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new InvalidDataException(otherwise);
            }
        }

        /// <summary>Echoes messages. For the message S and a length it sends a stream of that length.</summary>
        private sealed class Handler : WebSocketHandler
        {
            private readonly SessionModel _model;
            private readonly byte[][] _streams = new byte[Slots][];
            private readonly int[] _positions = new int[Slots];

            public Handler(SessionModel model)
            {
                _model = model;
            }

            public WebSocket[] Open { get; } = new WebSocket[Slots];

            public ModelClient[] Clients { get; } = new ModelClient[Slots];

            public int Lost { get; private set; }

            public override int WholeFrame => 8;

            public override void OnOpening(OpeningHandshake handshake)
            {
                Clients[handshake.Slot] = _model.Find(int.Parse(handshake.Request.GetString(handshake.Request.QueryOffset, handshake.Request.QueryCount)));
            }

            public override void OnOpened(WebSocket webSocket)
            {
                Clients[webSocket.Slot].Opened++;
                Open[webSocket.Slot] = webSocket;
                _streams[webSocket.Slot] = null;
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (first && last && type == MessageType.Text && count > 0 && buffer[offset] == ModelClient.Stream)
                {
                    _streams[webSocket.Slot] = ModelClient.Streamed(int.Parse(Encoding.ASCII.GetString(buffer, offset + 1, count - 1)));
                    _positions[webSocket.Slot] = 0;
                    webSocket.WantsToSend = true;
                }
                else if (!webSocket.SendPiece(type, buffer, offset, count, first, last))
                {
                    Lost++;
                }
            }

            public override void OnWritable(WebSocket webSocket)
            {
                byte[] bytes = _streams[webSocket.Slot];
                int at = _positions[webSocket.Slot];
                int count = Math.Min(webSocket.Room, bytes.Length - at);
                bool isLast = at + count == bytes.Length;
                if (!webSocket.SendPiece(MessageType.Binary, bytes, at, count, at == 0, isLast))
                {
                    Lost++;
                }

                _positions[webSocket.Slot] = at + count;
                webSocket.WantsToSend = !isLast;
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                Open[webSocket.Slot] = null;
                Clients[webSocket.Slot].Closed.Add((int)status);
            }
        }
    }
}
