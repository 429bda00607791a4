using System.Text;

namespace Nano.Web.Server
{
    /// <summary>Tells a client that gets no slot why, one client at a time and in little memory.</summary>
    internal sealed class Refusal
    {
        private static readonly byte[] s_full = Response("503 Service Unavailable", "All connections are in use. Try again in a few seconds.\n");
        private static readonly byte[] s_tooMany = Response("429 Too Many Requests", "Your address has too many connections. Close one and try again.\n");

        private readonly byte[] _ignored = new byte[64];
        private readonly int _timeout;
        private byte[] _response;

        // A field, because the loop reads it in every turn.
        internal bool _isFree;
        private int _sent;
        private long _due;

        public Refusal(TransportStream stream, int timeout)
        {
            Stream = stream;
            _timeout = timeout;
            _isFree = true;
        }

        /// <summary>The stream it answers on; another one only while it refuses nobody.</summary>
        public TransportStream Stream { get; set; }

        /// <summary>Whether it refuses nobody at present.</summary>
        public bool IsFree => _isFree;

        /// <summary>Begins to refuse the client the stream was lent to.</summary>
        /// <param name="isFull">With 503, because no slot is left; otherwise with 429 (RFC 6585 section 4), because its address has too many.</param>
        /// <param name="now">The time in milliseconds.</param>
        public void Begin(bool isFull, long now)
        {
            _isFree = false;
            _response = isFull ? s_full : s_tooMany;
            _sent = 0;
            _due = now + _timeout;
        }

        /// <summary>Sends what the client will take, and reads on until it has read the answer: closing at once would reset the connection under it.</summary>
        /// <returns>Whether bytes moved or the next client can be refused.</returns>
        public bool Turn(long now)
        {
            int sent = _sent < _response.Length ? Stream.Send(_response, _sent, _response.Length - _sent) : 0;
            int received = sent < 0 ? sent : Stream.Receive(_ignored, 0, _ignored.Length);
            if (received < 0 || now >= _due)
            {
                Free();
                return true;
            }

            _sent += sent;
            return sent > 0 || received > 0;
        }

        /// <summary>Ends the connection.</summary>
        public void Free()
        {
            _isFree = true;
            Stream.Close();
        }

        private static byte[] Response(string status, string text)
        {
            return Encoding.UTF8.GetBytes(
                "HTTP/1.1 " + status + "\r\nServer: nano\r\nConnection: close\r\nRetry-After: 5\r\nX-Content-Type-Options: nosniff\r\nContent-Type: text/plain\r\nContent-Length: "
                + text.Length + "\r\n\r\n" + text);
        }
    }
}
