using System;
using System.Text;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// The device: a board's channels behind a web server. It serves the dashboard at /, samples and commands at /ws, the
    /// samples alone at /events, JSON at /api/state, /api/history and /api/channels/{id}, and figures for Prometheus at /metrics.
    /// </summary>
    public sealed class Device : IChannelHost
    {
        /// <summary>The version of this firmware.</summary>
        public const string Version = "0.1.0";

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

            Server = new WebServer(transport, serverOptions);
            Board = board;
            Interval = deviceOptions.Interval;
            GreetingDelay = deviceOptions.GreetingDelay;
            Dispatcher = new Dispatcher(board);
            Identity = new Identity(deviceOptions.Name, Version, deviceOptions.Id);
            Json = new JsonFormat(Dispatcher.Json);
            Cbor = deviceOptions.Cbor ? new CborFormat() : null;
            Assembler = new CommandAssembler();
            Subscriber[] subscribers = new Subscriber[serverOptions.Slots];
            for (int i = 0; i < subscribers.Length; i++)
            {
                subscribers[i] = new Subscriber(this);
            }

            Telemetry = new Telemetry(board, subscribers, Json, deviceOptions.History, deviceOptions.HistoryInterval);
            board.Attach(this);
            int needed = Telemetry.MaximumFrame + WebSocket.ControlReserve + WebSocket.ReplyReserve;
            if (serverOptions.SendBuffer < needed)
            {
                throw new ArgumentException("SendBuffer: a sample of this board needs " + needed.ToString() + " bytes.");
            }

            AddAccess(deviceOptions, serverOptions.Slots);
            Server.AddTask(Telemetry);
            Server.AddTask(Assembler);
            Server.Map("/", CreateDashboard());
            Server.Map("/api/session", new SessionResource(this));
            Server.MapWebSocket("/ws", new DeviceSocket(this, subscribers));
            ErrorReply error = new ErrorReply();
            Server.Map("/events", new EventsResource(this, subscribers, error));
            Server.Map("/api/state", new StateResource(this));
            Server.Map("/api/history", new HistoryResource(this));
            Server.Map("/api/channels/{id}", new ChannelResource(this, error));
            Server.Map("/metrics", new MetricsResource(this));
            if (deviceOptions.Echo)
            {
                Server.MapWebSocket("/echo", new EchoSocket());
            }
        }

        /// <summary>Its channels.</summary>
        public Board Board { get; }

        /// <summary>Its server; more routes and tasks may be added before <see cref="Start"/>.</summary>
        public WebServer Server { get; }

        /// <summary>Executes commands, wherever they come from.</summary>
        public Dispatcher Dispatcher { get; }

        /// <summary>Whether there is a setup page at /setup, as while the board is an access point: /api/state then says so. Default false.</summary>
        public bool HasSetup { get; set; }

        /// <summary>What the start had to do otherwise than the settings ask for: shown at /api/state. Default none.</summary>
        public StartNotice[] Notices { get; set; } = new StartNotice[0];

        /// <summary>Who may do what; null when everybody may do everything.</summary>
        internal AccessGate Gate { get; private set; }

        internal Telemetry Telemetry { get; }

        /// <summary>What it is called.</summary>
        public Identity Identity { get; }

        internal JsonFormat Json { get; }

        int IChannelHost.Connections => Server.Clients;

        int IChannelHost.Listeners => Telemetry.Listeners;

        long IChannelHost.Dropped => Telemetry.Dropped + Telemetry.EventsDropped;

        int IChannelHost.LoopTime => Server.LoopTime;

        /// <summary>Null when it is not offered.</summary>
        internal CborFormat Cbor { get; }

        internal CommandAssembler Assembler { get; }

        /// <summary>The time between samples that a client begins with, in milliseconds.</summary>
        internal int Interval { get; }

        /// <summary>See <see cref="DeviceOptions.GreetingDelay"/>.</summary>
        internal int GreetingDelay { get; }

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
            Board.UpdateSoon();
            Telemetry.RunSoon();
        }

        void IChannelHost.NoteEvent()
        {
            Board._hasEvents = true;
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
        }

        /// <summary>Ends <see cref="Run"/>: every WebSocket is closed with 1001. Any thread may call it.</summary>
        public void Stop()
        {
            Server.Stop();
        }

        /// <summary>What the client of a slot may do.</summary>
        internal Right GetRight(int slot)
        {
            return Gate == null ? Right.Control : Gate.GetRight(slot);
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
            if (!Secrets.Has(access))
            {
                return;
            }

            Gate = new AccessGate(this, access, slots);
            Server.Gate = Gate;
            Server.AddTask(Gate.Sessions);
            Server.AddTask(Gate.Secrets);
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
