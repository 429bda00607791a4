using System;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Server;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// Puts together commands that come in fragments. Hardly any client sends such, and a buffer for each would be half of what a
    /// connection costs: there is one, for one client at a time, and for a limited time, made when the first such command arrives.
    /// </summary>
    internal sealed class CommandAssembler : LoopTask
    {
        /// <summary>The longest time between two fragments, in milliseconds.</summary>
        public const int Patience = 2000;

        /// <summary>The longest time from the first fragment to the last, in milliseconds.</summary>
        public const int Limit = 10000;

        // Null until the first such command.
        private byte[] _buffer;
        private Subscriber _owner;
        private int _count;
        private long _begun;
        private long _added;

        /// <summary>Holds what has been put together.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>How much that is.</summary>
        public int Count => _count;

        /// <summary>Begins a command.</summary>
        /// <returns>False while another client is in the middle of one, and when there is no memory for the buffer yet.</returns>
        public bool Begin(Subscriber owner, long now)
        {
            if (_owner != null && _owner != owner)
            {
                return false;
            }

            try
            {
                _buffer ??= new byte[CommandReader.MaximumLength];
            }
            catch (OutOfMemoryException)
            {
                // The client is told to try again: by then the runtime has compacted the heap.
                return false;
            }

            _owner = owner;
            _count = 0;
            _begun = now;
            _added = now;
            RunSoon();
            return true;
        }

        /// <summary>Goes on with a command.</summary>
        /// <returns>False when it is too long.</returns>
        public bool Add(byte[] source, int offset, int count, long now)
        {
            if (_count + count > _buffer.Length)
            {
                return false;
            }

            Array.Copy(source, offset, _buffer, _count, count);
            _count += count;
            _added = now;
            return true;
        }

        /// <summary>Lets the next client begin.</summary>
        public void End(Subscriber owner)
        {
            if (_owner == owner)
            {
                _owner = null;
            }
        }

        /// <summary>Takes the buffer from a client whose time is over.</summary>
        public override long Run(long now)
        {
            if (_owner == null)
            {
                return Channel.Never;
            }

            long due = _added + Patience < _begun + Limit ? _added + Patience : _begun + Limit;
            if (now < due)
            {
                return due;
            }

            _owner.Expire();
            _owner = null;
            return Channel.Never;
        }
    }
}
