namespace Nano.Web.Http
{
    /// <summary>Counts of what HTTP sessions have met, over all sessions of a service.</summary>
    public class HttpStatistics
    {
        /// <summary>How many statuses <see cref="BadRequests"/> are answered with.</summary>
        public const int BadStatusCount = 8;

        private static readonly int[] s_badStatuses = { 400, 408, 413, 414, 417, 431, 501, 505 };

        private readonly int[] _badRequests = new int[BadStatusCount];

        // A field, because it changes with every request.
        internal long _requests;

        /// <summary>Requests whose head was complete.</summary>
        public long Requests => _requests;

        /// <summary>Requests refused as malformed, too large or too slow, before any handler.</summary>
        public long BadRequests { get; private set; }

        /// <summary>Requests refused because they asked for a host that is not allowed.</summary>
        public long HostsRefused { get; internal set; }

        /// <summary>Requests refused because a page of an origin that is not allowed sent them.</summary>
        public long OriginsRefused { get; internal set; }

        /// <summary>New connections that sent nothing within <see cref="HttpOptions.FirstByteTimeout"/>.</summary>
        public long FirstByteTimeouts { get; internal set; }

        /// <summary>Heads not whole within <see cref="HttpOptions.HeadTimeout"/>.</summary>
        public long HeadTimeouts { get; internal set; }

        /// <summary>Contents slower than <see cref="HttpOptions.ContentTimeout"/> and <see cref="HttpOptions.MinimumContentRate"/> allow.</summary>
        public long ContentTimeouts { get; internal set; }

        /// <summary>Connections without a next request within <see cref="HttpOptions.IdleTimeout"/>: the ordinary end of many.</summary>
        public long IdleTimeouts { get; internal set; }

        /// <summary>The n-th status that <see cref="BadRequests"/> are answered with.</summary>
        /// <param name="index">0 to <see cref="BadStatusCount"/> less one.</param>
        /// <returns>The status.</returns>
        public static int GetBadStatus(int index)
        {
            return s_badStatuses[index];
        }

        /// <summary>How many requests were answered with the n-th status.</summary>
        /// <param name="index">0 to <see cref="BadStatusCount"/> less one.</param>
        /// <returns>How many.</returns>
        public int GetBadRequests(int index)
        {
            return _badRequests[index];
        }

        internal void CountBadRequest(int status)
        {
            BadRequests++;
            for (int i = 0; i < s_badStatuses.Length; i++)
            {
                if (s_badStatuses[i] == status)
                {
                    _badRequests[i]++;
                }
            }
        }
    }
}
