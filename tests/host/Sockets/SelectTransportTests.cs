using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Memory;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The tests of the transport of devices, over the transport whose loop waits by select.</summary>
    [TestClass]
    public class SelectServerTests : ServerTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Select;
    }

    [TestClass]
    public class SelectSlotTests : SlotTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Select;
    }

    [TestClass]
    public class SelectAllocationTests : LoopAllocationTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Select;
    }
}
