using System;

namespace Nano.Web.Http
{
    /// <summary>The sizes, limits and times of HTTP sessions. They are read once, when a session is made. Sizes are bytes, times milliseconds.</summary>
    public class HttpOptions
    {
        /// <summary>The default of <see cref="ReceiveBuffer"/>.</summary>
        public const int DefaultReceiveBuffer = 1280;

        /// <summary>
        /// The receive buffer of a session, 256 to 32,767. A request's line and those of its fields that the server reads must fit, with 64 bytes to spare for
        /// its content; beyond it 431. Default 1,280.
        /// </summary>
        public int ReceiveBuffer { get; set; } = DefaultReceiveBuffer;

        /// <summary>The longest request line, 16 to 32,767; beyond it 414. Default 512.</summary>
        public int MaximumRequestLine { get; set; } = 512;

        /// <summary>The longest head in bytes, fields that nobody reads included, 64 to 1,048,576; beyond it 431. Default 8,192.</summary>
        public int MaximumHead { get; set; } = 8192;

        /// <summary>The most field lines in a request, those that nobody reads included, 1 to 32,767; beyond them 431. Default 100.</summary>
        public int MaximumFields { get; set; } = 100;

        /// <summary>
        /// The most field lines that the server reads: those of <see cref="FieldName"/> and <see cref="HttpService.KeepField"/>, 1 to 255; beyond them 431. Each takes 7 bytes a
        /// session. Default 32.
        /// </summary>
        public int MaximumKeptFields { get; set; } = 32;

        /// <summary>The longest content of a request, 0 or more; beyond it 413. Default 1 MiB.</summary>
        public long MaximumContent { get; set; } = 1024 * 1024;

        /// <summary>How much content that no handler wants is read to keep the connection, 0 or more; beyond it the connection closes. Default 16 KiB.</summary>
        public long MaximumDrain { get; set; } = 16 * 1024;

        /// <summary>The most requests on one connection, 1 or more; the last is answered with Connection: close. Default 1,000.</summary>
        public int MaximumRequests { get; set; } = 1000;

        /// <summary>The most routes, 1 to 1,024. Default 24.</summary>
        public int MaximumRoutes { get; set; } = 24;

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

        /// <summary>How long a connection may stay without a request after the last; then it is closed. 1 or more. Default 30,000: more than common polling intervals.</summary>
        public int IdleTimeout { get; set; } = 30000;

        /// <summary>
        /// The longest life of a stream of events where the transport does not notice that a client has vanished
        /// (<c>Transport.NoticesLoss</c>); then the stream ends, and its client connects again, as EventSource does by itself. 0 for no limit.
        /// Default 45,000: with <c>ServerOptions.SendTimeout</c> behind it, a vanished client keeps its slot for less than 60 s.
        /// </summary>
        public int StreamLifetime { get; set; } = 45000;

        /// <summary>Throws <see cref="ArgumentException"/>, which names the option, when anything is out of its range.</summary>
        internal void CheckHttp()
        {
            Check("ReceiveBuffer", ReceiveBuffer, 256, Request.MaximumBuffer);
            Check("MaximumRequestLine", MaximumRequestLine, 16, Request.MaximumBuffer);
            Check("MaximumHead", MaximumHead, 64, 1024 * 1024);
            Check("MaximumFields", MaximumFields, 1, short.MaxValue);
            Check("MaximumKeptFields", MaximumKeptFields, 1, Request.MaximumLines);
            Check("MaximumContent", MaximumContent, 0, long.MaxValue);
            Check("MaximumDrain", MaximumDrain, 0, long.MaxValue);
            Check("MaximumRequests", MaximumRequests, 1, int.MaxValue);
            Check("MaximumRoutes", MaximumRoutes, 1, 1024);
            Check("FirstByteTimeout", FirstByteTimeout, 1, int.MaxValue);
            Check("HeadTimeout", HeadTimeout, 1, int.MaxValue);
            Check("ContentTimeout", ContentTimeout, 1, int.MaxValue);
            Check("MinimumContentRate", MinimumContentRate, 0, int.MaxValue);
            Check("IdleTimeout", IdleTimeout, 1, int.MaxValue);
            Check("StreamLifetime", StreamLifetime, 0, int.MaxValue);
        }

        /// <summary>Throws <see cref="ArgumentException"/> when an option is out of its range.</summary>
        /// <param name="name">The option's name.</param>
        /// <param name="value">Its value.</param>
        /// <param name="minimum">The least value that is allowed.</param>
        /// <param name="maximum">The greatest value that is allowed.</param>
        internal static void Check(string name, long value, long minimum, long maximum)
        {
            if (value < minimum || value > maximum)
            {
                throw new ArgumentException(name + ": " + minimum.ToString() + " to " + maximum.ToString() + ", not " + value.ToString() + ".");
            }
        }
    }
}
