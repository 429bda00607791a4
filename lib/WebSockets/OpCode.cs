namespace Nano.Web.WebSockets
{
    /// <summary>What a frame is (RFC 6455 section 5.2).</summary>
    public enum OpCode
    {
        /// <summary>The next fragment of a message.</summary>
        Continuation = 0,

        /// <summary>The first fragment of a text message.</summary>
        Text = 1,

        /// <summary>The first fragment of a binary message.</summary>
        Binary = 2,

        /// <summary>Close.</summary>
        Close = 8,

        /// <summary>Ping.</summary>
        Ping = 9,

        /// <summary>Pong.</summary>
        Pong = 10,
    }
}
