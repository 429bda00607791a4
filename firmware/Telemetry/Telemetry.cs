using System.Text;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// Sends the subscribers their samples: {"type":"sample","seq":n,"t":ms,"v":[…]}.
    /// <para>
    /// The schedule is absolute: a subscriber's samples are due at the multiples of its interval in the loop's time, so that a
    /// late one does not make the next late, and those that a late loop has missed are left out. "seq" is the number of the
    /// interval since the start, t / interval. So all subscribers of one interval share one encoded frame, and consecutive
    /// samples differ by exactly 1: a greater step is a sample that was left out or dropped for want of room. A change of the
    /// interval begins another numbering.
    /// </para>
    /// </summary>
    internal sealed class Telemetry : LoopTask
    {
        // While someone is there a command may shorten a pulse or an interval, and the loop cannot be told.
        private const int Tick = 10;
        private const int IdleTick = 100;
        private const int MaximumNumber = 20;
        private const int FrameHeader = 4;

        private static readonly byte[] s_sequence = Encoding.UTF8.GetBytes("{\"type\":\"sample\",\"seq\":");
        private static readonly byte[] s_time = Encoding.UTF8.GetBytes(",\"t\":");
        private static readonly byte[] s_values = Encoding.UTF8.GetBytes(",\"v\":[");
        private static readonly byte[] s_end = Encoding.UTF8.GetBytes("]}");

        private readonly Board _board;
        private readonly Subscriber[] _subscribers;
        private readonly ByteWriter _values;
        private readonly PreparedMessage _sample;

        /// <summary>Takes the memory for samples of a board's channels.</summary>
        public Telemetry(Board board, Subscriber[] subscribers)
        {
            _board = board;
            _subscribers = subscribers;
            int size = s_time.Length + MaximumNumber + s_values.Length + s_end.Length;
            for (int i = 0; i < board.Count; i++)
            {
                size += board[i].MaximumDigits + 1;
            }

            _values = new ByteWriter(new byte[size]);
            size += s_sequence.Length + MaximumNumber;
            _sample = new PreparedMessage(size);
            MaximumFrame = FrameHeader + size;
        }

        /// <summary>The longest sample's frame in bytes.</summary>
        public int MaximumFrame { get; }

        /// <summary>How many samples have been sent, to all subscribers together.</summary>
        public long Sent { get; private set; }

        /// <summary>How many samples were due and found no room.</summary>
        public long Dropped { get; private set; }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            long next = _board.Update(now);
            long latest = now + IdleTick;
            bool isEncoded = false;
            for (int i = 0; i < _subscribers.Length; i++)
            {
                Subscriber subscriber = _subscribers[i];
                if (!subscriber.IsListening)
                {
                    continue;
                }

                latest = now + Tick;
                int interval = subscriber.Interval;
                long sequence = now / interval;
                if (sequence > subscriber.Sequence)
                {
                    if (!isEncoded)
                    {
                        EncodeValues(now);
                        isEncoded = true;
                    }

                    EncodeSample(sequence);
                    SendToAll(i, interval, sequence);
                }

                long due = (sequence + 1) * interval;
                if (due < next)
                {
                    next = due;
                }
            }

            return next < latest ? next : latest;
        }

        /// <summary>Sends a subscriber a sample beside the schedule: its "seq" is that of the interval it falls into.</summary>
        /// <returns>False when it found no room.</returns>
        public bool SendNow(Subscriber subscriber, long now)
        {
            EncodeValues(now);
            EncodeSample(now / subscriber.Interval);
            return Send(subscriber);
        }

        private void EncodeValues(long now)
        {
            _board.Read(now);
            ByteWriter values = _values;
            values.Clear();
            values.Write(s_time, 0, s_time.Length);
            values.WriteNumber(now);
            values.Write(s_values, 0, s_values.Length);
            for (int i = 0, count = _board.Count; i < count; i++)
            {
                if (i > 0)
                {
                    values.Write((byte)',');
                }

                values.WriteNumber(_board[i].Value);
            }

            values.Write(s_end, 0, s_end.Length);
        }

        private void EncodeSample(long sequence)
        {
            ByteWriter writer = _sample.Begin();
            writer.Write(s_sequence, 0, s_sequence.Length);
            writer.WriteNumber(sequence);
            writer.Write(_values.Buffer, 0, _values.Count);
            _sample.End(MessageType.Text);
        }

        /// <summary>Sends the sample to the subscriber at <paramref name="first"/> and to those behind it that have its interval.</summary>
        private void SendToAll(int first, int interval, long sequence)
        {
            for (int i = first; i < _subscribers.Length; i++)
            {
                Subscriber subscriber = _subscribers[i];
                if (subscriber.IsListening && subscriber.Interval == interval && subscriber.Sequence < sequence)
                {
                    subscriber.Sequence = sequence;
                    Send(subscriber);
                }
            }
        }

        private bool Send(Subscriber subscriber)
        {
            bool sent = subscriber.WebSocket.TrySend(_sample);
            if (sent)
            {
                Sent++;
            }
            else
            {
                Dropped++;
            }

            return sent;
        }
    }
}
