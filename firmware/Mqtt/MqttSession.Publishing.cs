using System;
using Nano.Web.Text;

namespace Nano.Firmware.Mqtt
{
    // What the client publishes.
    public sealed partial class MqttSession
    {
        // The longest Remaining Length that two bytes hold: 7 bits each (section 2.2.3).
        private const int LongestInTwo = 16383;

        // In place of a packet's first byte: it has its PUBACK, and waits for those before it.
        private const byte Acknowledged = 0;
        private const byte DuplicateFlag = 8;

        private int _copied;

        // The publish under way: where it is written, and how much was there before.
        private ByteWriter _writer;
        private int _packet;

        // What is left to write of a long message.
        private int _longLeft;

        /// <summary>
        /// Begins a message. The caller writes the payload and calls <see cref="EndPublish"/>. One of quality of service 0 goes into the output if there is a
        /// connection; one of quality of service 1 into the window, and from there to the broker, in the next connection too, until it has its PUBACK.
        /// </summary>
        /// <param name="topic">Holds the topic as <see cref="MqttOptions.EncodeTopic"/> makes it, from its first byte on.</param>
        /// <param name="count">The length of that, the two bytes of the topic's length included.</param>
        /// <param name="quality">The quality of service, 0 or 1.</param>
        /// <param name="isRetained">Whether the broker keeps the message for later subscribers (section 3.3.1.3).</param>
        /// <returns>Receives the payload; null when the message is dropped: there is no connection, or <see cref="Window"/> messages wait.</returns>
        public ByteWriter BeginPublish(byte[] topic, int count, int quality, bool isRetained)
        {
            if (quality == 0 ? !MayWrite : InFlight == Window)
            {
                Dropped++;
                return null;
            }

            ByteWriter writer = quality == 0 ? _output : _window;
            _writer = writer;
            _packet = writer.Count;
            if (writer.Ensure(count + 5))
            {
                // The length comes later, into one byte or two.
                byte[] buffer = writer.Buffer;
                int at = writer.End;
                buffer[at] = (byte)(PacketType.Publish << 4 | (isRetained ? 1 : 0) | quality << 1);
                Array.Copy(topic, 0, buffer, at + 3, count);
                count += 3;
                if (quality > 0)
                {
                    int id = NextId();
                    buffer[at + count] = (byte)(id >> 8);
                    buffer[at + count + 1] = (byte)id;
                    count += 2;
                }

                writer.Advance(count);
            }

            return writer;
        }

        /// <summary>Ends a message.</summary>
        /// <returns>False when it has no room, and is dropped.</returns>
        public bool EndPublish()
        {
            ByteWriter writer = _writer;
            int packet = _packet;
            int length = writer.Count - packet - 3;
            if (writer.Overflowed || length > LongestInTwo)
            {
                writer.Rewind(packet);
                Dropped++;
                return false;
            }

            byte[] buffer = writer.Buffer;
            int at = writer.Start + packet;
            if (length < 128)
            {
                buffer[at + 1] = (byte)length;
                Array.Copy(buffer, at + 3, buffer, at + 2, length);
                writer.Rewind(packet + 2 + length);
            }
            else
            {
                buffer[at + 1] = (byte)(length & 127 | 128);
                buffer[at + 2] = (byte)(length >> 7);
            }

            if (writer == _window)
            {
                InFlight++;
                Pump();
            }

            return true;
        }

        /// <summary>Begins a retained message of quality of service 0 that is longer than the output. Until all of it is written nothing else is sent, and nothing is received.</summary>
        /// <param name="topic">Holds the topic as <see cref="MqttOptions.EncodeTopic"/> makes it, from its first byte on.</param>
        /// <param name="count">The length of that, the two bytes of the topic's length included.</param>
        /// <param name="length">The length of the payload in bytes.</param>
        /// <returns>False when there is no connection or no room for the topic.</returns>
        public bool BeginLong(byte[] topic, int count, int length)
        {
            if (!MayWrite || _output.Free < count + 5)
            {
                return false;
            }

            PacketWriter.Header(_output, PacketType.Publish << 4 | 1, count + length);
            _output.Write(topic, 0, count);
            _longLeft = length;
            return true;
        }

        /// <summary>Whether a long message is under way.</summary>
        public bool IsLong => _longLeft > 0;

        /// <summary>Begins a piece of a long message.</summary>
        /// <returns>Receives it.</returns>
        public ByteWriter BeginPiece()
        {
            _packet = _output.Count;
            return _output;
        }

        /// <summary>Ends a piece.</summary>
        /// <returns>False when there is no room for it now.</returns>
        /// <exception cref="InvalidOperationException">The message is longer than was announced.</exception>
        public bool EndPiece()
        {
            if (_output.Overflowed)
            {
                _output.Rewind(_packet);
                return false;
            }

            _longLeft -= _output.Count - _packet;
            if (_longLeft < 0)
            {
                throw new InvalidOperationException("The message is longer than BeginLong was told.");
            }

            return true;
        }

        /// <summary>Copies messages of the window to the output, as far as there is room for them.</summary>
        private void Pump()
        {
            ByteWriter window = _window;
            while (_copied < window.Count && MayWrite)
            {
                int at = window.Start + _copied;
                int size = SizeOf(window.Buffer, at);
                if (window.Buffer[at] != Acknowledged)
                {
                    if (size > _output.Free)
                    {
                        return;
                    }

                    _output.Write(window.Buffer, at, size);
                }

                _copied += size;
            }
        }

        /// <summary>The connection is new: what the last one may have delivered is sent again, with DUP (section 3.3.1.1).</summary>
        private void MarkDuplicates()
        {
            byte[] buffer = _window.Buffer;
            int end = _window.Start + _copied;
            for (int at = _window.Start; at < end; at += SizeOf(buffer, at))
            {
                if (buffer[at] != Acknowledged)
                {
                    buffer[at] |= DuplicateFlag;
                }
            }

            _copied = 0;
        }

        /// <summary>The broker has a message. One that it acknowledges before others stays until those are acknowledged; one it has not been sent is none (section 4.3.2).</summary>
        private void TakePubAck(int id, long now)
        {
            ByteWriter window = _window;
            byte[] buffer = window.Buffer;
            int end = window.Start + _copied;
            for (int at = window.Start; at < end; at += SizeOf(buffer, at))
            {
                if (IdOf(buffer, at) == id)
                {
                    buffer[at] = Acknowledged;
                }
            }

            while (_copied > 0 && buffer[window.Start] == Acknowledged)
            {
                int size = SizeOf(buffer, window.Start);
                window.Consume(size);
                _copied -= size;
                InFlight--;
                Settle(PubAckOwed, now);
                _handler.OnAcknowledged();
            }
        }

        /// <summary>The length of a packet of the window.</summary>
        private static int SizeOf(byte[] buffer, int at)
        {
            int length = buffer[at + 1];
            return length < 128 ? 2 + length : 3 + (length & 127 | buffer[at + 2] << 7);
        }

        private static int IdOf(byte[] buffer, int at)
        {
            at += buffer[at + 1] < 128 ? 2 : 3;
            at += 2 + (buffer[at] << 8 | buffer[at + 1]);
            return buffer[at] << 8 | buffer[at + 1];
        }
    }
}
