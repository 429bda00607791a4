using System;

namespace Nano.Firmware.Network
{
    /// <summary>Writing records: each name is written in full once per message, and as a compression pointer after that (RFC 1035 section 4.1.4).</summary>
    internal sealed partial class LocalRecords
    {
        // The message in progress: the index of each name that has been written, 0 for names that have not.
        private readonly int[] _places = new int[Names];
        private byte[] _message;
        private int _at;
        private bool _isLegacy;
        private int _recordClass;
        private int _longestTimeToLive;

        /// <summary>Begins to write records.</summary>
        /// <param name="message">The destination.</param>
        /// <param name="at">Index of the first byte to write.</param>
        /// <param name="isLegacy">Whether the receiver is a legacy resolver without Multicast DNS: names in data are then not compressed, and times to live are short (RFC 6762 sections 6.7 and 18.14).</param>
        public void Begin(byte[] message, int at, bool isLegacy)
        {
            _message = message;
            _at = at;
            _isLegacy = isLegacy;
            _longestTimeToLive = isLegacy ? LegacyTimeToLive : OtherTimeToLive;
            _recordClass = isLegacy ? DnsMessage.ClassInternet : DnsMessage.ClassInternet | DnsMessage.TopBit;
            Array.Clear(_places, 0, Names);
        }

        /// <summary>Sets the time to live of the following records to 0, which withdraws them (RFC 6762 section 10.1).</summary>
        public void WriteGoodbyes()
        {
            _longestTimeToLive = 0;
        }

        /// <summary>Omits the cache-flush bit of the following records, because the device does not own them yet (RFC 6762 section 8.1).</summary>
        public void WriteProposals()
        {
            _recordClass = DnsMessage.ClassInternet;
        }

        /// <summary>The index after the last written byte.</summary>
        public int End => _at;

        /// <summary>Writes the questions of a probe: for each of the device's names one with type ANY and the QU bit, which asks for a unicast answer.</summary>
        /// <returns>Number of questions.</returns>
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
        /// <param name="records">The records, one bit each.</param>
        /// <returns>Number of records.</returns>
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
                    // A bitmap for window 0 of one byte: type A.
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
                // Priority and weight are 0, because they only matter with several servers.
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
                // A bitmap for window 0 of five bytes: type 16 (TXT) and type 33 (SRV).
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

        /// <returns>The index of the data's length, which EndRecord writes.</returns>
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

        /// <summary>Writes a name in a record's data. Legacy resolvers expect it without compression.</summary>
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
