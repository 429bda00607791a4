namespace Nano.Web.Json
{
    /// <summary>The kinds of token that a <see cref="TokenReader"/> finds (RFC 8259 section 2).</summary>
    public enum JsonToken
    {
        /// <summary>No token has been read.</summary>
        None,

        /// <summary>{</summary>
        BeginObject,

        /// <summary>}</summary>
        EndObject,

        /// <summary>[</summary>
        BeginArray,

        /// <summary>]</summary>
        EndArray,

        /// <summary>The name of an object's member and the colon after it. The member's value is the next token.</summary>
        Name,

        /// <summary>A string.</summary>
        String,

        /// <summary>A number.</summary>
        Number,

        /// <summary>true</summary>
        True,

        /// <summary>false</summary>
        False,

        /// <summary>null</summary>
        Null,

        /// <summary>The end of a well-formed text.</summary>
        End,

        /// <summary>
        /// The text is not JSON, or it is nested deeper than <see cref="TokenReader.MaximumDepth"/>. <see cref="TokenReader.Position"/> is the place of
        /// the error.
        /// </summary>
        Error,
    }
}
