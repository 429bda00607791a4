using System;
using Nano.Web.Text;

namespace Nano.Web.WebSockets
{
    /// <summary>
    /// The open connections of one or more handlers, to which a message is sent at once: a connection joins when it opens and leaves when it ends, by
    /// <see cref="WebSocketHandler.Group"/>. A member whose send buffer is full gets the message later, from a queue of fixed size that all members share.
    /// </summary>
    public sealed class WebSocketGroup
    {
        // Before each message in the queue: its type, and its length in two bytes.
        private const int EntryHeader = 3;

        // In _next: the member is to be closed in its connection's turn.
        private const int ToClose = -1;

        private readonly WebSocket[] _members;

        // For each slot the place in the queue of the next message that the member has not taken.
        private readonly int[] _next;
        private readonly int[] _lost;

        // Messages from _tail to _head: their place is the rest of the division by the queue's length.
        private readonly byte[] _queue;
        private readonly ByteWriter _text;
        private readonly SlowPolicy _policy;
        private readonly int _maximum;
        private int _head;
        private int _tail;

        /// <summary>Makes a group without members.</summary>
        /// <param name="slots">The server's slots, <c>server.Options.Slots</c>.</param>
        /// <param name="sendBuffer">The send buffer of a slot, <c>server.Options.SendBuffer</c>, 640 or more. A message has at most 389 bytes less.</param>
        /// <param name="policy">The treatment of slow members.</param>
        /// <param name="capacity">The bytes of the queue, 256 or more: messages that wait, and three more for each.</param>
        /// <exception cref="ArgumentException">A size is out of its range.</exception>
        public WebSocketGroup(int slots, int sendBuffer, SlowPolicy policy, int capacity)
        {
            _maximum = sendBuffer - WebSocket.ControlReserve - WebSocket.ReplyReserve - 4;
            if (slots < 1 || _maximum < 1 || capacity < 256)
            {
                throw new ArgumentException("A group has 1 slot, a send buffer of 640 bytes and a queue of 256 bytes at least.");
            }

            _members = new WebSocket[slots];
            _next = new int[slots];
            _lost = new int[slots];
            _queue = new byte[capacity];
            _text = new ByteWriter(new byte[_maximum]);
            _policy = policy;
            _maximum = _maximum < capacity - EntryHeader ? _maximum : capacity - EntryHeader;
        }

        /// <summary>How many members there are.</summary>
        public int Count { get; private set; }

        /// <summary>How many messages have not reached a member, over all members.</summary>
        public long Lost { get; private set; }

        /// <summary>How many members were closed because they were slow.</summary>
        public int Closed { get; private set; }

        /// <summary>How many messages have not reached the member of a slot since it joined.</summary>
        /// <param name="slot">The slot, see <see cref="WebSocket.Slot"/>.</param>
        /// <returns>0 or more.</returns>
        public int GetLost(int slot)
        {
            return _lost[slot];
        }

        /// <summary>Sends a text to all members.</summary>
        /// <param name="text">The text.</param>
        /// <exception cref="ArgumentException">It is longer than a message may be.</exception>
        public void Send(string text)
        {
            _text.Clear();
            _text.WriteText(text);
            if (_text.Overflowed)
            {
                throw TooLong();
            }

            Send(MessageType.Text, _text.Buffer, 0, _text.Count);
        }

        /// <summary>Sends a message to all members.</summary>
        /// <param name="type">Text, which must be UTF-8, or binary.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <exception cref="ArgumentException">It is longer than a message may be.</exception>
        public void Send(MessageType type, byte[] buffer, int offset, int count)
        {
            if (count > _maximum)
            {
                throw TooLong();
            }

            // Members without messages that wait get it at once; the others, and those with a full send buffer, from the queue.
            bool mustWait = false;
            for (int i = 0; i < _members.Length; i++)
            {
                WebSocket member = _members[i];
                if (member == null || member._state != WebSocketState.Open)
                {
                    continue;
                }

                if (!member.IsBehind && member.SendToGroup(type, buffer, offset, count))
                {
                    continue;
                }

                if (!member.IsBehind)
                {
                    _next[i] = _head;
                    member.SetBehind(true);
                }

                mustWait |= _next[i] != ToClose;
            }

            if (mustWait)
            {
                Enqueue(type, buffer, offset, count);
            }
        }

        /// <summary>A connection has opened.</summary>
        internal void Join(WebSocket member)
        {
            _members[member.Slot] = member;
            _lost[member.Slot] = 0;
            Count++;
        }

        /// <summary>A connection has ended.</summary>
        internal void Leave(WebSocket member)
        {
            if (_members[member.Slot] == member)
            {
                _members[member.Slot] = null;
                Count--;
                Settle();
            }
        }

