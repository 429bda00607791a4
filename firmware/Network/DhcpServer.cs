using System;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Assigns addresses to the clients of an access point (RFC 2131). ESP32 builds of nanoFramework contain no DHCP server, and phones leave a network
    /// that assigns none. The server has the address .1 of its network, its first eight clients .2 to .9. An address that a client declines because
    /// another host uses it is replaced by the next one up to .254 (RFC 2131 section 4.3.3).
    /// </summary>
    public sealed class DhcpServer
    {
        /// <summary>Length of an answer in bytes. It is the least length of a BOOTP message (RFC 951), which some clients require.</summary>
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

        // For each lease: the last byte of its address, the hardware address of its client, and the number of the message that renewed it.
        private readonly byte[] _addresses = new byte[Clients];
        private readonly byte[] _hardware = new byte[Clients * HardwareLength];
        private readonly int[] _heard = new int[Clients];
        private readonly byte[] _server = new byte[4];
        private int _messages;
        private int _lastAddress = FirstAddress - 1;

        // The message in progress: the indexes of the values of its options, 0 for a missing option.
        private int _type;
        private int _wanted;
        private int _chosenServer;

        /// <summary>Creates a server without leases.</summary>
        public DhcpServer()
        {
            for (int i = 0; i < Clients; i++)
            {
                _addresses[i] = NextAddress();
            }
        }

        /// <summary>Sets the server's address.</summary>
        /// <param name="address">The address, such as 192.168.4.1.</param>
        /// <returns>False when the text is not an IPv4 address.</returns>
        public bool SetAddress(string address)
        {
            return DnsMessage.TryParse(address, _server);
        }

        /// <summary>Answers a message. The answer replaces the message in the buffer.</summary>
        /// <param name="message">Holds the message, and then the answer, which the caller broadcasts. Its length is at least <see cref="ReplyLength"/>.</param>
        /// <param name="count">Length of the message in bytes.</param>
        /// <returns>Length of the answer in bytes; 0 when the message needs no answer.</returns>
        public int Answer(byte[] message, int count)
        {
            // A valid message is a BOOTREQUEST from Ethernet or Wi-Fi with the magic cookie of RFC 2131 section 3.
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
            // The requested address is in an option, or in ciaddr when the client renews its lease.
            int lease = Find(message, true);
            int wanted = _wanted != 0 ? _wanted : ClientAddress;
            bool isOurs = Ascii.Equals(message, wanted, _server, 0, 3) && message[wanted + 3] == _addresses[lease];
            return Write(message, isOurs ? Acknowledge : Refuse, isOurs ? lease : -1);
        }

        /// <summary>Processes DHCPDECLINE: another host uses the address. The lease gets another address and is free.</summary>
        private void NoteDeclined(byte[] message, bool isForAnother)
        {
            int lease = Find(message, false);
            if (lease >= 0 && !isForAnother && _wanted != 0 && Ascii.Equals(message, _wanted, _server, 0, 3) && message[_wanted + 3] == _addresses[lease])
            {
                _addresses[lease] = NextAddress();
                _heard[lease] = 0;
            }
        }

        /// <summary>Returns the next address that no lease has. After .254 it continues with .2, so that declined addresses are used again.</summary>
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

        /// <summary>Finds the lease of a message's client.</summary>
        /// <param name="message">The client's message.</param>
        /// <param name="takesOne">Whether a client without a lease gets the one that was renewed least recently.</param>
        /// <returns>The index of the lease, or -1.</returns>
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

        /// <summary>Replaces the message by an answer. The fields xid, flags, giaddr and chaddr are kept, and in a DHCPACK also ciaddr.</summary>
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
