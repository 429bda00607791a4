namespace Nano.Web.Http
{
    /// <summary>What a request says by yes or no, and which of the <see cref="ControlFields"/> it has had so far.</summary>
    internal enum RequestFlags
    {
        None = 0,
        Http11 = 1,
        PathEscaped = 2,
        ExpectsContinue = 4,
        KeepAlive = 8,
        HasUpgrade = 16,
        Host = 32,
        ContentLength = 64,
        TransferEncoding = 128,
        CloseOption = 256,
        KeepAliveOption = 512,
        UnknownExpectation = 1024,

        // The client waits for 100 Continue, and none of its content has arrived.
        AwaitsContinue = 2048,

        // The response has begun in an earlier turn, so that some of it may have been sent.
        Answering = 4096,

        // A stream of events has lasted for as long as it may.
        Expired = 8192,
    }
}