        /// <summary>Sends waiting messages to a member, as far as its send buffer holds them.</summary>
        /// <param name="member">The member, which is behind.</param>
        /// <param name="now">The time in milliseconds.</param>
        internal void Pump(WebSocket member, long now)
        {
            int slot = member.Slot;
            if (_next[slot] == ToClose)
            {
                member.SetBehind(false);
                member.Close(CloseStatus.TryAgainLater, "too slow", now);
                return;
            }

            while (_next[slot] != _head)
            {
                int at = Find(_next[slot]);
                int place = at % _queue.Length;
                int count = _queue[place + 1] << 8 | _queue[place + 2];
                if (!member.SendToGroup((MessageType)_queue[place], _queue, place + EntryHeader, count))
                {
                    Settle();
                    return;
                }

                _next[slot] = at + EntryHeader + count;
            }

            member.SetBehind(false);
            Settle();
        }

        /// <summary>Puts a message into the queue, after the policy has made space for it.</summary>
        private void Enqueue(MessageType type, byte[] buffer, int offset, int count)
        {
            int size = EntryHeader + count;
            Settle();
            while (!HasRoom(size))
            {
                if (_policy == SlowPolicy.DropNewest)
                {
                    DropNewest();
                    return;
                }

                DropOldest();
                Settle();
            }

            if (!IsAnyBehind())
            {
                return;
            }

            int place = Skip(size);
            _queue[place] = (byte)type;
            _queue[place + 1] = (byte)(count >> 8);
            _queue[place + 2] = (byte)count;
            Array.Copy(buffer, offset, _queue, place + EntryHeader, count);
            _head += size;
        }

        /// <summary>Whether an entry fits, in one piece.</summary>
        private bool HasRoom(int size)
        {
            int rest = _queue.Length - _head % _queue.Length;
            return _head - _tail + (rest < size ? rest : 0) + size <= _queue.Length;
        }

        /// <summary>Goes to the queue's beginning when an entry does not fit before its end.</summary>
        private int Skip(int size)
        {
            int place = _head % _queue.Length;
            int rest = _queue.Length - place;
            if (rest >= size)
            {
                return place;
            }

            // No message has the type 0.
            _queue[place] = 0;
            _head += rest;
            return 0;
        }

        /// <summary>The entry at a place, or at the queue's beginning where the place is the mark of its end.</summary>
        private int Find(int at)
        {
            int place = at % _queue.Length;
            return _queue[place] == 0 ? at + _queue.Length - place : at;
        }

        private void DropNewest()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                if (IsBehind(i))
                {
                    Lose(i);
                    if (_next[i] == _head)
                    {
                        // It has just become so, and there is nothing for it in the queue.
                        _members[i].SetBehind(false);
                    }
                }
            }
        }

        /// <summary>Takes the oldest message from the members that have not taken it, or closes them.</summary>
        private void DropOldest()
        {
            int oldest = _tail;
            for (int i = 0; i < _members.Length; i++)
            {
                if (!IsBehind(i) || _next[i] != oldest)
                {
                    continue;
                }

                // A member that is closed loses all that waits, and the message that is being sent.
                bool isClosed = _policy == SlowPolicy.Close;
                int next = oldest;
                do
                {
                    Lose(i);
                    int at = Find(next);
                    int place = at % _queue.Length;
                    next = at + EntryHeader + (_queue[place + 1] << 8 | _queue[place + 2]);
                }
                while (isClosed && next != _head);

                _next[i] = next;
                if (isClosed)
                {
                    Closed++;
                    Lose(i);
                    _next[i] = ToClose;
                }
            }
        }

        private void Lose(int slot)
        {
            Lost++;
            _lost[slot]++;
            _members[slot].CountDropped();
        }

        /// <summary>Frees what all members have taken.</summary>
        private void Settle()
        {
            int tail = _head;
            for (int i = 0; i < _members.Length; i++)
            {
                if (IsBehind(i) && _next[i] < tail)
                {
                    tail = _next[i];
                }
            }

            // Where nothing waits the places start at 0 again, so that any message fits. Otherwise the places keep their rest, and never grow out of their range.
            int shift = tail == _head ? tail : tail - tail % _queue.Length;
            _tail = tail - shift;
            _head -= shift;
            for (int i = 0; i < _members.Length && shift > 0; i++)
            {
                if (IsBehind(i))
                {
                    _next[i] -= shift;
                }
            }
        }

        /// <summary>Whether the member of a slot waits for messages.</summary>
        private bool IsBehind(int slot)
        {
            return _members[slot] != null && _members[slot].IsBehind && _next[slot] != ToClose;
        }

        private bool IsAnyBehind()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                if (IsBehind(i))
                {
                    return true;
                }
            }

            return false;
        }

        private ArgumentException TooLong()
        {
            return new ArgumentException("A message to a group has at most " + _maximum.ToString() + " bytes: raise ServerOptions.SendBuffer, or the group's capacity.");
        }
    }
}
