using System;

namespace Nano.Firmware.Channels
{
    /// <summary>The free memory of the desktop's process, 2 GiB at most: a channel's history keeps 32 bits.</summary>
    internal sealed class FreeMemory
    {
        private readonly long _available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        /// <summary>Finds out, in bytes.</summary>
        public long Read()
        {
            long free = _available - GC.GetTotalMemory(false);
            return Math.Clamp(free, 0, int.MaxValue);
        }
    }
}
