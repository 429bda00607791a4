using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Nano.Web.Http;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>Runs RequestParser and BodyReader over bytes, one request after another, as a connection does.</summary>
    internal sealed class OwnParser
    {
        /// <summary>The longest content; more is refused.</summary>
        public const long MaximumContent = 1L << 40;

        private const int Size = 16384;

        private readonly RequestParser _parser = new RequestParser(new byte[Size], Size, Size, 255);
        private readonly BodyReader _body = new BodyReader();

        public Observation Observe(byte[] bytes)
        {
            Observation observation = new Observation();
            Observe(bytes, observation);
            observation.Trim();
            return observation;
        }

        private void Observe(byte[] bytes, Observation observation)
        {
            int position = 0;
            while (true)
            {
                observation.Last = position;
                byte[] buffer = _parser.Request.Buffer;
                int count = bytes.Length - position;
                Array.Copy(bytes, position, buffer, 0, count);
                _parser.Reset();
                ParseResult result = _parser.Parse(count);
                if (result != ParseResult.Complete)
                {
                    observation.Error = _parser.Error;
                    observation.Ending = result == ParseResult.Invalid ? Ending.Refused : _parser.HasBegun ? Ending.Partial : Ending.Done;
                    return;
                }

                Message message = Read(_parser.Request, bytes, position, _parser.HeadEnd);
                observation.Messages.Add(message);
                if (message.Upgrades)
                {
                    return;
                }

                position += ReadBody(message, _parser.HeadEnd, count);
                if (_body.Error != RequestError.None)
                {
                    observation.Error = _body.Error;
                    observation.Ending = Ending.Refused;
                    return;
                }

                if (!message.IsWhole || !message.Persists)
                {
                    observation.Ending = message.IsWhole ? Ending.Done : Ending.Partial;
                    return;
                }
            }
        }

        private Message Read(Request request, byte[] bytes, int start, int headEnd)
        {
            string head = Encoding.Latin1.GetString(bytes, start, headEnd);
            string[] line = head.TrimStart('\r', '\n').Split("\r\n", 2)[0].Split(' ');
            Message message = new Message
            {
                Method = request.Method == RequestMethod.Unknown ? line[0] : request.Method.ToString().ToUpperInvariant(),
                Target = line[1],
                Version = "1." + request.MinorVersion,
                Persists = request.KeepAlive,
                Start = start,
            };
            int cursor = 0;
            message.Upgrades = request.HasUpgrade && request.NextItem(FieldName.Upgrade, ref cursor, out _, out _);
            CheckTarget(request, line[1]);
            message.Fields = ReadFields(request, headEnd);
            message.Persists &= !message.Upgrades;
            message.IsWhole = message.Upgrades;
            return message;
        }

        /// <summary>Reads the field lines with the public methods alone: what has been found is crossed out, so that the next of the same name comes first.</summary>
        private static string[] ReadFields(Request request, int headEnd)
        {
            byte[] buffer = request.Buffer;
            List<string> fields = new List<string>();
            string[] lines = Encoding.Latin1.GetString(buffer, 0, headEnd).TrimStart('\r', '\n').Split("\r\n");
            int number = 0;
            for (int i = 1; i < lines.Length && lines[i].Length > 0; i++)
            {
                string name = lines[i].Split(':')[0];
                if (!request.TryGetField(name.ToLowerInvariant(), out int offset, out int count))
                {
                    throw new InvalidDataException("A field is lost: " + lines[i]);
                }

                fields.Add(name);
                fields.Add(Encoding.Latin1.GetString(buffer, offset, count));
                int at = offset;
                while (buffer[at - 1] != '\n')
                {
                    at--;
                }

                buffer[at] = (byte)' ';
                number++;
            }

            return number == request.FieldCount ? fields.ToArray() : throw new InvalidDataException("There are fields too many.");
        }

        /// <summary>Compares authority, path and query with what a reader of text makes of the target.</summary>
        private static void CheckTarget(Request request, string target)
        {
            string path = target;
            string authority = "";
            int scheme = target[0] == '/' || target[0] == '*' ? -1 : target.IndexOf("://", StringComparison.Ordinal);
            if (scheme > 0)
            {
                string rest = target[(scheme + 3)..];
                int end = rest.IndexOfAny(new[] { '/', '?' });
                authority = end < 0 ? rest : rest[..end];
                path = end < 0 ? "/" : rest[end] == '?' ? "/" + rest[end..] : rest[end..];
            }

            int question = path.IndexOf('?');
            string query = question < 0 ? "" : path[(question + 1)..];
            path = question < 0 ? path : path[..question];
            Check(path, request.GetString(request.PathOffset, request.PathCount));
            Check(query, request.QueryCount == 0 ? "" : request.GetString(request.QueryOffset, request.QueryCount));
            if (authority.Length > 0)
            {
                request.TryGetHost(out int offset, out int count);
                Check(authority, request.GetString(offset, count));
            }
        }

        private static void Check(string expected, string actual)
        {
            if (expected != actual)
            {
                throw new InvalidDataException($"A target's part should be {expected} and is {actual}.");
            }
        }

        private int ReadBody(Message message, int offset, int end)
        {
            using MemoryStream content = new MemoryStream();
            _body.Begin(_parser.Request.ContentLength, MaximumContent);
            while (!_body.IsComplete && _body.Error == RequestError.None && offset < end)
            {
                offset = _body.Read(_parser.Request.Buffer, offset, end, out int at, out int count);
                content.Write(_parser.Request.Buffer, at, count);
            }

            message.Body = content.ToArray();
            message.IsWhole = _body.IsComplete;
            return offset;
        }
    }
}
