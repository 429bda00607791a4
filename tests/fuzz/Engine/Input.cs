using System;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>The bytes of an input. Bytes beyond the capacity are discarded.</summary>
    internal sealed class Input
    {
        public const int Capacity = 2048;

        public byte[] Bytes { get; } = new byte[Capacity];

        public int Count { get; set; }

        public ReadOnlySpan<byte> Span => Bytes.AsSpan(0, Count);

        public Input Clear()
        {
            Count = 0;
            return this;
        }

        public Input Set(ReadOnlySpan<byte> bytes)
        {
            return Clear().Add(bytes);
        }

        public Input Add(int value)
        {
            if (Count < Capacity)
            {
                Bytes[Count++] = (byte)value;
            }

            return this;
        }

        public Input Add(ReadOnlySpan<byte> bytes)
        {
            Insert(Count, bytes);
            return this;
        }

        /// <summary>Adds characters of Latin-1 as one byte each.</summary>
        public Input Add(string text)
        {
            foreach (char c in text)
            {
                Add(c);
            }

            return this;
        }

        public void Insert(int at, ReadOnlySpan<byte> bytes)
        {
            int count = Math.Min(bytes.Length, Capacity - at);
            int tail = Math.Min(Count - at, Capacity - at - count);
            Bytes.AsSpan(at, tail).CopyTo(Bytes.AsSpan(at + count));
            bytes[..count].CopyTo(Bytes.AsSpan(at));
            Count = at + count + tail;
        }

        public void Remove(int at, int count)
        {
            Bytes.AsSpan(at + count, Count - at - count).CopyTo(Bytes.AsSpan(at));
            Count -= count;
        }

        /// <summary>A hash of the bytes that is the same on all computers (FNV-1a).</summary>
        public ulong Hash()
        {
            ulong hash = 14695981039346656037;
            foreach (byte b in Span)
            {
                hash = (hash ^ b) * 1099511628211;
            }

            return hash;
        }
    }
}
