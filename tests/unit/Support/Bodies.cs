using System;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Reads a body whole, one byte at a time, and cut in two everywhere. All must find the same content, end and error.</summary>
    internal static class Bodies
    {
        /// <summary>Reads a chunked body and asserts that it is complete.</summary>
        /// <returns>Its content.</returns>
        public static string AcceptChunked(string body, long maximum = 1000)
        {
            return Accept(-1, body, "", maximum);
        }

        /// <summary>Reads a body, asserts that it is complete and that what follows it is left alone.</summary>
        /// <returns>Its content.</returns>
        public static string Accept(long length, string body, string following, long maximum = 1000)
        {
            byte[] bytes = Bytes.Of(body + following);
            Outcome outcome = Read(length, bytes, maximum);
            Assert.AreEqual(RequestError.None, outcome.Error, body);
            Assert.IsTrue(outcome.IsComplete, body);
            Assert.AreEqual(Bytes.Of(body).Length, outcome.End, body);
            return outcome.Content;
        }

        /// <summary>Asserts that a chunked body is refused, and why.</summary>
        public static void RefuseChunked(string body, RequestError error = RequestError.InvalidChunk, long maximum = 1000)
        {
            Assert.AreEqual(error, Read(-1, Bytes.Of(body), maximum).Error, body);
        }

        /// <summary>Asserts that a chunked body is valid so far and not complete.</summary>
        public static void AwaitChunked(string body)
        {
            Outcome outcome = Read(-1, Bytes.Of(body), 1000);
            Assert.AreEqual(RequestError.None, outcome.Error, body);
            Assert.IsFalse(outcome.IsComplete, body);
        }

        private static Outcome Read(long length, byte[] body, long maximum)
        {
            BodyReader reader = new BodyReader();
            Outcome whole = Feed(reader, length, body, maximum, body.Length);
            int step = Bytes.CutStep(body.Length);

            // The first cut, of one byte, stands for one byte at a time.
            for (int split = 1; split < body.Length; split += step)
            {
                Outcome cut = Feed(reader, length, body, maximum, split);
                bool same = cut.Content == whole.Content && cut.Error == whole.Error && cut.IsComplete == whole.IsComplete && cut.End == whole.End;
                Assert.IsTrue(same, same ? "" : "Cut at " + split + " gives something else: " + Bytes.Text(body));
            }

            return whole;
        }

        private static Outcome Feed(BodyReader reader, long length, byte[] body, long maximum, int part)
        {
            Outcome outcome = new Outcome();
            byte[] content = new byte[body.Length];
            int found = 0;
            int received = 0;
            int next = 0;
            reader.Begin(length, maximum);
            while (received < body.Length && !reader.IsComplete && reader.Error == RequestError.None)
            {
                received = part == 1 ? received + 1 : received < part ? part : body.Length;
                while (next < received && !reader.IsComplete && reader.Error == RequestError.None)
                {
                    next = reader.Read(body, next, received, out int offset, out int count);
                    Array.Copy(body, offset, content, found, count);
                    found += count;
                }
            }

            outcome.Content = Bytes.Text(content, 0, found);
            outcome.Error = reader.Error;
            outcome.IsComplete = reader.IsComplete;
            outcome.End = next;
            return outcome;
        }

        private sealed class Outcome
        {
            public string Content;
            public RequestError Error;
            public bool IsComplete;
            public int End;
        }
    }
}
