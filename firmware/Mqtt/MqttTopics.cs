using System;
using System.Text;
using Nano.Firmware.Messages;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Mqtt
{
    /// <summary>
    /// The topics of a board (README.md has the table): <c>nano/</c>, the board's id, and what follows. They are put together in one buffer, which holds one topic
    /// at a time as packets have it.
    /// </summary>
    internal sealed class MqttTopics
    {
        /// <summary>nano/id/status.</summary>
        public const int Status = 0;

        /// <summary>nano/id/state, and behind a channel's id its state.</summary>
        public const int State = 7;

        /// <summary>nano/id/reply.</summary>
        public const int Reply = 13;

        // A topic's length stands before it.
        private const int Head = 2;
        private const int Longest = 64;

        // Not static, so that a board without a broker does not have it.
        private readonly byte[] _words = Encoding.UTF8.GetBytes("/status/state/reply");
        private readonly byte[] _topic = new byte[Head + Longest];
        private readonly int _base;

        /// <summary>Makes the topics of a board.</summary>
        public MqttTopics(Identity identity)
        {
            byte[] id = identity.Id;
            Encoding.UTF8.GetBytes("nano/", 0, 5, _topic, Head);
            Array.Copy(id, 0, _topic, Head + 5, id.Length);
            _base = Head + 5 + id.Length;
            Id = id;
        }

        /// <summary>Holds the topic that was made last.</summary>
        public byte[] Buffer => _topic;

        /// <summary>The board's id.</summary>
        public byte[] Id { get; }

        /// <summary>Makes one of the board's own topics.</summary>
        /// <param name="word"><see cref="Status"/>, <see cref="State"/> or <see cref="Reply"/>.</param>
        /// <returns>Its length in <see cref="Buffer"/>.</returns>
        public int Make(int word)
        {
            return End(_base, word);
        }

        /// <summary>Makes the topic of a channel's state.</summary>
        /// <returns>Its length in <see cref="Buffer"/>.</returns>
        public int MakeState(byte[] channelId)
        {
            _topic[_base] = (byte)'/';
            Array.Copy(channelId, 0, _topic, _base + 1, channelId.Length);
            return End(_base + 1 + channelId.Length, State);
        }

        /// <summary>Makes the topic of Home Assistant's discovery, as an array of its own.</summary>
        public byte[] MakeDiscovery()
        {
            return MqttOptions.EncodeTopic("homeassistant/device/" + Encoding.UTF8.GetString(Id, 0, Id.Length) + "/config");
        }

        /// <summary>Makes the filters of what the board subscribes to: its commands, and Home Assistant's birth.</summary>
        /// <param name="hasDiscovery">Whether the birth matters.</param>
        public byte[][] MakeFilters(bool hasDiscovery)
        {
            string start = Encoding.UTF8.GetString(_topic, Head, _base - Head);
            byte[] set = MqttOptions.EncodeTopic(start + "/+/set");
            byte[] command = MqttOptions.EncodeTopic(start + "/command");
            return hasDiscovery ? new byte[][] { set, command, MqttOptions.EncodeTopic("homeassistant/status") } : new byte[][] { set, command };
        }

        /// <summary>Whether a topic is below the board's own.</summary>
        /// <param name="buffer">Holds the topic.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>Where the part behind nano/id/ begins in the topic; 0 when it is another's.</returns>
        public int Match(byte[] buffer, int offset, int count)
        {
            int length = _base - Head;
            return count > length && buffer[offset + length] == '/' && Ascii.Equals(buffer, offset, _topic, Head, length) ? length + 1 : 0;
        }

        private int End(int at, int word)
        {
            int count = word == Status ? 7 : 6;
            Array.Copy(_words, word, _topic, at, count);
            at += count;
            _topic[1] = (byte)(at - Head);
            return at;
        }
    }
}
