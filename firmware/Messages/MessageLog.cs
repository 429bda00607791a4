using System;
using System.Text;
using Nano.Web.Json;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// The last messages of the board, in a ring of fixed size: the oldest give way to new ones. A message that comes again at once is counted and not
    /// repeated. Only the loop uses it, and the start before it.
    /// </summary>
    public sealed class MessageLog
    {
        /// <summary>The size of the ring in bytes, a power of 2.</summary>
        public const int Size = 1024;

        /// <summary>The longest message in bytes of UTF-8; of a longer one the beginning is kept.</summary>
        public const int MaximumText = 190;

        // In front of a text: its length, how often it came, and its time in tenths of a second.
        private const int Head = 6;
        private const int Mask = Size - 1;
        private const int MostTimes = 255;

        private readonly byte[] _ring = new byte[Size];

        // Places count up, and their low bits are those in the ring.
        private int _first;
        private int _end;
        private int _last = -1;

        /// <summary>Knows the time, once there is a server; null before: then messages have the time 0. Default null.</summary>
        public WebServer Server { get; set; }

        /// <summary>Where the oldest message begins, for <see cref="Write"/>.</summary>
        public int First => _first;

        /// <summary>Where the next message will begin.</summary>
        public int End => _end;

        /// <summary>Adds a message.</summary>
        /// <param name="message">One line of text; control characters become spaces.</param>
        public void Add(string message)
        {
            byte[] text = Encoding.UTF8.GetBytes(message);
            int length = text.Length;
            if (length > MaximumText)
            {
                // Not within a character.
                for (length = MaximumText; (text[length] & 0xC0) == 0x80; length--)
                {
                }
            }

            int time = Server == null ? 0 : (int)(Server.Now / 100);
            if (IsLast(text, length))
            {
                int times = _ring[(_last + 1) & Mask];
                _ring[(_last + 1) & Mask] = (byte)(times < MostTimes ? times + 1 : times);
                PutTime(_last + 2, time);
                return;
            }

            while (_end - _first + Head + length > Size)
            {
                _first += Head + _ring[_first & Mask];
            }

            _last = _end;
            _ring[_end & Mask] = (byte)length;
            _ring[(_end + 1) & Mask] = 1;
            PutTime(_end + 2, time);
            for (int i = 0; i < length; i++)
            {
                _ring[(_end + Head + i) & Mask] = Clean(text[i]);
            }

            _end += Head + length;
        }

        /// <summary>Writes a message as JSON: {"t":ms,"text":…}, with "times":n when it came n times. At most 440 bytes.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="place">Where the message begins.</param>
        /// <returns>Where the next begins.</returns>
        public int Write(ByteWriter writer, int place)
        {
            // Messages that have been overwritten meanwhile are skipped.
            place = place - _first < 0 ? _first : place;
            if (place == _end)
            {
                return place;
            }

            int length = _ring[place & Mask];
            int times = _ring[(place + 1) & Mask];
            long time = 0;
            for (int i = 2; i < Head; i++)
            {
                time = time << 8 | _ring[(place + i) & Mask];
            }

            writer.WriteText("{\"t\":");
            writer.WriteNumber(time * 100);
            if (times > 1)
            {
                writer.WriteText(",\"times\":");
                writer.WriteNumber(times);
            }

            writer.WriteText(",\"text\":\"");
            int next = place + Head + length;
            for (int at = place + Head; at != next; at++)
            {
                byte b = _ring[at & Mask];
                if (b == '"' || b == '\\')
                {
                    writer.Write((byte)'\\');
                }

                writer.Write(b);
            }

            writer.WriteText("\"}");
            return next;
        }

        private static byte Clean(byte b)
        {
            return b < ' ' || b == 0x7F ? (byte)' ' : b;
        }

        private bool IsLast(byte[] text, int length)
        {
            bool isLast = _last - _first >= 0 && _last != -1 && _ring[_last & Mask] == length;
            for (int i = 0; i < length && isLast; i++)
            {
                isLast = _ring[(_last + Head + i) & Mask] == Clean(text[i]);
            }

            return isLast;
        }

        private void PutTime(int place, int time)
        {
            for (int i = 3; i >= 0; i--)
            {
                _ring[(place + i) & Mask] = (byte)time;
                time >>= 8;
            }
        }
    }
}
