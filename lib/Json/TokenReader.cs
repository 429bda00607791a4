using System;
using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Reads a text with JSON's data model token by token from bytes in memory. <see cref="JsonReader"/> reads JSON; a program may derive readers of other
    /// formats, so that its code for messages is independent of the format.
    /// <para>
    /// <see cref="Begin"/> begins a text. Each <see cref="Read"/> finds the next token: for <c>{"a":[1]}</c> BeginObject, Name, BeginArray, Number, EndArray,
    /// EndObject, End. A reader does not allocate: names, strings and numbers stay in the caller's buffer until a method copies or converts them.
    /// </para>
    /// </summary>
    public abstract class TokenReader
    {
        /// <summary>The greatest depth of nested objects and arrays.</summary>
        public const int MaximumDepth = 8;

        // These are fields because derived readers use them for each byte, and a property call costs several times as much on nanoFramework.

        /// <summary>Holds the text.</summary>
        protected byte[] _buffer;

        /// <summary>Index of the text's first byte in <see cref="_buffer"/>.</summary>
        protected int _offset;

        /// <summary>Index after the text's last byte.</summary>
        protected int _end;

        /// <summary>Index of the next byte to read.</summary>
        protected int _at;

        /// <summary>The number of open objects and arrays.</summary>
        protected int _depth;

        /// <summary>The token that was read last.</summary>
        protected JsonToken _token;

        /// <summary>The start of that token, or the place of the error, in bytes from <see cref="_offset"/>.</summary>
        protected int _position;

        /// <summary>Whether the number that was read last is an integer.</summary>
        protected bool _isInteger;

        /// <summary>Index of the first byte of the name or string, without its quotes, or of the number.</summary>
        protected int _textStart;

        /// <summary>Length in bytes of the name, string or number.</summary>
        protected int _textCount;

        /// <summary>Whether the name or string has escapes. If so, <see cref="IsEscaped"/> and <see cref="CopyEscaped"/> resolve them.</summary>
        protected bool _hasEscape;

        /// <summary>The token that <see cref="Read"/> returned last.</summary>
        public JsonToken Token => _token;

        /// <summary>The start of the token, or the place of the error, in bytes from the start of the text.</summary>
        public int Position => _position;

        /// <summary>Whether the number is an integer.</summary>
        public bool IsInteger => _isInteger;

        /// <summary>Begins a text.</summary>
        /// <param name="buffer">Holds the text. It must not change until the last token has been read.</param>
        /// <param name="offset">Index of the text's first byte.</param>
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

        /// <summary>Reads the next token. After <see cref="JsonToken.End"/> or <see cref="JsonToken.Error"/>, further calls return an error or the end again.</summary>
        /// <returns>The token, which is also <see cref="Token"/> until the next call.</returns>
        public abstract JsonToken Read();

        /// <summary>Skips the rest of the value that begins with the current token.</summary>
        /// <returns>False when the value contains an error.</returns>
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

        /// <summary>Compares the current name or string with a text.</summary>
        /// <param name="text">The expected text in ASCII.</param>
        /// <returns>True when both are equal.</returns>
        public bool IsString(byte[] text)
        {
            return _hasEscape ? IsEscaped(text) : _textCount == text.Length && Ascii.Equals(_buffer, _textStart, text, 0, text.Length);
        }

        /// <summary>Finds the current name or string in a list.</summary>
        /// <param name="texts">The texts in ASCII, each with one character or more.</param>
        /// <returns>The index of the equal text, or -1 when no text is equal.</returns>
        public int Find(byte[][] texts)
        {
            int count = _textCount;
            for (int i = 0; i < texts.Length; i++)
            {
                // A string with escapes is longer than its text.
                byte[] text = texts[i];
                if (text.Length == count ? Ascii.Equals(_buffer, _textStart, text, 0, count) : _hasEscape && IsEscaped(text))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Copies the current name or string as UTF-8.</summary>
        /// <param name="destination">The destination.</param>
        /// <param name="offset">Index of the first byte to write.</param>
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

        /// <summary>The name or string.</summary>
        /// <returns>A string made now; null when the token is neither.</returns>
        public string GetString()
        {
            if (_token != JsonToken.String && _token != JsonToken.Name)
            {
                return null;
            }

            if (!_hasEscape)
            {
                return System.Text.Encoding.UTF8.GetString(_buffer, _textStart, _textCount);
            }

            // With escapes it is longer than what it stands for.
            byte[] text = new byte[_textCount];
            int count = CopyEscaped(text, 0);
            return count < 0 ? null : System.Text.Encoding.UTF8.GetString(text, 0, count);
        }

        /// <summary>Goes to the value of a member of the text's object, from the beginning of the text: the value's first token is the current token then.</summary>
        /// <param name="name">The member's name, ASCII characters.</param>
        /// <returns>False when the text is no object that is well-formed up to there, or has no such member.</returns>
        public bool FindMember(string name)
        {
            Begin(_buffer, _offset, _end - _offset);
            if (Read() != JsonToken.BeginObject)
            {
                return false;
            }

            while (Read() == JsonToken.Name)
            {
                bool isFound = _hasEscape ? GetString() == name : Ascii.Equals(_buffer, _textStart, _textCount, name);
                JsonToken token = Read();
                if (isFound)
                {
                    return token != JsonToken.Error;
                }

                if (!Skip())
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>Gets the value of the current number if it is an integer.</summary>
        /// <param name="minimum">The least permitted value.</param>
        /// <param name="maximum">The greatest permitted value.</param>
        /// <param name="value">Receives the value.</param>
        /// <returns>False when the token is not a number, is not an integer (see <see cref="IsInteger"/>) or is out of the range.</returns>
        public abstract bool TryGetInteger(long minimum, long maximum, out long value);

        /// <summary>Gets the exact value of the current number in any notation: <c>1.50</c> and <c>15e-1</c> are 15 with one decimal.</summary>
        /// <param name="value">Receives the value without its decimal point. For numbers beyond 10^17 or -10^17 it is that limit or beyond it.</param>
        /// <param name="decimals">Receives the least number of digits after the decimal point; 0 for a whole number.</param>
        /// <returns>False when the format has no exact decimal for the number, such as CBOR's floating-point numbers that are not whole.</returns>
        public abstract bool TryGetDecimal(out long value, out int decimals);

        /// <summary>Gets the value of the current number if it is whole in any notation, such as <c>1.0</c> or <c>10e-1</c>.</summary>
        /// <param name="value">Receives the value. For numbers beyond 10^17 or -10^17 it is that limit or beyond it.</param>
        /// <returns>False when the number is not whole.</returns>
        public bool TryGetWhole(out long value)
        {
            return TryGetDecimal(out value, out int decimals) && decimals == 0;
        }

        /// <summary>Does the work of <see cref="IsString"/> for a text with escapes. The default serves formats without escapes.</summary>
        /// <param name="text">The expected text in ASCII.</param>
        /// <returns>True when both are equal.</returns>
        protected virtual bool IsEscaped(byte[] text)
        {
            return false;
        }

        /// <summary>Does the work of <see cref="CopyString"/> for a text with escapes. The default serves formats without escapes.</summary>
        /// <param name="destination">The destination.</param>
        /// <param name="offset">Index of the first byte to write.</param>
        /// <returns>Its length in bytes, or -1 when it does not fit.</returns>
        protected virtual int CopyEscaped(byte[] destination, int offset)
        {
            return -1;
        }
    }
}
