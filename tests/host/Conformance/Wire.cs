namespace Nano.Tests.Host.Conformance
{
    /// <summary>What carries a case's bytes.</summary>
    public enum Wire
    {
        /// <summary>TCP on 127.0.0.1, the server's loop on a thread of its own, real time.</summary>
        Sockets,

        /// <summary>The in-memory transport, driven turn by turn on the test's thread, in a time of its own.</summary>
        Memory,
    }
}
