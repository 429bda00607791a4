using System;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The messages of Multicast DNS (RFC 6762) about the board's own records: it answers questions for them, claims, announces and gives up
    /// their names, and sees when another host has one of them. Bytes in, bytes out; <see cref="NameProbe"/> has the times.
    /// </summary>
    public sealed class MulticastResponder
    {
        /// <summary>The port of Multicast DNS: a query from another one comes from a resolver that does not know multicast (section 6.7).</summary>
        public const int Port = 5353;

        /// <summary>
        /// The longest message that is read: what Ethernet carries in one piece (section 17). What the responder writes is shorter, whatever the
        /// lengths of the board's names.
        /// </summary>
        public const int MaximumMessage = 1472;

        private readonly LocalRecords _records;

        /// <summary>Makes a responder.</summary>
        /// <param name="identity">The board's id, name and firmware, for the description of its services.</param>
        /// <param name="host">Its host name to begin with, without .local.</param>
        /// <param name="port">The port of its web server.</param>
        /// <param name="isSecure">Whether that speaks TLS: the service for browsers is then _https._tcp and not _http._tcp.</param>
        public MulticastResponder(Identity identity, string host, int port, bool isSecure)
        {
            _records = new LocalRecords(identity, port, isSecure);
            _records.SetHost(host);
        }

        /// <summary>Whether the last answer goes to the one that asked, and not to all.</summary>
        public bool IsUnicast { get; private set; }

        /// <summary>Sets the host name, 1 to 63 characters without .local.</summary>
        public void SetHost(string host)
        {
            _records.SetHost(host);
        }

        /// <summary>Sets the address that the host name has, such as 192.168.1.20.</summary>
        /// <returns>False when this is no address.</returns>
        public bool SetAddress(string address)
        {
            return _records.SetAddress(address);
        }

        /// <summary>Writes the announcement of the board's records (section 8.3).</summary>
        /// <param name="message">Receives it.</param>
        /// <returns>Its length.</returns>
        public int Announce(byte[] message)
        {
            return WriteResponse(message, false);
        }

        /// <summary>Writes that the board gives its records up (section 10.1).</summary>
        /// <param name="message">Receives it.</param>
        /// <returns>Its length.</returns>
        public int SayGoodbye(byte[] message)
        {
            return WriteResponse(message, true);
        }

        /// <summary>Writes the questions whether another host has one of the board's names, and what records the board would have (section 8.1).</summary>
        /// <param name="message">Receives them.</param>
        /// <returns>Their length.</returns>
        public int Probe(byte[] message)
        {
            Array.Clear(message, 0, DnsMessage.Header);
            _records.Begin(message, DnsMessage.Header, false);
            _records.WriteProposals();
            message[5] = (byte)_records.WriteQuestions();
            message[9] = (byte)_records.Write(LocalRecords.Unique);
            return _records.End;
        }

        /// <summary>Answers a query. The answer takes the query's place.</summary>
        /// <param name="message">Holds the query, and then the answer: <see cref="MaximumMessage"/> bytes.</param>
        /// <param name="count">The query's length.</param>
        /// <param name="isLegacy">Whether the query came from another port than <see cref="Port"/>.</param>
        /// <returns>The length of the answer; 0 for none. <see cref="IsUnicast"/> says where it goes.</returns>
        public int Answer(byte[] message, int count, bool isLegacy)
        {
            if (!DnsMessage.IsQuery(message, count))
            {
                return 0;
            }

            // A legacy resolver asks one question, and wants to read it again.
            int end = DnsMessage.Header;
            int answers = 0;
            int questions = DnsMessage.Read16(message, 4);
            bool isUnicast = true;
            for (int i = 0; i < questions; i++)
            {
                int name = end;
                end = DnsMessage.SkipQuestion(message, end, count);
                if (end < 0 || (isLegacy && questions > 1))
                {
                    return 0;
                }

                int records = ReadQuestion(message, name, end, count);
                answers |= records;
                isUnicast &= records == 0 || message[end - 2] >= 0x80;
            }

            int known = answers == 0 ? 0 : ReadKnownAnswers(message, end, count);
            answers &= ~known;
            IsUnicast = isLegacy || isUnicast;
            return answers == 0 ? 0 : WriteAnswer(message, isLegacy ? end : 0, answers, LocalRecords.GetAdditional(answers) & ~known);
        }

        /// <summary>Looks through a message of others for a host that has one of the board's names, or wants it.</summary>
        /// <param name="message">Holds it.</param>
        /// <param name="count">Its length.</param>
        /// <param name="isProbing">Whether the names are not the board's own yet: then any record of them counts, and not only another one of a type that the board has.</param>
        public NameClaim Hear(byte[] message, int count, bool isProbing)
        {
            bool isQuery = DnsMessage.IsQuery(message, count);
            if (!isQuery && !DnsMessage.IsResponse(message, count))
            {
                return NameClaim.None;
            }

            // A query that probes has in its authority section what the other wants to have; of a response all records count.
            int answers = DnsMessage.Read16(message, 6);
            int records = answers + DnsMessage.Read16(message, 8) + (isQuery ? 0 : DnsMessage.Read16(message, 10));
            int at = SkipQuestions(message, count);
            int best = int.MaxValue;
            int order = 0;
            for (int i = 0; i < records && at >= 0; i++)
            {
                int name = at;
                at = DnsMessage.SkipName(message, at, count);
                int end = DnsMessage.SkipRecord(message, at, count);
                if (end >= 0 && (isQuery ? isProbing && i >= answers : !IsGoodbye(message, at)))
                {
                    name = _records.Find(message, name, count);
                    if (!isQuery && name >= LocalRecords.Host && IsConflict(name, message, at, count, isProbing))
                    {
                        return NameClaim.Taken;
                    }

                    if (isQuery && name >= LocalRecords.Host)
                    {
                        Weigh(name, message, at, count, ref best, ref order);
                    }
                }

                at = end;
            }

            return order < 0 ? NameClaim.Yielded : NameClaim.None;
        }

        /// <summary>The records that answer a question for the internet.</summary>
        private int ReadQuestion(byte[] message, int name, int end, int count)
        {
            int wanted = DnsMessage.Read16(message, end - 2) & ~DnsMessage.TopBit;
            if (wanted != DnsMessage.ClassInternet && wanted != DnsMessage.ClassAny)
            {
                return 0;
            }

            int own = _records.Find(message, name, count);
            return own == LocalRecords.NoName ? 0 : LocalRecords.GetAnswers(own, DnsMessage.Read16(message, end - 4));
        }

        /// <summary>The records that the one that asks has already: its query's answer section (section 7.1).</summary>
        private int ReadKnownAnswers(byte[] message, int at, int count)
        {
            int known = 0;
            for (int i = DnsMessage.Read16(message, 6); i > 0 && at >= 0; i--)
            {
                int name = _records.Find(message, at, count);
                at = DnsMessage.SkipName(message, at, count);
                int end = DnsMessage.SkipRecord(message, at, count);
                int record = end < 0 || name == LocalRecords.NoName ? 0 : _records.Identify(name, message, at, count);
                if (record != 0 && LocalRecords.IsFresh(record, message, at))
                {
                    known |= record;
                }

                at = end;
            }

            return known;
        }

        /// <summary>Writes an answer over the query.</summary>
        /// <param name="message">Holds the query, and then the answer.</param>
        /// <param name="question">Where the question ends that is repeated for a legacy resolver; 0 for none.</param>
        /// <param name="answers">What was asked for.</param>
        /// <param name="additional">What will be asked for next.</param>
        private int WriteAnswer(byte[] message, int question, int answers, int additional)
        {
            bool isLegacy = question > 0;
            if (!IsUnicast)
            {
                // By multicast nobody is addressed (section 18.1).
                Array.Clear(message, 0, 2);
            }

            message[2] = (byte)(0x84 | (isLegacy ? message[2] & 1 : 0));
            Array.Clear(message, 3, 9);
            message[5] = (byte)(isLegacy ? 1 : 0);
            _records.Begin(message, isLegacy ? question : DnsMessage.Header, isLegacy);
            message[7] = (byte)_records.Write(answers);
            message[11] = (byte)_records.Write(additional);
            return _records.End;
        }

        private int WriteResponse(byte[] message, bool isGoodbye)
        {
            Array.Clear(message, 0, DnsMessage.Header);
            message[2] = 0x84;
            _records.Begin(message, DnsMessage.Header, false);
            if (isGoodbye)
            {
                _records.WriteGoodbyes();
            }

            message[7] = (byte)_records.Write(LocalRecords.Announced);
            return _records.End;
        }

        /// <summary>
        /// Whether a record of a response is another host's claim to a name of the board's own (sections 8.1 and 9). The board's own words that
        /// are heard back are none, also those with its former address; nor is NSEC, which comes with the records that claim, or TXT, which
        /// comes with SRV.
        /// </summary>
        private bool IsConflict(int name, byte[] message, int at, int count, bool isProbing)
        {
            int type = DnsMessage.Read16(message, at);
            bool isClaim = type == (name == LocalRecords.Host ? DnsMessage.TypeA : DnsMessage.TypeSrv)
                || (isProbing && type != DnsMessage.TypeNsec && type != DnsMessage.TypeTxt);
            return isClaim && _records.Compare(name, message, at, count) != 0 && !_records.IsFormer(name, message, at);
        }

        /// <summary>
        /// Compares what another host wants with what the board wants (section 8.2): the host name decides before an instance, and of one name the
        /// record of the lowest type that differs, and of those of one type the least.
        /// </summary>
        private void Weigh(int name, byte[] message, int at, int count, ref int best, ref int order)
        {
            int found = _records.Compare(name, message, at, count);
            int rank = DnsMessage.Read16(message, at) + (name == LocalRecords.Host ? 0 : 0x10000);
            if (found != 0 && (rank < best || (rank == best && found > order)))
            {
                best = rank;
                order = found;
            }
        }

        private static int SkipQuestions(byte[] message, int count)
        {
            int at = DnsMessage.Header;
            for (int questions = DnsMessage.Read16(message, 4); questions > 0 && at >= 0; questions--)
            {
                at = DnsMessage.SkipQuestion(message, at, count);
            }

            return at;
        }

        /// <summary>Whether the time to live of a record is 0: the other host gives it up (section 10.1).</summary>
        private static bool IsGoodbye(byte[] message, int at)
        {
            return DnsMessage.Read16(message, at + 4) == 0 && DnsMessage.Read16(message, at + 6) == 0;
        }
    }
}
