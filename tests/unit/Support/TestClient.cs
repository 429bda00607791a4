using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Support
{
    /// <summary>A client of a <see cref="TestServer"/>.</summary>
    internal sealed class TestClient
    {
        private readonly TestServer _server;
        // It grows with what arrives, because a chip's heap has no room for the most of every client.
        private byte[] _received = new byte[512];
        private int _count;

        public TestClient(TestServer server, MemoryClient connection)
        {
            _server = server;
            Connection = connection;
        }

        /// <summary>The client's end of the connection.</summary>
        public readonly MemoryClient Connection;

        /// <summary>Whether the server has ended the connection.</summary>
        public bool IsClosed
        {
            get
            {
                _server.Run();
                return Connection.IsClosed;
            }
        }

        /// <summary>Sends text in the notation of <see cref="Bytes.Of"/>.</summary>
        public void Send(string text)
        {
            Send(Bytes.Of(text));
        }

        /// <summary>Sends a request of HTTP/1.1 with a Host.</summary>
        /// <param name="methodAndTarget">Such as <c>GET /</c>.</param>
        /// <param name="rest">More field lines, the empty line and the content.</param>
        public void Send(string methodAndTarget, string rest)
        {
            Send(methodAndTarget + " HTTP/1.1\r\nHost: a\r\n" + rest);
        }

        /// <summary>Asks for a WebSocket.</summary>
        /// <param name="path">Where.</param>
        /// <param name="lines">More field lines.</param>
        public void Upgrade(string path, string lines = "")
        {
            Send("GET " + path, TestServer.UpgradeFields + lines + "\r\n");
        }

        /// <summary>Sends bytes, and lets the server run until it has all of them.</summary>
        public void Send(byte[] bytes)
        {
            Assert.AreEqual(bytes.Length, Offer(bytes, 0, bytes.Length), "The server does not take what is sent.");
        }

        /// <summary>Sends bytes one at a time, and lets the server run after each.</summary>
        public void SendSlowly(byte[] bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                Offer(bytes, i, 1);
            }
        }

        /// <summary>Sends as many bytes as the server takes without any being read.</summary>
        /// <returns>How many those were.</returns>
        public int Offer(byte[] bytes, int offset, int count)
        {
            int start = offset;
            int sent = 1;
            while (count > 0 && sent > 0)
            {
                sent = Connection.Send(bytes, offset, count);
                offset += sent;
                count -= sent;
                _server.Run();
            }

            return offset - start;
        }

        /// <summary>Takes what has arrived, without letting the server run.</summary>
        /// <returns>How many bytes that was.</returns>
        public int Take(int count)
        {
            if (_count == _received.Length)
            {
                _received = Bytes.Grow(_received);
            }

            int received = Connection.Receive(_received, _count, count < _received.Length - _count ? count : _received.Length - _count);
            _count += received;
            return received;
        }

        /// <summary>All that the server has sent and will send now, as text.</summary>
        public string ReadText()
        {
            Drain();
            string text = Bytes.Text(_received, 0, _count);
            _count = 0;
            return text;
        }

        /// <summary>All that the server has sent and will send now.</summary>
        public byte[] ReadBytes()
        {
            Drain();
            byte[] bytes = Bytes.Slice(_received, 0, _count);
            _count = 0;
            return bytes;
        }

        /// <summary>The frames the server has sent, in words.</summary>
        public string ReadFrames()
        {
            byte[] bytes = ReadBytes();
            return Frames.Describe(bytes, 0, bytes.Length);
        }

        /// <summary>The next response, or null when none has come.</summary>
        /// <param name="isHead">Whether it answers HEAD, and so has no content.</param>
        public Reply ReadReply(bool isHead = false)
        {
            Drain();
            Reply reply = Reply.Read(_received, _count, isHead);
            if (reply != null)
            {
                _count -= reply.Length;
                System.Array.Copy(_received, reply.Length, _received, 0, _count);
            }

            return reply;
        }

        /// <summary>Sends a request without content and reads the response.</summary>
        public Reply Request(string methodAndTarget)
        {
            Send(methodAndTarget, "\r\n");
            return ReadReply(methodAndTarget.IndexOf("HEAD ") == 0);
        }

        private void Drain()
        {
            do
            {
                _server.Run();
            }
            while (Take(_received.Length) > 0);
        }
    }
}
