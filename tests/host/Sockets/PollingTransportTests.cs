using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Memory;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Sockets
{
    /// <summary>The tests of the transport of devices, over the transport whose loop polls the sockets.</summary>
    [TestClass]
    public class PollingServerTests : ServerTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Polling;
    }

    [TestClass]
    public class PollingSlotTests : SlotTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Polling;
    }

    [TestClass]
    public class PollingAllocationTests : LoopAllocationTests
    {
        /// <inheritdoc/>
        protected override TransportKind Kind => TransportKind.Polling;
    }
}
