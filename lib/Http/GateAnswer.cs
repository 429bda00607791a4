namespace Nano.Web.Http
{
    /// <summary>What a <see cref="Gate"/> answers.</summary>
    public enum GateAnswer
    {
        /// <summary>The request goes on to its resource.</summary>
        Admitted,

        /// <summary>The request does not go on: the gate has begun or ended the response.</summary>
        Refused,

        /// <summary>The gate cannot decide yet. The session asks again in its next turn.</summary>
        Pending,
    }
}
