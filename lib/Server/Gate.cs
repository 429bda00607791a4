using Nano.Web.Http;

namespace Nano.Web.Server
{
    /// <summary>Decides over each request before its resource sees it: who may do what. <see cref="WebServer.Gate"/> has the server's one.</summary>
    public abstract class Gate
    {
        /// <summary>
        /// A request's head has arrived, from a page and for a host that are allowed. OPTIONS, which only tells a path's methods, passes unasked.
        /// </summary>
        /// <param name="exchange">The request and its response. Its Position is 0 when it is asked first, and the gate's own until it has decided.</param>
        /// <param name="resource">What the path stands for; null for nothing.</param>
        /// <returns>
        /// Whether the request goes on. Otherwise the gate has answered it; or, when it has not begun a response, it cannot decide yet and is asked
        /// again in the loop's next turn. It may not leave a client waiting for ever.
        /// </returns>
        public abstract bool Admit(Exchange exchange, Resource resource);
    }
}
