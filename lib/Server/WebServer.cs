using System;
using System.Text;
using System.Threading;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>
    /// The server: one loop that gives every connection its turn. All memory is taken when the server is made; serving a
    /// request, a frame or a task takes none.
    /// </summary>
    public sealed partial class WebServer
    {
        private const int MaximumTasks = 8;

        /// <summary>The loop waits no longer, so that what only time ends does not wait long.</summary>
        internal const int LongestWait = 250;

        // The loop looks after a client that takes its bytes slowly that often.
        private const int SendWait = 10;

        private readonly Transport _transport;

        // Fields, because connections read them, which have none of their own.
        internal readonly ServerOptions _options;
        internal readonly Statistics _statistics = new Statistics();
        private readonly LoopTask[] _tasks = new LoopTask[MaximumTasks];
        private readonly LoopClock _clock = new LoopClock(DateTime.UtcNow.Ticks);
        private Connection[] _connections;
        private int _taskCount;

        // Not 0 when a task or the end has been asked for. Other threads set it.
        private int _asked;
        private bool _stopRequested;

        // When the loop has something to do beside its connections: the earliest of the three below it, or at once.
        private long _due;
        private long _taskDue;
        private long _checkDue;
        private long _stopDue;
        private bool _isTimeToCheck;
        private long _now;
        private int _clients;

        // Slots from there on are free.
        private int _used;

        // Whether a client has not taken all that waits for it since the loop last waited.
        internal bool _isSending;

        /// <summary>Makes a server.</summary>
        /// <param name="transport">Where its connections come from.</param>
        /// <param name="options">Its sizes, limits and times.</param>
        /// <exception cref="ArgumentException">A size is out of its range.</exception>
        public WebServer(Transport transport, ServerOptions options)
        {
            options.Check();
            _transport = transport;
            _options = options;
            Router = new Router(options.MaximumRoutes);
        }

        /// <summary>The options it was made with.</summary>
        public ServerOptions Options => _options;

        /// <summary>Whether its connections cannot be read on the way; see <see cref="Transport.IsSecure"/>.</summary>
        public bool IsSecure => _transport.IsSecure;

        /// <summary>What it has counted.</summary>
        public Statistics Statistics => _statistics;

        /// <summary>Whether <see cref="Stop"/> has been called.</summary>
        public bool IsStopping => _stopRequested;

        /// <summary>The time of the turn the loop is in, in milliseconds: what handlers go by.</summary>
        public long Now => _now;

        /// <summary>How many slots are in use.</summary>
        public int Clients => _clients;

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

        /// <summary>
        /// Has every response carry a field, except those to clients that find no slot. The send buffer must have room for them beside each response's own.
        /// </summary>
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
            task.Attach(this);
            _tasks[_taskCount++] = task;
            _taskDue = 0;
            _due = 0;
        }

        /// <summary>Takes all memory and begins to listen.</summary>
        public void Start()
        {
            // One stream more than slots: on it those who find no slot are told so.
            TransportStream[] streams = _transport.Open(Options.Slots + 1);
            Unmasker unmasker = new Unmasker();
            _connections = new Connection[Options.Slots];
            for (int i = 0; i < _connections.Length; i++)
            {
                _connections[i] = new Connection(this, i, streams[i], unmasker);
            }

            _refusal = new Refusal(streams[Options.Slots], Options.LingerTimeout);
        }

        /// <summary>Serves until <see cref="Stop"/>, and then until every connection has ended. <see cref="Start"/> comes first.</summary>
        [NotInlined]
        public void Run()
        {
            while (true)
            {
                try
                {
                    Loop();
                    return;
                }
                catch (Exception e)
                {
                    // Nothing is known to get here. The slots are as they were, and go on, and so does what had been asked for.
                    _asked = 1;
                    CountException(e);
                    Statistics.LoopRestarts++;
                    Thread.Sleep(1);
                }
            }
        }

        /// <summary>Stops the server: it accepts nobody, closes every WebSocket with 1001 and finishes what it is answering. Any thread may call it.</summary>
        public void Stop()
        {
            _stopRequested = true;
            _asked = 1;
            _transport.Wake();
        }

        /// <summary>Does all that can be done at a time, without waiting: <see cref="Run"/> calls it, and tests with a time of their own.</summary>
        /// <param name="now">Milliseconds; never less than the last time.</param>
        /// <returns>Whether another turn may find more to do.</returns>
        public bool Turn(long now)
        {
            _now = now;
            bool moved = false;
            if (now >= _due || _asked != 0 || _transport._isReadable)
            {
                moved = Attend(now);
            }

            int used = _used;
            Connection[] connections = _connections;
            for (int i = 0; i < used; i++)
            {
                // Most of them have nothing to do in most turns, and are passed over without a call.
                Connection connection = connections[i];
                if (connection._stream._isReadable || !connection._webSocket._isResting)
                {
                    if (connection._phase == Connection.Phase.Free)
                    {
                        continue;
                    }

                    // One that rests again is done. But its handler may have asked for a task, or sent by one that has had its turn.
                    if (TurnConnection(connection, now) && (i > 0 || _asked != 0 || connection._stream._isReadable || !connection._webSocket._isResting))
                    {
                        moved = true;
                    }
                }
                else if (connection._output._end != 0)
                {
                    // Someone else has sent by it, such as a task.
                    connection.Flush(now);
                    moved |= !connection._webSocket._isResting;
                }
            }

            if (_isTimeToCheck)
            {
                moved |= CheckConnections(now);
            }

            return moved;
        }

        /// <summary>Has the connections' times looked at by then, if not before: so that no turn need look at times that are far away.</summary>
        internal void CheckBy(long due)
        {
            if (due < _checkDue)
            {
                _checkDue = due;
                _due = due < _due ? due : _due;
            }
        }

        /// <summary>A task has been asked for. Any thread may call it.</summary>
        internal void RunTasksSoon()
        {
            _asked = 1;
            _transport.Wake();
        }

        /// <summary>A connection has ended.</summary>
        internal void CountOut()
        {
            _clients--;
            while (_used > 0 && _connections[_used - 1]._phase == Connection.Phase.Free)
            {
                _used--;
            }
        }

        /// <summary>Does what is there to do beside the connections' turns, and finds out when there is more.</summary>
        /// <returns>Whether bytes moved.</returns>
        private bool Attend(long now)
        {
            // First, and seen by all threads: what is asked for from now on is done in the next turn.
            bool isAsked = Interlocked.Exchange(ref _asked, 0) != 0;
            if (_stopRequested)
            {
                TurnStop(now);
            }
            else if (_transport._isReadable && now >= _listenDue)
            {
                Accept(now);
            }

            if (isAsked || now >= _taskDue)
            {
                RunTasks(now);
            }

            if (now >= _checkDue)
            {
                _isTimeToCheck = true;
                _checkDue = long.MaxValue;
            }

            long due = _taskDue < _checkDue ? _taskDue : _checkDue;
            _due = _stopDue != 0 && _stopDue < due ? _stopDue : due;
            if (_refusal._isFree)
            {
                return false;
            }

            // It has turns of its own until whoever was refused has gone.
            _due = 0;
            return _refusal.Turn(now);
        }

        [NotInlined]
        private void Loop()
        {
            long woken = _clock.Read(DateTime.UtcNow.Ticks);
            long time = woken;
            while (true)
            {
                bool moved = Turn(time / 1000);
                if (_stopDue != 0 && Clients == 0)
                {
                    return;
                }

                time = _clock.Read(DateTime.UtcNow.Ticks);
                if (!moved)
                {
                    LoopTime = (int)(time - woken);
                    _transport.Wait(TimeToWait(time / 1000));
                    woken = _clock.Read(DateTime.UtcNow.Ticks);
                    time = woken;
                }
            }
        }

        /// <summary>Lets a handler's exception cost its own connection only.</summary>
        private bool TurnConnection(Connection connection, long now)
        {
            try
            {
                return connection.Turn(now);
            }
            catch (Exception e)
            {
                Fault(connection, e, now);
                return true;
            }
        }

        /// <summary>Ends what connections have taken too long for.</summary>
        /// <returns>Whether that was so of any.</returns>
        private bool CheckConnections(long now)
        {
            _isTimeToCheck = false;
            bool moved = false;
            for (int i = 0; i < _used; i++)
            {
                Connection connection = _connections[i];
                if (connection.IsFree)
                {
                    continue;
                }

                Connection.Phase phase = connection._phase;
                bool wasSending = connection.IsSending;
                try
                {
                    CheckBy(connection.CheckTime(now));
                }
                catch (Exception e)
                {
                    Fault(connection, e, now);
                    moved = true;
                }

                moved |= connection._phase != phase || connection.IsSending != wasSending;
            }

            return moved;
        }

        private void Fault(Connection connection, Exception e, long now)
        {
            CountException(e);
            Statistics.HandlerFaults++;
            try
            {
                connection.Fault(now);
            }
            catch (Exception)
            {
                // The handler cannot even take leave of its client.
                FreeConnection(connection);
            }
        }

        private void CountException(Exception e)
        {
            if (e is OutOfMemoryException)
            {
                Statistics.OutOfMemory++;
            }
        }

        /// <summary>Ends a connection, whatever its handler makes of that.</summary>
        private void FreeConnection(Connection connection)
        {
            try
            {
                connection.Free();
            }
            catch (Exception e)
            {
                // The handler is told only once, so that this time nothing throws.
                CountException(e);
                Statistics.HandlerFaults++;
                connection.Free();
            }
        }

        private void RunTasks(long now)
        {
            long next = long.MaxValue;
            for (int i = 0; i < _taskCount; i++)
            {
                LoopTask task = _tasks[i];
                if (task.TakeTurn(now))
                {
                    RunTask(task, now);
                }

                long due = task.Due;
                next = due < next ? due : next;
            }

            _taskDue = next;
        }

        /// <summary>Lets a task's exception cost that run only.</summary>
        private void RunTask(LoopTask task, long now)
        {
            task.Due = now + LongestWait;
            try
            {
                task.Due = task.Run(now);
            }
            catch (Exception e)
            {
                CountException(e);
                Statistics.TaskFaults++;
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
            long wait = _isSending ? SendWait : LongestWait;
            _isSending = false;
            wait = _taskDue - now < wait ? _taskDue - now : wait;
            return wait < 1 ? 1 : (int)wait;
        }
    }
}
