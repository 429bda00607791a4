using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Web.Server;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>As the package of this name has it, as far as the document's example goes.</summary>
    internal static class NativeMemory
    {
        public enum MemoryType
        {
            Internal = 1,
        }

        public static bool GetMemoryInfo(MemoryType type, out uint total, out uint free, out uint largest)
        {
            total = 300_000;
            free = 40_000;
            largest = 30_000;
            return type == MemoryType.Internal;
        }
    }
}

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The class that the document about TLS shows.</summary>
    [TestClass]
    public class Esp32MemoryTests
    {
        [TestMethod]
        public void The_free_native_memory_is_reported()
        {
            Assert.AreEqual(40_000L, new Esp32Memory().ReadFree());
        }

        internal sealed class Esp32Memory : NativeMemory
        {
            public override long ReadFree()
            {
                nanoFramework.Hardware.Esp32.NativeMemory.GetMemoryInfo(nanoFramework.Hardware.Esp32.NativeMemory.MemoryType.Internal, out uint total, out uint free, out uint largest);
                return free;
            }
        }
    }
}
