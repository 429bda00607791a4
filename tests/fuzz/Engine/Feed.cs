using System;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>The ways to divide an input into pieces.</summary>
    internal enum Split
    {
        Whole,
        Bytes,
        Random,
        Two,
    }

    /// <summary>
    /// Presents an input to a target as bytes that arrive in pieces in the middle of a larger buffer. The bytes around the input have a "poison" value,
    /// and so do bytes that the target has finished with. The result therefore changes when the target reads outside its range or reads bytes again.
    /// </summary>
    internal sealed class Feed
    {
        public const int Margin = 64;

        private byte[] _input;
        private Split _split;
        private int _cut;
        private Chance _chance;
        private byte _poison;
        private int _total;
        private int _arrived;

        /// <summary>The buffer, which is reused for all inputs.</summary>
        public byte[] Buffer { get; } = new byte[Input.Capacity + 2 * Margin];

        /// <summary>Index of the input's first byte.</summary>
        public int Offset { get; private set; }

        /// <summary>Index after the bytes that have arrived.</summary>
        public int End => Offset + _arrived;

        /// <summary>Number of bytes that have arrived.</summary>
        public int Count => _arrived;

        /// <summary>The value of the bytes around the input.</summary>
        public byte Poison => _poison;

        /// <summary>Whether the whole input has arrived.</summary>
        public bool IsAll => _arrived == _total;

        public void Begin(Input input, int offset, byte poison, Split split, int cut, Chance chance)
        {
            Offset = offset;
            _input = input.Bytes;
            _total = input.Count;
            _arrived = 0;
            _split = split;
            _cut = cut;
            _chance = chance;
            _poison = poison;
            Buffer.AsSpan().Fill(poison);
        }

        /// <summary>Makes the next piece arrive. Returns false when there is none.</summary>
        public bool More()
        {
            if (IsAll)
            {
                return false;
            }

            int left = _total - _arrived;
            int count = left;
            switch (_split)
            {
                case Split.Bytes: count = 1; break;
                case Split.Random: count = 1 + _chance.Next(_chance.OneIn(2) ? Math.Min(left, 8) : left); break;
                case Split.Two when _arrived < _cut: count = Math.Min(left, _cut); break;
            }

            _input.AsSpan(_arrived, count).CopyTo(Buffer.AsSpan(End));
            _arrived += count;
            return true;
        }

        /// <summary>Makes all remaining bytes arrive.</summary>
        public void All()
        {
            while (More())
            {
            }
        }

        /// <summary>Overwrites bytes that the target must not read again.</summary>
        public void Forget(int from, int to)
        {
            Buffer.AsSpan(from, to - from).Fill(_poison);
        }

        /// <summary>Restores the overwritten bytes.</summary>
        public void Recall()
        {
            _input.AsSpan(0, _arrived).CopyTo(Buffer.AsSpan(Offset));
        }

        /// <summary>Checks that the bytes around the input are unchanged.</summary>
        public bool IsIntact()
        {
            return Buffer.AsSpan(0, Offset).IndexOfAnyExcept(_poison) < 0
                && Buffer.AsSpan(End, Math.Min(Margin, Buffer.Length - End)).IndexOfAnyExcept(_poison) < 0;
        }
    }
}
