using System;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>The server's sizes, limits and times. They are read once, when the server is made. Sizes are bytes, times milliseconds.</summary>
    public sealed class ServerOptions
    {
        private const int MaximumSlots = 64;

        /// <summary>How many connections are served at once, 1 to 64. Default 8. An ESP32 has 16 sockets in all, the first ESP32-C3s (revision 0.2) 8.</summary>
        public int Slots { get; set; } = 8;

        /// <summary>The receive buffer of a slot, 256 to 32,767. A request's head must fit, with 64 bytes to spare for its content. Default 1,280.</summary>
        public int ReceiveBuffer { get; set; } = 1280;

        /// <summary>The send buffer of a slot, 640 to 32,767. A response's head must fit. Default 832.</summary>
        public int SendBuffer { get; set; } = 832;

        /// <summary>The longest request line, 16 to 32,767; beyond it 414. Default 512.</summary>
        public int MaximumRequestLine { get; set; } = 512;

        /// <summary>The most field lines in a request, 1 to 255; beyond them 431. Default 32.</summary>
        public int MaximumFields { get; set; } = 32;

        /// <summary>The longest content of a request, 0 or more; beyond it 413. Default 1 MiB.</summary>
        public long MaximumContent { get; set; } = 1024 * 1024;

        /// <summary>How much content that no handler wants is read to keep the connection, 0 or more; beyond it the connection closes. Default 16 KiB.</summary>
        public long MaximumDrain { get; set; } = 16 * 1024;

        /// <summary>The most requests on one connection, 1 or more; the last is answered with Connection: close. Default 1,000.</summary>
        public int MaximumRequests { get; set; } = 1000;

        /// <summary>The most routes, 1 to 1,024. Default 16.</summary>
        public int MaximumRoutes { get; set; } = 16;

        /// <summary>
        /// How many connections one address may have at once; the next is answered with 429. 1 to <see cref="Slots"/>, or 0 for no
        /// limit, the default: behind a router or a proxy many clients have one address. Such a limit costs a device a few
        /// objects for each client it accepts.
        /// </summary>
        public int SlotsPerAddress { get; set; }

        /// <summary>How long a new connection may send nothing; then it is closed. 1 or more. Default 10,000.</summary>
        public int FirstByteTimeout { get; set; } = 10000;

        /// <summary>How long a new connection's TLS handshake may take, before that time begins. 1 or more. Default 15,000: a handshake takes an ESP32 seconds.</summary>
        public int HandshakeTimeout { get; set; } = 15000;

        /// <summary>How long a request's head may take from its first byte to its last, however it arrives; then 408. 1 or more. Default 10,000.</summary>
        public int HeadTimeout { get; set; } = 10000;

        /// <summary>The longest pause within a request's content; then 408. 1 or more. Default 10,000.</summary>
        public int ContentTimeout { get; set; } = 10000;

        /// <summary>
        /// The slowest that content may come in all, in bytes a second: a slower client uses up <see cref="ContentTimeout"/> bit by bit.
        /// 0 for no such limit. Default 240.
        /// </summary>
        public int MinimumContentRate { get; set; } = 240;

        /// <summary>How long a connection may stay without a request after the last; then it is closed. 1 or more. Default 15,000.</summary>
        public int IdleTimeout { get; set; } = 15000;

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
            Check("Slots", Slots, 1, MaximumSlots);
            Check("ReceiveBuffer", ReceiveBuffer, 256, Request.MaximumBuffer);
            Check("SendBuffer", SendBuffer, 640, Request.MaximumBuffer);
            Check("MaximumRequestLine", MaximumRequestLine, 16, Request.MaximumBuffer);
            Check("MaximumFields", MaximumFields, 1, Request.MaximumLines);
            Check("MaximumContent", MaximumContent, 0, long.MaxValue);
            Check("MaximumDrain", MaximumDrain, 0, long.MaxValue);
            Check("MaximumRequests", MaximumRequests, 1, int.MaxValue);
            Check("MaximumRoutes", MaximumRoutes, 1, 1024);
            Check("SlotsPerAddress", SlotsPerAddress, 0, Slots);
            Check("FirstByteTimeout", FirstByteTimeout, 1, int.MaxValue);
            Check("HandshakeTimeout", HandshakeTimeout, 1, int.MaxValue);
            Check("HeadTimeout", HeadTimeout, 1, int.MaxValue);
            Check("ContentTimeout", ContentTimeout, 1, int.MaxValue);
            Check("MinimumContentRate", MinimumContentRate, 0, int.MaxValue);
            Check("IdleTimeout", IdleTimeout, 1, int.MaxValue);
            Check("SendTimeout", SendTimeout, 1, int.MaxValue);
            Check("MinimumSendRate", MinimumSendRate, 0, int.MaxValue);
            Check("LingerTimeout", LingerTimeout, 1, int.MaxValue);
            Check("WebSocket.PingInterval", WebSocket.PingInterval, 0, int.MaxValue);
            Check("WebSocket.PongTimeout", WebSocket.PongTimeout, 1, int.MaxValue);
            Check("WebSocket.CloseTimeout", WebSocket.CloseTimeout, 1, int.MaxValue);
        }

        private static void Check(string name, long value, long minimum, long maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw new ArgumentException(name + ": " + minimum.ToString() + " to " + maximum.ToString() + ", not " + value.ToString() + ".");
            }
        }
    }
}
