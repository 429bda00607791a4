using nanoFramework.Runtime.Native;

namespace Nano.Firmware
{
    /// <summary>The free memory of the device's managed heap.</summary>
    internal sealed class FreeMemory
    {
        /// <summary>Finds out, in bytes, by a garbage collection.</summary>
        public long Read()
        {
            return GC.Run(false);
        }
    }
}
