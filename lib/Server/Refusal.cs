using System.Text;

namespace Nano.Web.Server
{
    /// <summary>Tells a client for whom there is no slot that the server is full, one client at a time and in little memory.</summary>
    internal sealed class Refusal
    {
        private const string Text = "All connections are in use. Try again in a few seconds.\n";

        private static readonly byte[] s_response = Encoding.UTF8.GetBytes(
            "HTTP/1.1 503 Service Unavailable\r\nServer: nano\r\nConnection: close\r\nRetry-After: 5\r\nContent-Type: text/plain\r\nContent-Length: "
            + Text.Length + "\r\n\r\n" + Text);

        private readonly TransportStream _stream;
        private readonly byte[] _ignored = new byte[64];
        private readonly int _timeout;
        private int _sent;
        private long _due;

        public Refusal(TransportStream stream, int timeout)
        {
            _stream = stream;
            _timeout = timeout;
            IsFree = true;
        }

        /// <summary>The stream it answers on.</summary>
        public TransportStream Stream => _stream;

        /// <summary>Whether it refuses nobody at present.</summary>
        public bool IsFree { get; private set; }

        /// <summary>Begins to refuse the client the stream was lent to.</summary>
        public void Begin(long now)
        {
            IsFree = false;
            _sent = 0;
            _due = now + _timeout;
        }

        /// <summary>Sends what the client will take, and reads on until it has read the answer: closing at once would reset the connection under it.</summary>
        /// <returns>Whether bytes moved or the next client can be refused.</returns>
        public bool Turn(long now)
        {
            int sent = _sent < s_response.Length ? _stream.Send(s_response, _sent, s_response.Length - _sent) : 0;
            int received = sent < 0 ? sent : _stream.Receive(_ignored, 0, _ignored.Length);
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
            IsFree = true;
            _stream.Close();
        }
    }
}
