using System;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>The results of a target for an input. The same bytes must give the same trace for each division into pieces. Recording does not allocate.</summary>
    internal sealed class Trace
    {
        private readonly byte[] _log = new byte[65536];
        private int _count;
        private ulong _hash;

        /// <summary>Number of calls of the target, or of actions that it should do at most once for each byte.</summary>
        public int Steps { get; set; }

        /// <summary>The outcome. The inputs of a corpus have different outcomes.</summary>
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
