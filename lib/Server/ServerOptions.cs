using System;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>The server's sizes, limits and times. They are read once, when the server is made. Sizes are bytes, times milliseconds.</summary>
    public sealed class ServerOptions : HttpOptions
    {
        /// <summary>The default of <see cref="Slots"/>.</summary>
        public const int DefaultSlots = 8;

        /// <summary>The default of <see cref="SendBuffer"/>.</summary>
        public const int DefaultSendBuffer = 832;

        private const int MaximumSlots = 64;

        /// <summary>How many connections are served at once, 1 to 64. Default 8. An ESP32 has 16 sockets in all, the first ESP32-C3s (revision 0.2) 8.</summary>
        public int Slots { get; set; } = DefaultSlots;

        /// <summary>The send buffer of a slot, 640 to 32,767. A response's head must fit. Default 832.</summary>
        public int SendBuffer { get; set; } = DefaultSendBuffer;

        /// <summary>The most tasks that <see cref="WebServer.AddTask"/> takes, 1 to 64. Default 16.</summary>
        public int MaximumTasks { get; set; } = 16;

        /// <summary>
        /// How many connections one address may have at once; the next is answered with 429. 1 to <see cref="Slots"/>, or 0 for no
        /// limit, the default: behind a router or a proxy many clients have one address. Such a limit costs a device a few
        /// objects for each client it accepts.
        /// </summary>
        public int SlotsPerAddress { get; set; }

        /// <summary>How long a new connection's TLS handshake may take, before <see cref="HttpOptions.FirstByteTimeout"/> begins. 1 or more. Default 15,000: a handshake takes an ESP32 seconds.</summary>
        public int HandshakeTimeout { get; set; } = 15000;

        /// <summary>How long a client may take none of the bytes that wait for it; then the connection is broken off. 1 or more. Default 10,000.</summary>
        public int SendTimeout { get; set; } = 10000;

        /// <summary>
        /// The slowest that a client with a full buffer may read, in bytes a second: a slower client uses up <see cref="SendTimeout"/> bit
        /// by bit. 0 for no such limit. Default 240.
        /// </summary>
        public int MinimumSendRate { get; set; } = 240;

        /// <summary>How long the rest of a refused request is read, so that the client gets to see the answer. 1 or more. Default 1,000.</summary>
        public int LingerTimeout { get; set; } = 1000;

        /// <summary>The times of WebSocket connections.</summary>
        public WebSocketOptions WebSocket { get; } = new WebSocketOptions();

        /// <summary>Throws <see cref="ArgumentException"/>, which names the option, when anything is out of its range.</summary>
        internal void Check()
        {
            CheckHttp();
            Check("Slots", Slots, 1, MaximumSlots);
            Check("SendBuffer", SendBuffer, 640, Request.MaximumBuffer);
            Check("MaximumTasks", MaximumTasks, 1, 64);
            Check("SlotsPerAddress", SlotsPerAddress, 0, Slots);
            Check("HandshakeTimeout", HandshakeTimeout, 1, int.MaxValue);
            Check("SendTimeout", SendTimeout, 1, int.MaxValue);
            Check("MinimumSendRate", MinimumSendRate, 0, int.MaxValue);
            Check("LingerTimeout", LingerTimeout, 1, int.MaxValue);
            Check("WebSocket.PingInterval", WebSocket.PingInterval, 0, int.MaxValue);
            Check("WebSocket.PongTimeout", WebSocket.PongTimeout, 1, int.MaxValue);
            Check("WebSocket.CloseTimeout", WebSocket.CloseTimeout, 1, int.MaxValue);
        }
    }
}
