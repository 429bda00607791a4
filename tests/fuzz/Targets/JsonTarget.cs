using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Json;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares JsonReader with System.Text.Json.</summary>
    internal sealed class JsonTarget : Target
    {
        private readonly JsonReader _reader = new JsonReader();
        private readonly TokenLog _log = new TokenLog();

        public override string Name => "json";

        public override int MaximumLength => 300;

        public override string[] Words => new[] { "\"", "\\u", "\\uD83D\\uDE00", "{", "}", "[", "]", ":", ",", "true", "null", "-", "0", ".", "e", "\\", "[[[[[[[[", "]]]]]]]]", "9223372036854775807", "\xEF\xBB\xBF" };

        public override int MaximumSteps(int count) => count + 2;

        public override void Generate(Chance chance, Input into)
        {
            JsonMaker.Add(chance, into);
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            _log.Read(_reader, feed, trace);
        }

        public override string Judge(Input input)
        {
            bool isValid;
            List<string> expected = new List<string>();
            try
            {
                isValid = Utf8.IsValid(input.Span) && ReadOther(JsonMaker.WithoutMark(input.Span), expected);
            }
            catch (Exception e) when (e is JsonException || e is InvalidOperationException)
            {
                // System.Text.Json throws the second exception for escaped surrogates without their partner.
                isValid = false;
            }

            return _log.Compare(isValid, expected);
        }

        private static bool ReadOther(ReadOnlySpan<byte> bytes, List<string> tokens)
        {
            Utf8JsonReader reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = TokenReader.MaximumDepth });
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject: tokens.Add("{"); break;
                    case JsonTokenType.EndObject: tokens.Add("}"); break;
                    case JsonTokenType.StartArray: tokens.Add("["); break;
                    case JsonTokenType.EndArray: tokens.Add("]"); break;
                    case JsonTokenType.PropertyName: tokens.Add("n" + Latin1(reader.GetString())); break;
                    case JsonTokenType.String: tokens.Add("s" + Latin1(reader.GetString())); break;
                    case JsonTokenType.True: tokens.Add("true"); break;
                    case JsonTokenType.False: tokens.Add("false"); break;
                    case JsonTokenType.Null: tokens.Add("null"); break;
                    default:
                        bool isInteger = !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E');
                        tokens.Add(isInteger && reader.TryGetInt64(out long value) ? "#" + value : isInteger ? "#big" : "#");
                        break;
                }
            }

            return true;
        }

        private static string Latin1(string text)
        {
            return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        }
    }
}
