using System;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Reads a text of JSON's data model token by token from bytes that lie in memory, whatever it is written in.</summary>
    public abstract class TokenReader
    {
        /// <summary>How deep objects and arrays may be nested.</summary>
        public const int MaximumDepth = 8;

        // Fields, because commands are read by them and a property's call costs several times as much.
        internal byte[] _buffer;
        internal int _offset;
        internal int _end;
        internal int _at;
        internal int _depth;
        internal JsonToken _token;
        internal int _position;
        internal bool _isInteger;

        // The name or string without its quotes, or the number.
        internal int _textStart;
        internal int _textCount;
        internal bool _hasEscape;

        /// <summary>The token that <see cref="Read"/> found last.</summary>
        public JsonToken Token => _token;

        /// <summary>Where the token begins, or the error is, in bytes from the beginning of the text.</summary>
        public int Position => _position;

        /// <summary>Whether the number is an integer.</summary>
        public bool IsInteger => _isInteger;

        /// <summary>Begins a text.</summary>
        /// <param name="buffer">Holds the text, which must not change while it is read.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public virtual void Begin(byte[] buffer, int offset, int count)
        {
            _buffer = buffer;
            _offset = offset;
            _end = offset + count;
            _at = offset;
            _depth = 0;
            _token = JsonToken.None;
            _position = 0;
            _isInteger = false;
            _textCount = 0;
            _hasEscape = false;
        }

        /// <summary>Reads the next token. Behind <see cref="JsonToken.End"/> and <see cref="JsonToken.Error"/> there is no other.</summary>
        public abstract JsonToken Read();

        /// <summary>Passes over the rest of the value that begins with the current token.</summary>
        /// <returns>False when there is an error in it.</returns>
        public bool Skip()
        {
            JsonToken token = _token;
            if (token == JsonToken.BeginObject || token == JsonToken.BeginArray)
            {
                int depth = _depth;
                do
                {
                    token = Read();
                }
                while (_depth >= depth && token != JsonToken.Error);
            }

            return token != JsonToken.Error;
        }

        /// <summary>Whether the name or string is a certain one.</summary>
        /// <param name="text">ASCII characters.</param>
        public bool IsString(byte[] text)
        {
            return _hasEscape ? IsEscaped(text) : _textCount == text.Length && Ascii.Equals(_buffer, _textStart, text, 0, text.Length);
        }

        /// <summary>Finds the name or string in a list.</summary>
        /// <param name="texts">ASCII characters, one at least in each.</param>
        /// <returns>Its place, or -1 when it is none of them.</returns>
        public int Find(byte[][] texts)
        {
            int count = _textCount;
            for (int i = 0; i < texts.Length; i++)
            {
                // With escapes it is longer than what it stands for.
                byte[] text = texts[i];
                if (text.Length == count ? Ascii.Equals(_buffer, _textStart, text, 0, count) : _hasEscape && IsEscaped(text))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Copies the name or string as UTF-8.</summary>
        /// <param name="destination">Receives it.</param>
        /// <param name="offset">Where it goes.</param>
        /// <returns>Its length in bytes, or -1 when it does not fit.</returns>
        public int CopyString(byte[] destination, int offset)
        {
            if (_hasEscape)
            {
                return CopyEscaped(destination, offset);
            }

            int count = _textCount;
            if (count > destination.Length - offset)
            {
                return -1;
            }

            Array.Copy(_buffer, _textStart, destination, offset, count);
            return count;
        }

        /// <summary>The value of a number that is an integer.</summary>
        /// <param name="minimum">The least value that is wanted.</param>
        /// <param name="maximum">The greatest.</param>
        /// <param name="value">The value.</param>
        /// <returns>False when the token is no number, no integer (see <see cref="IsInteger"/>) or out of the range.</returns>
        public abstract bool TryGetInteger(long minimum, long maximum, out long value);

        /// <summary>The value of the number that is the current token, if that is a whole number, whichever way it is written: <c>1.0</c>, <c>10e-1</c>.</summary>
        /// <param name="value">The value; of a number beyond 10^17 that or more, and so with negative ones.</param>
        public abstract bool TryGetWhole(out long value);

        /// <summary>As <see cref="IsString"/>, where there are escapes.</summary>
        internal virtual bool IsEscaped(byte[] text)
        {
            return false;
        }

        /// <summary>As <see cref="CopyString"/>, where there are escapes.</summary>
        internal virtual int CopyEscaped(byte[] destination, int offset)
        {
            return -1;
        }
    }
}
