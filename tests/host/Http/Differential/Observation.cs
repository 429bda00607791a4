using System.Collections.Generic;
using Nano.Web.Http;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>How a connection's bytes end.</summary>
    internal enum Ending
    {
        /// <summary>Nothing is left over.</summary>
        Done,

        /// <summary>More should have followed.</summary>
        Partial,

        /// <summary>The rest is refused.</summary>
        Refused,
    }

    /// <summary>What a parser made of all that one client sent. It ends with the first request behind which the connection does not persist.</summary>
    internal sealed class Observation
    {
        public List<Message> Messages { get; } = new List<Message>();

        public Ending Ending { get; set; }

        /// <summary>Where the last request begins that was looked at; known of ours only.</summary>
        public int Last { get; set; }

        /// <summary>Why llhttp refuses; null otherwise.</summary>
        public string Code { get; set; }

        /// <summary>Why we refuse; None otherwise.</summary>
        public RequestError Error { get; set; }

        /// <summary>Takes away a last request whose body is refused: what counts is that it is not accepted, not when that was noticed.</summary>
        public void Trim()
        {
            if (Ending == Ending.Refused && Messages.Count > 0 && !Messages[^1].IsWhole)
            {
                Messages.RemoveAt(Messages.Count - 1);
            }
        }
    }
}
