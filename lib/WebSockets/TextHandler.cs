namespace Nano.Web.WebSockets
{
    /// <summary>Is given a message of text.</summary>
    /// <param name="webSocket">The connection.</param>
    /// <param name="text">The text.</param>
    public delegate void TextHandler(WebSocket webSocket, string text);
}
