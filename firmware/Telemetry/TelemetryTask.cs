using System;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Telemetry
{
    /// <summary>
    /// Sends samples, and events of inputs, outputs and numbers, to the subscribers, and keeps the history.
    /// <para>
    /// The schedule is absolute: a subscriber's samples are due at the multiples of its interval in the loop's time. A late sample therefore does not
    /// delay the next, and samples that a delayed loop has missed are omitted. "seq" is the number of the interval since the start, t / interval. All
    /// subscribers with the same interval, channels and format therefore share one encoded frame, and consecutive samples differ by exactly 1: a greater
    /// step means samples that were omitted, or dropped because the send buffer was full. A change of the interval begins another numbering.
    /// </para>
    /// </summary>
    internal sealed class TelemetryTask : LoopTask
    {
        /// <summary>Size in bytes of the space for a frame's header before a message.</summary>
        public const int FrameHeader = 4;

        private readonly Board _board;
        private readonly Subscription[] _subscribers;
        private readonly PreparedMessage _message;
        private readonly History _history;
        private long _sent;
        private long _dropped;

        // At or before the earliest _keepAliveDue of the subscribers.
        private long _keepAliveDue = Channel.Never;

        // The time at which the next hello is due.
        private long _greetDue = Channel.Never;

        // All subscribers from this index on are not listening.
        private int _used;

        /// <summary>Allocates the memory for samples of a board's channels.</summary>
        /// <param name="board">The board.</param>
        /// <param name="subscribers">The subscriptions, one for each of the server's slots.</param>
        /// <param name="longest">The format whose messages are the longest.</param>
        /// <param name="history">The number of rows of the history; 0 disables it.</param>
        /// <param name="historyInterval">The time between rows of the history in milliseconds.</param>
        /// <exception cref="ArgumentException">A row of the history with all channels would be longer than a message's piece.</exception>
        public TelemetryTask(Board board, Subscription[] subscribers, MessageFormat longest, int history, int historyInterval)
        {
            _board = board;
            _subscribers = subscribers;
            _history = new History(board, history, historyInterval);
            if (history > 0 && longest.MaximumRow(board) > MessageFormat.MaximumPiece)
            {
                throw new ArgumentException("The board has too many channels for a history: set the rows of the history to 0.");
            }

            int size = longest.MaximumMessage(board);
            _message = new PreparedMessage(size);
            MaximumFrame = FrameHeader + size;
        }

        /// <summary>Size of the longest sample's frame in bytes.</summary>
        public int MaximumFrame { get; }

        /// <summary>The history.</summary>
        public History History => _history;

        /// <summary>Checks whether the client of a slot receives samples.</summary>
        /// <param name="slot">The client's slot.</param>
        public bool IsListening(int slot)
        {
            return _subscribers[slot].IsListening;
        }

        /// <summary>Number of subscribers that receive samples.</summary>
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

        /// <summary>Number of samples sent to all subscribers.</summary>
        public long Sent => _sent;

        /// <summary>Number of samples that were dropped because a send buffer was full.</summary>
        public long Dropped => _dropped;

        /// <summary>Number of events sent to all subscribers.</summary>
        public long EventsSent { get; private set; }

        /// <summary>Number of events that were dropped because a send buffer was full.</summary>
        public long EventsDropped { get; private set; }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            long next = _board.UpdateDue;
            if (now >= next)
            {
                // Channels with events change only in Update, so events are sent only after it.
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

        /// <summary>Schedules a call of <see cref="Subscription.Greet"/>.</summary>
        /// <param name="due">The latest time of the call in milliseconds.</param>
        public void GreetBy(long due)
        {
            if (due < _greetDue)
            {
                _greetDue = due;
                RunSoon();
            }
        }

        /// <summary>Begins to send samples to a subscriber.</summary>
        /// <param name="subscriber">The subscriber.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Add(Subscription subscriber, long now)
        {
            Schedule(subscriber, now);
            CountUsed();

            // The next run computes the time of the next keep-alive.
            _keepAliveDue = now;
            RunSoon();
        }

        /// <summary>Ends the samples of a subscriber. It may be called for a subscriber that receives none.</summary>
        /// <param name="subscriber">The subscriber.</param>
        public void Remove(Subscription subscriber)
        {
            subscriber._due = Channel.Never;
            CountUsed();
        }

        /// <summary>Schedules a subscriber's next sample at the next multiple of its interval.</summary>
        /// <param name="subscriber">The subscriber, with its interval set.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Schedule(Subscription subscriber, long now)
        {
            int interval = subscriber._interval;
            subscriber._due = (now / interval + 1) * interval;
        }

        /// <summary>Sends a sample to a subscriber with a WebSocket immediately, outside the schedule. Its "seq" is the number of the current interval.</summary>
        /// <param name="subscriber">The subscriber.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>False when the sample was dropped because the send buffer was full.</returns>
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
        /// <returns>The time at which the next sample is due.</returns>
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
                // Each pass encodes one frame, for the first subscriber that is due, and sends it to all subscribers with the same interval, channels and
                // format. One pass usually serves all.
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

        /// <summary>Sends keep-alives that are due, and computes the time of the next.</summary>
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

        /// <summary>Sends the hellos that are due, and computes the time of the next.</summary>
        private void Greet(long now)
        {
            _greetDue = Channel.Never;
            for (int i = 0; i < _subscribers.Length; i++)
            {
                long due = _subscribers[i].Greet(now);
                _greetDue = due < _greetDue ? due : _greetDue;
            }
        }

        /// <summary>
        /// Sends events for the changes of inputs, outputs and numbers since the last run. After several changes of a channel only the last two are sent, of a
        /// number only the last; "edges" counts all changes of an input.
        /// </summary>
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
