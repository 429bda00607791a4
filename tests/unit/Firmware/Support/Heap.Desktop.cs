namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>What has been taken from the heap: on desktop .NET every byte this thread has ever allocated, garbage included.</summary>
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
