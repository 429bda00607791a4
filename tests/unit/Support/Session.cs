using System;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Support
{
    /// <summary>One server-side WebSocket with its buffers, without a server: bytes in, frames and calls of the handler out.</summary>
    internal sealed class Session
    {
        private readonly byte[] _input = new byte[1280];
        private int _count;

        /// <summary>Opens a session.</summary>
        public Session(WebSocketHandler handler, int sendBuffer = 1024)
        {
            Options = new WebSocketOptions { PingInterval = 1000, PongTimeout = 500, CloseTimeout = 200 };
            Handler = handler;
            Output = new ByteWriter(new byte[sendBuffer]);
            Socket = new WebSocket(3, Output, Options);
            Now = 10000;
            Open();
        }

        /// <summary>Opens a session with a handler that writes everything down.</summary>
        public Session()
            : this(new Recorder())
        {
        }

        public readonly WebSocketOptions Options;
        public readonly WebSocketHandler Handler;
        public readonly ByteWriter Output;
        public readonly WebSocket Socket;

        /// <summary>The time in milliseconds.</summary>
        public long Now;

        /// <summary>What the handler wrote down.</summary>
        public string Log => ((Recorder)Handler).Summary;

        /// <summary>How many bytes have arrived that the session has not taken.</summary>
        public int Waiting => _count;

        /// <summary>Begins anew.</summary>
        public void Open()
        {
            Output.Clear();
            _count = 0;
            (Handler as Recorder)?.Clear();
            Socket.Open(Handler, Now);
        }

        /// <summary>Lets bytes arrive, as in a connection's buffer of 1,280 bytes.</summary>
        public void Receive(byte[] bytes)
        {
            Receive(bytes, 0, bytes.Length);
        }

        /// <summary>Lets bytes arrive.</summary>
        public void Receive(byte[] bytes, int offset, int count)
        {
            int taken = 1;
            while (count > 0 && taken > 0)
            {
                int part = _input.Length - _count < count ? _input.Length - _count : count;
                Array.Copy(bytes, offset, _input, _count, part);
                _count += part;
                offset += part;
                count -= part;
                taken = Offer();
            }

            Assert.AreEqual(0, count, "The input does not fit.");
        }

        /// <summary>Offers once more what waits.</summary>
        /// <returns>How many bytes were taken.</returns>
        public int Offer()
        {
            int taken = Socket.Receive(_input, 0, _count, Now);
            _count -= taken;
            Array.Copy(_input, taken, _input, 0, _count);
            return taken;
        }

        /// <summary>The frames sent since this was last asked, in words.</summary>
        public string Sent()
        {
            string words = Frames.Describe(Output.Buffer, Output.Start, Output.End);
            Output.Consume(Output.Count);
            return words;
        }

        /// <summary>Lets time pass.</summary>
        public void Wait(int milliseconds)
        {
            Now += milliseconds;
            Socket.Tick(Now);
        }

        /// <summary>
        /// Feeds bytes to a new session whole, one at a time, and cut in two everywhere, and asserts that all come to the same.
        /// </summary>
        /// <returns>What the handler was told, and behind an arrow what was sent.</returns>
        public static string Play(byte[] input)
        {
            Session session = new Session();
            string whole = session.Play(input, input.Length);
            int step = Bytes.CutStep(input.Length);

            // The first cut, of one byte, stands for one byte at a time.
            for (int split = 1; split < input.Length; split += step)
            {
                string cut = session.Play(input, split);
                Assert.IsTrue(cut == whole, cut == whole ? "" : "Cut at " + split + ": " + cut + " instead of " + whole);
            }

            return whole;
        }

        /// <summary>Asserts that bytes, fed in every way, end the connection with a close of ours and a reason, and that the handler hears no message.</summary>
        public static void Refuse(int status, string reason, byte[] input)
        {
            Assert.AreEqual("opened closed(" + status + ") -> close(" + status + " " + reason + ")", Play(input));
        }

        private string Play(byte[] input, int part)
        {
            Open();
            for (int at = 0; at < input.Length;)
            {
                int next = part == 1 ? at + 1 : at < part ? part : input.Length;
                Receive(input, at, next - at);
                at = next;
            }

            string sent = Sent();
            return sent.Length > 0 ? Log + " -> " + sent : Log;
        }
    }
}
