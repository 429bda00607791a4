using System;

namespace Nano.Web.Http
{
    /// <summary>The sizes, limits and times of HTTP sessions. They are read once, when a session is made. Sizes are bytes, times milliseconds.</summary>
    public class HttpOptions
    {
        /// <summary>The receive buffer of a session, 256 to 32,767. A request's head must fit, with 64 bytes to spare for its content. Default 1,280.</summary>
        public int ReceiveBuffer { get; set; } = 1280;

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

        /// <summary>How long a new connection may send nothing; then it is closed. 1 or more. Default 10,000.</summary>
        public int FirstByteTimeout { get; set; } = 10000;

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

        /// <summary>Throws <see cref="ArgumentException"/> when anything is out of its range.</summary>
        internal void CheckHttp()
        {
            if (ReceiveBuffer < 256 || ReceiveBuffer > 32767)
            {
                throw new ArgumentException("ReceiveBuffer: 256 to 32767 bytes.");
            }

            if (MinimumContentRate < 0 || FirstByteTimeout < 1 || HeadTimeout < 1 || ContentTimeout < 1 || IdleTimeout < 1)
            {
                throw new ArgumentException("Time-outs: 1 ms or more. PingInterval and minimum rates: 0 or more.");
            }
        }
    }
}
