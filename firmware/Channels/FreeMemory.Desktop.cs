using System;

namespace Nano.Firmware
{
    /// <summary>The free memory of the desktop's process.</summary>
    internal sealed class FreeMemory
    {
        private readonly long _available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        /// <summary>Finds out, in bytes.</summary>
        public long Read()
        {
            long free = _available - GC.GetTotalMemory(false);
            return free > 0 ? free : 0;
        }
    }
}
