namespace Nano.Web.WebSockets
{
    /// <summary>The way in which a <see cref="WebSocketGroup"/> treats slow members when its queue is full.</summary>
    public enum SlowPolicy
    {
        /// <summary>The new message is dropped for the members that have not taken all former ones.</summary>
        DropNewest,

        /// <summary>The oldest messages in the queue are dropped for the members that have not taken them: for values of which only the last counts.</summary>
        DropOldest,

        /// <summary>The connections of the members that have not taken the oldest message are closed with 1013: clients can connect again.</summary>
        Close,
    }
}
