using System;
using System.Device.Adc;
using System.Device.Gpio;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>What is connected to the device: its channels, in the order in which the protocol lists them.</summary>
    public sealed class Board
    {
        private Channel[] _channels = new Channel[8];
        private WebServer _server;
        private long _readAt = -1;

        /// <summary>How many channels there are.</summary>
        public int Count { get; private set; }

        /// <summary>A channel by its place, from 0 on.</summary>
        public Channel this[int index] => _channels[index];

        /// <summary>
        /// The board that this project describes: an ESP32 with an LED, a relay, a button, a potentiometer, a light sensor and
        /// a TMP36. Another board is another list like this one.
        /// </summary>
        /// <param name="gpio">The pins.</param>
        /// <param name="adc">The analog-to-digital converter.</param>
        public static Board CreateDefault(GpioController gpio, AdcController adc)
        {
            // The converter's greatest reading is the supply, 3,300 mV.
            int full = adc.MaxValue;
            Board board = new Board();
            board.Add(new OutputChannel("led", gpio.OpenPin(2), 0));
            board.Add(new OutputChannel("relay", gpio.OpenPin(4), 0));
            board.Add(new InputChannel("button", gpio.OpenPin(0), true, true));
            board.Add(new AnalogChannel("pot", "mV", adc.OpenChannel(0), 3300, full, 0, 0, 3300));
            board.Add(new AnalogChannel("light", "%", adc.OpenChannel(3), 100, full, 0, 0, 100));

            // 500 mV at 0 °C and 10 mV for each degree. Whole degrees: the sensor is right to one or two, so tenths would be noise.
            board.Add(new AnalogChannel("temperature", "\u00B0C", adc.OpenChannel(6), 330, full, -50, -40, 125));
            board.Add(new UptimeChannel("uptime"));
            board.Add(new MemoryChannel("memory"));
            board.Add(new LoopTimeChannel("loop"));
            return board;
        }

        /// <summary>Adds a channel at the end of the list.</summary>
        /// <exception cref="ArgumentException">There is one of the same id.</exception>
        /// <exception cref="InvalidOperationException">A device has the board already.</exception>
        public void Add(Channel channel)
        {
            if (_server != null)
            {
                throw new InvalidOperationException("Channels are added before a device is made of the board.");
            }

            if (Find(channel.IdBytes, 0, channel.IdBytes.Length) != null)
            {
                throw new ArgumentException("The board has a channel of that id already.");
            }

            if (Count == _channels.Length)
            {
                Channel[] channels = new Channel[Count * 2];
                Array.Copy(_channels, channels, Count);
                _channels = channels;
            }

            _channels[Count++] = channel;
        }

        /// <summary>Finds a channel by its id.</summary>
        /// <param name="buffer">Holds the id.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The channel, or null when there is none.</returns>
        public Channel Find(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < Count; i++)
            {
                byte[] id = _channels[i].IdBytes;
                if (id.Length == count && Ascii.Equals(buffer, offset, id, 0, count))
                {
                    return _channels[i];
                }
            }

            return null;
        }

        /// <summary>Brings every channel's value up to date; once for one time, however often it is asked for.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        public void Read(long now)
        {
            if (now != _readAt)
            {
                _readAt = now;
                for (int i = 0; i < Count; i++)
                {
                    _channels[i].Read(now);
                }
            }
        }

        /// <summary>Lets every channel do what it has to do between samples.</summary>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>When one of them must be called again at the latest.</returns>
        public long Update(long now)
        {
            long next = Channel.Never;
            for (int i = 0; i < Count; i++)
            {
                long due = _channels[i].Update(now);
                if (due < next)
                {
                    next = due;
                }
            }

            return next;
        }

        /// <summary>The device stops: outputs take their safe values.</summary>
        public void Stop()
        {
            for (int i = 0; i < Count; i++)
            {
                _channels[i].Stop();
            }
        }

        /// <summary>Writes a channel as an element of a JSON array: at most 201 bytes.</summary>
        internal void Write(int index, ByteWriter writer)
        {
            if (index > 0)
            {
                writer.Write((byte)',');
            }

            _channels[index].Write(writer);
        }

        internal void Attach(WebServer server)
        {
            if (_server != null)
            {
                throw new InvalidOperationException("A device has the board already.");
            }

            _server = server;
            for (int i = 0; i < Count; i++)
            {
                _channels[i].Attach(server);
            }
        }
    }
}
