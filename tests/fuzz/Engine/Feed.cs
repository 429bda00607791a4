using System;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>How an input arrives.</summary>
    internal enum Split
    {
        Whole,
        Bytes,
        Random,
        Two,
    }

    /// <summary>
    /// An input as a target gets to see it: bytes that arrive piece by piece in the middle of a larger buffer. All around lies
    /// poison, which a reader that keeps to its range never sees; what a reader has done with is poisoned too, so that it is
    /// found out when it reads that again.
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

        /// <summary>The buffer, the same one every time.</summary>
        public byte[] Buffer { get; } = new byte[Input.Capacity + 2 * Margin];

        /// <summary>Where the input begins.</summary>
        public int Offset { get; private set; }

        /// <summary>Where that ends which has arrived.</summary>
        public int End => Offset + _arrived;

        /// <summary>How much has arrived.</summary>
        public int Count => _arrived;

        /// <summary>What lies around the input.</summary>
        public byte Poison => _poison;

        /// <summary>Whether all has arrived.</summary>
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

        /// <summary>Lets the next piece arrive; false when there is none.</summary>
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

        /// <summary>Lets everything arrive.</summary>
        public void All()
        {
            while (More())
            {
            }
        }

        /// <summary>What lies between two places in the buffer has been read for good.</summary>
        public void Forget(int from, int to)
        {
            Buffer.AsSpan(from, to - from).Fill(_poison);
        }

        /// <summary>Puts back what has been forgotten.</summary>
        public void Recall()
        {
            _input.AsSpan(0, _arrived).CopyTo(Buffer.AsSpan(Offset));
        }

        /// <summary>Whether nothing was written around the input.</summary>
        public bool IsIntact()
        {
            return Buffer.AsSpan(0, Offset).IndexOfAnyExcept(_poison) < 0
                && Buffer.AsSpan(End, Math.Min(Margin, Buffer.Length - End)).IndexOfAnyExcept(_poison) < 0;
        }
    }
}
