using System;
using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Pages;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Firmware.Web;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// The device: a board's channels behind a web server. It serves the dashboard at /, samples and commands at /ws, the
    /// samples alone at /events, JSON at /api/state, /api/history, /api/channels and /api/channels/{id}, and figures for Prometheus at /metrics.
    /// </summary>
    public sealed class Device : IChannelHost
    {
        /// <summary>The version of this firmware.</summary>
        public const string Version = WebServer.Version;

        private readonly WebContext _context;
        private BrokerClient _broker;
        private string _host;

        /// <summary>Makes a device, and takes its memory.</summary>
        /// <param name="board">Its channels. No channel can be added to it any more.</param>
        /// <param name="transport">Where connections come from.</param>
        /// <param name="serverOptions">The server's sizes, limits and times.</param>
        /// <param name="deviceOptions">What it is called and how it behaves.</param>
        /// <exception cref="ArgumentException">An option is out of its range, or the send buffer is too small for a sample of all channels.</exception>
        public Device(Board board, Transport transport, ServerOptions serverOptions, DeviceOptions deviceOptions)
        {
            if (deviceOptions.History < 0 || deviceOptions.History > 10000 || deviceOptions.HistoryInterval < 100 || deviceOptions.HistoryInterval > 3600000)
            {
                throw new ArgumentException("History: 0 to 10000 samples, 100 to 3600000 ms apart.");
            }

            if (serverOptions.ReceiveBuffer < CommandReader.MaximumLength)
            {
                throw new ArgumentException("ReceiveBuffer: a command needs 512 bytes.");
            }

            if (deviceOptions.Interval < Dispatcher.MinimumInterval || deviceOptions.Interval > Dispatcher.MaximumInterval)
            {
                throw new ArgumentException("Interval: 20 to 60000 ms.");
            }

            if (deviceOptions.GreetingDelay < 0 || deviceOptions.GreetingDelay > 1000)
            {
                throw new ArgumentException("GreetingDelay: 0 to 1000 ms.");
            }

            WebContext context = new WebContext();
            _context = context;
            context.Server = new WebServer(transport, serverOptions);
            context.Board = board;
            context.Interval = deviceOptions.Interval;
            context.GreetingDelay = deviceOptions.GreetingDelay;
            context.Dispatcher = new Dispatcher(board);
            context.Identity = new Identity(deviceOptions.Name, Version, deviceOptions.Id);
            context.Json = new JsonFormat(context.Dispatcher.Json, board, deviceOptions.KeepsText);
            context.Cbor = deviceOptions.Cbor ? new CborFormat() : null;
            context.Assembler = new CommandAssembler();
            Subscriber[] subscribers = new Subscriber[serverOptions.Slots];
            for (int i = 0; i < subscribers.Length; i++)
            {
                subscribers[i] = new Subscriber(context);
            }

            context.Telemetry = new TelemetryTask(board, subscribers, context.Json, deviceOptions.History, deviceOptions.HistoryInterval);
            board.Attach(this);
            int needed = LeastSendBuffer(board);
            if (serverOptions.SendBuffer < needed)
            {
                throw new ArgumentException("SendBuffer: a sample of this board needs " + needed.ToString() + " bytes.");
            }

            Server.Refusals = new ApiRefusals();
            AddAccess(deviceOptions, serverOptions.Slots);
            AddResources(subscribers, deviceOptions);
        }

        /// <summary>Its channels.</summary>
        public Board Board => _context.Board;

        /// <summary>Its server; more routes and tasks may be added before <see cref="Start"/>.</summary>
        public WebServer Server => _context.Server;

        /// <summary>Executes commands, wherever they come from.</summary>
        public Dispatcher Dispatcher => _context.Dispatcher;

        /// <summary>Whether there is a setup page at /setup, as while the board is an access point: /api/state then says so. Default false.</summary>
        public bool HasSetup
        {
            get => _context.HasSetup;
            set => _context.HasSetup = value;
        }

        /// <summary>What the start had to do otherwise than the settings ask for: shown at /api/state. Default none.</summary>
        public StartNotice[] Notices
        {
            get => _context.Notices;
            set => _context.Notices = value;
        }

        /// <summary>The connection with an MQTT broker; null when there is none.</summary>
        public BrokerClient Broker => _broker;

        /// <summary>The board's Wi-Fi, whose figures /api/state and /metrics show; null, the default, for none.</summary>
        public Radio Radio
        {
            get => _context.Radio;
            set => _context.Radio = value;
        }

        /// <summary>Why the board has started, as /api/state and /metrics tell it. Default power.</summary>
        public string ResetReason
        {
            get => _context.ResetReason;
            set => _context.ResetReason = value;
        }

        /// <summary>The board's last messages, which /api/log tells; null, the default, for none.</summary>
        public MessageLog Log { get; private set; }

        /// <summary>What it is called.</summary>
        public Identity Identity => _context.Identity;

        /// <summary>The access control; null when every client may do everything.</summary>
        internal AccessGate Gate => _context.Gate;

        /// <summary>Holds the content of a response while it is sent.</summary>
        internal ByteWriter Content => _context.Content;

        /// <summary>Writes messages in nano.v1.json.</summary>
        internal JsonFormat Json => _context.Json;

        /// <summary>Writes messages in nano.v1.cbor; null when the device does not offer it.</summary>
        internal CborFormat Cbor => _context.Cbor;

        /// <summary>Samples, events and history.</summary>
        internal TelemetryTask Telemetry => _context.Telemetry;

        int IChannelHost.Connections => Server.Clients;

        int IChannelHost.Listeners => _context.Telemetry.Listeners;

        long IChannelHost.Dropped => _context.Telemetry.Dropped + _context.Telemetry.EventsDropped;

        int IChannelHost.LoopTime => Server.LoopTime;

        /// <summary>Connects the board with an MQTT broker, from <see cref="Run"/> on. It is called once at most, before <see cref="Start"/>.</summary>
        /// <param name="broker">The connection.</param>
        public void AddBroker(BrokerClient broker)
        {
            _broker = broker;
            _context.Broker = broker.Status;
            Server.AddTask(broker);
        }

        /// <summary>The least send buffer for a board: a sample of all its channels, beside the room kept for answers, must fit.</summary>
        /// <param name="board">The board, complete.</param>
        public static int LeastSendBuffer(Board board)
        {
            return TelemetryTask.FrameHeader + JsonFormat.LongestOf(board) + WebSocket.ControlReserve + WebSocket.ReplyReserve;
        }

        /// <summary>Begins to listen.</summary>
        public void Start()
        {
            Server.Start();
        }

        /// <summary>Serves until <see cref="Stop"/>; then outputs take their safe values. <see cref="Start"/> comes first.</summary>
        [NotInlined]
        public void Run()
        {
            try
            {
                Server.Run();
            }
            finally
            {
                Board.Stop();
            }
        }

        /// <summary>Has the loop look after channels and samples at once. Any thread may call it: interrupts do.</summary>
        public void RunSoon()
        {
            _context.RunSoon();
        }

        void IChannelHost.NoteEvent()
        {
            Board._hasEvents = true;
            _broker?.RunSoon();
        }

        /// <summary>
        /// The board has this name in the local network now: it may be asked for by it, with and without .local and the other domains behind it,
        /// and no longer by the name that it had before. Only on the loop, or before <see cref="Start"/>.
        /// </summary>
        /// <exception cref="ArgumentException">It is not a label (RFC 1123 section 2.1), or it is localhost.</exception>
        public void SetHost(string host)
        {
            byte[] name = Encoding.UTF8.GetBytes(host);
            if (!HostNames.IsLabel(name, 0, name.Length) || host == "localhost")
            {
                throw new ArgumentException("Host: 1 to 63 letters, digits and '-', which is neither the first nor the last; not localhost.");
            }

            Server.Hosts.HostName = host;
            _host = host;
        }

        /// <summary>Serves messages at /api/log, with those of exceptions (<see cref="FaultLog"/>). Before <see cref="Start"/>.</summary>
        /// <param name="log">The messages.</param>
        public void ServeLog(MessageLog log)
        {
            Log = log;
            log.Server = Server;
            Server.OnError = new FaultLog(Server, log).Report;
            Server.Map("/api/log", new LogResource(log, Server));
        }

        /// <summary>Goes by options that have been changed, as far as that takes no restart: name, interval, hosts, origins, password and open reading. Only on the loop.</summary>
        /// <param name="options">The options; those that take a restart are not looked at.</param>
        /// <param name="slot">The slot of the client that has changed them, which need not sign in again.</param>
        /// <param name="hasNewPassword">Whether the password is another than before.</param>
        public void Apply(DeviceOptions options, int slot, bool hasNewPassword)
        {
            _context.Interval = options.Interval;
            _context.Identity.Rename(options.Name);
            AccessOptions access = options.Access;
            access.Origins.Observer = Server.Origins.Observer;
            Server.Origins = access.Origins;
            Server.Hosts = access.Hosts;
            Server.Hosts.AllowDomain("local");
            Server.Hosts.HostName = _host;
            AccessGate gate = _context.Gate;
            if (gate == null)
            {
                return;
            }

            gate.OpenReading = access.OpenReading;
            PasswordHash hash = hasNewPassword && gate.Secrets.Verifier != null ? PasswordHash.Parse(access.Password) : null;
            if (hash != null)
            {
                gate.Replace(hash, slot);
            }
        }

        /// <summary>Whether another password takes effect at once: there has been one since the start.</summary>
        public bool HasPassword => _context.Gate != null && _context.Gate.Secrets.Verifier != null;

        /// <summary>Ends <see cref="Run"/>: every WebSocket is closed with 1001. Any thread may call it.</summary>
        public void Stop()
        {
            Server.Stop();
        }

        /// <summary>Sets up what stands before every resource.</summary>
        private void AddAccess(DeviceOptions options, int slots)
        {
            AccessOptions access = options.Access;
            Server.Hosts = access.Hosts;
            Server.Hosts.AllowDomain("local");
            if (options.Host.Length > 0)
            {
                SetHost(options.Host);
            }

            Server.Origins = access.Origins;
            Server.AddField("X-Content-Type-Options", "nosniff");
            Server.AddField("X-Frame-Options", "DENY");
            // With no-referrer browsers send a form's Origin as null, even to where it came from.
            Server.AddField("Referrer-Policy", "same-origin");
            Server.AddField("Cross-Origin-Resource-Policy", "same-origin");
            if (!access.HasSecrets)
            {
                return;
            }

            AccessGate gate = new AccessGate(_context, access, slots);
            _context.Gate = gate;
            Server.Gate = gate;
            Server.AddTask(gate.Sessions);
            Server.AddTask(gate.Secrets);
        }

        private void AddResources(Subscriber[] subscribers, DeviceOptions options)
        {
            WebContext context = _context;
            WebServer server = context.Server;
            server.AddTask(context.Telemetry);
            server.AddTask(context.Assembler);
            SessionResource session = new SessionResource(context);
            if (context.Gate != null)
            {
                context.Gate.Session = session;
            }

            server.Map("/", CreateDashboard());
            server.Map("/assets/{name}", new AssetResource());
            server.Map("/api/session", session);
            server.MapWebSocket("/ws", new DeviceSocket(context, subscribers));
            server.Map("/api/state", new StateResource(context));
            server.Map("/api/channels", new ChannelsResource(context));
            server.Map("/api/channels/{id}", new ChannelResource(context));
            if (options.HasExtras)
            {
                server.Map("/events", new EventsResource(context, subscribers));
                server.Map("/api/history", new HistoryResource(context));
                server.Map("/metrics", new MetricsResource(context));
            }

            if (options.Echo)
            {
                server.MapWebSocket("/echo", new EchoSocket());
            }
        }

        private static Resource CreateDashboard()
        {
            PackedContent content = new PackedContent(DashboardPage.Length, DashboardPage.GetChunk);
            Representation page = new Representation(content, "text/html; charset=utf-8");
            page.ContentEncoding = "gzip";
            page.EntityTag = DashboardPage.EntityTag;

            StaticResource dashboard = new StaticResource(page);
            dashboard.Right = Right.None;
            dashboard.CacheControl = "no-cache";
            dashboard.ContentSecurityPolicy = DashboardPage.ContentSecurityPolicy;
            return dashboard;
        }
    }
}
