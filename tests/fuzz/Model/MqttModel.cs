using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Formatter.V3;
using MQTTnet.Packets;
using Nano.Firmware.Mqtt;
using Nano.Tests.Fuzz.Targets;

namespace Nano.Tests.Fuzz.Model
{
    /// <summary>
    /// The other reading of what a broker sends: the rules of MQTT 3.1.1 over the whole input at once, and what MQTTnet's formatter makes of each packet that they let pass.
    /// It says what <see cref="MqttRecorder"/> notes and what the session sends.
    /// </summary>
    internal sealed class MqttModel
    {
        private static readonly UTF8Encoding s_strict = new UTF8Encoding(false, true);

        private readonly MqttV3PacketFormatter _formatter = new MqttV3PacketFormatter(new MqttBufferWriter(256, 4096), MqttProtocolVersion.V311);
        private readonly StringBuilder _log = new StringBuilder();
        private readonly StringBuilder _sent = new StringBuilder();
        private readonly List<int> _waiting = new List<int>();
        private readonly HashSet<int> _acknowledged = new HashSet<int>();
        private bool _isConnected;
        private bool _isClosed;
        private int _published;
        private int _lastId;
        private int _subscription;
        private int _unsubscription;

        /// <summary>The notes that the recorder must have.</summary>
        public string Log => _log.ToString();

        /// <summary>The bytes that the session must send behind CONNECT.</summary>
        public string Sent => _sent.ToString();

        /// <summary>Where MQTTnet and the rules differ; null for nowhere.</summary>
        public string Fault { get; private set; }

        /// <summary>Reads an input.</summary>
        public void Run(byte[] input)
        {
            _log.Clear();
            _sent.Clear();
            _waiting.Clear();
            _acknowledged.Clear();
            _isConnected = false;
            _isClosed = false;
            _published = 0;
            _lastId = 0;
            _subscription = 0;
            _unsubscription = 0;
            Fault = null;
            int at = 0;
            while (at < input.Length && !_isClosed)
            {
                int next = Take(input, at);
                if (next < 0)
                {
                    break;
                }

                at = next;
            }
        }

        /// <summary>Takes a packet.</summary>
        /// <returns>Where the next one begins; -1 when this one has not arrived whole.</returns>
        private int Take(byte[] input, int at)
        {
            int type = input[at] >> 4;
            int flags = input[at] & 15;
            int quality = flags >> 1 & 3;
            bool isAllowed = type == 3 ? quality < 2 && (quality == 1 || flags < 8) : flags == 0 && new[] { 2, 4, 9, 11, 13 }.Contains(type);
            if (!isAllowed)
            {
                return Violate();
            }

            int length = 0;
            int header = 1;
            for (;; header++)
            {
                if (header == 5)
                {
                    return Violate();
                }

                if (at + header == input.Length)
                {
                    return -1;
                }

                length += (input[at + header] & 127) << 7 * (header - 1);
                if (input[at + header] < 128)
                {
                    header++;
                    break;
                }
            }

            bool hasLength = type == 13 ? length == 0 : type == 3 || type == 9 ? length > 2 : length == 2;
            if (!hasLength || (type == 2) == _isConnected)
            {
                return Violate();
            }

            byte[] body = input.Skip(at + header).Take(length).ToArray();
            bool isLong = header + length > MqttTarget.Capacity;
            if (type == 3)
            {
                return TakeMessage(flags, header, length, body, isLong) ? at + header + length : -1;
            }

            if (isLong)
            {
                return Violate();
            }

            if (body.Length < length)
            {
                return -1;
            }

            if (TakeShort(type, body))
            {
                Compare(input[at], body);
            }

            return at + header + length;
        }

        private bool TakeShort(int type, byte[] body)
        {
            int id = body.Length < 2 ? 0 : body[0] << 8 | body[1];
            switch (type)
            {
                case 2: return TakeConnAck(body[0], body[1]);
                case 4: return TakePubAck(id);
                case 9: return TakeSubAck(id, body.Skip(2).ToArray());
                case 11:
                    if (id != _unsubscription || id == 0)
                    {
                        Violate();
                        return false;
                    }

                    _unsubscription = 0;
                    return true;
                default: return true;
            }
        }

        private bool TakeConnAck(int flags, int code)
        {
            if (flags > 1 || code > 5 || (flags == 1 && code != 0))
            {
                Violate();
                return false;
            }

            if (code != 0)
            {
                Close(MqttReason.UnacceptableVersion + (code - 1));
                return true;
            }

            _isConnected = true;
            _log.Append(flags == 1 ? "C1;" : "C0;");
            _subscription = ++_lastId;
            _sent.Append("\u0082\u000E\0" + (char)_subscription + "\0\u0001a\u0001\0\u0001b\u0001\0\u0001c\u0001");
            for (int i = 0; i < MqttSession.Window; i++)
            {
                Publish();
            }

            return true;
        }

        private bool TakePubAck(int id)
        {
            _acknowledged.Add(_waiting.Contains(id) ? id : 0);
            while (_waiting.Count > 0 && _acknowledged.Contains(_waiting[0]))
            {
                _waiting.RemoveAt(0);
                _log.Append("A;");
                Publish();
            }

            return true;
        }

