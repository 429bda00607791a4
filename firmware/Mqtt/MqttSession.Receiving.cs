namespace Nano.Firmware.Mqtt
{
    // What the broker sends.
    public sealed partial class MqttSession
    {
        private const int HighestReturnCode = 5;
        private const int Failure = 0x80;

        // The identifier of a long message is still to be read.
        private const int Unread = -1;

        // What is left of a long message, and of a topic that is longer than the buffer; its identifier, 0 for none; and the flags of its pieces.
        private int _left;
        private int _topicLeft;
        private int _leftId;
        private int _leftFlags;
        private bool _isSkipping;

        /// <summary>
        /// Takes bytes that have arrived. A packet that fits the buffer is taken once all of it is there; a message that does not comes in pieces.
        /// Nothing is taken while the output lacks the room for what answers it.
        /// </summary>
        /// <param name="buffer">Holds the bytes, from its beginning if <paramref name="offset"/> is 0: only then can a packet be as long as the buffer.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <returns>How many bytes were taken. The caller keeps the rest and comes back with it and what follows.</returns>
        public int Receive(byte[] buffer, int offset, int count, long now)
        {
            int at = offset;
            int end = offset + count;
            while (at < end && _state != MqttState.Closed && _longLeft == 0 && _output.Free >= _reserve)
            {
                int taken = _left > 0 ? TakePiece(buffer, at, end) : TakePacket(buffer, at, end, now);
                if (taken == 0)
                {
                    break;
                }

                at += taken;
            }

            return at - offset;
        }

        private int TakePacket(byte[] buffer, int at, int end, long now)
        {
            int header = _reader.ReadHeader(buffer, at, end);
            if (header <= 0)
            {
                if (header == PacketReader.Malformed)
                {
                    Violate(_reader._section);
                }

                return 0;
            }

            // The first packet is CONNACK, and no other is (section 3.2).
            int type = _reader._type;
            if ((type == PacketType.ConnAck) != (_state == MqttState.Connecting))
            {
                Violate("3.2");
                return 0;
            }

            int body = at + header;
            int length = _reader._length;
            if (end - body >= length)
            {
                Take(type, buffer, body, length, now);
                return header + length;
            }

            return header + length > _capacity ? TakeLong(type, buffer, at, body, end) : 0;
        }

        private void Take(int type, byte[] buffer, int at, int length, long now)
        {
            int id = length < 2 ? 0 : buffer[at] << 8 | buffer[at + 1];
            switch (type)
            {
                case PacketType.ConnAck: TakeConnAck(buffer[at], buffer[at + 1], now); break;
                case PacketType.Publish: TakeMessage(buffer, at, length); break;
                case PacketType.PubAck: TakePubAck(id, now); break;
                case PacketType.SubAck: TakeSubAck(buffer, id, at + 2, at + length, now); break;
                case PacketType.UnsubAck: TakeUnsubAck(id, now); break;
                default: Settle(PingRespOwed, now); break;
            }
        }

        private void TakeConnAck(int flags, int code, long now)
        {
            bool isPresent = flags == 1;
            if (flags > 1)
            {
                Violate("3.2.2.1");
            }
            else if (isPresent && (code != 0 || _options.IsCleanSession))
            {
                Violate("3.2.2.2");
            }
            else if (code > HighestReturnCode)
            {
                Violate("3.2.2.3");
            }
            else if (code != 0)
            {
                Close(MqttReason.UnacceptableVersion + (code - 1));
            }
            else
            {
                _state = MqttState.Connected;
                _pingDue = now + _options.KeepAlive * 500L;
                Settle(ConnAckOwed, now);
                _handler.OnConnected(isPresent);
                Pump();
            }
        }

        private void TakeMessage(byte[] buffer, int at, int length)
        {
            int flags = _reader._flags;
            int topicCount = buffer[at] << 8 | buffer[at + 1];
            int topic = at + 2;
            int rest = length - 2 - topicCount;
            bool hasId = (flags & 6) != 0;
            if (!CheckTopic(buffer, topic, topicCount, rest, hasId))
            {
                return;
            }

            int payload = topic + topicCount;
            int id = 0;
            if (hasId)
            {
                id = buffer[payload] << 8 | buffer[payload + 1];
                payload += 2;
                rest -= 2;
                if (id == 0)
                {
                    Violate("2.3.1");
                    return;
                }
            }

            _handler.OnMessage(buffer, topic, topicCount, payload, rest, flags | MqttHandler.First | MqttHandler.Last);
            Acknowledge(id);
        }

        /// <summary>Whether a message's topic name, all of which has arrived, is one (sections 3.3.2.1, 4.7.1.1, 4.7.3 and 1.5.3).</summary>
        private bool CheckTopic(byte[] buffer, int topic, int count, int rest, bool hasId)
        {
            string section = rest < (hasId ? 2 : 0) ? "3.3.2" : count == 0 ? "4.7.3" : null;
            if (section == null)
            {
                _utf8.Reset();
                section = _utf8.Validate(buffer, topic, count) && _utf8.IsComplete ? null : "1.5.3";
            }

            for (int i = topic, end = topic + count; i < end && section == null; i++)
            {
                int c = buffer[i];
                section = c == '+' || c == '#' ? "3.3.2.1" : c == 0 ? "1.5.3" : null;
            }

            if (section != null)
            {
                Violate(section);
            }

            return section == null;
        }

        /// <summary>Begins a message that is longer than the buffer, once its topic is there; one whose topic is itself longer is skipped.</summary>
        private int TakeLong(int type, byte[] buffer, int at, int body, int end)
        {
            if (type != PacketType.Publish)
            {
                // The answer to SUBSCRIBE is as long as our request lets it be.
                Violate("3.9.3");
                return 0;
            }

            if (end - body < 2)
            {
                return 0;
            }

            int flags = _reader._flags;
            bool hasId = (flags & 6) != 0;
            int topicCount = buffer[body] << 8 | buffer[body + 1];
            int rest = _reader._length - 2 - topicCount;
            int head = body - at + 2 + topicCount + (hasId ? 2 : 0);
            _isSkipping = head > _capacity;
            if (_isSkipping && rest >= (hasId ? 2 : 0))
            {
                Oversized++;
                _left = _reader._length - 2;
                _topicLeft = topicCount;
                _leftId = hasId ? Unread : 0;
                return body - at + 2;
            }

            if (!_isSkipping && end - at < head)
            {
                return 0;
            }

            int topic = body + 2;
            int payload = topic + topicCount;
            int id = hasId && rest >= 2 ? buffer[payload] << 8 | buffer[payload + 1] : 0;
            string section = _isSkipping ? "3.3.2" : hasId && rest >= 2 && id == 0 ? "2.3.1" : null;
            if (section != null)
            {
                Violate(section);
                return 0;
            }

            if (!CheckTopic(buffer, topic, topicCount, rest, hasId))
            {
                return 0;
            }

            Oversized++;
            _leftId = id;
            _topicLeft = 0;
            _left = rest - (hasId ? 2 : 0);
            _leftFlags = flags;
            _handler.OnMessage(buffer, topic, topicCount, payload, 0, flags | MqttHandler.First | (_left == 0 ? MqttHandler.Last : 0));
            EndLong();
            return head;
        }

        private int TakePiece(byte[] buffer, int at, int end)
        {
            int most = end - at;
            if (_topicLeft > 0)
            {
                int part = most < _topicLeft ? most : _topicLeft;
                _topicLeft -= part;
                _left -= part;
                EndLong();
                return part;
            }

            if (_leftId == Unread)
            {
                if (most < 2)
                {
                    return 0;
                }

                _leftId = buffer[at] << 8 | buffer[at + 1];
                _left -= 2;
                if (_leftId == 0)
                {
                    Violate("2.3.1");
                    return 0;
                }

                EndLong();
                return 2;
            }

            int count = most < _left ? most : _left;
            _left -= count;
            if (!_isSkipping)
            {
                _handler.OnMessage(buffer, at, 0, at, count, _leftFlags | (_left == 0 ? MqttHandler.Last : 0));
            }

            EndLong();
            return count;
        }

        /// <summary>Acknowledges a long message whose last byte has been taken.</summary>
        private void EndLong()
        {
            if (_left == 0)
            {
                Acknowledge(_leftId);
            }
        }

        /// <summary>Acknowledges a message (section 4.3.2), unless it needs none. The reserve has the room.</summary>
        private void Acknowledge(int id)
        {
            if (id > 0 && _state == MqttState.Connected)
            {
                PacketWriter.Acknowledge(_output, id);
            }
        }

        private void TakeSubAck(byte[] buffer, int id, int at, int end, long now)
        {
            if (id != _requestId || _requestFilters == 0)
            {
                Violate("3.8.4");
                return;
            }

            bool areGranted = true;
            bool isValid = end - at == _requestFilters;
            for (; at < end; at++)
            {
                int code = buffer[at];
                areGranted &= code != Failure;
                isValid &= code <= 2 || code == Failure;
            }

            if (!isValid)
            {
                Violate("3.9.3");
                return;
            }

            _requestId = 0;
            Settle(AnswerOwed, now);
            _handler.OnSubscribed(areGranted);
        }

        private void TakeUnsubAck(int id, long now)
        {
            if (id != _requestId || _requestFilters > 0)
            {
                Violate("3.10.4");
                return;
            }

            _requestId = 0;
            Settle(AnswerOwed, now);
        }
    }
}
