namespace Nano.Firmware.Channels
{
    /// <summary>The kind of a channel; the protocol's "kind".</summary>
    public enum ChannelKind
    {
        /// <summary>A pin that is read: 0 or 1.</summary>
        Input,

        /// <summary>A pin that is driven: 0 or 1.</summary>
        Output,

        /// <summary>A number that is set, with a unit, a range and a step.</summary>
        Number,

        /// <summary>A measurement with a unit and a range.</summary>
        Analog,

        /// <summary>A figure about the device itself.</summary>
        System,
    }

    /// <summary>The names of the kinds in the protocol.</summary>
    internal static class ChannelKinds
    {
        public static string Name(ChannelKind kind)
        {
            return kind switch
            {
                ChannelKind.Input => "input",
                ChannelKind.Output => "output",
                ChannelKind.Number => "number",
                ChannelKind.Analog => "analog",
                _ => "system",
            };
        }
    }
}