        private bool TakeSubAck(int id, byte[] codes)
        {
            if (id != _subscription || id == 0 || codes.Length != MqttRecorder.Filters || codes.Any(code => code > 2 && code != 128))
            {
                Violate();
                return false;
            }

            _subscription = 0;
            _log.Append(codes.Contains((byte)128) ? "S0;" : "S1;");
            _unsubscription = ++_lastId;
            _sent.Append("\u00A2\u000B\0" + (char)_unsubscription + "\0\u0001a\0\u0001b\0\u0001c");
            return true;
        }

        /// <summary>Takes a message, or what has arrived of one that is longer than the buffer.</summary>
        private bool TakeMessage(int flags, int header, int length, byte[] body, bool isLong)
        {
            bool hasId = (flags & 6) != 0;
            bool isWhole = body.Length == length;
            if ((!isWhole && !isLong) || body.Length < 2)
            {
                return false;
            }

            int topic = body[0] << 8 | body[1];
            int head = 2 + topic + (hasId ? 2 : 0);
            if (header + head > MqttTarget.Capacity && isLong)
            {
                // A message whose topic is longer than the buffer is skipped, but its identifier.
                int idAt = 2 + topic;
                if (head > length || (hasId && body.Length >= idAt + 2 && body[idAt] == 0 && body[idAt + 1] == 0))
                {
                    Violate();
                    return false;
                }

                return isWhole && Acknowledge(hasId ? body[idAt] << 8 | body[idAt + 1] : 0);
            }

            // The topic is longer than the packet.
            if (head > length)
            {
                if (isWhole || body.Length >= head)
                {
                    Violate();
                }

                return false;
            }

            if (body.Length < head)
            {
                return false;
            }

            int id = hasId ? body[head - 2] << 8 | body[head - 1] : 0;
            if (!IsTopic(body.AsSpan(2, topic)) || (hasId && id == 0))
            {
                Violate();
                return false;
            }

            _log.Append('M').Append((char)flags).Append(Encoding.Latin1.GetString(body, 2, topic)).Append('=').Append(Encoding.Latin1.GetString(body, head, body.Length - head));
            if (!isWhole)
            {
                return false;
            }

            _log.Append(';');
            Compare(0x30 | flags, body);
            return Acknowledge(id);
        }

        private static bool IsTopic(ReadOnlySpan<byte> topic)
        {
            try
            {
                return topic.Length > 0 && s_strict.GetString(topic).IndexOfAny(new[] { '+', '#', '\0' }) < 0;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        private bool Acknowledge(int id)
        {
            if (id > 0)
            {
                _sent.Append("\u0040\u0002" + (char)(id >> 8) + (char)(id & 255));
            }

            return true;
        }

        private void Publish()
        {
            if (_published < MqttRecorder.MostMessages)
            {
                _published++;
                _waiting.Add(++_lastId);
                _sent.Append("\u0032\u0006\0\u0001t\0" + (char)_lastId + "x");
            }
        }

        private int Violate()
        {
            Close(MqttReason.ProtocolError);
            return -1;
        }

        private void Close(MqttReason reason)
        {
            _isClosed = true;
            _log.Append('X').Append((char)reason);
        }

        /// <summary>MQTTnet must take what the rules let pass, with the same content.</summary>
        private void Compare(int first, byte[] body)
        {
            MqttPacket packet = _formatter.Decode(new ReceivedMqttPacket((byte)first, new ArraySegment<byte>(body), 2 + body.Length));
            int id = body.Length < 2 ? 0 : body[0] << 8 | body[1];
            bool isSame;
            switch (packet)
            {
                case MqttConnAckPacket answer: isSame = (int)answer.ReturnCode == body[1] && answer.IsSessionPresent == (body[0] == 1); break;
                case MqttPublishPacket message: isSame = IsSame(message, first, body); break;
                case MqttPubAckPacket answer: isSame = answer.PacketIdentifier == id; break;
                case MqttSubAckPacket answer: isSame = answer.PacketIdentifier == id && answer.ReasonCodes.Select(code => (byte)code).SequenceEqual(body.Skip(2)); break;
                case MqttUnsubAckPacket answer: isSame = answer.PacketIdentifier == id; break;
                default: isSame = packet is MqttPingRespPacket; break;
            }

            Fault ??= isSame ? null : "MQTTnet reads something else: " + packet;
        }

        private static bool IsSame(MqttPublishPacket message, int first, byte[] body)
        {
            int topic = body[0] << 8 | body[1];
            bool hasId = (first & 6) != 0;
            int payload = 2 + topic + (hasId ? 2 : 0);
            byte[] content = new byte[message.Payload.Length];
            System.Buffers.BuffersExtensions.CopyTo(message.Payload, content);
            return message.Topic == Encoding.UTF8.GetString(body, 2, topic)
                && content.AsSpan().SequenceEqual(body.AsSpan(payload))
                && message.Dup == ((first & 8) != 0) && message.Retain == ((first & 1) != 0) && (int)message.QualityOfServiceLevel == (first >> 1 & 3)
                && (!hasId || message.PacketIdentifier == (body[payload - 2] << 8 | body[payload - 1]));
        }
    }
}
