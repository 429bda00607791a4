using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nano.Tests.Host.Http.Differential;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Fuzz.Model
{
    /// <summary>
    /// A client together with its reference, which predicts from the sent frames what the client must receive. It reads frames strictly, and so detects a
    /// frame within another.
    /// </summary>
    internal sealed class ModelClient
    {
        // The first bytes of messages that are not echoes.
        public const byte Broadcast = 0xFE;
        public const byte Stream = (byte)'S';

        private readonly Chance _chance;
        private readonly List<byte> _out = new List<byte>();
        private readonly List<byte> _in = new List<byte>();
        private readonly byte[] _buffer = new byte[4096];
        private readonly List<(int Type, byte[] Bytes)> _expected = new List<(int, byte[])>();
        private readonly List<byte[]> _pings = new List<byte[]>();
        private readonly List<byte> _outgoing = new List<byte>();
        private readonly List<byte> _incoming = new List<byte>();
        private int _outgoingType;
        private int _incomingType;
        private int _received;
        private int _pongs;
        private int _lastBroadcast;
        private bool _hasHead;

        public ModelClient(int number, MemoryClient link, Chance chance)
        {
            Number = number;
            Link = link;
            _chance = chance;
            Send(Encoding.ASCII.GetBytes($"GET /ws?{number} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        }

        public int Number { get; }

        public MemoryClient Link { get; }

        public bool IsRefused { get; private set; }

        /// <summary>The status of the received Close; 0 before it.</summary>
        public int CloseReceived { get; private set; }

        /// <summary>Whether it sends no more, because it closed, broke a rule, or left.</summary>
        public bool IsDone { get; private set; }

        public bool IsGone { get; private set; }

        /// <summary>Whether it left by FIN, so that it still reads.</summary>
        public bool HasFinished { get; private set; }

        /// <summary>Whether it must receive everything that was due when it left.</summary>
        public bool IsOwed { get; set; }

        /// <summary>Whether it answers a Ping and a Close.</summary>
        public bool Answers { get; set; } = true;

        /// <summary>The possible statuses of its end, according to the reference.</summary>
        public HashSet<int> Statuses { get; } = new HashSet<int>();

        /// <summary>The arguments of the handler's OnClosed.</summary>
        public int Opened { get; set; }

        public List<int> Closed { get; } = new List<int>();

        public bool IsFlushed => _out.Count == 0;

        /// <summary>Does something that a client may do.</summary>
        public void Act()
        {
            if (IsDone)
            {
                return;
            }

            switch (_chance.Next(24))
            {
                case 0:
                    for (int i = _chance.OneIn(4) ? 6 : 1; i > 0; i--)
                    {
                        Ping();
                    }

                    break;
                case 1: Frame(10, true, Bytes(_chance.Next(126))); break;
                case 2 when _chance.OneIn(3): Close(); break;
                case 3 when _chance.OneIn(4): BreakRule(); break;
                case 4 when _outgoingType == 0:
                    int length = _chance.Next(3000);
                    Frame(1, true, Encoding.ASCII.GetBytes("S" + length));
                    _expected.Add((2, Streamed(length)));
                    break;
                default: SendData(); break;
            }
        }

        /// <summary>Sends FIN or RST.</summary>
        public void Leave()
        {
            if (!IsGone)
            {
                // Messages that were sent before FIN are still answered, unless the connection might have ended in another way.
                IsOwed = Statuses.Count == 0 && IsFlushed && Opened == 1 && _chance.OneIn(2);
                HasFinished = IsOwed || _chance.OneIn(2);
                Statuses.Add(1006);
                IsGone = true;
                IsDone = true;
                if (HasFinished)
                {
                    Link.Finish();
                }
                else
                {
                    Link.Reset();
                }
            }
        }

        /// <summary>Begins the closing handshake.</summary>
        public void Close()
        {
            int status = _chance.OneIn(4) ? 1005 : _chance.OneIn(2) ? 1000 : 3000 + _chance.Next(2000);
            Frame(8, true, status == 1005 ? Array.Empty<byte>() : new[] { (byte)(status >> 8), (byte)status });
            Statuses.Add(status);
            IsDone = true;
        }

        /// <summary>Sends some of the waiting bytes.</summary>
        public void Write(int most)
        {
            int count = Math.Min(most, _out.Count);
            if (count > 0 && !IsGone)
            {
                _out.RemoveRange(0, Link.Send(_out.Take(count).ToArray(), 0, count));
            }
        }

        /// <summary>Receives some bytes and compares them with the expected ones.</summary>
        public int Read(int most)
        {
            int count = Link.Receive(_buffer, 0, Math.Min(most, _buffer.Length));
            _in.AddRange(_buffer.AsSpan(0, count));
            while (!IsRefused && ReadOne())
            {
            }

            return count;
        }

        /// <summary>Checks that all expected messages have been received.</summary>
        public void CheckComplete()
        {
            Require(_received == _expected.Count && (_incomingType == 0 || _outgoingType != 0), $"{_received} of {_expected.Count} messages came back");
            Require(_pongs == _pings.Count, $"{_pongs} pongs for {_pings.Count} pings");
            Require(_in.Count == 0, $"{_in.Count} bytes of a frame are left");
        }

        public static byte[] Streamed(int length)
        {
            byte[] bytes = Enumerable.Range(0, length + 1).Select(i => (byte)(i * 7)).ToArray();
            bytes[0] = Stream;
            return bytes;
        }

        private void SendData()
        {
            bool isFirst = _outgoingType == 0;
            if (isFirst)
            {
                _outgoingType = 1 + _chance.Next(2);
                _outgoing.Clear();
            }

            byte[] piece = Bytes(_chance.Next(_chance.OneIn(8) ? 900 : 90));
            bool isLast = !_chance.OneIn(3);
            if (isFirst && piece.Length == 0 && !isLast)
            {
                piece = new byte[] { 1 };
            }

            _outgoing.AddRange(piece);
            Frame(isFirst ? _outgoingType : 0, isLast, piece);
            if (isLast)
            {
                _expected.Add((_outgoingType, _outgoing.ToArray()));
                _outgoingType = 0;
            }
        }

        private void Ping()
        {
            byte[] payload = Bytes(_chance.OneIn(3) ? 0 : _chance.Next(126));
            _pings.Add(payload);
            Frame(9, true, payload);
        }

        private void BreakRule()
        {
            int status = 1002;
            switch (_chance.Next(6))
            {
                case 0: Frame(3, true, Bytes(3)); break;
                case 1: Frame(0x42, true, Bytes(3)); break;
                case 2: Send(new byte[] { 0x81, 0x01, 0x61 }); break;
                case 3: Frame(8, true, new byte[] { 3, 238 }); break;
                case 4: Frame(_outgoingType == 0 ? 0 : 1, true, Bytes(3)); break;
                default:
                    if (_outgoingType != 0)
                    {
                        return;
                    }

                    Frame(1, true, new byte[] { 0x61, 0xFF });
                    status = 1007;
                    break;
            }

            Statuses.Add(status);
            IsDone = true;
        }

        /// <summary>A payload of ASCII, so that it is valid as text.</summary>
        private byte[] Bytes(int count)
        {
            return Encoding.ASCII.GetBytes(_chance.Text("abcdefgh\0\x7F", count));
        }

        private void Frame(int opCode, bool isFinal, byte[] payload)
        {
            List<byte> frame = new List<byte> { (byte)((isFinal ? 0x80 : 0) | opCode) };
            if (payload.Length < 126)
            {
                frame.Add((byte)(0x80 | payload.Length));
            }
            else
            {
                frame.AddRange(new byte[] { 0xFE, (byte)(payload.Length >> 8), (byte)payload.Length });
            }

            byte[] key = { (byte)_chance.Next(256), (byte)_chance.Next(256), 0, (byte)_chance.Next(256) };
            frame.AddRange(key);
            frame.AddRange(payload.Select((b, i) => (byte)(b ^ key[i & 3])));
            Send(frame.ToArray());
        }

        private void Send(byte[] bytes)
        {
            _out.AddRange(bytes);
        }

        private bool ReadOne()
        {
            if (!_hasHead)
            {
                string text = Encoding.Latin1.GetString(_in.ToArray());
                int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end < 0)
                {
                    return false;
                }

                // Refused, because there are too many clients, or because the handshake took too long after a jump of the time.
                IsRefused = text.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) || (Statuses.Contains(1006) && text.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal));
                IsDone |= IsRefused;
                Require(IsRefused || text.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal), "answer to the handshake: " + text);
                _in.RemoveRange(0, end + 4);
                _hasHead = true;
                return !IsRefused;
            }

            if (_in.Count == 0)
            {
                return false;
            }

            Require(CloseReceived == 0, "bytes after a Close");
            int opCode = _in[0] & 15;
            bool isFinal = _in[0] >= 0x80;
            Require((_in[0] & 0x70) == 0 && (opCode <= 2 || (opCode >= 8 && opCode <= 10)), $"a frame that begins with {_in[0]:X2}");
            if (_in.Count < 2)
            {
                return false;
            }

            Require(_in[1] < 0x7F, $"a length of {_in[1]:X2}");
            int header = _in[1] < 126 ? 2 : 4;
            if (_in.Count < header)
            {
                return false;
            }

            int count = header == 2 ? _in[1] : _in[2] << 8 | _in[3];
            if (_in.Count < header + count)
            {
                return false;
            }

            byte[] payload = _in.GetRange(header, count).ToArray();
            _in.RemoveRange(0, header + count);
            Require(opCode < 8 || (isFinal && count <= 125), "a control frame that is fragmented or too long");
            switch (opCode)
            {
                case 8: Closes(payload); break;
                case 9: Answer(10, payload); break;
                case 10:
                    Require(_pongs < _pings.Count && payload.SequenceEqual(_pings[_pongs]), $"pong {_pongs} is not that of ping {_pongs}");
                    _pongs++;
                    break;
                default: ReadData(opCode, isFinal, payload); break;
            }

            return true;
        }

        private void Closes(byte[] payload)
        {
            Require(payload.Length != 1, "a Close of one byte");
            CloseReceived = payload.Length == 0 ? 1005 : payload[0] << 8 | payload[1];
            Require(Statuses.Contains(CloseReceived), $"a Close with {CloseReceived}; {string.Join(' ', Statuses)} were expected");
            if (!IsDone)
            {
                Answer(8, payload.Take(2).ToArray());
                IsDone = true;
            }
        }

        private void Answer(int opCode, byte[] payload)
        {
            if (Answers)
            {
                Frame(opCode, true, payload);
            }
        }

        private void ReadData(int opCode, bool isFinal, byte[] payload)
        {
            if (opCode != 0)
            {
                Require(_incomingType == 0, "a message begins within a message");
                if (opCode == 2 && isFinal && payload.Length == 5 && payload[0] == Broadcast)
                {
                    int sequence = payload[1] << 24 | payload[2] << 16 | payload[3] << 8 | payload[4];
                    Require(sequence > _lastBroadcast, $"broadcast {sequence} behind {_lastBroadcast}");
                    _lastBroadcast = sequence;
                    return;
                }

                _incomingType = opCode;
                _incoming.Clear();
            }

            Require(_incomingType != 0, "a continuation without a message");
            _incoming.AddRange(payload);
            bool isUnfinished = _received == _expected.Count;
            byte[] expected = isUnfinished ? _outgoing.ToArray() : _expected[_received].Bytes;
            int type = isUnfinished ? _outgoingType : _expected[_received].Type;
            if (_incoming.Count > 0 || isFinal)
            {
                Require(_incomingType == type, $"message {_received} has type {_incomingType}");
                Require(_incoming.Count <= expected.Length && _incoming.SequenceEqual(expected.Take(_incoming.Count)), $"message {_received} differs within {_incoming.Count} bytes");
            }

            if (isFinal)
            {
                Require(!isUnfinished && _incoming.Count == expected.Length, $"message {_received} ends after {_incoming.Count} of {expected.Length} bytes");
                _received++;
                _incomingType = 0;
            }
        }

        private void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new InvalidDataException($"client {Number}: {otherwise}");
            }
        }
    }
}
