using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A client of a <see cref="TestDevice"/>.</summary>
    internal sealed class DeviceClient
    {
        private readonly TestDevice _device;
        // It grows with what arrives, because a chip's heap is too small for the largest buffer of every client.
        private byte[] _received = new byte[512];

        public DeviceClient(TestDevice device, MemoryClient connection)
        {
            _device = device;
            Connection = connection;
        }

        /// <summary>The client's end of the connection.</summary>
        public readonly MemoryClient Connection;

        /// <summary>The first bytes that it received: the handshake's answer and the greeting.</summary>
        public string Hello;

        /// <summary>Sends bytes, and lets the loop turn.</summary>
        public void Send(byte[] bytes)
        {
            int at = 0;
            while (at < bytes.Length)
            {
                int sent = Connection.Send(bytes, at, bytes.Length - at);
                at += sent;
                _device.Run();
                Assert.IsTrue(sent > 0, "The device does not take what is sent.");
            }

            _device.Run();
        }

        /// <summary>Sends a command and reads what is answered.</summary>
        public string Command(string command)
        {
            Send(Frames.Text(command));
            return ReadFrames();
        }

        /// <summary>Sends a request without content, or with, and reads the whole answer.</summary>
        public string Request(string request, string content)
        {
            Send(Bytes.Of(request + " HTTP/1.1\r\nHost: a\r\n" + (content.Length > 0 ? "Content-Length: " + content.Length + "\r\n" : "") + "\r\n" + content));
            return ReadText();
        }

        /// <summary>Sends a request line, field lines and content behind a Host, and reads the answer, which may take several turns.</summary>
        public Reply Ask(string line, string fields, string content)
        {
            Send(Bytes.Of(line + " HTTP/1.1\r\nHost: a\r\n" + fields + (content.Length > 0 ? "Content-Length: " + content.Length + "\r\n" : "") + "\r\n" + content));
            return ReadReply();
        }

        /// <summary>The next answer, which may take several turns.</summary>
        public Reply ReadReply()
        {
            Reply reply = null;
            int count = 0;
            for (int turns = 0; reply == null && turns < 2000; turns++)
            {
                _device.Run();
                count += Receive(count);
                reply = Reply.Read(_received, count, false);
            }

            Assert.IsNotNull(reply, "There is no answer.");
            return reply;
        }

        /// <summary>All that has been sent to it, as text.</summary>
        public string ReadText()
        {
            int count = Read();
            return Bytes.Text(_received, 0, count);
        }

        /// <summary>All frames that have been sent to it, in words.</summary>
        public string ReadFrames()
        {
            int count = Read();
            return Frames.Describe(_received, 0, count);
        }

        /// <summary>Sends a command and reads what is answered, without the events that tell all clients of an output.</summary>
        public string CommandAnswers(string command)
        {
            Send(Frames.Text(command));
            return ReadAnswers();
        }

        /// <summary>All frames that have been sent to it, in words, without events.</summary>
        public string ReadAnswers()
        {
            return Without(Without(ReadFrames(), "text({\"type\":\"event\"", "})"), "binary(a46474797065656576656e74", ")");
        }

        /// <summary>Frames in words without those that begin and end in a certain way.</summary>
        private static string Without(string frames, string begin, string end)
        {
            for (int at = frames.IndexOf(begin); at >= 0; at = frames.IndexOf(begin))
            {
                string before = frames.Substring(0, at);
                string after = frames.Substring(frames.IndexOf(end, at) + end.Length);
                bool isLast = after.Length == 0 && before.Length > 0;
                frames = isLast ? before.Substring(0, at - 1) : before + (after.Length > 0 ? after.Substring(1) : "");
            }

            return frames;
        }

        private int Receive(int count)
        {
            if (count == _received.Length)
            {
                _received = Bytes.Grow(_received);
            }

            return Connection.Receive(_received, count, _received.Length - count);
        }

        private int Read()
        {
            int count = 0;
            int part;
            do
            {
                _device.Run();
                part = Receive(count);
                count += part;
            }
            while (part > 0);
            return count;
        }
    }
}
