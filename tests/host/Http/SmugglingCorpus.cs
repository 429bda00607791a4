using System.Collections.Generic;
using System.Linq;

namespace Nano.Tests.Host.Http
{
    /// <summary>
    /// Requests that two readers of the same bytes could take for different messages (RFC 9112 section 11.2): what each is, its
    /// bytes, and the status that refuses it. Text is Latin-1.
    /// </summary>
    internal static class SmugglingCorpus
    {
        /// <summary>The hidden request to which an attacker wants an answer.</summary>
        public const string Marker = "GET /marker HTTP/1.1\r\nHost: a\r\n\r\n";

        private const string Chunks = "5\r\nhello\r\n0\r\n\r\n";
        private const string Coding = "Transfer-Encoding: chunked\r\n\r\n";

        private static readonly (string Name, string Bytes, int Status)[] s_lengthAndCoding =
        {
            ("CL.TE", Post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"), 400),
            ("TE.CL", Post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n22\r\n" + Marker + "\r\n0\r\n\r\n"), 400),
            ("CL.0 with a coding", Post("Content-Length: 0\r\n" + Coding + Chunks), 400),
            ("GET with both", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n" + Coding + Chunks, 400),
            ("both, with a tab before chunked", Post("Content-Length: 5\r\nTransfer-Encoding:\tchunked\r\n\r\n" + Chunks), 400),
            ("both, with a tab behind chunked", Post("Content-Length: 5\r\nTransfer-Encoding: chunked\t\r\n\r\n" + Chunks), 400),
            ("both, with spaces around chunked", Post("Content-Length: 5\r\nTransfer-Encoding:   chunked  \r\n\r\n" + Chunks), 400),
            ("both, in other case", Post("content-length: 5\r\ntransfer-ENCODING: ChunkeD\r\n\r\n" + Chunks), 400),
            ("both, in HTTP/1.0", "POST / HTTP/1.0\r\nContent-Length: 5\r\n" + Coding + Chunks, 400),
            ("a coding in HTTP/1.0", "POST / HTTP/1.0\r\nConnection: keep-alive\r\n" + Coding + Chunks, 400),
        };

        private static readonly (string Name, string Bytes, int Status)[] s_codings =
        {
            ("TE.TE: chunked and identity", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + Chunks), 400),
            ("TE.TE: identity and chunked", Post("Transfer-Encoding: identity\r\n" + Coding + Chunks), 501),
            ("TE.TE: chunked twice", Post("Transfer-Encoding: chunked\r\n" + Coding + Chunks), 400),
            ("TE.TE: in other case", Post("Transfer-Encoding: chunked\r\nTransfer-encoding: x\r\n\r\n" + Chunks), 400),
            ("chunked, chunked", PostCoded("chunked, chunked"), 400),
            ("chunked, identity", PostCoded("chunked, identity"), 400),
            ("identity, chunked", PostCoded("identity, chunked"), 501),
            ("gzip, chunked", PostCoded("gzip, chunked"), 501),
            ("chunked, gzip", PostCoded("chunked, gzip"), 400),
            ("chunked,", PostCoded("chunked,"), 400),
            (",chunked", PostCoded(",chunked"), 400),
            ("identity", PostCoded("identity"), 501),
            ("gzip", PostCoded("gzip"), 501),
            ("xchunked", PostCoded("xchunked"), 501),
            ("chunkedx", PostCoded("chunkedx"), 501),
            ("chunk", PostCoded("chunk"), 501),
            ("chun ked", PostCoded("chun ked"), 501),
            ("chunked;q=1", PostCoded("chunked;q=1"), 501),
            ("chunked in quotes", PostCoded("\"chunked\""), 501),
            ("chunked in single quotes", PostCoded("'chunked'"), 501),
            ("an empty coding", PostCoded(""), 400),
            ("a comma for a coding", PostCoded(","), 400),
            ("chunked behind a vertical tab", PostCoded("\vchunked"), 400),
            ("chunked before a vertical tab", PostCoded("chunked\v"), 400),
            ("chunked behind a form feed", PostCoded("\fchunked"), 400),
            ("chunked behind a no-break space", PostCoded("\u00A0chunked"), 501),
            ("chunked before NUL", PostCoded("chunked\0"), 400),
            ("chunked behind a bare CR", PostCoded("\rchunked"), 400),
            ("chunked behind a bare LF", PostCoded("\nchunked"), 400),
            ("chunked on a folded line", PostCoded("\r\n chunked"), 400),
            ("chunked on a line folded with a tab", PostCoded("chunked\r\n\tx"), 400),
            ("a space before the colon", Post("Transfer-Encoding : chunked\r\n\r\n" + Chunks), 400),
            ("a tab before the colon", Post("Transfer-Encoding\t: chunked\r\n\r\n" + Chunks), 400),
            ("a line end before the colon", Post("Transfer-Encoding\r\n: chunked\r\n\r\n" + Chunks), 400),
            ("a space before the name", Post(" Transfer-Encoding: chunked\r\n\r\n" + Chunks), 400),
            ("a space before the first name", "POST / HTTP/1.1\r\n Transfer-Encoding: chunked\r\nHost: a\r\n\r\n" + Chunks, 400),
            ("a NUL in the name", Post("Transfer-\0Encoding: chunked\r\n\r\n" + Chunks), 400),
            ("a CR in the name", Post("Transfer-\rEncoding: chunked\r\n\r\n" + Chunks), 400),
            ("behind a bare LF in a value", Post("X: y\nTransfer-Encoding: chunked\r\n\r\n" + Chunks), 400),
            ("behind a bare CR in a value", Post("X: y\rTransfer-Encoding: chunked\r\n\r\n" + Chunks), 400),
        };

        private static readonly (string Name, string Bytes, int Status)[] s_lengths =
        {
            ("two lengths that differ", Post("Content-Length: 0\r\nContent-Length: 34\r\n\r\n"), 400),
            ("two lengths that differ, the longer first", Post("Content-Length: 34\r\nContent-Length: 0\r\n\r\n"), 400),
            ("a list of lengths that differ", PostLength("0, 34"), 400),
            ("a list of a length and nothing", PostLength("5,"), 400),
            ("a list of nothing and a length", PostLength(",5"), 400),
            ("no number", PostLength(""), 400),
            ("a plus sign", PostLength("+5"), 400),
            ("a minus sign", PostLength("-1"), 400),
            ("minus nothing", PostLength("-0"), 400),
            ("hexadecimal", PostLength("0x10"), 400),
            ("a fraction", PostLength("5.0"), 400),
            ("an exponent", PostLength("5e0"), 400),
            ("two numbers", PostLength("5 5"), 400),
            ("an underscore", PostLength("3_4"), 400),
            ("quotes", PostLength("\"5\""), 400),
            ("a semicolon", PostLength("5;"), 400),
            ("a NUL behind a length", PostLength("5\0"), 400),
            ("a vertical tab", PostLength("\v5"), 400),
            ("a no-break space", PostLength("5\u00A0"), 400),
            ("digits of another script", PostLength("\u00D9\u00A5"), 400),
            ("a bare CR", PostLength("5\r"), 400),
            ("a length and a folded line", PostLength("5\r\n 0"), 400),
            ("2^31", PostLength("2147483648"), 413),
            ("2^32 + 5", PostLength("4294967301"), 413),
            ("2^63", PostLength("9223372036854775808"), 413),
            ("2^64", PostLength("18446744073709551616"), 413),
            ("2^64 + 5", PostLength("18446744073709551621"), 413),
            ("a hundred digits", PostLength(new string('9', 100)), 413),
            ("a space before the colon of the length", Post("Content-Length : 34\r\n\r\n"), 400),
            ("a length behind a bare LF", Post("X: y\nContent-Length: 34\r\n\r\n"), 400),
        };

        private static readonly (string Name, string Bytes, int Status)[] s_chunks =
        {
            ("a size of 2^32 + 5", PostChunked("100000005\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size of 2^64 + 5", PostChunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size of -5 in 64 bits", PostChunked("fffffffffffffffb\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size of 2^31", PostChunked("80000000\r\nhello\r\n0\r\n\r\n"), 413),
            ("a size with a sign", PostChunked("-5\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with a plus", PostChunked("+5\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with 0x", PostChunked("0x5\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with a space before it", PostChunked(" 5\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with a trailing space", PostChunked("5 \r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with an h", PostChunked("5h\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size with an underscore", PostChunked("0_5\r\nhello\r\n0\r\n\r\n"), 400),
            ("no size", PostChunked("\r\nhello\r\n0\r\n\r\n"), 400),
            ("a size that ends in LF", PostChunked("5\nhello\r\n0\r\n\r\n"), 400),
            ("a size that ends in CR", PostChunked("5\rhello\r\n0\r\n\r\n"), 400),
            ("an extension that ends in LF", PostChunked("5;a\nhello\r\n0\r\n\r\n"), 400),
            ("an extension with a bare CR", PostChunked("5;a\rb\r\nhello\r\n0\r\n\r\n"), 400),
            ("an extension whose quotes stay open", PostChunked("5;a=\"\r\nhello\r\n0\r\n\r\n"), 400),
            ("an extension with a NUL", PostChunked("5;a\0\r\nhello\r\n0\r\n\r\n"), 400),
            ("no line end behind a chunk", PostChunked("5\r\nhello0\r\n\r\n"), 400),
            ("other bytes for the line end behind a chunk", PostChunked("5\r\nhelloXX0\r\n\r\n"), 400),
            ("LF for the line end behind a chunk", PostChunked("5\r\nhello\n0\r\n\r\n"), 400),
            ("CR for the line end behind a chunk", PostChunked("5\r\nhello\r0\r\n\r\n"), 400),
            ("a chunk longer than its size", PostChunked("4\r\nhello\r\n0\r\n\r\n"), 400),
            ("a chunk shorter than its size", PostChunked("7\r\nhello\r\n0\r\n\r\n"), 400),
            ("a last chunk that ends in LF", PostChunked("0\n\r\n"), 400),
            ("a body that ends in LF", PostChunked("0\r\n\n"), 400),
            ("a body that ends in CR and another byte", PostChunked("0\r\n\rX"), 400),
            ("a trailer Content-Length", PostChunked("0\r\nContent-Length: 34\r\n\r\n"), 400),
            ("a trailer Transfer-Encoding", PostChunked("0\r\ntransfer-encoding: chunked\r\n\r\n"), 400),
            ("a trailer with a space before its colon", PostChunked("0\r\nX : y\r\n\r\n"), 400),
            ("a trailer that ends in LF", PostChunked("0\r\nX: y\n\r\n"), 400),
            ("a trailer with a bare CR", PostChunked("0\r\nX: y\rz\r\n\r\n"), 400),
            ("a folded trailer", PostChunked("0\r\nX: y\r\n z\r\n\r\n"), 400),
            ("a trailer with a NUL", PostChunked("0\r\nX: \0\r\n\r\n"), 400),
            ("a trailer without a colon", PostChunked("0\r\nX\r\n\r\n"), 400),
        };

        private static readonly (string Name, string Bytes, int Status)[] s_lines =
        {
            ("a request line that ends in LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400),
            ("a request line that ends in CR", "GET / HTTP/1.1\rHost: a\r\n\r\n", 400),
            ("a field that ends in LF", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
            ("a head that ends in LF LF", "GET / HTTP/1.1\nHost: a\n\n", 400),
            ("a head that ends in CR LF LF", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
            ("a head that ends in CR CR", "GET / HTTP/1.1\r\nHost: a\r\n\r\r", 400),
            ("CR CR LF", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400),
            ("a bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: y\rz\r\n\r\n", 400),
            ("a folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", 400),
            ("a line folded with a tab", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\tz\r\n\r\n", 400),
            ("a folded Host", "GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n", 400),
            ("a NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n", 400),
            ("a NUL in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\0: y\r\n\r\n", 400),
            ("a NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("an encoded NUL in the target", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a space before a colon", "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n", 400),
            ("a name of no letters", "GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n", 400),
            ("a line without a colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400),
            ("a name that is no token", "GET / HTTP/1.1\r\nHost: a\r\nX(y): z\r\n\r\n", 400),
            ("a line before the request that ends in LF", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a space before the request", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("two spaces in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a tab in the request line", "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a space behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
            ("a second target", "GET / /marker HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a second version", "GET / HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("a version in small letters", "GET / http/1.1\r\nHost: a\r\n\r\n", 400),
            ("a version of one number", "GET / HTTP/1\r\nHost: a\r\n\r\n", 400),
            ("a version with a zero before it", "GET / HTTP/01.1\r\nHost: a\r\n\r\n", 400),
            ("a request of HTTP/0.9", "GET /\r\n", 400),
            ("a version of HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
            ("a version of HTTP/2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
            ("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
            ("a tunnel", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", 501),
        };

        private static readonly (string Name, string Bytes, int Status)[] s_hosts =
        {
            ("no Host", "GET / HTTP/1.1\r\nX: y\r\n\r\n", 400),
            ("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("the same Host twice", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nhost: a\r\n\r\n", 400),
            ("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("a list of Hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400),
            ("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
            ("a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
            ("a Host with an invalid port", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", 400),
            ("a Host with two ports", "GET / HTTP/1.1\r\nHost: a:80:80\r\n\r\n", 400),
            ("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
            ("a space before the colon of Host", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            ("an absolute target without Host", "GET http://a/ HTTP/1.1\r\n\r\n", 400),
            ("an absolute target with two Hosts", "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
            ("an absolute target with a user", "GET http://a@b/ HTTP/1.1\r\nHost: b\r\n\r\n", 400),
            ("an absolute target without a host", "GET http:///marker HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("an absolute target of another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        };

        public static IEnumerable<(string Name, string Bytes, int Status)> All =>
            s_lengthAndCoding.Concat(s_codings).Concat(s_lengths).Concat(s_chunks).Concat(s_lines).Concat(s_hosts);

        private static string Post(string fields)
        {
            return "POST / HTTP/1.1\r\nHost: a\r\n" + fields;
        }

        private static string PostCoded(string coding)
        {
            return Post("Transfer-Encoding: " + coding + "\r\n\r\n" + Chunks);
        }

        private static string PostLength(string length)
        {
            return Post("Content-Length: " + length + "\r\n\r\n");
        }

        private static string PostChunked(string body)
        {
            return Post(Coding + body);
        }
    }
}
