using System;
using System.Collections.Generic;
using System.Text;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>Takes valid requests apart: at every byte something is left out, replaced by a byte of each class, or put in.</summary>
    internal static class Mutations
    {
        /// <summary>The request that follows each tested one: a parser that sees another end of the tested request reads this one differently.</summary>
        public const string Marker = "GET /marker HTTP/1.1\r\nHost: b\r\n\r\n";

        private static readonly string[] s_requests =
        {
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a:80\r\nConnection: x, close\r\n\r\n",
            "GET http://a/b?c HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD /a%20b?c=%zz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\nhello, world",
            "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n5\r\nhello\r\nA;b=c\r\n0123456789\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;n=\"v\"\r\n \r\n0\r\nT: u\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: [::1]:8\r\nContent-Length:2 \r\nExpect: 100-continue\r\n\r\nhi",
        };

        private static readonly string[] s_bytes =
        {
            "\0", "\b", "\t", "\n", "\v", "\f", "\r", "\x1B", " ", "\"", "#", "%", ",", "-", "/", "0", "1", "9", ":", ";", "<", "=", "?", "@", "A", "a", "x", "[", "\\", "_", "~", "\x7F", "\x80", "\xA0", "\xFF",
        };

        private static readonly string[] s_insertions = { "\r\n", "\r\n ", "\n\r\n", "  ", "\r\n\r\n" };

        public static IEnumerable<byte[]> All()
        {
            foreach (string request in s_requests)
            {
                for (int at = 0; at < request.Length; at++)
                {
                    yield return Bytes(request.Remove(at, 1));
                    foreach (string b in s_bytes)
                    {
                        yield return Bytes(request.Insert(at, b));
                        yield return Bytes(request.Remove(at, 1).Insert(at, b));
                    }

                    foreach (string b in s_insertions)
                    {
                        yield return Bytes(request.Insert(at, b));
                    }

                    // Cut short, and with a part doubled.
                    yield return Encoding.Latin1.GetBytes(request[..at]);
                    yield return Bytes(request.Insert(at, request.Substring(at, Math.Min(8, request.Length - at))));
                }
            }
        }

        private static byte[] Bytes(string request)
        {
            return Encoding.Latin1.GetBytes(request + Marker);
        }
    }
}
