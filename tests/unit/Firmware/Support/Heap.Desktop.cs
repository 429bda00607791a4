namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>Measures the bytes taken from the heap: on desktop .NET every byte that this thread has ever allocated, garbage included.</summary>
    internal static class Heap
    {
        public static long Taken()
        {
            return System.GC.GetAllocatedBytesForCurrentThread();
        }

        /// <summary>As much as a board has.</summary>
        public static long Free()
        {
            return 64 * 1024;
        }
    }
}
