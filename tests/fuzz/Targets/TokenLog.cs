using System;
using System.Collections.Generic;
using System.Text;
using Nano.Tests.Fuzz.Engine;
using Nano.Web.Json;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Records the tokens of a text, and compares them with those of another reader.</summary>
    internal sealed class TokenLog
    {
        private static readonly byte[] s_id = Encoding.UTF8.GetBytes("id");

        private readonly byte[] _text = new byte[Input.Capacity];
        private readonly byte[] _log = new byte[32768];
        private int _count;
        private bool _isValid;

        public void Read(TokenReader reader, Feed feed, Trace trace)
        {
            _count = 0;
            reader.Begin(feed.Buffer, feed.Offset, feed.Count);
            JsonToken token;
            do
            {
                trace.Steps++;
                token = reader.Read();
                trace.Number(reader.Position);
                switch (token)
                {
                    case JsonToken.BeginObject: Add('{'); break;
                    case JsonToken.EndObject: Add('}'); break;
                    case JsonToken.BeginArray: Add('['); break;
                    case JsonToken.EndArray: Add(']'); break;
                    case JsonToken.Name: AddText('n', reader, trace); break;
                    case JsonToken.String: AddText('s', reader, trace); break;
                    case JsonToken.Number: AddNumber(reader); break;
                    case JsonToken.True: Add("true"); break;
                    case JsonToken.False: Add("false"); break;
                    case JsonToken.Null: Add("null"); break;
                }

                Add('\n');
            }
            while (token != JsonToken.End && token != JsonToken.Error && trace.Steps < 5000);

            _isValid = token == JsonToken.End;
            trace.Number((int)token);
            trace.Bytes(_log, 0, _count);
            trace.Number(reader.Read() == token ? 1 : 0);
            trace.Outcome = (int)token;

            // Skip must find the same end of the value.
            reader.Begin(feed.Buffer, feed.Offset, feed.Count);
            reader.Read();
            trace.Number(reader.Skip() && reader.Read() == JsonToken.End ? 1 : 0);
        }

        public string Compare(bool isValid, List<string> expected)
        {
            if (isValid != _isValid)
            {
                return $"The other reader: {(isValid ? "valid" : "invalid")}; TokenReader: {(_isValid ? "valid" : "invalid")}.";
            }

            string theirs = string.Join('\n', expected) + "\n\n";
            string ours = Encoding.Latin1.GetString(_log, 0, _count);
            return !isValid || theirs == ours ? null : $"The other reader:\n{theirs}TokenReader:\n{ours}";
        }

        private void AddText(char kind, TokenReader reader, Trace trace)
        {
            Add(kind);
            int count = reader.CopyString(_text, 0);
            for (int i = 0; i < count; i++)
            {
                Add((char)_text[i]);
            }

            // A string that does not fit must not be written beyond the end of the destination.
            trace.Number(reader.CopyString(_text, _text.Length - 2));
            trace.Number(reader.IsString(s_id) ? 1 : 0);
            if (reader.IsString(s_id) != (count == 2 && _text[0] == 'i' && _text[1] == 'd'))
            {
                throw new InvalidOperationException("IsString and CopyString differ.");
            }
        }

        private void AddNumber(TokenReader reader)
        {
            if (!reader.IsInteger)
            {
                Add('#');
            }
            else if (reader.TryGetInteger(long.MinValue, long.MaxValue, out long value))
            {
                Add('#');
                Span<byte> digits = stackalloc byte[24];
                value.TryFormat(digits, out int count);
                for (int i = 0; i < count; i++)
                {
                    Add((char)digits[i]);
                }
            }
            else
            {
                Add("#big");
            }
        }

        private void Add(string text)
        {
            foreach (char c in text)
            {
                Add(c);
            }
        }

        private void Add(char c)
        {
            if (_count < _log.Length)
            {
                _log[_count++] = (byte)c;
            }
        }
    }
}
