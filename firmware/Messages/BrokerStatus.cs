namespace Nano.Firmware.Messages
{
    /// <summary>How the connection with an MQTT broker is, for people and for metrics. The client of the broker writes it, and the web's resources read it.</summary>
    public sealed class BrokerStatus
    {
        /// <summary>Where the broker is, as host:port.</summary>
        public string Broker { get; internal set; }

        /// <summary>Whether the broker has accepted the connection.</summary>
        public bool IsConnected { get; internal set; }

        /// <summary>Why there is no connection, for programs, such as bad-credentials; empty while none has failed.</summary>
        public string Code { get; internal set; } = "";

        /// <summary>Why there is no connection and what to do, for people: one sentence or two in ASCII, without quotes and '\', at most 160 characters.</summary>
        public string Message { get; internal set; } = "";

        /// <summary>How many messages have been published.</summary>
        public long Published { get; internal set; }

        /// <summary>The number of messages that did not fit in the buffer.</summary>
        public long Dropped { get; internal set; }

        /// <summary>How many messages have arrived.</summary>
        public long Received { get; internal set; }

        /// <summary>How many commands have been ignored because they were retained.</summary>
        public long Ignored { get; internal set; }

        /// <summary>How many messages were longer than a command may be.</summary>
        public long Oversized { get; internal set; }

        /// <summary>How often the broker has accepted a connection.</summary>
        public long Connects { get; internal set; }

        /// <summary>How often a connection has failed or ended.</summary>
        public long Failures { get; internal set; }
    }
}
