using System;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>A WebSocket: the messages that it delivers and the frames that it sends.</summary>
    internal sealed class SessionTarget : Target
    {
        private readonly ByteWriter _output = new ByteWriter(new byte[640]);
        private readonly Recorder _recorder = new Recorder();
        private readonly byte[] _sent = new byte[8192];
        private readonly WebSocket _webSocket;
        private readonly int _wholeFrame;

        public SessionTarget(int wholeFrame)
        {
            _wholeFrame = wholeFrame;
            _webSocket = new WebSocket(0, _output, new WebSocketOptions());
        }

        public override string Name => _wholeFrame == 0 ? "session" : "session-whole";

        public override int MaximumWork(int count) => 50 * count + 1000;

        public override string[] Words => new[] { "\x81\x80\0\0\0\0", "\x01\x81\0\0\0\0a", "\x80\x81\0\0\0\0b", "\x89\x80\0\0\0\0", "\x88\x80\0\0\0\0", "\x88\x82\0\0\0\0\x03\xE8", "\xE2\x82", "\xAC" };

        public override string NameOutcome(int outcome) => $"closed with {outcome >> 1}{((outcome & 1) != 0 ? " cleanly" : "")}";

        public override void Generate(Chance chance, Input into)
        {
            FrameMaker.AddConversation(chance, into);
        }

        public override void Run(Feed feed, Trace trace)
        {
            WebSocket webSocket = _webSocket;
            _output.Clear();
            _recorder.Trace = trace;
            _recorder.Whole = _wholeFrame;
            webSocket.Open(_recorder, 0);
            int at = feed.Offset;
            int sent = 0;
            while (webSocket.State != WebSocketState.Closed && feed.More())
            {
                int taken;
                do
                {
                    trace.Steps++;
                    taken = webSocket.Receive(feed.Buffer, at, feed.End - at, 0);
                    feed.Forget(at, at + taken);
                    at += taken;

                    // Answers are taken immediately. Otherwise the free space would depend on the division into pieces.
                    Array.Copy(_output.Buffer, _output.Start, _sent, sent, _output.Count);
                    sent += _output.Count;
                    _output.Consume(_output.Count);
                }
                while (taken > 0 && webSocket.State != WebSocketState.Closed);
            }

            trace.Bytes(_sent, 0, sent);
            trace.Number((int)webSocket.State);
            trace.Number(webSocket.State == WebSocketState.Closed ? -1 : at - feed.Offset);
            if (webSocket.State != WebSocketState.Closed)
            {
                _recorder.EndMessage();
                webSocket.Abort();
            }

            trace.Number(_recorder.Closed);
            trace.Outcome = _recorder.Outcome;
        }

        private sealed class Recorder : WebSocketHandler
        {
            private readonly byte[] _message = new byte[Input.Capacity];
            private int _count;
            private bool _isText;
            private bool _isOpen;

            public Trace Trace { get; set; }

            public int Whole { get; set; }

            public int Closed { get; private set; }

            public int Outcome { get; private set; }

            public override int WholeFrame => Whole;

            public override void OnOpened(WebSocket webSocket)
            {
                _isOpen = false;
                Closed = 0;
                Outcome = 0;
            }

            public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (first)
                {
                    _count = 0;
                    _isText = type == MessageType.Text;
                    _isOpen = true;
                }

                // The delivered part of a message before an error depends on the division into pieces.
                Array.Copy(buffer, offset, _message, _count, count);
                _count += count;
                if (last)
                {
                    EndMessage();
                    Trace.Byte('>');
                }
            }

            /// <summary>Records the current message.</summary>
            public void EndMessage()
            {
                if (_isOpen)
                {
                    Trace.Text(_isText ? "<t " : "<b ");
                    Trace.Bytes(_message, 0, _count);
                    _isOpen = false;
                }
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                Closed++;
                Outcome = Math.Min((int)status, 3000) << 1 | (isClean ? 1 : 0);
                Trace.Number((int)status);
                Trace.Byte(isClean ? 'c' : 'u');
            }
        }
    }
}
