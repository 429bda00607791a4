using Nano.Web.Server;
using nanoFramework.Runtime.Native;

namespace Nano.Firmware.Channels
{
    /// <summary>The free memory of the device's managed heap.</summary>
    internal sealed class FreeMemory
    {
        /// <summary>Finds out, in bytes, by a garbage collection. It does not compact the heap: see <see cref="NotInlinedAttribute"/>.</summary>
        [NotInlined]
        public long Read()
        {
            return GC.Run(false);
        }
    }
}
