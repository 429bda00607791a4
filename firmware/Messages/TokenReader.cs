namespace Nano.Firmware
{
    /// <summary>Reads a text of JSON's data model token by token from bytes that lie in memory, whatever it is written in.</summary>
    public abstract class TokenReader
    {
        /// <summary>How deep objects and arrays may be nested.</summary>
        public const int MaximumDepth = 8;

        /// <summary>The token that <see cref="Read"/> found last.</summary>
        public abstract JsonToken Token { get; }

        /// <summary>Where the token begins, or the error is, in bytes from the beginning of the text.</summary>
        public abstract int Position { get; }

        /// <summary>Whether the number is an integer.</summary>
        public abstract bool IsInteger { get; }

        /// <summary>Begins a text.</summary>
        /// <param name="buffer">Holds the text, which must not change while it is read.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public abstract void Begin(byte[] buffer, int offset, int count);

        /// <summary>Reads the next token. Behind <see cref="JsonToken.End"/> and <see cref="JsonToken.Error"/> there is no other.</summary>
        public abstract JsonToken Read();

        /// <summary>Passes over the rest of the value that begins with the current token.</summary>
        /// <returns>False when there is an error in it.</returns>
        public abstract bool Skip();

        /// <summary>Whether the name or string is a certain one.</summary>
        /// <param name="text">ASCII characters.</param>
        public abstract bool IsString(byte[] text);

        /// <summary>Copies the name or string as UTF-8.</summary>
        /// <param name="destination">Receives it.</param>
        /// <param name="offset">Where it goes.</param>
        /// <returns>Its length in bytes, or -1 when it does not fit.</returns>
        public abstract int CopyString(byte[] destination, int offset);

        /// <summary>The value of a number that is an integer.</summary>
        /// <param name="minimum">The least value that is wanted.</param>
        /// <param name="maximum">The greatest.</param>
        /// <param name="value">The value.</param>
        /// <returns>False when the token is no number, no integer or out of the range.</returns>
        public abstract bool TryGetInteger(long minimum, long maximum, out long value);
    }
}
