using System;
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
        /// <summary>The version of the library, major.minor.patch (Semantic Versioning). Packages, assemblies and the firmware take it from here.</summary>
        public const string Version = "0.1.0";

        private readonly Transport _transport;

        // Fields, because connections read them, which have none of their own.
        internal readonly HttpService _service;
        internal readonly ServerOptions _options;
        internal readonly Statistics _statistics = new Statistics();
        private LoopTask[] _tasks;
        private readonly LoopClock _clock = new LoopClock(DateTime.UtcNow.Ticks);
        private Connection[] _connections;
        private int _taskCount;

        /// <summary>Makes a server.</summary>
        /// <param name="transport">Where its connections come from.</param>
        /// <param name="options">Its sizes, limits and times.</param>
        /// <exception cref="ArgumentException">A size is out of its range.</exception>
        public WebServer(Transport transport, ServerOptions options)
        {
            if (transport == null || options == null)
            {
                throw new ArgumentNullException(transport == null ? "transport" : "options");
            }

            options.Check();
            _transport = transport;
            _options = options;
            _tasks = new LoopTask[options.MaximumTasks];
            _service = new HttpService(options, _statistics) { IsSecure = transport.IsSecure };
        }

        /// <summary>
        /// Is told of each exception that a handler, a task or the loop itself throws. Null, the default, writes it to the standard error stream on the desktop; on a device
        /// the runtime prints every exception.
        /// </summary>
        public ErrorHandler OnError { get; set; }

        /// <summary>The options it was made with.</summary>
        public ServerOptions Options => _options;

        /// <summary>Whether its connections cannot be read on the way; see <see cref="Transport.IsSecure"/>.</summary>
        public bool IsSecure => _service.IsSecure;

        /// <summary>What it has counted.</summary>
        public Statistics Statistics => _statistics;

        /// <summary>Whether <see cref="Stop"/> has been called.</summary>
        public bool IsStopping => _service._isStopping;

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
        public HostPolicy Hosts
        {
            get => _service.Hosts;
            set => _service.Hosts = value;
        }

        /// <summary>See <see cref="HttpService.Portal"/>. Default null.</summary>
        public string Portal
        {
            get => _service.Portal;
            set => _service.Portal = value;
        }

        /// <summary>
        /// The origins whose pages may send what is not safe (RFC 9110 section 9.2.1) and open WebSockets; others are answered 403. By default the
        /// server's own. Pages of origins allowed beside it may read responses too (CORS). Null lets all pass.
        /// </summary>
        public OriginPolicy Origins
        {
            get => _service.Origins;
            set => _service.Origins = value;
        }

        /// <summary>Has requests for some paths be refused in JSON; null, the default, refuses all with a line of text.</summary>
        public RefusalFormat Refusals
        {
            get => _service.Refusals;
            set => _service.Refusals = value;
        }

        /// <summary>Decides who may do what; null lets everybody.</summary>
        public Gate Gate
        {
            get => _service.Gate;
            set => _service.Gate = value;
        }

        /// <summary>Maps a path to a resource.</summary>
        /// <param name="template">The path, see <see cref="Router.Map"/>.</param>
        /// <param name="resource">The resource that answers requests for it.</param>
        /// <exception cref="ArgumentException">The template is malformed, or another route matches the same paths.</exception>
        /// <exception cref="InvalidOperationException">There are <see cref="HttpOptions.MaximumRoutes"/> already.</exception>
        public void Map(string template, Resource resource)
        {
            _service.Router.Map(template, resource);
        }

        /// <summary>Maps a path to a WebSocket that takes <see cref="Right.Read"/> to open.</summary>
        /// <param name="template">The path, see <see cref="Router.Map"/>.</param>
        /// <param name="handler">The handler of its connections.</param>
        /// <exception cref="ArgumentException">As <see cref="Map"/>; or the handler needs a larger receive buffer or was made for fewer slots.</exception>
        public void MapWebSocket(string template, WebSocketHandler handler)
        {
            MapWebSocket(template, handler, Right.Read);
        }

        /// <summary>Maps a path to a WebSocket.</summary>
        /// <param name="template">The path, see <see cref="Router.Map"/>.</param>
        /// <param name="handler">The handler of its connections.</param>
        /// <param name="right">The right that it takes to open one, where the server has a <see cref="Gate"/>.</param>
        /// <exception cref="ArgumentException">As <see cref="Map"/>; or the handler needs a larger receive buffer or was made for fewer slots.</exception>
        public void MapWebSocket(string template, WebSocketHandler handler, Right right)
        {
            if (handler is WholeMessageHandler whole && whole.Slots < _options.Slots)
            {
                throw new ArgumentException("The handler of " + template + " was made for " + whole.Slots.ToString() + " slots, and the server has " + _options.Slots.ToString() + ".");
            }

            _service.Router.Map(template, new WebSocketResource(handler, _service) { Right = right });
        }

        /// <summary>
        /// Has every response carry a field, except those to clients that find no slot. The send buffer must have room for them beside each response's own.
        /// </summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Text without control characters.</param>
        /// <exception cref="ArgumentException">The name is no token, the value has control characters, or the fields leave less than 320 bytes of the send buffer.</exception>
        public void AddField(string name, string value)
        {
            _service.AddField(name, value, _options.SendBuffer - 320);
        }

        /// <summary>Has request fields of a name be kept for resources that read them; see <see cref="HttpService.KeepField"/>.</summary>
        /// <param name="lowercaseName">A token in lower case.</param>
        /// <exception cref="ArgumentException">It is no token in lower case.</exception>
        public void KeepField(string lowercaseName)
        {
            _service.KeepField(lowercaseName);
        }

        /// <summary>Begins to close a connection's WebSocket; does nothing when it is none.</summary>
        /// <param name="slot">The connection's slot.</param>
        /// <param name="status">Why, see <see cref="WebSocket.Close"/>.</param>
        /// <param name="reason">Why in words: at most 123 bytes of UTF-8.</param>
        /// <exception cref="InvalidOperationException">The server has not been started.</exception>
        public void CloseWebSocket(int slot, CloseStatus status, string reason)
        {
            CheckStarted("CloseWebSocket");
            _connections[slot]._webSocket.Close(status, reason, _now);
        }

        /// <summary>Adds work for the loop.</summary>
        /// <param name="task">The work. It can be added once, to one server.</param>
        /// <exception cref="InvalidOperationException">There are <see cref="ServerOptions.MaximumTasks"/> already, or the task has been added before.</exception>
        public void AddTask(LoopTask task)
        {
            if (_taskCount == _tasks.Length)
            {
                throw new InvalidOperationException("The server has " + _options.MaximumTasks.ToString() + " tasks: raise ServerOptions.MaximumTasks.");
            }

            task.Attach(this);
            _tasks[_taskCount++] = task;
            _taskDue = 0;
            _due = 0;
        }

        /// <summary>Adds a task of the server's own, which takes no place of the program's.</summary>
        private void AddInternalTask(LoopTask task)
        {
            LoopTask[] tasks = new LoopTask[_tasks.Length + 1];
            Array.Copy(_tasks, tasks, _taskCount);
            _tasks = tasks;
            AddTask(task);
        }

        /// <summary>Takes all memory and begins to listen.</summary>
        /// <exception cref="InvalidOperationException">The server has been started before.</exception>
        public void Start()
        {
            if (_connections != null)
            {
                throw new InvalidOperationException("The server has been started: a server is started once.");
            }

            // One stream more than slots: on it those who find no slot are told so.
            TransportStream[] streams = _transport.Open(Options.Slots + 1);
            Unmasker unmasker = new Unmasker();
            Connection[] connections = new Connection[Options.Slots];
            for (int i = 0; i < connections.Length; i++)
            {
                connections[i] = new Connection(this, i, streams[i], unmasker);
            }

            _refusal = new Refusal(streams[Options.Slots], _service, Options.LingerTimeout);
            _connections = connections;
        }

        /// <summary>Serves until <see cref="Stop"/>, and then until every connection has ended.</summary>
        /// <exception cref="InvalidOperationException">The server has not been started.</exception>
        [NotInlined]
        public void Run()
        {
            CheckStarted("Run");
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
                    Statistics.LoopRestarts++;
                    Report(NoSlot, e);
                    Thread.Sleep(1);
                }
            }
        }

        /// <summary>Stops the server: it accepts nobody, closes every WebSocket with 1001 and finishes what it is answering. Any thread may call it.</summary>
        public void Stop()
        {
            _service.IsStopping = true;
            _asked = 1;
            _transport.Wake();
        }

        private void CheckStarted(string member)
        {
            if (_connections == null)
            {
                throw new InvalidOperationException("Call Start before " + member + ".");
            }
        }
    }
}
