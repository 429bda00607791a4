namespace Nano.Firmware
{
    /// <summary>A command as it was read. One object serves all commands in turn.</summary>
    public sealed class Command
    {
        private readonly byte[] _channelId = new byte[Channel.MaximumId];

        // Where in the message they stand; the channel's is -1 when it comes from elsewhere.
        internal int _channelPosition;
        internal int _valuePosition;
        internal int _millisecondsPosition;

        /// <summary>The client's number for the command, which the answer repeats: an integer up to 2^53 - 1 of either sign; 0 when there is none.</summary>
        public long Id { get; internal set; }

        /// <summary>What it asks for.</summary>
        public CommandVerb Verb { get; internal set; }

        /// <summary>Holds the channel's id.</summary>
        public byte[] ChannelId => _channelId;

        /// <summary>The length of the channel's id; 0 when there is none.</summary>
        public int ChannelIdCount { get; internal set; }

        /// <summary>Whether there is a <see cref="Value"/>.</summary>
        public bool HasValue { get; internal set; }

        /// <summary>The value to set.</summary>
        public long Value { get; internal set; }

        /// <summary>Whether there is a <see cref="Milliseconds"/>.</summary>
        public bool HasMilliseconds { get; internal set; }

        /// <summary>A time in milliseconds.</summary>
        public long Milliseconds { get; internal set; }

        /// <summary>A bit for each of the channels that are listed, the board's first in the lowest; 0 when none is.</summary>
        public int Mask { get; internal set; }

        /// <summary>The first thing that is wrong with it, or <see cref="CommandError.None"/>.</summary>
        public CommandError Error { get; private set; }

        /// <summary>Where in the message that is, in bytes from 0 on; -1 when it is nowhere in particular.</summary>
        public int Position { get; private set; }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Id = 0;
            Verb = CommandVerb.None;
            ChannelIdCount = 0;
            HasValue = false;
            Value = 0;
            HasMilliseconds = false;
            Milliseconds = 0;
            Mask = 0;
            Error = CommandError.None;
            Position = -1;
        }

        /// <summary>Notes what is wrong, unless something is already.</summary>
        internal void Fail(CommandError error, int position)
        {
            if (Error == CommandError.None)
            {
                Error = error;
                Position = position;
            }
        }
    }
}
