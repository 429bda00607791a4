namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>Measures the bytes taken from the heap: on nanoFramework the bytes in use after a collection.</summary>
    internal static class Heap
    {
        public static long Taken()
        {
            // Objects that one collection frees may have kept objects alive that the next one frees.
            uint free = 0;
            uint last;
            do
            {
                last = free;
                free = nanoFramework.Runtime.Native.GC.Run(true);
            }
            while (free != last);
            return -(long)free;
        }

        /// <summary>Measures the free bytes.</summary>
        public static long Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }
    }
}
