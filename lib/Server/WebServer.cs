using System;
using System.Text;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// The server: one loop that gives every connection its turn. All memory is taken when the server is made; serving a
    /// request, a frame or a task takes none.
    /// </summary>
    public sealed class WebServer
    {
        private const int MaximumTasks = 8;

        // The loop looks after connections' times this often, and after a client that takes its bytes slowly that often.
        private const int LongestWait = 250;
        private const int SendWait = 10;

        private readonly Transport _transport;
        private readonly LoopTask[] _tasks = new LoopTask[MaximumTasks];
        private readonly LoopClock _clock = new LoopClock();
        private Connection[] _connections;
        private Refusal _refusal;
        private int _taskCount;
        private bool _stopRequested;
        private long _stopDue;

        /// <summary>Makes a server.</summary>
        /// <param name="transport">Where its connections come from.</param>
        /// <param name="options">Its sizes, limits and times.</param>
        /// <exception cref="ArgumentException">A size is out of its range.</exception>
        public WebServer(Transport transport, ServerOptions options)
        {
            if (options.Slots < 1 || options.Slots > 64)
            {
                throw new ArgumentException("Slots: 1 to 64.");
            }

            if (options.ReceiveBuffer < 256 || options.ReceiveBuffer > 32767)
            {
                throw new ArgumentException("ReceiveBuffer: 256 to 32767 bytes.");
            }

            if (options.SendBuffer < 640 || options.SendBuffer > 32767)
            {
                throw new ArgumentException("SendBuffer: 640 to 32767 bytes.");
            }

            _transport = transport;
            Options = options;
            Router = new Router(options.MaximumRoutes);
        }

        /// <summary>The options it was made with.</summary>
        public ServerOptions Options { get; }

        /// <summary>What it has counted.</summary>
        public Statistics Statistics { get; } = new Statistics();

        /// <summary>Whether <see cref="Stop"/> has been called.</summary>
        public bool IsStopping => _stopRequested;

        /// <summary>The time of the turn the loop is in, in milliseconds: what handlers go by.</summary>
        public long Now { get; private set; }

        /// <summary>How many slots are in use.</summary>
        public int Clients { get; private set; }

        /// <summary>How long the loop was last busy between two waits, in microseconds.</summary>
        public int LoopTime { get; private set; }

        /// <summary>The bytes of all slots' buffers together: what the server takes beside a few hundred bytes of state a slot.</summary>
        public int BufferMemory => Options.Slots * (Options.ReceiveBuffer + Options.SendBuffer);

        /// <summary>
        /// The hosts that requests may ask for; others are answered 421. Null, the default, lets all pass: a server that browsers in its own
        /// network use should have one, or DNS rebinding makes the pages of anybody its own.
        /// </summary>
        public HostPolicy Hosts { get; set; }

        /// <summary>
        /// The origins whose pages may send what is not safe (RFC 9110 section 9.2.1) and open WebSockets; others are answered 403. By default the
        /// server's own. Pages of origins allowed beside it may read responses too (CORS). Null lets all pass.
        /// </summary>
        public OriginPolicy Origins { get; set; } = new OriginPolicy();

        /// <summary>Decides who may do what; null lets everybody.</summary>
        public Gate Gate { get; set; }

        internal byte[] Fields { get; private set; }

        internal Router Router { get; }

        internal DateField Date { get; } = new DateField();

        internal OpeningHandshake Handshake { get; } = new OpeningHandshake();

        /// <summary>Says what a path stands for; see <see cref="Router.Map"/>.</summary>
        public void Map(string template, Resource resource)
        {
            Router.Map(template, resource);
        }

        /// <summary>Says that a path is a WebSocket.</summary>
        public void MapWebSocket(string template, WebSocketHandler handler)
        {
            Router.Map(template, new WebSocketResource(handler));
        }

        /// <summary>Says that a path is a WebSocket, and what it takes to open it.</summary>
        public void MapWebSocket(string template, WebSocketHandler handler, Right right)
        {
            Router.Map(template, new WebSocketResource(handler) { Right = right });
        }

        /// <summary>Has every response carry a field. The send buffer must have room for them beside each response's own.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">ASCII text without control characters.</param>
        public void AddField(string name, string value)
        {
            byte[] line = Encoding.UTF8.GetBytes(name + ": " + value + "\r\n");
            byte[] fields = new byte[(Fields == null ? 0 : Fields.Length) + line.Length];
            if (Fields != null)
            {
                Array.Copy(Fields, fields, Fields.Length);
            }

            Array.Copy(line, 0, fields, fields.Length - line.Length, line.Length);
            Fields = fields;
        }

        /// <summary>Begins to close a connection's WebSocket; does nothing when it is none.</summary>
        /// <param name="slot">The connection's slot.</param>
        /// <param name="status">Why, see <see cref="WebSocket.Close"/>.</param>
        /// <param name="reason">Why in words: at most 123 ASCII characters.</param>
        public void CloseWebSocket(int slot, CloseStatus status, string reason)
        {
            _connections[slot].CloseWebSocket(status, reason, Now);
        }

        /// <summary>Adds work for the loop.</summary>
        public void AddTask(LoopTask task)
        {
            task.Attach(_transport);
            _tasks[_taskCount++] = task;
        }

        /// <summary>Takes all memory and begins to listen.</summary>
        public void Start()
        {
            // One stream more than slots: on it those who find no slot are told so.
            TransportStream[] streams = _transport.Open(Options.Slots + 1);
            _connections = new Connection[Options.Slots];
            for (int i = 0; i < _connections.Length; i++)
            {
                _connections[i] = new Connection(this, i, streams[i]);
            }

            _refusal = new Refusal(streams[Options.Slots], Options.LingerTimeout);
        }

        /// <summary>Serves until <see cref="Stop"/>, and then until every connection has ended. <see cref="Start"/> comes first.</summary>
        public void Run()
        {
            long woken = _clock.Read();
            long time = woken;
            while (true)
            {
                bool moved = Turn(time / 1000);
                if (_stopDue != 0 && Clients == 0)
                {
                    return;
                }

                time = _clock.Read();
                if (!moved)
                {
                    LoopTime = (int)(time - woken);
                    _transport.Wait(TimeToWait(time / 1000));
                    woken = _clock.Read();
                    time = woken;
                }
            }
        }

        /// <summary>Stops the server: it accepts nobody, closes every WebSocket with 1001 and finishes what it is answering. Any thread may call it.</summary>
        public void Stop()
        {
            _stopRequested = true;
            _transport.Wake();
        }

        /// <summary>Does all that can be done at a time, without waiting: <see cref="Run"/> calls it, and tests with a time of their own.</summary>
        /// <param name="now">Milliseconds; never less than the last time.</param>
        /// <returns>Whether bytes moved, so that another turn may find more to do.</returns>
        public bool Turn(long now)
        {
            Now = now;
            if (_stopRequested)
            {
                TurnStop(now);
            }
            else
            {
                Accept(now);
            }

            for (int i = 0; i < _taskCount; i++)
            {
                if (_tasks[i].TakeTurn(now))
                {
                    RunTask(_tasks[i], now);
                }
            }

            bool moved = false;
            int clients = 0;
            for (int i = 0; i < _connections.Length; i++)
            {
                Connection connection = _connections[i];
                if (!connection.IsFree)
                {
                    moved |= TurnConnection(connection, now);
                    if (connection.IsFree)
                    {
                        // Someone may be waiting for the slot.
                        moved = true;
                    }
                    else
                    {
                        clients++;
                    }
                }
            }

            if (!_refusal.IsFree)
            {
                moved |= _refusal.Turn(now);
            }

            Clients = clients;
            return moved;
        }

        /// <summary>Lets a handler's exception cost its own connection only.</summary>
        private bool TurnConnection(Connection connection, long now)
        {
            try
            {
                return connection.Turn(now);
            }
            catch (Exception)
            {
                Statistics.Faults++;
            }

            try
            {
                connection.Fault(now);
            }
            catch (Exception)
            {
                // The handler cannot even take leave of its client.
                connection.Free();
            }

            return true;
        }

        /// <summary>Ends a connection, whatever its handler makes of that.</summary>
        private void FreeConnection(Connection connection)
        {
            try
            {
                connection.Free();
            }
            catch (Exception)
            {
                // The handler is told only once, so that this time nothing throws.
                Statistics.Faults++;
                connection.Free();
            }
        }

        /// <summary>Lets a task's exception cost that run only.</summary>
        private void RunTask(LoopTask task, long now)
        {
            task.Due = now + LongestWait;
            try
            {
                task.Due = task.Run(now);
            }
            catch (Exception)
            {
                Statistics.Faults++;
            }
        }

        private void Accept(long now)
        {
            bool isFull = true;
            for (int i = 0; i < _connections.Length; i++)
            {
                Connection connection = _connections[i];
                if (!connection.IsFree)
                {
                    continue;
                }

                if (!connection.Stream.IsFree)
                {
                    // Its last client has just left: whoever waits gets it as soon as the stream is free.
                    isFull = false;
                    continue;
                }

                if (!_transport.Accept(connection.Stream))
                {
                    return;
                }

                Statistics.Connections++;
                connection.Begin(now);
            }

            if (isFull && _refusal.IsFree && _refusal.Stream.IsFree && _transport.Accept(_refusal.Stream))
            {
                Statistics.Refused++;
                _refusal.Begin(now);
            }
        }

        private void TurnStop(long now)
        {
            if (_stopDue == 0)
            {
                _transport.Close();
                _refusal.Free();
                _stopDue = now + Options.WebSocket.CloseTimeout;
                for (int i = 0; i < _connections.Length; i++)
                {
                    _connections[i].Stop(now);
                }
            }
            else if (now >= _stopDue)
            {
                for (int i = 0; i < _connections.Length; i++)
                {
                    if (!_connections[i].IsFree)
                    {
                        FreeConnection(_connections[i]);
                    }
                }
            }
        }

        private int TimeToWait(long now)
        {
            long wait = LongestWait;
            for (int i = 0; i < _taskCount; i++)
            {
                long due = _tasks[i].Due;
                if (due - now < wait)
                {
                    wait = due - now;
                }
            }

            for (int i = 0; i < _connections.Length; i++)
            {
                if (wait > SendWait && !_connections[i].IsFree && _connections[i].IsSending)
                {
                    wait = SendWait;
                }
            }

            return wait < 1 ? 1 : (int)wait;
        }
    }
}
