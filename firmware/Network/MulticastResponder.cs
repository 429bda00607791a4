using System;
using Nano.Firmware.Messages;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Reads and writes Multicast DNS messages (RFC 6762) about the device's records: it answers questions, writes probes, announcements and goodbyes,
    /// and detects other hosts with the same names. It sees no socket and no time; <see cref="NameProbe"/> has the schedule.
    /// </summary>
    public sealed class MulticastResponder
    {
        /// <summary>The UDP port of Multicast DNS. A query from another port comes from a legacy resolver (RFC 6762 section 6.7).</summary>
        public const int Port = 5353;

        /// <summary>
        /// The greatest length of a received message in bytes, which fits one Ethernet frame (RFC 6762 section 17). Written messages are shorter, for any
        /// lengths of the device's names.
        /// </summary>
        public const int MaximumMessage = 1472;

        private readonly LocalRecords _records;

        /// <summary>Creates a responder.</summary>
        /// <param name="identity">The device's id, name and firmware, for the description of its services.</param>
        /// <param name="host">The initial host name, without .local.</param>
        /// <param name="port">The TCP port of its web server.</param>
        /// <param name="isSecure">Whether the web server uses TLS: the service for browsers is then _https._tcp instead of _http._tcp.</param>
        public MulticastResponder(Identity identity, string host, int port, bool isSecure)
        {
            _records = new LocalRecords(identity, port, isSecure);
            _records.SetHost(host);
        }

        /// <summary>Whether the last answer must be sent to the sender of the query instead of the multicast group.</summary>
        public bool IsUnicast { get; private set; }

        /// <summary>Sets the host name.</summary>
        /// <param name="host">1 to 63 characters, without .local.</param>
        public void SetHost(string host)
        {
            _records.SetHost(host);
        }

        /// <summary>Sets the address of the host name.</summary>
        /// <param name="address">The address, such as 192.168.1.20.</param>
        /// <returns>False when the text is not an IPv4 address.</returns>
        public bool SetAddress(string address)
        {
            return _records.SetAddress(address);
        }

        /// <summary>Writes the announcement of the device's records (RFC 6762 section 8.3).</summary>
        /// <param name="message">The destination, of <see cref="MaximumMessage"/> bytes.</param>
        /// <returns>Length of the message in bytes.</returns>
        public int Announce(byte[] message)
        {
            return WriteResponse(message, false);
        }

        /// <summary>Writes the goodbye that withdraws the device's records (RFC 6762 section 10.1).</summary>
        /// <param name="message">The destination, of <see cref="MaximumMessage"/> bytes.</param>
        /// <returns>Length of the message in bytes.</returns>
        public int SayGoodbye(byte[] message)
        {
            return WriteResponse(message, true);
        }

        /// <summary>Writes a probe (RFC 6762 section 8.1): questions for the device's names, and the records that it proposes.</summary>
        /// <param name="message">The destination, of <see cref="MaximumMessage"/> bytes.</param>
        /// <returns>Length of the message in bytes.</returns>
        public int Probe(byte[] message)
        {
            Array.Clear(message, 0, DnsMessage.Header);
            _records.Begin(message, DnsMessage.Header, false);
            _records.WriteProposals();
            message[5] = (byte)_records.WriteQuestions();
            message[9] = (byte)_records.Write(LocalRecords.Unique);
            return _records.End;
        }

        /// <summary>Answers a query. The answer replaces the query in the buffer.</summary>
        /// <param name="message">Holds the query, and then the answer. Its length is <see cref="MaximumMessage"/>.</param>
        /// <param name="count">Length of the query in bytes.</param>
        /// <param name="isLegacy">Whether the source port of the query is not <see cref="Port"/>.</param>
        /// <returns>Length of the answer in bytes; 0 when there is none. <see cref="IsUnicast"/> is its destination.</returns>
        public int Answer(byte[] message, int count, bool isLegacy)
        {
            if (!DnsMessage.IsQuery(message, count))
            {
                return 0;
            }

            // A query of a legacy resolver has one question, which the answer must repeat (RFC 6762 section 6.7).
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

        /// <summary>Searches another host's message for claims to the device's names.</summary>
        /// <param name="message">Holds the message.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="isProbing">Whether the device does not own its names yet. Any record with such a name is then a conflict, not only different records of the device's types.</param>
        /// <returns>The strongest claim of the message.</returns>
        public NameClaim Hear(byte[] message, int count, bool isProbing)
        {
            bool isQuery = DnsMessage.IsQuery(message, count);
            if (!isQuery && !DnsMessage.IsResponse(message, count))
            {
                return NameClaim.None;
            }

            // A probe has its proposed records in the authority section. In a response all records are examined.
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

        /// <summary>Returns the records that answer a question of the Internet class.</summary>
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

        /// <summary>Returns the device's records in the answer section of a query, which the sender already has (RFC 6762 section 7.1).</summary>
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
        /// <param name="question">Index after the question, which is repeated for a legacy resolver; 0 for other clients.</param>
        /// <param name="answers">The records of the answer section.</param>
        /// <param name="additional">The records of the additional section.</param>
        private int WriteAnswer(byte[] message, int question, int answers, int additional)
        {
            bool isLegacy = question > 0;
            if (!IsUnicast)
            {
                // The message ID of a multicast answer is 0 (RFC 6762 section 18.1).
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
        /// Checks whether a record of a response is another host's claim to a name of the device (RFC 6762 sections 8.1 and 9). The device's own records,
        /// including those with its previous address, are no claims. NSEC and TXT are not examined, because they accompany other records.
        /// </summary>
        private bool IsConflict(int name, byte[] message, int at, int count, bool isProbing)
        {
            int type = DnsMessage.Read16(message, at);
            bool isClaim = type == (name == LocalRecords.Host ? DnsMessage.TypeA : DnsMessage.TypeSrv)
                || (isProbing && type != DnsMessage.TypeNsec && type != DnsMessage.TypeTxt);
            return isClaim && _records.Compare(name, message, at, count) != 0 && !_records.IsFormer(name, message, at);
        }

        /// <summary>
        /// Compares a proposed record of another host's probe with the device's (RFC 6762 section 8.2). The host name is decided before an instance. For
        /// one name the lowest differing type decides, and for one type the least record.
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

        /// <summary>Checks whether the time to live of a record is 0, which withdraws it (RFC 6762 section 10.1).</summary>
        private static bool IsGoodbye(byte[] message, int at)
        {
            return DnsMessage.Read16(message, at + 4) == 0 && DnsMessage.Read16(message, at + 6) == 0;
        }
    }
}
