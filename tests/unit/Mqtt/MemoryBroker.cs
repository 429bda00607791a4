using System.Text;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>
    /// A broker in memory at the other end of a client's stream. It answers as a broker does, unless a test keeps it from that, and writes a log: a line for each
    /// packet, publishes as topic=payload with their flags.
    /// </summary>
    internal sealed class MemoryBroker : OutgoingStream
    {
        private readonly StringBuilder _log = new StringBuilder();
        private byte[] _toBroker = new byte[256];
        private byte[] _toClient = new byte[128];
        private int _toBrokerCount;
        private int _toClientCount;
        private bool _isOpen;
        private bool _isEnded;
        private bool _isOpening;

        /// <summary>What the next attempts to connect come to.</summary>
        public OpenResult Answer { get; set; } = OpenResult.Opened;

        /// <summary>The return code of CONNACK; -1 for no answer to anything.</summary>
        public int ReturnCode { get; set; }

        /// <summary>Whether the broker has kept the session.</summary>
        public bool IsPresent { get; set; }

        /// <summary>Whether a PUBLISH of quality of service 1 gets its PUBACK.</summary>
        public bool Acknowledges { get; set; } = true;

        /// <summary>What SUBACK says of each filter.</summary>
        public byte Granted { get; set; }

        /// <summary>How many bytes the client can send before they are read; 0 for none.</summary>
        public int Room { get; set; } = 1024;

        /// <summary>How often the client has tried to connect.</summary>
        public int Attempts { get; private set; }

        /// <summary>Whether an attempt goes on until <see cref="Finish"/>.</summary>
        public bool IsSlow { get; set; }

        /// <summary>The host and port of the last attempt.</summary>
        public string Peer { get; private set; } = "";

        /// <summary>Whether the client has a connection.</summary>
        public bool IsConnected => _isOpen;

        public override bool IsFree => !_isOpen;

        public override OpenResult Result => _isOpening ? OpenResult.None : Answer;

        public override void Open(string host, int port, bool isSecure)
        {
            Peer = (isSecure ? "mqtts://" : "mqtt://") + host + ":" + port;
            Attempts++;
            _isOpening = IsSlow;
            _isOpen = Answer == OpenResult.Opened;
            _isEnded = false;
            _toBrokerCount = 0;
            _toClientCount = 0;
        }

        /// <summary>An attempt that goes on ends.</summary>
        public void Finish()
        {
            _isOpening = false;
            Listener.RunSoon();
        }

        /// <summary>The broker ends the connection.</summary>
        public void End()
        {
            _isEnded = true;
            Listener.RunSoon();
        }

        /// <summary>What the client has sent since the last call, a line each.</summary>
        public string Log()
        {
            string log = _log.ToString();
            _log.Clear();
            return log;
        }

        /// <summary>Sends the client a message.</summary>
        public void Publish(string topic, string payload)
        {
            Publish(topic, payload, 0);
        }

        /// <summary>Sends the client a message with flags of its header.</summary>
        public void Publish(string topic, string payload, int flags)
        {
            int length = 2 + topic.Length + payload.Length;
            Send(new byte[] { (byte)(0x30 | flags), (byte)(length & 127 | 128), (byte)(length >> 7), 0, (byte)topic.Length });
            Send(Encoding.UTF8.GetBytes(topic));
            if (payload.Length > 0)
            {
                Send(Encoding.UTF8.GetBytes(payload));
            }
        }

        /// <summary>Sends the client bytes.</summary>
        public void Send(byte[] bytes)
        {
            while (_toClientCount + bytes.Length > _toClient.Length)
            {
                _toClient = Bytes.Grow(_toClient);
            }

            System.Array.Copy(bytes, 0, _toClient, _toClientCount, bytes.Length);
            _toClientCount += bytes.Length;
            Listener.RunSoon();
        }

        public override int Receive(byte[] buffer, int offset, int count)
        {
            int part = count < _toClientCount ? count : _toClientCount;
            if (part == 0)
            {
                return _isEnded ? EndOfStream : 0;
            }

            System.Array.Copy(_toClient, 0, buffer, offset, part);
            _toClientCount -= part;
            System.Array.Copy(_toClient, part, _toClient, 0, _toClientCount);
            return part;
        }

        public override int Send(byte[] buffer, int offset, int count)
        {
            int part = count < Room ? count : Room;
            while (_toBrokerCount + part > _toBroker.Length)
            {
                _toBroker = Bytes.Grow(_toBroker);
            }

            System.Array.Copy(buffer, offset, _toBroker, _toBrokerCount, part);
            _toBrokerCount += part;
            while (ReturnCode >= 0 && TakePacket())
            {
            }

            return _isEnded ? Broken : part;
        }

        public override void Close()
        {
            _isOpen = false;
        }

        private bool TakePacket()
        {
            int length = 0;
            int at = 1;
            for (; ; at++)
            {
                if (at >= _toBrokerCount)
                {
                    return false;
                }

                length |= (_toBroker[at] & 127) << (7 * (at - 1));
                if (_toBroker[at] < 128)
                {
                    break;
                }
            }

            at++;
            if (_toBrokerCount < at + length)
            {
                return false;
            }

            Take(_toBroker[0] >> 4, _toBroker[0] & 15, at, length);
            _toBrokerCount -= at + length;
            System.Array.Copy(_toBroker, at + length, _toBroker, 0, _toBrokerCount);
            return true;
        }

        private void Take(int type, int flags, int at, int length)
        {
            switch (type)
            {
                case 1:
                    Note("CONNECT " + Bytes.Text(_toBroker, at + 12, length - 12));
                    Send(new byte[] { 0x20, 2, (byte)(IsPresent && ReturnCode == 0 ? 1 : 0), (byte)ReturnCode });
                    break;
                case 3:
                    TakePublish(flags, at, length);
                    break;
                case 8:
                    Note("SUBSCRIBE " + Bytes.Text(_toBroker, at + 2, length - 2));
                    AnswerSubscribe(at, length);
                    break;
                case 12:
                    Note("PINGREQ");
                    Send(new byte[] { 0xD0, 0 });
                    break;
                default:
                    Note("packet " + type);
                    break;
            }
        }

        private void AnswerSubscribe(int at, int length)
        {
            byte[] answer = new byte[4 + length];
            int count = 4;
            answer[0] = 0x90;
            answer[2] = _toBroker[at];
            answer[3] = _toBroker[at + 1];
            for (int filter = at + 2; filter < at + length; filter += 3 + (_toBroker[filter] << 8 | _toBroker[filter + 1]))
            {
                answer[count++] = Granted;
            }

            answer[1] = (byte)(count - 2);
            Send(Bytes.Slice(answer, 0, count));
        }

        private void TakePublish(int flags, int at, int length)
        {
            int topic = _toBroker[at] << 8 | _toBroker[at + 1];
            int quality = flags >> 1 & 3;
            int payload = at + 2 + topic + (quality > 0 ? 2 : 0);
            Note(Bytes.Text(_toBroker, at + 2, topic) + "=" + Bytes.Text(_toBroker, payload, at + length - payload)
                + (quality > 0 ? " q1" : "") + ((flags & 1) != 0 ? " retained" : "") + ((flags & 8) != 0 ? " dup" : ""));
            if (quality > 0 && Acknowledges)
            {
                Send(new byte[] { 0x40, 2, _toBroker[at + 2 + topic], _toBroker[at + 3 + topic] });
            }
        }

        private void Note(string line)
        {
            _log.Append(line + "\n");
        }
    }
}
