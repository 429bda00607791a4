namespace Nano.Web.WebSockets
{
    /// <summary>What a <see cref="WebSocketGroup"/> does when its queue is full, because a member takes messages more slowly than they are sent.</summary>
    public enum SlowPolicy
    {
        /// <summary>The new message is dropped for the members that have not taken all former ones.</summary>
        DropNewest,

        /// <summary>The oldest messages in the queue are dropped for the members that have not taken them: for values of which only the last counts.</summary>
        DropOldest,

        /// <summary>The connections of the members that have not taken the oldest message are closed with 1013: they connect again and begin anew.</summary>
        Close,
    }
}
