using Nano.Firmware.Channels;

namespace Nano.Firmware.Messages
{
    /// <summary>A command as it was read. One object serves all commands in turn.</summary>
    public sealed class Command
    {
        /// <summary>The value is in units of the channel's last decimal already, as in CBOR.</summary>
        public const int Scaled = -1;

        /// <summary>The value is false or true.</summary>
        public const int Switch = -2;

        // Fields, because the reader and the dispatcher use them for every command.
        internal readonly byte[] _channelId = new byte[Channel.MaximumId];
        internal long _id;
        internal CommandVerb _verb;
        internal int _channelIdCount;
        internal bool _hasValue;
        internal long _value;
        internal int _valueDecimals;
        internal bool _hasMilliseconds;
        internal long _milliseconds;
        internal int _mask;
        internal ProtocolError _error;
        private int _position;

        // Where in the message they stand; the channel's is -1 when it comes from elsewhere.
        internal int _channelPosition;
        internal int _valuePosition;
        internal int _millisecondsPosition;

        /// <summary>The client's number for the command, which the answer repeats: an integer up to 2^53 - 1 of either sign; 0 when there is none.</summary>
        public long Id => _id;

        /// <summary>The verb of the command.</summary>
        public CommandVerb Verb => _verb;

        /// <summary>Holds the channel's id.</summary>
        public byte[] ChannelId => _channelId;

        /// <summary>The length of the channel's id; 0 when there is none.</summary>
        public int ChannelIdCount => _channelIdCount;

        /// <summary>Whether there is a <see cref="Value"/>.</summary>
        public bool HasValue => _hasValue;

        /// <summary>The value to set, without its point.</summary>
        public long Value => _value;

        /// <summary>How many digits of <see cref="Value"/> are behind its point; <see cref="Scaled"/> or <see cref="Switch"/>.</summary>
        public int ValueDecimals => _valueDecimals;

        /// <summary>Whether there is a <see cref="Milliseconds"/>.</summary>
        public bool HasMilliseconds => _hasMilliseconds;

        /// <summary>A time in milliseconds.</summary>
        public long Milliseconds => _milliseconds;

        /// <summary>A bit for each of the channels that are listed, the board's first in the lowest; 0 when none is.</summary>
        public int Mask => _mask;

        /// <summary>Whether it concerns the client's subscription, not an output, and no error was found in it.</summary>
        public bool IsForSubscriber => _error == ProtocolError.None && _verb >= CommandVerb.Interval;

        /// <summary>The first thing that is wrong with it, or <see cref="ProtocolError.None"/>.</summary>
        public ProtocolError Error => _error;

        /// <summary>Where in the message that is, in bytes from 0 on; -1 when it is nowhere in particular.</summary>
        public int Position => _position;

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            _id = 0;
            _verb = CommandVerb.None;
            _channelIdCount = 0;
            _hasValue = false;
            _hasMilliseconds = false;
            _mask = 0;
            _error = ProtocolError.None;
            _position = -1;
        }

        /// <summary>Notes what is wrong, unless something is already.</summary>
        internal void Fail(ProtocolError error, int position)
        {
            if (_error == ProtocolError.None)
            {
                _error = error;
                _position = position;
            }
        }
    }
}
