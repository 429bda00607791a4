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

    /// <summary>The result of a parser for all bytes of one client. It ends with the first request after which the connection does not persist.</summary>
    internal sealed class Observation
    {
        public List<Message> Messages { get; } = new List<Message>();

        public Ending Ending { get; set; }

        /// <summary>The offset of the last request that was parsed; only the library's parser gives it.</summary>
        public int Last { get; set; }

        /// <summary>Why llhttp refuses; null otherwise.</summary>
        public string Code { get; set; }

        /// <summary>Why the library's parser refuses; None otherwise.</summary>
        public RequestError Error { get; set; }

        /// <summary>Removes a last request with a refused body: both parsers must refuse it, but they may notice the error at different places.</summary>
        public void Trim()
        {
            if (Ending == Ending.Refused && Messages.Count > 0 && !Messages[^1].IsWhole)
            {
                Messages.RemoveAt(Messages.Count - 1);
            }
        }
    }
}
