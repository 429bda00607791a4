using System;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    /// <summary>The server's sizes, limits and times. They are read once, when the server is made. Sizes are bytes, times milliseconds.</summary>
    public sealed class ServerOptions
    {
        /// <summary>How many connections are served at once, 1 to 64. Default 8. An ESP32 has 16 sockets in all, the first ESP32-C3s (revision 0.2) 8.</summary>
        public int Slots { get; set; } = 8;

        /// <summary>The receive buffer of a slot, 256 to 32,767. A request's head must fit, with 64 bytes to spare for its content. Default 1,280.</summary>
        public int ReceiveBuffer { get; set; } = 1280;

        /// <summary>The send buffer of a slot, 640 to 32,767. A response's head must fit. Default 832.</summary>
        public int SendBuffer { get; set; } = 832;

        /// <summary>The longest request line; beyond it 414. Default 512.</summary>
        public int MaximumRequestLine { get; set; } = 512;

        /// <summary>The most field lines in a request; beyond them 431. Default 32.</summary>
        public int MaximumFields { get; set; } = 32;

        /// <summary>The longest content of a request; beyond it 413. Default 1 MiB.</summary>
        public long MaximumContent { get; set; } = 1024 * 1024;

        /// <summary>How much content that no handler wants is read to keep the connection; beyond it the connection closes. Default 16 KiB.</summary>
        public long MaximumDrain { get; set; } = 16 * 1024;

        /// <summary>The most requests on one connection; the last is answered with Connection: close. Default 1,000.</summary>
        public int MaximumRequests { get; set; } = 1000;

        /// <summary>The most routes. Default 16.</summary>
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
        /// The slowest that content may come in all, in bytes a second: whoever is slower uses up <see cref="ContentTimeout"/> bit by bit.
        /// 0 for no such limit. Default 240.
        /// </summary>
        public int MinimumContentRate { get; set; } = 240;

        /// <summary>How long a connection may stay without a request after the last; then it is closed. 1 or more. Default 15,000.</summary>
        public int IdleTimeout { get; set; } = 15000;

        /// <summary>How long a client may take none of the bytes that wait for it; then the connection is broken off. 1 or more. Default 10,000.</summary>
        public int SendTimeout { get; set; } = 10000;

        /// <summary>
        /// The slowest that a client with a full buffer may read, in bytes a second: whoever is slower uses up <see cref="SendTimeout"/> bit
        /// by bit. 0 for no such limit. Default 240.
        /// </summary>
        public int MinimumSendRate { get; set; } = 240;

        /// <summary>How long the rest of a refused request is read, so that the client gets to see the answer. 1 or more. Default 1,000.</summary>
        public int LingerTimeout { get; set; } = 1000;

        /// <summary>The times of WebSocket connections.</summary>
        public WebSocketOptions WebSocket { get; } = new WebSocketOptions();

        /// <summary>Throws <see cref="ArgumentException"/> when anything is out of its range.</summary>
        internal void Check()
        {
            if (Slots < 1 || Slots > 64)
            {
                throw new ArgumentException("Slots: 1 to 64.");
            }

            if (ReceiveBuffer < 256 || ReceiveBuffer > 32767)
            {
                throw new ArgumentException("ReceiveBuffer: 256 to 32767 bytes.");
            }

            if (SendBuffer < 640 || SendBuffer > 32767)
            {
                throw new ArgumentException("SendBuffer: 640 to 32767 bytes.");
            }

            if (SlotsPerAddress < 0 || SlotsPerAddress > Slots)
            {
                throw new ArgumentException("SlotsPerAddress: 0 to Slots.");
            }

            if (MinimumContentRate < 0 || MinimumSendRate < 0 || WebSocket.PingInterval < 0 || WebSocket.PongTimeout < 1 || WebSocket.CloseTimeout < 1
                || FirstByteTimeout < 1 || HandshakeTimeout < 1 || HeadTimeout < 1 || ContentTimeout < 1
                || IdleTimeout < 1 || SendTimeout < 1 || LingerTimeout < 1)
            {
                throw new ArgumentException("Time-outs: 1 ms or more. PingInterval and minimum rates: 0 or more.");
            }
        }
    }
}
