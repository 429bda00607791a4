using System;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Gives the few clients of an access point their addresses (RFC 2131). ESP32 builds of nanoFramework come without one, and a
    /// phone that gets no address leaves. The server is .1 of its network, its first eight clients .2 to .9. An address that a client has
    /// declined, because another host has it, gives way to the next one up to .254 (section 4.3.3).
    /// </summary>
    public sealed class DhcpServer
    {
        /// <summary>The length of an answer: that of the shortest message of BOOTP (RFC 951), which some clients insist on.</summary>
        public const int ReplyLength = 300;

        private const int Clients = 8;
        private const int FirstAddress = 2;
        private const int LastAddress = 254;
        private const int LeaseTime = 3600;
        private const int Options = 240;
        private const int ClientAddress = 12;
        private const int HardwareOffset = 28;
        private const int HardwareLength = 6;

        private const int Discover = 1;
        private const int Offer = 2;
        private const int RequestAddress = 3;
        private const int Decline = 4;
        private const int Acknowledge = 5;
        private const int Refuse = 6;
        private const int Inform = 8;

        // Of each lease: its address in the server's network, its client, and when that was last heard, counted in messages.
        private readonly byte[] _addresses = new byte[Clients];
        private readonly byte[] _hardware = new byte[Clients * HardwareLength];
        private readonly int[] _heard = new int[Clients];
        private readonly byte[] _server = new byte[4];
        private int _messages;
        private int _lastAddress = FirstAddress - 1;

        // Of the message being answered: where the values of its options lie, 0 for none.
        private int _type;
        private int _wanted;
        private int _chosenServer;

        /// <summary>Makes a server without leases.</summary>
        public DhcpServer()
        {
            for (int i = 0; i < Clients; i++)
            {
                _addresses[i] = NextAddress();
            }
        }

        /// <summary>Sets the server's address, such as 192.168.4.1.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            return DnsMessage.TryParse(address, _server);
        }

        /// <summary>Answers a message. The answer takes the message's place.</summary>
        /// <param name="message">Holds the message, and then the answer, which goes to all around: at least 300 bytes.</param>
        /// <param name="count">The message's length.</param>
        /// <returns>The length of the answer; 0 for none.</returns>
        public int Answer(byte[] message, int count)
        {
            // A request from Ethernet or Wi-Fi, with the cookie of RFC 2131 section 3.
            if (count < Options || message[0] != 1 || message[1] != 1 || message[2] != HardwareLength
                || message[236] != 99 || message[237] != 130 || message[238] != 83 || message[239] != 99 || !ReadOptions(message, count))
            {
                return 0;
            }

            _messages++;
            bool isForAnother = _chosenServer != 0 && !Ascii.Equals(message, _chosenServer, _server, 0, 4);
            switch (message[_type])
            {
                case Discover:
                    return Write(message, Offer, Find(message, true));
                case Inform:
                    return Write(message, Acknowledge, -1);
                case Decline:
                    NoteDeclined(message, isForAnother);
                    return 0;
                case RequestAddress:
                    return isForAnother ? 0 : AnswerRequest(message);
                default:
                    return 0;
            }
        }

        private int AnswerRequest(byte[] message)
        {
            // The address that the client asks for stands in an option, or while it renews a lease in ciaddr.
            int lease = Find(message, true);
            int wanted = _wanted != 0 ? _wanted : ClientAddress;
            bool isOurs = Ascii.Equals(message, wanted, _server, 0, 3) && message[wanted + 3] == _addresses[lease];
            return Write(message, isOurs ? Acknowledge : Refuse, isOurs ? lease : -1);
        }

        /// <summary>Another host has the address that a client was given: the lease gets another address, and no client.</summary>
        private void NoteDeclined(byte[] message, bool isForAnother)
        {
            int lease = Find(message, false);
            if (lease >= 0 && !isForAnother && _wanted != 0 && Ascii.Equals(message, _wanted, _server, 0, 3) && message[_wanted + 3] == _addresses[lease])
            {
                _addresses[lease] = NextAddress();
                _heard[lease] = 0;
            }
        }

        /// <summary>The address that was not given for longest: after .254, those declined first come again, since no others are left.</summary>
        private byte NextAddress()
        {
            do
            {
                _lastAddress = _lastAddress < LastAddress ? _lastAddress + 1 : FirstAddress;
            }
            while (IsLeased((byte)_lastAddress));
            return (byte)_lastAddress;
        }

        private bool IsLeased(byte address)
        {
            for (int i = 0; i < Clients; i++)
            {
                if (_addresses[i] == address)
                {
                    return true;
                }
            }

            return false;
        }

        private bool ReadOptions(byte[] message, int count)
        {
            _type = 0;
            _wanted = 0;
            _chosenServer = 0;
            int at = Options;
            while (at < count && message[at] != 255)
            {
                int code = message[at++];
                if (code == 0)
                {
                    continue;
                }

                if (at == count || count - at - 1 < message[at])
                {
                    return false;
                }

                int length = message[at++];
                if (code == 53 && length == 1)
                {
                    _type = at;
                }
                else if (code == 50 && length == 4)
                {
                    _wanted = at;
                }
                else if (code == 54 && length == 4)
                {
                    _chosenServer = at;
                }

                at += length;
            }

            return _type != 0;
        }

        /// <summary>The client's lease.</summary>
        /// <param name="message">The client's message.</param>
        /// <param name="takesOne">Whether a client without a lease gets the one that was renewed least recently.</param>
        /// <returns>Its place; -1 for none.</returns>
        private int Find(byte[] message, bool takesOne)
        {
            int oldest = 0;
            for (int i = 0; i < Clients; i++)
            {
                if (_heard[i] > 0 && Ascii.Equals(message, HardwareOffset, _hardware, i * HardwareLength, HardwareLength))
                {
                    _heard[i] = _messages;
                    return i;
                }

                if (_heard[i] < _heard[oldest])
                {
                    oldest = i;
                }
            }

            if (!takesOne)
            {
                return -1;
            }

            Array.Copy(message, HardwareOffset, _hardware, oldest * HardwareLength, HardwareLength);
            _heard[oldest] = _messages;
            return oldest;
        }

        /// <summary>Writes an answer over the message: xid, flags, giaddr and chaddr stay as they came, and so does ciaddr where it is acknowledged.</summary>
        private int Write(byte[] message, int type, int lease)
        {
            message[0] = 2;
            message[3] = 0;
            Array.Clear(message, 8, 2);
            Array.Clear(message, type == Acknowledge ? 16 : ClientAddress, type == Acknowledge ? 8 : 12);
            Array.Clear(message, HardwareOffset + 16, Options - 4 - HardwareOffset - 16);
            Array.Clear(message, Options, ReplyLength - Options);
            if (lease >= 0)
            {
                Array.Copy(_server, 0, message, 16, 3);
                message[19] = _addresses[lease];
            }

            int at = Options;
            at = WriteOption(message, at, 53, (byte)type, 0, 0, 0, 1);
            at = WriteOption(message, at, 54, _server[0], _server[1], _server[2], _server[3], 4);
            if (type != Refuse)
            {
                if (lease >= 0)
                {
                    at = WriteOption(message, at, 51, 0, 0, (byte)(LeaseTime >> 8), (byte)(LeaseTime & 0xFF), 4);
                }

                at = WriteOption(message, at, 1, 255, 255, 255, 0, 4);
                at = WriteOption(message, at, 3, _server[0], _server[1], _server[2], _server[3], 4);
                at = WriteOption(message, at, 6, _server[0], _server[1], _server[2], _server[3], 4);
            }

            message[at] = 255;
            return ReplyLength;
        }

        private static int WriteOption(byte[] reply, int at, byte code, byte a, byte b, byte c, byte d, byte length)
        {
            reply[at] = code;
            reply[at + 1] = length;
            reply[at + 2] = a;
            reply[at + 3] = b;
            reply[at + 4] = c;
            reply[at + 5] = d;
            return at + 2 + length;
        }
    }
}
