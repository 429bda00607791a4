using System;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// Sends the subscribers their samples and the inputs' changes, and keeps the history.
    /// <para>
    /// The schedule is absolute: a subscriber's samples are due at the multiples of its interval in the loop's time, so that a
    /// late one does not make the next late, and those that a late loop has missed are left out. "seq" is the number of the
    /// interval since the start, t / interval. So all subscribers of one interval, one choice of channels and one format share
    /// one encoded frame, and consecutive samples differ by exactly 1: a greater step is a sample that was left out or dropped
    /// for want of room. A change of the interval begins another numbering.
    /// </para>
    /// </summary>
    internal sealed class Telemetry : LoopTask
    {
        private const int FrameHeader = 4;

        private readonly Board _board;
        private readonly Subscriber[] _subscribers;
        private readonly PreparedMessage _message;
        private long _sent;
        private long _dropped;

        /// <summary>Takes the memory for samples of a board's channels.</summary>
        /// <exception cref="ArgumentException">The board's history has rows that are too long.</exception>
        public Telemetry(Board board, Subscriber[] subscribers, MessageFormat longest, DeviceOptions options)
        {
            _board = board;
            _subscribers = subscribers;
            History = new History(board, options.History, options.HistoryInterval);
            if (options.History > 0 && longest.MaximumRow(board) > MessageFormat.MaximumPiece)
            {
                throw new ArgumentException("History: it cannot be kept of so many channels.");
            }

            int size = longest.MaximumMessage(board);
            _message = new PreparedMessage(size + ByteWriter.MaximumNumber);
            MaximumFrame = FrameHeader + size;
        }

        /// <summary>The longest sample's frame in bytes.</summary>
        public int MaximumFrame { get; }

        /// <summary>The last samples.</summary>
        public History History { get; }

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
                for (int i = 0; i < _subscribers.Length; i++)
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
                // Only then can an input have changed.
                next = _board.Update(now);
                SendEvents(now);
            }

            long due = History.Run(_board, now);
            next = due < next ? due : next;
            Subscriber[] subscribers = _subscribers;
            for (int i = 0; i < subscribers.Length; i++)
            {
                Subscriber subscriber = subscribers[i];
                if (!subscriber._isListening)
                {
                    continue;
                }

                int interval = subscriber._interval;
                long sequence = now / interval;
                if (sequence > subscriber._sequence)
                {
                    Encode(subscriber, sequence, now);
                    SendToAll(i, sequence);
                }

                long keepAliveDue = subscriber._keepAliveDue;
                if (now >= keepAliveDue)
                {
                    subscriber.KeepAlive(now);
                    keepAliveDue = subscriber._keepAliveDue;
                }

                due = (sequence + 1) * interval;
                next = due < next ? due : next;
                next = keepAliveDue < next ? keepAliveDue : next;
            }

            return next;
        }

        /// <summary>Sends a subscriber a sample beside the schedule: its "seq" is that of the interval it falls into.</summary>
        /// <returns>False when it found no room.</returns>
        public bool SendNow(Subscriber subscriber, long now)
        {
            Encode(subscriber, now / subscriber.Interval, now);
            return Send(subscriber);
        }

        private void Encode(Subscriber subscriber, long sequence, long now)
        {
            _board.Read(now);
            MessageFormat format = subscriber._format;
            format.WriteSample(_message.Begin(), _board.Channels, subscriber._mask, sequence, now);
            _message.End(format.Type);
        }

        /// <summary>Sends the sample to the subscriber at <paramref name="first"/> and to those behind it that want the same.</summary>
        private void SendToAll(int first, long sequence)
        {
            Subscriber[] subscribers = _subscribers;
            Subscriber like = subscribers[first];
            int interval = like._interval;
            int mask = like._mask;
            MessageFormat format = like._format;
            for (int i = first; i < subscribers.Length; i++)
            {
                Subscriber subscriber = subscribers[i];
                if (subscriber._isListening && subscriber._sequence < sequence && subscriber._interval == interval
                    && subscriber._mask == mask && subscriber._format == format)
                {
                    subscriber._sequence = sequence;
                    Send(subscriber);
                }
            }
        }

        private bool Send(Subscriber subscriber)
        {
            bool sent = subscriber.TrySend(_message, true);
            if (sent)
            {
                _sent++;
            }
            else
            {
                _dropped++;
            }

            return sent;
        }

        /// <summary>Tells of what inputs have done since the last time. Of many changes at once the last two are told: "edges" counts all.</summary>
        private void SendEvents(long now)
        {
            Channel[] channels = _board.Channels;
            for (int i = 0; i < channels.Length; i++)
            {
                Channel channel = channels[i];
                int untold = channel._untold;
                if (untold > 0)
                {
                    channel._untold = 0;
                    long edges = ((DigitalInput)channel).Edges;
                    if (untold > 1)
                    {
                        SendEvent(i, now, 1 - channel._value, edges - 1);
                    }

                    SendEvent(i, now, channel._value, edges);
                }
            }
        }

        private void SendEvent(int index, long now, long value, long edges)
        {
            MessageFormat encoded = null;
            for (int i = 0; i < _subscribers.Length; i++)
            {
                Subscriber subscriber = _subscribers[i];
                if (!subscriber.IsListening || (subscriber.Mask >> index & 1) == 0)
                {
                    continue;
                }

                MessageFormat format = subscriber.Format;
                if (format != encoded)
                {
                    format.WriteEvent(_message.Begin(), _board.Channels[index], now, value, edges);
                    _message.End(format.Type);
                    encoded = format;
                }

                if (subscriber.TrySend(_message, false))
                {
                    EventsSent++;
                }
                else
                {
                    EventsDropped++;
                }
            }
        }
    }
}
