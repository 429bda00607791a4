using System;
using System.Threading;
using Nano.Web.Server;

namespace Nano.Tests.Host.Support
{
    /// <summary>Reads, on the loop's own thread, how much that thread has allocated.</summary>
    internal sealed class AllocationProbe : LoopTask
    {
        private long _bytes;
        private int _asked;
        private int _answered;

        /// <summary>Bytes allocated by the loop's thread so far. To be called from any other thread.</summary>
        public long Read()
        {
            int number = Interlocked.Increment(ref _asked);
            Until.True(() => Volatile.Read(ref _answered) == number, "The loop should have run its task.");
            return Volatile.Read(ref _bytes);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            int asked = Volatile.Read(ref _asked);
            if (asked != _answered)
            {
                Volatile.Write(ref _bytes, GC.GetAllocatedBytesForCurrentThread());
                Volatile.Write(ref _answered, asked);
            }

            return now + 1;
        }
    }
}
