namespace Nano.Web.Http
{
    /// <summary>What <see cref="RequestParser.Parse(ref int)"/> found.</summary>
    public enum ParseResult
    {
        /// <summary>The head is not complete: call again when more bytes have been received.</summary>
        Incomplete,

        /// <summary>The head is complete; <see cref="RequestParser.HeadEnd"/> is where the body begins.</summary>
        Complete,

        /// <summary>The request is refused; <see cref="RequestParser.Error"/> says why.</summary>
        Invalid,
    }
}
