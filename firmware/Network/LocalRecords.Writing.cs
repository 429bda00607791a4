using System;

namespace Nano.Firmware.Network
{
    /// <summary>How the records are written: each name in full once, and by a pointer after that (RFC 1035 section 4.1.4).</summary>
    internal sealed partial class LocalRecords
    {
        // Of the message being written: where each name stands in it, 0 for nowhere.
        private readonly int[] _places = new int[Names];
        private byte[] _message;
        private int _at;
        private bool _isLegacy;
        private int _recordClass;
        private int _longestTimeToLive;

        /// <summary>Begins to write records.</summary>
        /// <param name="message">Receives them, from <paramref name="at"/> on.</param>
        /// <param name="at">Where to begin.</param>
        /// <param name="isLegacy">Whether the reader does not know multicast: no name in data is abbreviated, and the times are short (RFC 6762 sections 6.7 and 18.14).</param>
        public void Begin(byte[] message, int at, bool isLegacy)
        {
            _message = message;
            _at = at;
            _isLegacy = isLegacy;
            _longestTimeToLive = isLegacy ? LegacyTimeToLive : OtherTimeToLive;
            _recordClass = isLegacy ? DnsMessage.ClassInternet : DnsMessage.ClassInternet | DnsMessage.TopBit;
            Array.Clear(_places, 0, Names);
        }

        /// <summary>Gives everything up that is written from now on: its time to live is 0 (section 10.1).</summary>
        public void WriteGoodbyes()
        {
            _longestTimeToLive = 0;
        }

        /// <summary>Writes what is not the board's own yet: the cache-flush bit is not set (section 8.1).</summary>
        public void WriteProposals()
        {
            _recordClass = DnsMessage.ClassInternet;
        }

        /// <summary>Where what has been written ends.</summary>
        public int End => _at;

        /// <summary>Writes the questions whether another host has one of the board's names: any type, and the answer by unicast.</summary>
        /// <returns>How many there are.</returns>
        public int WriteQuestions()
        {
            for (int name = Host; name < Names; name++)
            {
                WriteName(name);
                Write16(DnsMessage.TypeAny);
                Write16(DnsMessage.ClassInternet | DnsMessage.TopBit);
            }

            return Names - Host;
        }

        /// <summary>Writes records.</summary>
        /// <returns>How many there are.</returns>
        public int Write(int records)
        {
            int count = 0;
            for (int i = 0; i < Records; i++)
            {
                if ((records >> i & 1) != 0)
                {
                    WriteRecord(1 << i);
                    count++;
                }
            }

            return count;
        }

        private void WriteRecord(int record)
        {
            int service = (record & (FirstPointer | FirstServer | FirstText | FirstInstanceOnly | FirstEnumeration)) != 0 ? 0 : 1;
            if ((record & (Address | AddressOnly)) != 0)
            {
                bool isAddress = record == Address;
                int length = BeginRecord(Host, isAddress ? DnsMessage.TypeA : DnsMessage.TypeNsec, HostTimeToLive, true);
                if (isAddress)
                {
                    WriteBytes(_address);
                }
                else
                {
                    // Window 0, one byte, A.
                    WriteDataName(Host);
                    Write16(1);
                    WriteByte(0x40);
                }

                EndRecord(length);
            }
            else if ((record & Pointers) != 0)
            {
                int length = BeginRecord(FirstType + service, DnsMessage.TypePtr, OtherTimeToLive, false);
                WriteDataName(FirstInstance + service);
                EndRecord(length);
            }
            else if ((record & 3 * FirstEnumeration) != 0)
            {
                int length = BeginRecord(Enumeration, DnsMessage.TypePtr, OtherTimeToLive, false);
                WriteDataName(FirstType + service);
                EndRecord(length);
            }
            else
            {
                WriteInstance(record, FirstInstance + service);
            }
        }

        private void WriteInstance(int record, int name)
        {
            int length;
            if ((record & Servers) != 0)
            {
                // Priority and weight say nothing where there is one server only.
                length = BeginRecord(name, DnsMessage.TypeSrv, HostTimeToLive, true);
                Write16(0);
                Write16(0);
                Write16(_port);
                WriteDataName(Host);
            }
            else if ((record & Texts) != 0)
            {
                length = BeginRecord(name, DnsMessage.TypeTxt, OtherTimeToLive, true);
                WriteBytes(_text);
            }
            else
            {
                // Window 0, five bytes: 16 is TXT, 33 is SRV.
                length = BeginRecord(name, DnsMessage.TypeNsec, HostTimeToLive, true);
                WriteDataName(name);
                Write16(5);
                Write16(0);
                WriteByte(0x80);
                WriteByte(0);
                WriteByte(0x40);
            }

            EndRecord(length);
        }

        /// <returns>Where the length of the data stands.</returns>
        private int BeginRecord(int name, int type, int timeToLive, bool isUnique)
        {
            WriteName(name);
            Write16(type);
            Write16(isUnique ? _recordClass : DnsMessage.ClassInternet);
            Write16(0);
            Write16(timeToLive < _longestTimeToLive ? timeToLive : _longestTimeToLive);
            int length = _at;
            Write16(0);
            return length;
        }

        private void EndRecord(int length)
        {
            DnsMessage.Write16(_message, length, _at - length - 2);
        }

        /// <summary>A name in a record's data: readers that do not know multicast expect it in full.</summary>
        private void WriteDataName(int name)
        {
            if (_isLegacy)
            {
                if (name >= Host)
                {
                    WriteBytes(_label);
                    name -= Host;
                }

                WriteBytes(_names[name]);
            }
            else
            {
                WriteName(name);
            }
        }

        private void WriteName(int name)
        {
            if (_places[name] != 0)
            {
                Write16(0xC000 | _places[name]);
                return;
            }

            _places[name] = _at;
            if (name >= Host)
            {
                WriteBytes(_label);
                WriteName(name - Host);
            }
            else
            {
                WriteBytes(_names[name]);
            }
        }

        private void WriteBytes(byte[] bytes)
        {
            Array.Copy(bytes, 0, _message, _at, bytes.Length);
            _at += bytes.Length;
        }

        private void Write16(int value)
        {
            _at = DnsMessage.Write16(_message, _at, value);
        }

        private void WriteByte(byte value)
        {
            _message[_at++] = value;
        }
    }
}
