using System;
using System.Collections.Generic;
using System.Formats.Cbor;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using Nano.Firmware.Cbor;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Json;
using CborReader = System.Formats.Cbor.CborReader;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares CborReader with System.Formats.Cbor, restricted to the supported items.</summary>
    internal sealed class CborTarget : Target
    {
        private readonly Nano.Firmware.Cbor.CborReader _reader = new Nano.Firmware.Cbor.CborReader();
        private readonly TokenLog _log = new TokenLog();

        public override string Name => "cbor";

        public override int MaximumLength => 200;

        public override string[] Words => new[] { "\xFF", "\x9F", "\xBF", "\xA1\x62id", "\x7F", "\x5F", "\xC0", "\x1B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\xBB\x40\0\0\0\0\0\0\0", "\x9A\x7F\xFF\xFF\xFF", "\xF8\x20", "\xF7" };

        // The end of a level has no byte in the input.
        public override int MaximumSteps(int count) => 2 * count + 2;

        public override int MaximumWork(int count) => 30 * count + 500;

        public override void Generate(Chance chance, Input into)
        {
            CborMaker.Add(chance, into);
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            _log.Read(_reader, feed, trace);
        }

        public override string Judge(Input input)
        {
            List<string> expected = new List<string>();
            bool isValid;
            try
            {
                CborReader reader = new CborReader(input.Span.ToArray(), CborConformanceMode.Lax);
                isValid = ReadOther(reader, expected, 0) && reader.BytesRemaining == 0;
            }
            catch (Exception e) when (e is CborContentException || e is InvalidOperationException || e is OverflowException)
            {
                isValid = false;
            }

            return _log.Compare(isValid, expected);
        }

        /// <summary>Reads an item. Returns false when CborReader does not support it.</summary>
        private static bool ReadOther(CborReader reader, List<string> tokens, int depth)
        {
            switch (reader.PeekState())
            {
                case CborReaderState.UnsignedInteger:
                    ulong number = reader.ReadUInt64();
                    tokens.Add(number <= long.MaxValue ? "#" + number : "#big");
                    return true;
                case CborReaderState.NegativeInteger:
                    ulong negative = reader.ReadCborNegativeIntegerRepresentation();
                    tokens.Add(negative <= long.MaxValue ? "#" + (-1 - (long)negative) : "#big");
                    return true;
                case CborReaderState.HalfPrecisionFloat: reader.ReadHalf(); tokens.Add("#"); return true;
                case CborReaderState.SinglePrecisionFloat: reader.ReadSingle(); tokens.Add("#"); return true;
                case CborReaderState.DoublePrecisionFloat: reader.ReadDouble(); tokens.Add("#"); return true;
                case CborReaderState.Boolean: tokens.Add(reader.ReadBoolean() ? "true" : "false"); return true;
                case CborReaderState.Null: reader.ReadNull(); tokens.Add("null"); return true;
                case CborReaderState.TextString: return ReadText(reader, tokens, "s");
                case CborReaderState.StartArray:
                    reader.ReadStartArray();
                    tokens.Add("[");
                    while (reader.PeekState() != CborReaderState.EndArray)
                    {
                        if (depth + 1 >= TokenReader.MaximumDepth + 1 || !ReadOther(reader, tokens, depth + 1))
                        {
                            return false;
                        }
                    }

                    reader.ReadEndArray();
                    tokens.Add("]");
                    return depth < TokenReader.MaximumDepth;
                case CborReaderState.StartMap:
                    reader.ReadStartMap();
                    tokens.Add("{");
                    while (reader.PeekState() != CborReaderState.EndMap)
                    {
                        if (depth + 1 >= TokenReader.MaximumDepth + 1 || reader.PeekState() != CborReaderState.TextString || !ReadText(reader, tokens, "n") || !ReadOther(reader, tokens, depth + 1))
                        {
                            return false;
                        }
                    }

                    reader.ReadEndMap();
                    tokens.Add("}");
                    return depth < TokenReader.MaximumDepth;
                default:
                    return false;
            }
        }

        private static bool ReadText(CborReader reader, List<string> tokens, string kind)
        {
            ReadOnlySpan<byte> text = reader.ReadDefiniteLengthTextStringBytes().Span;
            tokens.Add(kind + Encoding.Latin1.GetString(text));
            return Utf8.IsValid(text);
        }
    }
}
