namespace Nano.Web.Http
{
    /// <summary>
    /// Answers the requests of a route, in one call: by <see cref="Response.SendText"/> or another method of <see cref="Response"/> that sends it whole. A request's content has
    /// arrived; it fits the receive buffer. Where content or response is larger, use a <see cref="Resource"/>.
    /// </summary>
    /// <param name="exchange">The request and its response.</param>
    public delegate void RequestHandler(Exchange exchange);
}
