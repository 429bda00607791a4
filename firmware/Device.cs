using System;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// The device: a board's channels behind a web server. It serves the dashboard at /, samples and commands at /ws, JSON at
    /// /api/state and /api/channels/{id}, and figures for Prometheus at /metrics.
    /// </summary>
    public sealed class Device
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
            if (deviceOptions.Interval < Dispatcher.MinimumInterval || deviceOptions.Interval > Dispatcher.MaximumInterval)
            {
                throw new ArgumentException("Interval: 20 to 60000 ms.");
            }

            Server = new WebServer(transport, serverOptions);
            Board = board;
            board.Attach(Server);
            Interval = deviceOptions.Interval;
            Dispatcher = new Dispatcher(board);

            byte[] identity = Identity.Encode(deviceOptions.Name);
            Hello = new Hello(board, identity, Interval);
            Subscriber[] subscribers = new Subscriber[serverOptions.Slots];
            for (int i = 0; i < subscribers.Length; i++)
            {
                subscribers[i] = new Subscriber(this);
            }

            Telemetry = new Telemetry(board, subscribers);
            int needed = Telemetry.MaximumFrame + WebSocket.ControlReserve + WebSocket.ReplyReserve;
            if (serverOptions.SendBuffer < needed)
            {
                throw new ArgumentException("SendBuffer: a sample of this board needs " + needed.ToString() + " bytes.");
            }

            Server.AddTask(Telemetry);
            Server.Map("/", CreateDashboard());
            Server.MapWebSocket("/ws", new DeviceSocket(subscribers));
            Server.Map("/api/state", new StateResource(this, identity));
            Server.Map("/api/channels/{id}", new ChannelResource(this));
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

        internal Telemetry Telemetry { get; }

        internal Hello Hello { get; }

        /// <summary>The time between samples that a client begins with, in milliseconds.</summary>
        internal int Interval { get; }

        /// <summary>Begins to listen.</summary>
        public void Start()
        {
            Server.Start();
        }

        /// <summary>Serves until <see cref="Stop"/>; then outputs take their safe values. <see cref="Start"/> comes first.</summary>
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

        /// <summary>Ends <see cref="Run"/>: every WebSocket is closed with 1001. Any thread may call it.</summary>
        public void Stop()
        {
            Server.Stop();
        }

        private static Resource CreateDashboard()
        {
            PackedContent content = new PackedContent(DashboardPage.Length, DashboardPage.GetChunk);
            Representation page = new Representation(content, "text/html; charset=utf-8");
            page.ContentEncoding = "gzip";
            page.EntityTag = DashboardPage.EntityTag;

            StaticResource dashboard = new StaticResource(page);
            dashboard.CacheControl = "no-cache";
            dashboard.ContentSecurityPolicy = DashboardPage.ContentSecurityPolicy;
            return dashboard;
        }
    }
}
