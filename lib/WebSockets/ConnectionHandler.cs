namespace Nano.Web.WebSockets
{
    /// <summary>Is told of a connection.</summary>
    /// <param name="webSocket">The connection.</param>
    public delegate void ConnectionHandler(WebSocket webSocket);
}
