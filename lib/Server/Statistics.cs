namespace Nano.Web.Server
{
    /// <summary>What the server has counted since it was made.</summary>
    public sealed class Statistics
    {
        /// <summary>Connections accepted.</summary>
        public long Connections { get; internal set; }

        /// <summary>Connections refused because every slot was taken.</summary>
        public long Refused { get; internal set; }

        /// <summary>Requests whose head was complete.</summary>
        public long Requests { get; internal set; }

        /// <summary>Requests refused as malformed, too large or too slow, before any handler.</summary>
        public long BadRequests { get; internal set; }

        /// <summary>Requests refused because they asked for a host that is not allowed.</summary>
        public long HostsRefused { get; internal set; }

        /// <summary>Requests refused because a page of an origin that is not allowed sent them.</summary>
        public long OriginsRefused { get; internal set; }

        /// <summary>WebSocket connections opened.</summary>
        public long WebSockets { get; internal set; }

        /// <summary>Connections ended because a time ran out.</summary>
        public long Timeouts { get; internal set; }

        /// <summary>Exceptions that handlers threw; each cost its own connection.</summary>
        public long Faults { get; internal set; }

        /// <summary>Bytes received.</summary>
        public long BytesReceived { get; internal set; }

        /// <summary>Bytes sent.</summary>
        public long BytesSent { get; internal set; }
    }
}
