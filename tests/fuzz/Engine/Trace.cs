using System;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>
    /// What a target made of an input: the same bytes must leave the same trace, however they arrived. Nothing here allocates.
    /// </summary>
    internal sealed class Trace
    {
        private readonly byte[] _log = new byte[65536];
        private int _count;
        private ulong _hash;

        /// <summary>How often the target was called, or did something that should be done once for a byte at most.</summary>
        public int Steps { get; set; }

        /// <summary>What came of it: inputs of a corpus differ in that.</summary>
        public int Outcome { get; set; }

        public void Begin()
        {
            _count = 0;
            _hash = 14695981039346656037;
            Steps = 0;
            Outcome = 0;
        }

        public void Byte(int value)
        {
            _hash = (_hash ^ (byte)value) * 1099511628211;
            if (_count < _log.Length)
            {
                _log[_count++] = (byte)value;
            }
        }

        public void Text(string text)
        {
            foreach (char c in text)
            {
                Byte(c);
            }
        }

        public void Number(long value)
        {
            Span<byte> digits = stackalloc byte[24];
            value.TryFormat(digits, out int count);
            Byte(' ');
            for (int i = 0; i < count; i++)
            {
                Byte(digits[i]);
            }
        }

        public void Bytes(byte[] buffer, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                Byte(buffer[offset]);
            }
        }

        public bool IsSame(Trace other)
        {
            return _hash == other._hash && Outcome == other.Outcome && _log.AsSpan(0, _count).SequenceEqual(other._log.AsSpan(0, other._count));
        }

        public override string ToString()
        {
            string text = Escaped.Write(_log.AsSpan(0, Math.Min(_count, 4096)), int.MaxValue);
            return _count > 4096 ? text + "…" : text;
        }
    }
}
