namespace Nano.Web.WebSockets
{
    /// <summary>Is given a whole message.</summary>
    /// <param name="webSocket">The connection.</param>
    /// <param name="type">Text, which is valid UTF-8, or binary.</param>
    /// <param name="buffer">Holds the message until the call returns; it may be overwritten.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">Its length in bytes.</param>
    public delegate void MessageHandler(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count);
}
