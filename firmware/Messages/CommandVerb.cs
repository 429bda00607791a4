namespace Nano.Firmware.Messages
{
    /// <summary>The verb of a command; the protocol's "cmd". From <see cref="Interval"/> on commands concern the client's subscription.</summary>
    public enum CommandVerb
    {
        /// <summary>The command does not say.</summary>
        None,

        /// <summary>Set the output or number "channel" to "value".</summary>
        Set,

        /// <summary>Set the output "channel" to 1 for "ms" milliseconds.</summary>
        Pulse,

        /// <summary>Set the output "channel" to 0 where it is 1, and to 1 otherwise.</summary>
        Toggle,

        /// <summary>Send this client a sample every "ms" milliseconds.</summary>
        Interval,

        /// <summary>Send this client a sample now.</summary>
        State,

        /// <summary>Send this client the last samples that are kept.</summary>
        History,

        /// <summary>Send this client values of the "channels" only.</summary>
        Subscribe,
    }
}
