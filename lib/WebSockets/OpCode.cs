namespace Nano.Web.WebSockets
{
    /// <summary>The opcodes of frames (RFC 6455 section 5.2).</summary>
    public enum OpCode
    {
        /// <summary>A further fragment of a message.</summary>
        Continuation = 0,

        /// <summary>A text message, or its first fragment.</summary>
        Text = 1,

        /// <summary>A binary message, or its first fragment.</summary>
        Binary = 2,

        /// <summary>A control frame that begins or answers the closing handshake (section 5.5.1).</summary>
        Close = 8,

        /// <summary>A control frame that asks the peer for a Pong (section 5.5.2).</summary>
        Ping = 9,

        /// <summary>A control frame that answers a Ping (section 5.5.3).</summary>
        Pong = 10,
    }
}
