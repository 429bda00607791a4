namespace Nano.Web.Http
{
    /// <summary>Decides over each request before its resource sees it: who may do what. <see cref="HttpService.Gate"/> has the service's one.</summary>
    public abstract class Gate
    {
        /// <summary>
        /// A request's head has arrived, from a page and for a host that are allowed. OPTIONS, which only tells a path's methods, passes unasked.
        /// </summary>
        /// <param name="exchange">The request and its response.</param>
        /// <param name="resource">The resource at the request's path; null where there is none.</param>
        /// <returns>
        /// Whether the request goes on. After <see cref="GateAnswer.Pending"/> the session asks again in each turn, with the same arguments; the gate knows
        /// the exchange by its slot. It must not leave a client waiting for ever.
        /// </returns>
        public abstract GateAnswer Admit(Exchange exchange, Resource resource);

        /// <summary>A client has connected: what is known of the last one in its slot is not its own.</summary>
        /// <param name="exchange">Its exchange, of which only <see cref="Exchange.Slot"/> is known yet.</param>
        public virtual void OnConnected(Exchange exchange)
        {
        }

        /// <summary>
        /// The exchange has ended before its response began: its client has left, it took too long, or a handler threw an exception. The gate forgets
        /// what is pending for the exchange's slot.
        /// </summary>
        /// <param name="exchange">The exchange, whose response cannot be written any more.</param>
        public virtual void OnAbandoned(Exchange exchange)
        {
        }
    }
}
