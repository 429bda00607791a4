namespace Nano.Web.WebSockets
{
    /// <summary>Is asked whether a client may connect.</summary>
    /// <param name="handshake">The client's request; <see cref="OpeningHandshake.Reject"/> refuses it.</param>
    public delegate void OpeningHandler(OpeningHandshake handshake);
}
