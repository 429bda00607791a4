using System;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>
    /// Parses a request head whole, one byte at a time, and cut in two everywhere. All must come to the same end: the same
    /// error, or views of the same places.
    /// </summary>
    internal static class Parsing
    {
        /// <summary>The longest request line.</summary>
        public const int Line = 128;

        /// <summary>The longest head.</summary>
        public const int Head = 512;

        /// <summary>The most fields.</summary>
        public const int Fields = 12;

        private const int BufferSize = 600;

        /// <summary>The request that a head in the notation of <see cref="Bytes.Of"/> is, which must be valid.</summary>
        public static Request Accept(string head)
        {
            RequestParser parser = Parse(Bytes.Of(head));
            Assert.AreEqual(RequestError.None, parser.Error, head);
            return parser.Request;
        }

        /// <summary>The request GET / HTTP/1.1 with a Host and more field lines, each of which ends in CR LF, or none.</summary>
        public static Request AcceptFields(string lines)
        {
            return Accept("GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n");
        }

        /// <summary>Asserts that a head is refused, and why.</summary>
        public static void Refuse(string head, RequestError error)
        {
            Assert.AreEqual(error, Parse(Bytes.Of(head)).Error, head);
        }

        /// <summary>Asserts that GET / HTTP/1.1 with a Host and more field lines is refused, and why.</summary>
        public static void RefuseFields(string lines, RequestError error)
        {
            Refuse("GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n", error);
        }

        /// <summary>Asserts that a head of a request line and a Host is refused, and why.</summary>
        public static void RefuseLine(string line, RequestError error)
        {
            Refuse(line + "\r\nHost: a\r\n\r\n", error);
        }

        /// <summary>The request of a request line and a Host, which must be valid.</summary>
        public static Request AcceptLine(string line)
        {
            return Accept(line + "\r\nHost: a\r\n\r\n");
        }

        /// <summary>Why a head is refused; None when it is accepted.</summary>
        public static RequestError Error(byte[] head)
        {
            return Parse(head).Error;
        }

        /// <summary>Parses in every way and asserts that all agree.</summary>
        /// <returns>The parser after the last of them, with the whole head.</returns>
        public static RequestParser Parse(byte[] head)
        {
            RequestParser parser = new RequestParser(new byte[BufferSize], Line, Head, Fields);
            long whole = Feed(parser, head, head.Length);

            int step = Bytes.CutStep(head.Length);
            // The first cut, of one byte, stands for one byte at a time.
            for (int split = 1; split < head.Length; split += step)
            {
                bool same = Feed(parser, head, split) == whole;
                Assert.IsTrue(same, same ? "" : "Cut at " + split + " gives something else: " + Bytes.Text(head));
            }

            Feed(parser, head, head.Length);
            return parser;
        }

        /// <summary>Feeds a first part and then the rest; or, when the part is one byte, byte after byte.</summary>
        /// <returns>A number that stands for all that was found.</returns>
        private static long Feed(RequestParser parser, byte[] head, int part)
        {
            byte[] buffer = parser.Request.Buffer;

            // What has not been received reads as letters, so that a look ahead would be misled.
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = (byte)'A';
            }

            parser.Reset();
            ParseResult result = ParseResult.Incomplete;
            int end = 0;
            while (end < head.Length && result == ParseResult.Incomplete)
            {
                int next = part == 1 ? end + 1 : end < part ? part : head.Length;
                Array.Copy(head, end, buffer, end, next - end);
                end = next;
                result = parser.Parse(end);
            }

            return result == ParseResult.Complete ? Digest(parser) : -(long)result - 10 * (long)parser.Error;
        }

        private static long Digest(RequestParser parser)
        {
            Request request = parser.Request;
            long digest = (int)request.Method * 4 + request.MinorVersion;
            digest = digest * 31 + parser.HeadEnd;
            digest = digest * 31 + request.PathOffset;
            digest = digest * 31 + request.PathCount;
            digest = digest * 31 + (request.QueryCount > 0 ? request.QueryOffset : 0);
            digest = digest * 31 + request.QueryCount;
            digest = digest * 31 + request.ContentLength;
            digest = digest * 31 + (request.ExpectsContinue ? 1 : 0) + (request.KeepAlive ? 2 : 0) + (request.HasUpgrade ? 4 : 0);
            digest = digest * 31 + request.FieldCount;
            int offset;
            int count;
            request.TryGetHost(out offset, out count);
            digest = digest * 31 + offset * 600 + count;
            for (int name = 1; name <= (int)FieldName.SecWebSocketExtensions; name++)
            {
                if (request.TryGetField((FieldName)name, out offset, out count))
                {
                    digest = digest * 31 + name;
                    digest = digest * 31 + offset;
                    digest = digest * 31 + count;
                }
            }

            return digest & long.MaxValue;
        }
    }
}
