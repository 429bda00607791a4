using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Web.Server
{
    /// <summary>
    /// Tells a client that gets no slot why, one client at a time and in little memory. The answer waits for the request's head, which decides over its form
    /// (<see cref="RefusalFormat"/>), or for a quarter of a second: a client that has sent nothing yet may take an answer for that of another request.
    /// </summary>
    internal sealed class Refusal
    {
        private const int HeadTime = 250;
        private const int SilentTime = 200;
        private const int Room = 512;

        private readonly HttpService _service;
        private readonly RefusedHead _head = new RefusedHead();
        private readonly ByteWriter _output = new ByteWriter(new byte[Room]);
        private readonly byte[] _received = new byte[64];
        private readonly int _timeout;

        // A field, because the loop reads it in every turn.
        internal bool _isFree;
        private bool _isFull;
        private bool _isAnswered;
        private bool _isHalfClosed;
        private long _due;
        private long _silentDue;

        public Refusal(TransportStream stream, HttpService service, int timeout)
        {
            Stream = stream;
            _service = service;
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
            _isFull = isFull;
            _isAnswered = false;
            _isHalfClosed = false;
            _silentDue = long.MaxValue;
            _head.Begin();
            _output.Clear();
            _due = now + HeadTime;
        }

        /// <summary>Reads the head, answers, and reads on until the client has read the answer: closing at once would reset the connection under it.</summary>
        /// <returns>Whether bytes moved or the next client can be refused.</returns>
        public bool Turn(long now)
        {
            int received = Stream.Receive(_received, 0, _received.Length);
            if (received > 0 && !_isAnswered)
            {
                _head.Read(_received, received, _service.Refusals);
            }

            if (!_isAnswered && (_head.IsComplete || received == TransportStream.EndOfStream || now >= _due))
            {
                _isAnswered = true;
                _due = now + _timeout;
                Write();
            }

            bool wasSending = _output.Count > 0;
            int sent = _output.Count > 0 ? Stream.Send(_output.Buffer, _output.Start, _output.Count) : 0;
            if (sent > 0)
            {
                _output.Consume(sent);
            }

            if (wasSending && _output.Count == 0)
            {
                _isHalfClosed = Stream.EndSending();
            }

            if (_isAnswered && _output.Count == 0 && !_isHalfClosed && (wasSending || received > 0))
            {
                _silentDue = now + SilentTime;
            }

            if (sent < 0 || (_isAnswered && now >= _silentDue) || (received < 0 && _output.Count == 0) || (_isAnswered && now >= _due))
            {
                Free();
                return true;
            }

            return sent > 0 || received > 0;
        }

        /// <summary>Another client is to be refused: one that has had its answer and FIN is waited for no longer.</summary>
        public void MakeRoom()
        {
            if (!_isFree && _isHalfClosed)
            {
                Free();
            }
        }

        /// <summary>Ends the connection.</summary>
        public void Free()
        {
            _isFree = true;
            Stream.Close();
        }

        private void Write()
        {
            ByteWriter output = _output;
            int status = _isFull ? HttpStatus.ServiceUnavailable : HttpStatus.TooManyRequests;
            string sentence = _isFull ? "All connections are in use. Try again in a few seconds." : "Your address has too many connections. Close one and try again.";
            string code = _head.IsCovered ? _service.Refusals.GetCode(status) : null;
            output.WriteText("HTTP/1.1 ");
            output.WriteNumber(status);
            output.WriteText(" ");
            output.WriteText(HttpStatus.Reason(status));
            output.WriteText("\r\nServer: nano\r\nConnection: close\r\nRetry-After: 5\r\nX-Content-Type-Options: nosniff\r\n");
            if (_head.OriginCount > 0 && _service.Origins != null && _service.Origins.IsAllowed(_head.Origin, 0, _head.OriginCount))
            {
                output.WriteText("Access-Control-Allow-Origin: ");
                output.Write(_head.Origin, 0, _head.OriginCount);
                output.WriteText("\r\nVary: Origin\r\n");
            }

            output.WriteText(code == null ? "Content-Type: text/plain\r\nContent-Length: " : "Content-Type: application/json\r\nContent-Length: ");
            output.WriteNumber(RefusalFormat.Length(code, sentence.Length));
            output.WriteText("\r\n\r\n");
            RefusalFormat.Begin(output, code);
            output.WriteText(sentence);
            RefusalFormat.End(output, code);
        }
    }
}
