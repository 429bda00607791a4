using System;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// Gives the few clients of an access point their addresses (RFC 2131). ESP32 builds of nanoFramework come without one, and a
    /// phone that gets no address leaves. The server is .1 of its network, its clients .2 to .9.
    /// </summary>
    public sealed class DhcpServer
    {
        /// <summary>The longest message that is read, and the length of those written.</summary>
        public const int MaximumMessage = 548;

        private const int Clients = 8;
        private const int FirstClient = 2;
        private const int LeaseTime = 3600;
        private const int Options = 240;
        private const int ReplyLength = 300;
        private const int HardwareOffset = 28;
        private const int HardwareLength = 6;

        private const int Discover = 1;
        private const int Offer = 2;
        private const int RequestAddress = 3;
        private const int Acknowledge = 5;
        private const int Refuse = 6;
        private const int Inform = 8;

        // The client of each address, and when it was last heard of, counted in messages.
        private readonly byte[] _hardware = new byte[Clients * HardwareLength];
        private readonly int[] _heard = new int[Clients];
        private readonly byte[] _server = new byte[4];
        private int _messages;

        // Of the message being answered: where the values of its options lie, 0 for none.
        private int _type;
        private int _wanted;
        private int _chosenServer;

        /// <summary>Sets the server's address, such as 192.168.4.1.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            return NameServer.TryParse(address, _server);
        }

        /// <summary>Answers a message.</summary>
        /// <param name="message">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="reply">Receives the answer, for all around: 300 bytes.</param>
        /// <returns>The length of the answer; 0 for none.</returns>
        public int Answer(byte[] message, int count, byte[] reply)
        {
            // A request from Ethernet or Wi-Fi, with the cookie of RFC 2131 section 3.
            if (count < Options || message[0] != 1 || message[1] != 1 || message[2] != HardwareLength
                || message[236] != 99 || message[237] != 130 || message[238] != 83 || message[239] != 99 || !ReadOptions(message, count))
            {
                return 0;
            }

            _messages++;
            int type = message[_type];
            if (type == Discover)
            {
                return Write(message, reply, Offer, Find(message));
            }

            if (type == Inform)
            {
                return Write(message, reply, Acknowledge, -1);
            }

            if (type != RequestAddress || (_chosenServer != 0 && !Ascii.Equals(message, _chosenServer, _server, 0, 4)))
            {
                return 0;
            }

            // What it asks for stands in an option, or while it renews in ciaddr.
            int client = Find(message);
            int wanted = _wanted != 0 ? _wanted : 12;
            bool isOurs = Ascii.Equals(message, wanted, _server, 0, 3) && message[wanted + 3] == FirstClient + client;
            return Write(message, reply, isOurs ? Acknowledge : Refuse, isOurs ? client : -1);
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

        /// <summary>The client's place: its own, or that of whom was not heard of for longest.</summary>
        private int Find(byte[] message)
        {
            int place = 0;
            for (int i = 0; i < Clients; i++)
            {
                if (_heard[i] > 0 && Ascii.Equals(message, HardwareOffset, _hardware, i * HardwareLength, HardwareLength))
                {
                    place = i;
                    break;
                }

                if (_heard[i] < _heard[place])
                {
                    place = i;
                }
            }

            Array.Copy(message, HardwareOffset, _hardware, place * HardwareLength, HardwareLength);
            _heard[place] = _messages;
            return place;
        }

        private int Write(byte[] message, byte[] reply, int type, int client)
        {
            Array.Clear(reply, 0, ReplyLength);
            reply[0] = 2;
            reply[1] = 1;
            reply[2] = HardwareLength;

            // xid, then flags, ciaddr, giaddr and chaddr as they came.
            Array.Copy(message, 4, reply, 4, 4);
            Array.Copy(message, 10, reply, 10, 2);
            Array.Copy(message, 24, reply, 24, 4 + 16);
            if (type == Acknowledge)
            {
                Array.Copy(message, 12, reply, 12, 4);
            }

            if (client >= 0)
            {
                Array.Copy(_server, 0, reply, 16, 3);
                reply[19] = (byte)(FirstClient + client);
            }

            Array.Copy(message, 236, reply, 236, 4);
            int at = Options;
            at = WriteOption(reply, at, 53, (byte)type, 0, 0, 0, 1);
            at = WriteOption(reply, at, 54, _server[0], _server[1], _server[2], _server[3], 4);
            if (type != Refuse)
            {
                if (client >= 0)
                {
                    at = WriteOption(reply, at, 51, 0, 0, (byte)(LeaseTime >> 8), (byte)(LeaseTime & 0xFF), 4);
                }

                at = WriteOption(reply, at, 1, 255, 255, 255, 0, 4);
                at = WriteOption(reply, at, 3, _server[0], _server[1], _server[2], _server[3], 4);
                at = WriteOption(reply, at, 6, _server[0], _server[1], _server[2], _server[3], 4);
            }

            reply[at] = 255;
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
