namespace Nano.Tests.Host.Support
{
    /// <summary>How a server over plain TCP learns that there is something to read.</summary>
    public enum TransportKind
    {
        /// <summary>A thread waits for each socket, as on a device.</summary>
        Threads,

        /// <summary>The loop waits for all by select, as on the desktop.</summary>
        Select,

        /// <summary>The loop asks each, as on a device with a small heap.</summary>
        Polling,
    }
}
