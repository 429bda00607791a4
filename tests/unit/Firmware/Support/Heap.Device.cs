namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>What has been taken from the heap: on nanoFramework what is still in use after a collection.</summary>
    internal static class Heap
    {
        public static long Taken()
        {
            // What one collection frees may have held what the next one frees.
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

        /// <summary>What is free.</summary>
        public static long Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }
    }
}
