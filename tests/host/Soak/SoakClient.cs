using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Nano.Tests.Host.Http.Differential;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Soak
{
    /// <summary>
    /// Joins, commands, stalls and leaves at random, over and over. It accounts for its commands: on a connection that lives each
    /// gets exactly one answer, in their order.
    /// </summary>
    internal sealed class SoakClient
    {
        private static readonly string[] s_commands =
        {
            "\"cmd\":\"set\",\"channel\":\"led\",\"value\":1", "\"cmd\":\"set\",\"channel\":\"relay\",\"value\":0", "\"cmd\":\"pulse\",\"channel\":\"relay\",\"ms\":30", "\"cmd\":\"interval\",\"ms\":20",
            "\"cmd\":\"interval\",\"ms\":100", "\"cmd\":\"state\"", "\"cmd\":\"history\"", "\"cmd\":\"subscribe\",\"channels\":[\"led\",\"pot\"]", "\"cmd\":\"subscribe\",\"channels\":[\"led\",\"uptime\",\"clients\"]",
            "\"cmd\":\"set\",\"channel\":\"button\",\"value\":1", "\"cmd\":\"nonsense\"", "\"cmd\":\"set\",\"channel\":\"led\",\"value\":2", "\"cmd\":\"pulse\"",
        };

        private readonly int _port;
        private readonly Chance _chance;
        private readonly Gate _gate;
        private readonly Queue<long> _waiting = new Queue<long>();
        private long _id;
        private bool _isClosed;
        private string _last;

        public SoakClient(int port, ulong seed, Gate gate)
        {
            _port = port;
            _chance = new Chance(seed | 1);
            _gate = gate;
        }

        public long Connections { get; private set; }

        public long Refusals { get; private set; }

        public long Sent { get; private set; }

        public long Answered { get; private set; }

        public long Samples { get; private set; }

        public long Requests { get; private set; }

        /// <summary>The first deviation from the protocol, or null.</summary>
        public string Complaint { get; private set; }

        public void Run()
        {
            try
            {
                while (_gate.Pass() && Complaint == null)
                {
                    if (_chance.OneIn(4))
                    {
                        Request();
                    }
                    else
                    {
                        Join();
                    }
                }
            }
            catch (Exception e)
            {
                Complaint = e.ToString();
            }
            finally
            {
                _gate.Leave();
            }
        }

        private void Request()
        {
            using RawClient client = new RawClient(_port);
            client.Send($"GET {_chance.Pick("/", "/api/state", "/metrics", "/nothing", "/api/history")} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            Requests++;
            if (_chance.OneIn(4))
            {
                client.Reset();
                return;
            }

            string answer = Encoding.Latin1.GetString(client.ReadToEnd());
            if (!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal))
            {
                Complaint = "answered: " + answer;
            }
        }

        private void Join()
        {
            using RawClient client = new RawClient(_port);
            client.Send("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            string head = client.ReadHead();
            if (!head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            {
                // Those who have just left may still hold their slots.
                Refusals++;
                Complaint = head.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) ? null : head;
                return;
            }

            Connections++;
            _waiting.Clear();
            _isClosed = false;
            for (int steps = 1 + _chance.Next(40); steps > 0 && Complaint == null && !_gate.IsClosing; steps--)
            {
                switch (_chance.Next(8))
                {
                    case 0: Thread.Sleep(_chance.Next(60)); break;
                    case 1: Ping(client); break;
                    case 2:
                    case 3: ReadOne(client); break;
                    default: Command(client); break;
                }

                while (_waiting.Count > 8 && Complaint == null)
                {
                    ReadOne(client);
                }
            }

            if (Complaint != null)
            {
                return;
            }

            int leaving = _chance.Next(4);
            switch (leaving)
            {
                case 0:
                    // Commands on their way may be lost, and are not counted.
                    Sent -= _waiting.Count;
                    client.Reset();
                    return;
                case 1: client.Finish(); break;
                default: client.Send(Frames.Close(1000)); break;
            }

            // Everything that was sent before is answered before the end.
            try
            {
                while (!_isClosed && Complaint == null)
                {
                    ReadOne(client);
                }
            }
            catch (EndOfStreamException)
            {
                // The answer to FIN.
            }

            if (leaving > 1 && _waiting.Count == 1 && _last.Contains("history", StringComparison.Ordinal))
            {
                // A Close is answered at once, and cuts off what is being sent (RFC 6455 section 5.5.1).
                Sent--;
            }
            else if (_waiting.Count > 0)
            {
                Complaint = Complaint ?? $"{_waiting.Count} commands were never answered, the first of them {_waiting.Peek()}, behind {_last}, and it left by {(leaving < 2 ? "FIN" : "Close")}";
            }
        }

        private void Command(RawClient client)
        {
            _waiting.Enqueue(++_id);
            Sent++;
            string command = "{\"id\":" + _id + "," + _chance.Pick(s_commands) + "}";
            _last = command;
            if (!_chance.OneIn(6))
            {
                client.Send(Frames.Text(command));
                return;
            }

            // In fragments; while another client is in the middle of such a command it is refused as busy.
            int cut = 1 + _chance.Next(command.Length - 1);
            client.Send(Frames.Masked(1, Encoding.ASCII.GetBytes(command[..cut]), false));
            client.Send(Frames.Masked(0, Encoding.ASCII.GetBytes(command[cut..])));
        }

        private static void Ping(RawClient client)
        {
            client.Send(Frames.Masked(9, new byte[] { 1 }));
        }

        private void ReadOne(RawClient client)
        {
            (int opCode, byte[] payload) = client.ReadFrame();
            string text = Encoding.UTF8.GetString(payload);
            if (opCode == 8)
            {
                _isClosed = true;
            }
            else if (opCode == 9)
            {
                client.Send(Frames.Masked(10, payload));
            }
            else if (text.StartsWith("{\"type\":\"sample\"", StringComparison.Ordinal))
            {
                Samples++;
            }
            else if (text.StartsWith("{\"type\":\"ack\"", StringComparison.Ordinal) || text.StartsWith("{\"type\":\"error\"", StringComparison.Ordinal))
            {
                long id = long.Parse(text.AsSpan(text.IndexOf("\"id\":", StringComparison.Ordinal) + 5).ToString().Split(',', '}')[0]);
                if (_waiting.Count == 0 || (id != _waiting.Peek() && !(id == 0 && text.Contains("\"busy\"", StringComparison.Ordinal))))
                {
                    Complaint = $"{text}, when {(_waiting.Count == 0 ? "nothing" : _waiting.Peek())} was waited for";
                    return;
                }

                _waiting.Dequeue();
                Answered++;
            }
        }
    }

    /// <summary>Where clients wait while a measurement is taken, and what ends them.</summary>
    internal sealed class Gate
    {
        private readonly object _lock = new object();
        private readonly int _count;
        private int _waiting;
        private bool _isShut;
        private bool _isOver;

        public Gate(int count)
        {
            _count = count;
        }

        /// <summary>Whether clients should come soon.</summary>
        public bool IsClosing => Volatile.Read(ref _isShut);

        /// <summary>Waits until the gate is open.</summary>
        /// <returns>False when it is over.</returns>
        public bool Pass()
        {
            lock (_lock)
            {
                _waiting++;
                Monitor.PulseAll(_lock);
                while (_isShut && !_isOver)
                {
                    Monitor.Wait(_lock);
                }

                _waiting--;
                return !_isOver;
            }
        }

        /// <summary>A client has gone for good: it counts as waiting.</summary>
        public void Leave()
        {
            lock (_lock)
            {
                _waiting++;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Shuts the gate, and waits until every client is there.</summary>
        public bool Shut()
        {
            lock (_lock)
            {
                _isShut = true;
                while (_waiting < _count)
                {
                    if (!Monitor.Wait(_lock, Until.Patience))
                    {
                        return false;
                    }
                }

                return true;
            }
        }

        public void Open(bool isOver)
        {
            lock (_lock)
            {
                _isOver = isOver;
                _isShut = false;
                Monitor.PulseAll(_lock);
            }
        }
    }
}
