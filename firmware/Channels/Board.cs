using System;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Channels
{
    /// <summary>The channels of the device, in the order in which the protocol lists them.</summary>
    public sealed class Board
    {
        /// <summary>The most channels: a client's subscription is a bit for each.</summary>
        public const int MaximumChannels = 32;

        // The milliseconds until the next update of a channel whose update has thrown.
        private const int RetryInterval = 1000;

        private Channel[] _channels = new Channel[0];
        private IChannelHost _host;
        private long _readAt = -1;
        private long _updateDue;
        private bool _isAsked;

        // Whether a change of a channel waits for its event.
        internal bool _hasEvents;

        /// <summary>How many channels there are.</summary>
        public int Count => _channels.Length;

        /// <summary>How often a channel could not be read or driven.</summary>
        public long Faults { get; internal set; }

        /// <summary>A channel by its place, from 0 on.</summary>
        public Channel this[int index] => _channels[index];

        /// <summary>All channels, for callers that read them often.</summary>
        internal Channel[] Channels => _channels;

        /// <summary>Adds a channel at the end of the list.</summary>
        /// <exception cref="ArgumentException">There is one of the same id, or there are 32.</exception>
        /// <exception cref="InvalidOperationException">A device has the board already.</exception>
        public void Add(Channel channel)
        {
            if (_host != null)
            {
                throw new InvalidOperationException("Channels are added before a device is made of the board.");
            }

            if (Find(channel._id, 0, channel._id.Length) != null)
            {
                throw new ArgumentException("The board has a channel of that id already.");
            }

            int count = _channels.Length;
            if (count == MaximumChannels)
            {
                throw new ArgumentException("A board has at most 32 channels.");
            }

            Channel[] channels = new Channel[count + 1];
            Array.Copy(_channels, channels, count);
            channels[count] = channel;
            _channels = channels;
        }

        /// <summary>Adds all values of a part at the end of the list.</summary>
        /// <param name="part">The part.</param>
        /// <exception cref="ArgumentException">As in <see cref="Add(Channel)"/>.</exception>
        /// <exception cref="InvalidOperationException">A device has the board already.</exception>
        public void Add(Part part)
        {
            for (int i = 0; i < part.Count; i++)
            {
                Add(part[i]);
            }
        }

        /// <summary>Finds a channel by its id.</summary>
        /// <param name="buffer">Holds the id.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The channel, or null when there is none.</returns>
        public Channel Find(byte[] buffer, int offset, int count)
        {
            int index = IndexOf(buffer, offset, count);
            return index < 0 ? null : _channels[index];
        }

        /// <summary>Finds a channel's place by its id.</summary>
        /// <param name="buffer">Holds the id.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The place, or -1 when there is no such channel.</returns>
        public int IndexOf(byte[] buffer, int offset, int count)
        {
            Channel[] channels = _channels;
            for (int i = 0; i < channels.Length; i++)
            {
                byte[] id = channels[i]._id;
                if (id.Length == count && Ascii.Equals(buffer, offset, id, 0, count))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Brings every channel's value up to date. Further calls with the same time do nothing.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Read(long now)
        {
            if (now == _readAt)
            {
                return;
            }

            _readAt = now;
            Channel[] channels = _channels;
            int at = 0;
            int count = channels.Length;
            while (at < count)
            {
                try
                {
                    for (; at < count; at++)
                    {
                        channels[at].Read(now);
                    }
                }
                catch (Exception)
                {
                    // A sensor that is disconnected makes its own value unknown and no other.
                    channels[at]._value = Channel.Unknown;
                    Faults++;
                    at++;
                }
            }
        }

        /// <summary>When one of the channels must have its <see cref="Update"/> at the latest.</summary>
        internal long UpdateDue => _isAsked ? 0 : _updateDue;

        /// <summary>Has every channel's <see cref="Update"/> called, due or not. Any thread may call it.</summary>
        internal void UpdateSoon()
        {
            _isAsked = true;
        }

        /// <summary>Lets every channel do what it has to do between samples.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When one of them must be called again at the latest.</returns>
        public long Update(long now)
        {
            // Cleared first: a request that arrives during the update leads to another update.
            _isAsked = false;
            long next = Channel.Never;
            Channel[] channels = _channels;
            int at = 0;
            int count = channels.Length;
            while (at < count)
            {
                try
                {
                    for (; at < count; at++)
                    {
                        long due = channels[at].Update(now);
                        if (due < next)
                        {
                            next = due;
                        }
                    }
                }
                catch (Exception)
                {
                    long due = now + RetryInterval;
                    next = due < next ? due : next;
                    Faults++;
                    at++;
                }
            }

            _updateDue = next;
            return next;
        }

        /// <summary>The client of a slot has gone: outputs that it alone has controlled may take their safe values.</summary>
        public void Release(int slot)
        {
            for (int i = 0; i < _channels.Length; i++)
            {
                _channels[i].Release(slot);
            }
        }

        /// <summary>The device stops: outputs take their safe values.</summary>
        [NotInlined]
        public void Stop()
        {
            for (int i = 0; i < _channels.Length; i++)
            {
                try
                {
                    _channels[i].Stop();
                }
                catch (Exception)
                {
                    // The loop goes on, so that the other channels become safe.
                    Faults++;
                }
            }
        }

        /// <summary>Removes the figures about the device itself that a board can do without best, so that their memory is free: all but the time and the memory.</summary>
        /// <exception cref="InvalidOperationException">A device has the board already.</exception>
        internal void RemoveFigures()
        {
            if (_host != null)
            {
                throw new InvalidOperationException("Channels are removed before a device is made of the board.");
            }

            int count = 0;
            Channel[] channels = new Channel[_channels.Length];
            for (int i = 0; i < channels.Length; i++)
            {
                Channel channel = _channels[i];
                if (!channel.IsDispensable)
                {
                    channels[count++] = channel;
                }
            }

            _channels = new Channel[count];
            Array.Copy(channels, _channels, count);
        }

        /// <summary>The host that has the board will not be used: another may have it.</summary>
        internal void Detach()
        {
            _host = null;
            for (int i = 0; i < _channels.Length; i++)
            {
                _channels[i].Attach(null);
            }
        }

        internal void Attach(IChannelHost host)
        {
            if (_host != null)
            {
                throw new InvalidOperationException("A device has the board already.");
            }

            _host = host;
            for (int i = 0; i < _channels.Length; i++)
            {
                _channels[i].Attach(host);
            }
        }
    }
}
