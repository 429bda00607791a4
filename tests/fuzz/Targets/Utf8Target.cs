using System.Text.Unicode;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Compares UTF-8 validation, masked and unmasked, with .NET's.</summary>
    internal sealed class Utf8Target : Target
    {
        // The length of a text that is longer than any input.
        private static readonly byte[] _header = { 0x81, 0xFF, 0x01, 0, 0, 0, 0, 0, 0, 0, 0xE2, 0xC3, 0x55, 0x81 };

        private readonly Utf8Validator _plain = new Utf8Validator();
        private readonly Utf8Validator _masked = new Utf8Validator();
        private readonly FrameReader _reader = new FrameReader();
        private bool _isValid;
        private bool _isMaskedValid;

        public override string Name => "utf8";

        public override int MaximumLength => 100;

        public override string[] Words => new[] { "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xED\xA0\x80", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\xF4\x90\x80\x80", "abcd", "\xC0\xAF" };

        public override void Generate(Chance chance, Input into)
        {
            for (int i = chance.Next(8); i > 0; i--)
            {
                int kind = chance.Next(4);
                int code = kind == 0 ? chance.Next(0x80) : kind == 1 ? chance.Next(0x800) : kind == 2 ? chance.Next(0xD800) : chance.OneIn(2) ? 0xE000 + chance.Next(0x2000) : 0x10000 + chance.Next(0x100000);
                into.Add(code < 0x80 ? "" + (char)code
                    : code < 0x800 ? "" + (char)(0xC0 | code >> 6) + Tail(code)
                    : code < 0x10000 ? "" + (char)(0xE0 | code >> 12) + Tail(code >> 6) + Tail(code)
                    : "" + (char)(0xF0 | code >> 18) + Tail(code >> 12) + Tail(code >> 6) + Tail(code));
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            _plain.Reset();
            _masked.Reset();
            _isValid = true;
            _isMaskedValid = true;
            _reader.Reset();
            _reader.ReadHeader(_header, 0, _header.Length);
            int length = 0;
            int at = feed.Offset;
            while (feed.More())
            {
                int count = feed.End - at;
                trace.Steps++;
                _isValid = _isValid && _plain.Validate(feed.Buffer, at, count);
                for (int i = 0; i < count; i++)
                {
                    feed.Buffer[at + i] ^= _header[10 + (length++ & 3)];
                }

                _isMaskedValid = _isMaskedValid && _reader.ReadText(feed.Buffer, at, count, _masked);
                if (_isMaskedValid)
                {
                    trace.Bytes(feed.Buffer, at, count);
                }

                feed.Forget(at, at + count);
                at += count;
            }

            _isValid = _isValid && _plain.IsComplete;
            _isMaskedValid = _isMaskedValid && _masked.IsComplete;

            // Up to the error the text is valid, in pieces of any size.
            if (!_isValid || !_isMaskedValid)
            {
                trace.Begin();
            }

            trace.Number((_isValid ? 2 : 0) + (_isMaskedValid ? 1 : 0));
            trace.Outcome = _isValid ? 1 : 0;
        }

        public override string Judge(Input input)
        {
            bool expected = Utf8.IsValid(input.Span);
            return _isValid == expected && _isMaskedValid == expected ? null : $".NET: {expected}; plain: {_isValid}; masked: {_isMaskedValid}";
        }

        private static string Tail(int code)
        {
            return "" + (char)(0x80 | code & 0x3F);
        }
    }
}
