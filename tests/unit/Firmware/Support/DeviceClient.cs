using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A client of a <see cref="TestDevice"/>.</summary>
    internal sealed class DeviceClient
    {
        private readonly TestDevice _device;
        private readonly byte[] _received = new byte[8192];

        public DeviceClient(TestDevice device, MemoryClient connection)
        {
            _device = device;
            Connection = connection;
        }

        /// <summary>The client's end of the connection.</summary>
        public readonly MemoryClient Connection;

        /// <summary>What it was greeted with, the handshake's answer included.</summary>
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

        private int Read()
        {
            int count = 0;
            int part;
            do
            {
                _device.Run();
                part = Connection.Receive(_received, count, _received.Length - count);
                count += part;
            }
            while (part > 0);
            return count;
        }
    }
}
