using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A client that reads what comes back while it still sends. It keeps nothing, so that a message may have any size.</summary>
    internal sealed class EchoClient : IDisposable
    {
        private readonly RawClient _client;
        private readonly byte[] _buffer = new byte[65536];

        public EchoClient(int port)
        {
            _client = RawClient.OpenWebSocket(port);
        }

        /// <summary>A message as frames with fragments of at most so many bytes, all of that size or random ones; 0 makes one frame.</summary>
        public static byte[] Frame(int type, byte[] message, int largest, Random random = null)
        {
            if (largest == 0)
            {
                return Frames.Masked(type, message);
            }

            using System.IO.MemoryStream frames = new System.IO.MemoryStream(message.Length * 2);
            int at = 0;
            do
            {
                int part = Math.Min(message.Length - at, random == null ? largest : random.Next(largest + 1));
                frames.Write(Frames.Masked(at == 0 && frames.Length == 0 ? type : ClientFrame.Continuation, message[at..(at + part)], at + part == message.Length));
                at += part;
            }
            while (at < message.Length);
            return frames.ToArray();
        }

        /// <summary>Sends frames, all at once or in random pieces of at most so many bytes, and asserts that the message comes back.</summary>
        /// <returns>In how many frames it came.</returns>
        public int Echo(int type, byte[] message, byte[] frames, int largest = 0, Random random = null)
        {
            Task sending = Task.Factory.StartNew(() => Send(frames, largest, random), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            int count = 0;
            int at = 0;
            int header;
            do
            {
                _client.ReadExactly(_buffer, 2);
                header = _buffer[0];
                int length = _buffer[1];
                if (length == 126)
                {
                    _client.ReadExactly(_buffer, 2);
                    length = _buffer[0] << 8 | _buffer[1];
                }

                // Buffers are too small for longer frames.
                Assert.IsLessThan(65536, length);
                Assert.AreEqual(count == 0 ? type : ClientFrame.Continuation, header & 0x7F);
                Assert.IsLessThanOrEqualTo(message.Length, at + length, "More has come back than was sent.");
                _client.ReadExactly(_buffer, length);
                Assert.IsTrue(_buffer.AsSpan(0, length).SequenceEqual(message.AsSpan(at, length)), "Something else has come back than was sent.");
                at += length;
                count++;
            }
            while ((header & 0x80) == 0);
            Assert.AreEqual(message.Length, at);
            sending.Wait();
            return count;
        }

        public void Dispose()
        {
            _client.Dispose();
        }

        private void Send(byte[] frames, int largest, Random random)
        {
            if (random == null)
            {
                _client.Send(frames);
                return;
            }

            for (int at = 0; at < frames.Length;)
            {
                int end = Math.Min(frames.Length, at + 1 + random.Next(largest));
                _client.Send(frames[at..end]);
                at = end;
            }
        }
    }
}
