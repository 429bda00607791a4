using System;

namespace Nano.Web.Http
{
    /// <summary>Bytes that never change, wherever they lie: in memory, in flash, in a file. They are copied a piece at a time into the send buffer.</summary>
    public abstract class Content
    {
        /// <summary>How many there are.</summary>
        public abstract int Length { get; }

        /// <summary>Copies a piece.</summary>
        /// <param name="position">Where it begins, 0 to <see cref="Length"/> less one.</param>
        /// <param name="destination">Receives it.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="count">How many bytes at most; not beyond the end.</param>
        /// <returns>How many were copied, at least 1; the caller goes on from there.</returns>
        public abstract int Read(int position, byte[] destination, int offset, int count);
    }

    /// <summary>Content in memory.</summary>
    public sealed class MemoryContent : Content
    {
        private readonly byte[] _bytes;

        /// <summary>Makes content of an array, which must not change any more.</summary>
        /// <param name="bytes">The bytes.</param>
        public MemoryContent(byte[] bytes)
        {
            _bytes = bytes;
        }

        /// <inheritdoc/>
        public override int Length => _bytes.Length;

        /// <inheritdoc/>
        public override int Read(int position, byte[] destination, int offset, int count)
        {
            Array.Copy(_bytes, position, destination, offset, count);
            return count;
        }
    }
}
