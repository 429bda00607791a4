namespace Nano.Web.WebSockets
{
    /// <summary>The types of a data message (RFC 6455 section 5.6).</summary>
    public enum MessageType
    {
        /// <summary>UTF-8 text.</summary>
        Text = OpCode.Text,

        /// <summary>Any bytes.</summary>
        Binary = OpCode.Binary,
    }
}
