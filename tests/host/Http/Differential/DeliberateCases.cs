using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>Cases that neither grammar nor mutation meets: the smuggling corpus, and one or more for each deliberate difference.</summary>
    internal static class DeliberateCases
    {
        private static readonly string[] s_cases =
        {
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nhi",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2 \r\n\r\nhi",
            "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n",
            "GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, keep-alive\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, upgrade\r\nUpgrade: x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0000000000000005\r\nhello\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n00000005\r\nhello\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1099511627777\r\n\r\nhi",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue,\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue, 100-continue\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: x, 100-continue\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n",
            "GET / HTTP/1.0\r\nHost: a\r\nExpect: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect:\r\n\r\n",
        };

        public static IEnumerable<byte[]> All()
        {
            return s_cases.Concat(SmugglingCorpus.All.Select(item => item.Bytes)).Select(text => Encoding.Latin1.GetBytes(text + Mutations.Marker));
        }
    }
}
