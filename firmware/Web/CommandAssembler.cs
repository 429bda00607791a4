using System;

namespace Nano.Firmware
{
    /// <summary>
    /// Puts together commands that come in fragments. Hardly any client sends such, and a buffer for each would be half of what a
    /// connection costs: there is one, for one client at a time.
    /// </summary>
    internal sealed class CommandAssembler
    {
        private readonly byte[] _buffer = new byte[CommandReader.MaximumLength];
        private Subscriber _owner;
        private int _count;

        /// <summary>Holds what has been put together.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>How much that is.</summary>
        public int Count => _count;

        /// <summary>Begins a command.</summary>
        /// <returns>False while another client is in the middle of one.</returns>
        public bool Begin(Subscriber owner)
        {
            if (_owner != null && _owner != owner)
            {
                return false;
            }

            _owner = owner;
            _count = 0;
            return true;
        }

        /// <summary>Goes on with a command.</summary>
        /// <returns>False when it is too long.</returns>
        public bool Add(byte[] source, int offset, int count)
        {
            if (_count + count > _buffer.Length)
            {
                return false;
            }

            Array.Copy(source, offset, _buffer, _count, count);
            _count += count;
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
    }
}
