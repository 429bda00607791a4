namespace Nano.Firmware
{
    /// <summary>What a channel is; the protocol's "kind".</summary>
    public enum ChannelKind
    {
        /// <summary>A pin that is read: 0 or 1.</summary>
        Input,

        /// <summary>A pin that is driven: 0 or 1.</summary>
        Output,

        /// <summary>A measurement: an integer with a unit and a range.</summary>
        Analog,

        /// <summary>A figure about the device itself.</summary>
        System,
    }
}
