using System;
using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Reads a text of JSON's data model token by token from bytes that lie in memory, whatever it is written in: <see cref="JsonReader"/> reads JSON, and
    /// a program may derive readers of other formats, so that what reads a message need not know its format.
    /// <para>
    /// <see cref="Begin"/> begins a text. Each <see cref="Read"/> finds the next token: for <c>{"a":[1]}</c> BeginObject, Name, BeginArray, Number, EndArray,
    /// EndObject, End. Nothing is copied or made for it: names, strings and numbers stay in the caller's buffer until they are asked for.
    /// </para>
    /// </summary>
    public abstract class TokenReader
    {
        /// <summary>How deep objects and arrays may be nested.</summary>
        public const int MaximumDepth = 8;

        // Fields, because a derived reader goes by them for every byte, and a property's call costs several times as much.

        /// <summary>Holds the text.</summary>
        protected byte[] _buffer;

        /// <summary>Where the text begins.</summary>
        protected int _offset;

        /// <summary>Where the text ends.</summary>
        protected int _end;

        /// <summary>Where the byte lies that is read next.</summary>
        protected int _at;

        /// <summary>How many objects and arrays are open.</summary>
        protected int _depth;

        /// <summary>The token that was found last.</summary>
        protected JsonToken _token;

        /// <summary>Where that token begins or the error is, in bytes from <see cref="_offset"/>.</summary>
        protected int _position;

        /// <summary>Whether the number that was found last is an integer.</summary>
        protected bool _isInteger;

        /// <summary>Where the name or string lies, without its quotes, or the number.</summary>
        protected int _textStart;

        /// <summary>Its length in bytes.</summary>
        protected int _textCount;

        /// <summary>Whether the name or string has escapes: then <see cref="IsEscaped"/> and <see cref="CopyEscaped"/> resolve them.</summary>
        protected bool _hasEscape;

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
        /// <returns>The token, as <see cref="Token"/> has it from then on.</returns>
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

        /// <summary>The value of a number that is an integer.</summary>
        /// <param name="minimum">The least value that is wanted.</param>
        /// <param name="maximum">The greatest.</param>
        /// <param name="value">The value.</param>
        /// <returns>False when the token is no number, no integer (see <see cref="IsInteger"/>) or out of the range.</returns>
        public abstract bool TryGetInteger(long minimum, long maximum, out long value);

        /// <summary>The exact value of the number that is the current token, whichever way it is written: 1.50 and 15e-1 are 15 with one decimal.</summary>
        /// <param name="value">The value without its point; of a number beyond 10^17 that or more, and so with negative ones.</param>
        /// <param name="decimals">How many of its digits are behind the point, the fewest that there can be; 0 for a whole number.</param>
        /// <returns>False when the format has no exact decimal for the number, as CBOR's floating-point numbers that are not whole.</returns>
        public abstract bool TryGetDecimal(out long value, out int decimals);

        /// <summary>The value of the number that is the current token, if that is a whole number, whichever way it is written: <c>1.0</c>, <c>10e-1</c>.</summary>
        /// <param name="value">The value; of a number beyond 10^17 that or more, and so with negative ones.</param>
        /// <returns>False when it is not whole.</returns>
        public bool TryGetWhole(out long value)
        {
            return TryGetDecimal(out value, out int decimals) && decimals == 0;
        }

        /// <summary>As <see cref="IsString"/>, where there are escapes. The default is for formats without any.</summary>
        /// <param name="text">ASCII characters.</param>
        /// <returns>False where the format has no escapes.</returns>
        protected virtual bool IsEscaped(byte[] text)
        {
            return false;
        }

        /// <summary>As <see cref="CopyString"/>, where there are escapes. The default is for formats without any.</summary>
        /// <param name="destination">Receives the name or string.</param>
        /// <param name="offset">Where it goes.</param>
        /// <returns>Its length in bytes, or -1 when it does not fit.</returns>
        protected virtual int CopyEscaped(byte[] destination, int offset)
        {
            return -1;
        }
    }
}
