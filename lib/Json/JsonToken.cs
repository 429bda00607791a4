namespace Nano.Web.Json
{
    /// <summary>What a <see cref="TokenReader"/> has found (RFC 8259 section 2).</summary>
    public enum JsonToken
    {
        /// <summary>Nothing has been read.</summary>
        None,

        /// <summary>{</summary>
        BeginObject,

        /// <summary>}</summary>
        EndObject,

        /// <summary>[</summary>
        BeginArray,

        /// <summary>]</summary>
        EndArray,

        /// <summary>The name of an object's member, with the colon behind it. The value comes next.</summary>
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

        /// <summary>The text is over and was well-formed.</summary>
        End,

        /// <summary>The text is not JSON, or nested too deep. <see cref="TokenReader.Position"/> says where.</summary>
        Error,
    }
}
