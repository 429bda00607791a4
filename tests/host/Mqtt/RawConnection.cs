using System;
using System.IO;
using System.Text;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>A board's connection at a <see cref="RawBroker"/>.</summary>
    internal sealed class RawConnection
    {
        public const int Connect = 1;
        public const int Publish = 3;
        public const int PubAck = 4;
        public const int Subscribe = 8;
        public const int PingReq = 12;

        private readonly RawBroker _broker;
        private readonly Stream _stream;

        public RawConnection(RawBroker broker, Stream stream)
        {
            _broker = broker;
            _stream = stream;
        }

        /// <summary>The type of the packet that was read last.</summary>
        public int Type { get; private set; }

        /// <summary>The bytes after the fixed header of that packet.</summary>
        public byte[] Body { get; private set; }

        /// <summary>The flags of that packet.</summary>
        public int Flags { get; private set; }

        /// <summary>Reads a packet.</summary>
        /// <exception cref="IOException">The board has closed the connection.</exception>
        public void Read()
        {
            int first = ReadByte();
            Type = first >> 4;
            Flags = first & 15;
            int length = 0;
            int digit;
            int shift = 0;
            do
            {
                digit = ReadByte();
                length |= (digit & 127) << shift;
                shift += 7;
            }
            while (digit > 127);
            Body = new byte[length];
            _stream.ReadExactly(Body);
        }

        /// <summary>Reads packets until one of a type, and answers none.</summary>
        public void ReadUntil(int type)
        {
            do
            {
                Read();
            }
            while (Type != type);
        }

        /// <summary>Reads all that the board sends until it closes the connection.</summary>
        public void ReadToEnd()
        {
            for (;;)
            {
                Read();
            }
        }

        /// <summary>Sends bytes.</summary>
        public void Send(params byte[] bytes)
        {
            _stream.Write(bytes);
        }

        /// <summary>Sends bytes one at a time.</summary>
        public void Dribble(params byte[] bytes)
        {
            foreach (byte b in bytes)
            {
                _stream.WriteByte(b);
                System.Threading.Thread.Sleep(1);
            }
        }

        /// <summary>Sends a message.</summary>
        /// <param name="flags">The flags of its fixed header.</param>
        /// <param name="topic">Its topic.</param>
        /// <param name="id">Its packet identifier; 0 for none.</param>
        /// <param name="payload">Its payload.</param>
        public static byte[] Message(int flags, string topic, int id, byte[] payload)
        {
            MemoryStream packet = new MemoryStream();
            packet.WriteByte((byte)(0x30 | flags));
            int length = 2 + topic.Length + (id > 0 ? 2 : 0) + payload.Length;
            for (; length > 127; length >>= 7)
            {
                packet.WriteByte((byte)(length & 127 | 128));
            }

            packet.WriteByte((byte)length);
            packet.WriteByte((byte)(topic.Length >> 8));
            packet.WriteByte((byte)topic.Length);
            packet.Write(Encoding.UTF8.GetBytes(topic));
            if (id > 0)
            {
                packet.WriteByte((byte)(id >> 8));
                packet.WriteByte((byte)id);
            }

            packet.Write(payload);
            return packet.ToArray();
        }

        /// <summary>Reads CONNECT and accepts it.</summary>
        public void Accept()
        {
            Read();
            Send(0x20, 2, 0, 0);
        }

        /// <summary>Is a good broker until the board closes the connection.</summary>
        public void Serve()
        {
            for (;;)
            {
                Read();
                Answer();
            }
        }

        /// <summary>Answers the packet that was read last, as a good broker does.</summary>
        public void Answer()
        {
            switch (Type)
            {
                case Publish: TakeMessage(); break;
                case PingReq: Send(0xD0, 0); break;
                case Subscribe:
                    // The board subscribes to two filters when it has no discovery.
                    Send(0x90, 4, Body[0], Body[1], 0, 0);
                    break;
            }
        }

        private void TakeMessage()
        {
            int topic = Body[0] << 8 | Body[1];
            bool hasId = (Flags & 6) != 0;
            int payload = 2 + topic + (hasId ? 2 : 0);
            _broker.Take(Encoding.UTF8.GetString(Body, 2, topic) + "=" + Encoding.UTF8.GetString(Body, payload, Body.Length - payload));
            if (hasId)
            {
                Send(0x40, 2, Body[2 + topic], Body[3 + topic]);
            }
        }

        private int ReadByte()
        {
            int b = _stream.ReadByte();
            return b < 0 ? throw new IOException("The board has closed the connection.") : b;
        }
    }
}
