using System;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// Sends the subscribers their samples and the changes of inputs, outputs and numbers, and keeps the history.
    /// <para>
    /// The schedule is absolute: a subscriber's samples are due at the multiples of its interval in the loop's time, so that a
    /// late one does not make the next late, and those that a late loop has missed are left out. "seq" is the number of the
    /// interval since the start, t / interval. So all subscribers of one interval, one choice of channels and one format share
    /// one encoded frame, and consecutive samples differ by exactly 1: a greater step is a sample that was left out or dropped
    /// for want of room. A change of the interval begins another numbering.
    /// </para>
    /// </summary>
    internal sealed class TelemetryTask : LoopTask
    {
        private const int FrameHeader = 4;

        private readonly Board _board;
        private readonly Subscription[] _subscribers;
        private readonly PreparedMessage _message;
        private readonly History _history;
        private long _sent;
        private long _dropped;

        // Not later than the first of the subscribers' times.
        private long _keepAliveDue = Channel.Never;

        // When the next client is greeted.
        private long _greetDue = Channel.Never;

        // Nobody listens from there on.
        private int _used;

        /// <summary>Takes the memory for samples of a board's channels.</summary>
        /// <param name="board">The board.</param>
        /// <param name="subscribers">The clients, one for each of the server's slots.</param>
        /// <param name="longest">The format whose messages are the longest.</param>
        /// <param name="history">How many rows the history keeps; 0 for none.</param>
        /// <param name="historyInterval">The time between the rows in milliseconds.</param>
        /// <exception cref="ArgumentException">The board's history has rows that are too long.</exception>
        public TelemetryTask(Board board, Subscription[] subscribers, MessageFormat longest, int history, int historyInterval)
        {
            _board = board;
            _subscribers = subscribers;
            _history = new History(board, history, historyInterval);
            if (history > 0 && longest.MaximumRow(board) > MessageFormat.MaximumPiece)
            {
                throw new ArgumentException("History: it cannot be kept of so many channels.");
            }

            int size = longest.MaximumMessage(board);
            _message = new PreparedMessage(size);
            MaximumFrame = FrameHeader + size;
        }

        /// <summary>The longest sample's frame in bytes.</summary>
        public int MaximumFrame { get; }

        /// <summary>The last samples.</summary>
        public History History => _history;

        /// <summary>Whether the client of a slot gets samples.</summary>
        public bool IsListening(int slot)
        {
            return _subscribers[slot].IsListening;
        }

        /// <summary>How many subscribers there are.</summary>
        public int Listeners
        {
            get
            {
                int listeners = 0;
                for (int i = 0; i < _used; i++)
                {
                    listeners += _subscribers[i].IsListening ? 1 : 0;
                }

                return listeners;
            }
        }

        /// <summary>How many samples have been sent, to all subscribers together.</summary>
        public long Sent => _sent;

        /// <summary>How many samples were due and found no room.</summary>
        public long Dropped => _dropped;

        /// <summary>How many events have been sent, to all subscribers together.</summary>
        public long EventsSent { get; private set; }

        /// <summary>How many events found no room.</summary>
        public long EventsDropped { get; private set; }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            long next = _board.UpdateDue;
            if (now >= next)
            {
                // Only then can a channel have changed of which an event tells.
                next = _board.Update(now);
                if (_board._hasEvents)
                {
                    _board._hasEvents = false;
                    SendEvents(now);
                }
            }

            if (now >= _greetDue)
            {
                Greet(now);
            }

            next = _greetDue < next ? _greetDue : next;
            long due = _history.Run(_board, now);
            next = due < next ? due : next;
            due = SendSamples(now);
            next = due < next ? due : next;
            if (now >= _keepAliveDue)
            {
                KeepAlive(now);
            }

            return _keepAliveDue < next ? _keepAliveDue : next;
        }

        /// <summary>Has a subscriber greeted at a time.</summary>
        public void GreetBy(long due)
        {
            if (due < _greetDue)
            {
                _greetDue = due;
                RunSoon();
            }
        }

        /// <summary>A subscriber begins to listen.</summary>
        public void Add(Subscription subscriber, long now)
        {
            Schedule(subscriber, now);
            CountUsed();

            // The next run finds out when it must have a sign of life.
            _keepAliveDue = now;
            RunSoon();
        }

        /// <summary>A subscriber has gone, listening or not.</summary>
        public void Remove(Subscription subscriber)
        {
            subscriber._due = Channel.Never;
            CountUsed();
        }

        /// <summary>Has a subscriber's next sample due at the next multiple of its interval.</summary>
        public void Schedule(Subscription subscriber, long now)
        {
            int interval = subscriber._interval;
            subscriber._due = (now / interval + 1) * interval;
        }

        /// <summary>Sends a subscriber a sample beside the schedule: its "seq" is that of the interval it falls into.</summary>
        /// <returns>False when it found no room.</returns>
        public bool SendNow(Subscription subscriber, long now)
        {
            Encode(subscriber, now / subscriber._interval, now);
            bool sent = subscriber._webSocket.TrySend(_message);
            Count(sent ? 1 : 0, sent ? 0 : 1);
            return sent;
        }

        private void Encode(Subscription subscriber, long sequence, long now)
        {
            _board.Read(now);
            MessageFormat format = subscriber._format;
            format.WriteSample(_message.Begin(), _board, subscriber._mask, sequence, now);
            _message.End(format.Type);
        }

        /// <summary>Sends the samples that are due.</summary>
        /// <returns>When the next is.</returns>
        private long SendSamples(long now)
        {
            Subscription[] subscribers = _subscribers;
            PreparedMessage message = _message;
            int used = _used;
            int sent = 0;
            int dropped = 0;
            long next;
            bool isMore;
            do
            {
                // One frame a pass: that of the first subscriber who is due, for all who want the same. Mostly that is everybody.
                MessageFormat format = null;
                int interval = 0;
                int mask = 0;
                long sequence = 0;
                long following = Channel.Never;
                next = Channel.Never;
                isMore = false;
                for (int i = 0; i < used; i++)
                {
                    Subscription subscriber = subscribers[i];
                    long due = subscriber._due;
                    if (now < due)
                    {
                        next = due < next ? due : next;
                        continue;
                    }

                    if (format == null)
                    {
                        format = subscriber._format;
                        interval = subscriber._interval;
                        mask = subscriber._mask;
                        sequence = now / interval;
                        following = (sequence + 1) * interval;
                        Encode(subscriber, sequence, now);
                    }
                    else if (subscriber._interval != interval || subscriber._mask != mask || subscriber._format != format)
                    {
                        isMore = true;
                        continue;
                    }

                    subscriber._due = following;
                    WebSocket webSocket = subscriber._webSocket;
                    if (webSocket != null ? webSocket.TrySend(message) : subscriber.TrySend(message, true, sequence))
                    {
                        sent++;
                    }
                    else
                    {
                        dropped++;
                    }
                }

                next = following < next ? following : next;
            }
            while (isMore);
            Count(sent, dropped);
            return next;
        }

        private void CountUsed()
        {
            int used = _subscribers.Length;
            while (used > 0 && !_subscribers[used - 1].IsListening)
            {
                used--;
            }

            _used = used;
        }

        private void Count(int sent, int dropped)
        {
            _sent += sent;
            _dropped += dropped;
        }

        /// <summary>Gives those a sign of life who have had nothing for so long, and finds out when the next must have one.</summary>
        private void KeepAlive(long now)
        {
            _keepAliveDue = Channel.Never;
            for (int i = 0; i < _used; i++)
            {
                Subscription subscriber = _subscribers[i];
                if (!subscriber.IsListening)
                {
                    continue;
                }

                if (now >= subscriber._keepAliveDue)
                {
                    subscriber.KeepAlive(now);
                }

                long due = subscriber._keepAliveDue;
                _keepAliveDue = due < _keepAliveDue ? due : _keepAliveDue;
            }
        }

        /// <summary>Greets the subscribers whose time has come, and finds out when the next one's has.</summary>
        private void Greet(long now)
        {
            _greetDue = Channel.Never;
            for (int i = 0; i < _subscribers.Length; i++)
            {
                long due = _subscribers[i].Greet(now);
                _greetDue = due < _greetDue ? due : _greetDue;
            }
        }

        /// <summary>Tells of what inputs, outputs and numbers have done since the last time. Of many changes at once the last two are told, of a number the last: "edges" counts all of an input.</summary>
        private void SendEvents(long now)
        {
            Channel[] channels = _board.Channels;
            for (int i = 0; i < channels.Length; i++)
            {
                Channel channel = channels[i];
                int untold = channel._untold;
                if (untold == 0)
                {
                    continue;
                }

                channel._untold = 0;
                long edges = channel is DigitalInput input ? input.Edges : -1;
                if (untold > 1 && channel.Kind != ChannelKind.Number && !channel.IsUnknown)
                {
                    SendEvent(i, now, 1 - channel._value, edges < 0 ? -1 : edges - 1);
                }

                SendEvent(i, now, channel._value, edges);
            }
        }

        private void SendEvent(int index, long now, long value, long edges)
        {
            MessageFormat encoded = null;
            int sent = 0;
            int dropped = 0;
            for (int i = 0; i < _used; i++)
            {
                Subscription subscriber = _subscribers[i];
                if (subscriber._due == Channel.Never || (subscriber._mask >> index & 1) == 0)
                {
                    continue;
                }

                MessageFormat format = subscriber._format;
                if (format != encoded)
                {
                    format.WriteEvent(_message.Begin(), _board.Channels[index], now, value, edges);
                    _message.End(format.Type);
                    encoded = format;
                }

                WebSocket webSocket = subscriber._webSocket;
                if (webSocket != null ? webSocket.TrySend(_message) : subscriber.TrySend(_message, false, 0))
                {
                    sent++;
                }
                else
                {
                    dropped++;
                }
            }

            EventsSent += sent;
            EventsDropped += dropped;
        }
    }
}
