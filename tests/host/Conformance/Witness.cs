using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>
    /// A handler that notes what the server tells it, and complains when that does not add up. It sends messages back as they
    /// come, or obeys them.
    /// </summary>
    internal sealed class Witness : WebSocketHandler
    {
        private const int LongestNoted = 200;

        private readonly Lock _lock = new Lock();
        private readonly List<string> _events = new List<string>();
        private readonly List<string> _complaints = new List<string>();
        private readonly Seat[] _seats = Enumerable.Range(0, 64).Select(_ => new Seat()).ToArray();
        private WebServer _server;

        /// <summary>Decides over clients instead of the policy a handler has by default.</summary>
        public Action<OpeningHandshake> Opening { get; set; }

        /// <summary>Called besides.</summary>
        public Action<WebSocket> WhenOpened { get; set; }

        /// <summary>Called besides.</summary>
        public Action<CloseStatus> WhenClosed { get; set; }

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        /// <summary>The events, in order: "opened; text 5 hello; closed Normal clean".</summary>
        public string Events
        {
            get
            {
                lock (_lock)
                {
                    return string.Join("; ", _events);
                }
            }
        }

        /// <summary>The violations of the handler's contract by the server; empty in a correct run.</summary>
        public string Complaints
        {
            get
            {
                lock (_lock)
                {
                    return string.Join("; ", _complaints);
                }
            }
        }

        /// <summary>Obeys text messages instead of sending them back: "close 1008 reason", "fail 1011 reason", "throw".</summary>
        public void Obey(WebServer server)
        {
            _server = server;
        }

        public override void OnOpening(OpeningHandshake handshake)
        {
            if (Opening != null)
            {
                Opening(handshake);
            }
            else
            {
                base.OnOpening(handshake);
            }
        }

        public override void OnOpened(WebSocket webSocket)
        {
            lock (_lock)
            {
                Seat seat = _seats[webSocket.Slot];
                Expect(!seat.IsOpen, "opened twice");
                Expect(webSocket.State == WebSocketState.Open, "opened and not open");
                seat.IsOpen = true;
                seat.InMessage = false;
                Opened++;
                _events.Add("opened");
            }

            WhenOpened?.Invoke(webSocket);
        }

        public override void OnMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            Seat seat = _seats[webSocket.Slot];
            lock (_lock)
            {
                Expect(seat.IsOpen, "a message while closed");
                Expect(webSocket.State == WebSocketState.Open, "a message while closing");
                Expect(first != seat.InMessage, first ? "a message within a message" : "a message without a beginning");
                Expect(first || type == seat.Type, "a message that changes its type");
                Expect(count > 0 || last, "an empty piece");
                Expect(offset >= 0 && count >= 0 && offset + count <= buffer.Length, "a piece beyond its buffer");
                seat.Take(type, buffer, offset, count, first, last);
                if (last)
                {
                    _events.Add($"{type} {seat.Length} {seat.Text}".ToLowerInvariant().TrimEnd());
                }
            }

            if (_server != null)
            {
                if (last)
                {
                    Do(webSocket, seat.Text.Split(' ', 3));
                }
            }
            else
            {
                bool sent = webSocket.SendPiece(type, buffer, offset, count, first, last);
                lock (_lock)
                {
                    Expect(sent, "an echo did not fit");
                }
            }
        }

        public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
        {
            lock (_lock)
            {
                Expect(_seats[webSocket.Slot].IsOpen, "closed and not open");
                Expect(webSocket.State == WebSocketState.Closed, "closed and not closed");
                Expect(isClean == webSocket.IsClean, "clean and not clean");
                _seats[webSocket.Slot].IsOpen = false;
                Closed++;
                _events.Add($"closed {(int)status}{(isClean ? " clean" : "")}");
            }

            WhenClosed?.Invoke(status);
        }

        private void Do(WebSocket webSocket, string[] words)
        {
            CloseStatus Status()
            {
                return (CloseStatus)int.Parse(words[1], CultureInfo.InvariantCulture);
            }

            string reason = words.Length > 2 ? words[2] : "";
            switch (words[0])
            {
                case "close":
                    webSocket.Close(Status(), reason, _server.Now);

                    // From here on nothing can be sent but what the server sends itself (RFC 6455 section 5.5.1).
                    lock (_lock)
                    {
                        Expect(webSocket.State == WebSocketState.Closing, "not closing");
                        Expect(webSocket.Room == 0, "space after a Close");
                        Expect(!webSocket.Send(MessageType.Text, new byte[1], 0, 1), "a message after a Close");
                    }

                    break;

                case "fail":
                    webSocket.Fail(Status(), reason);
                    break;

                case "throw":
                    throw new InvalidOperationException(reason);
            }
        }

        private void Expect(bool condition, string complaint)
        {
            if (!condition)
            {
                _complaints.Add(complaint);
            }
        }

        private sealed class Seat
        {
            private readonly MemoryStream _text = new MemoryStream();

            public bool IsOpen { get; set; }

            public bool InMessage { get; set; }

            public MessageType Type { get; private set; }

            public long Length { get; private set; }

            public string Text => Length <= LongestNoted && Type == MessageType.Text ? Encoding.UTF8.GetString(_text.GetBuffer(), 0, (int)_text.Length) : "";

            public void Take(MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (first)
                {
                    Length = 0;
                    _text.SetLength(0);
                }

                Type = type;
                InMessage = !last;
                Length += count;
                if (Length <= LongestNoted)
                {
                    _text.Write(buffer, offset, count);
                }
            }
        }
    }
}
