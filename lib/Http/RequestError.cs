namespace Nano.Web.Http
{
    /// <summary>Why a request was refused before any handler saw it. Each has its status and a sentence for the client.</summary>
    public enum RequestError
    {
        /// <summary>Nothing is wrong.</summary>
        None,

        /// <summary>The method is not a token (RFC 9112 section 3.1).</summary>
        InvalidMethod,

        /// <summary>The request target is no valid origin-form, absolute-form or asterisk-form (RFC 9112 section 3.2).</summary>
        InvalidTarget,

        /// <summary>The path has an escape that is not %XX, or an encoded NUL.</summary>
        InvalidEscape,

        /// <summary>The line does not end in HTTP/digit.digit and CR LF (RFC 9112 section 2.3).</summary>
        InvalidVersion,

        /// <summary>A line ends in CR or LF alone (RFC 9112 section 2.2).</summary>
        InvalidLineEnd,

        /// <summary>A field name is not a token directly before its colon (RFC 9112 section 5.1).</summary>
        InvalidFieldName,

        /// <summary>A field value has a control character (RFC 9110 section 5.5).</summary>
        InvalidFieldValue,

        /// <summary>A field continues on the next line (RFC 9112 section 5.2).</summary>
        ObsoleteLineFolding,

        /// <summary>HTTP/1.1 without Host (RFC 9112 section 3.2).</summary>
        MissingHost,

        /// <summary>More than one Host.</summary>
        DuplicateHost,

        /// <summary>Host is not host[:port].</summary>
        InvalidHost,

        /// <summary>Content-Length is not a number, or has two values (RFC 9112 section 6.3).</summary>
        InvalidContentLength,

        /// <summary>Transfer-Encoding is empty, repeats chunked, or has a coding after it.</summary>
        InvalidTransferEncoding,

        /// <summary>Transfer-Encoding and Content-Length together: the shape of request smuggling (RFC 9112 section 6.1).</summary>
        AmbiguousLength,

        /// <summary>Transfer-Encoding in HTTP/1.0.</summary>
        TransferEncodingInHttp10,

        /// <summary>A chunk's size, end or trailer is malformed (RFC 9112 section 7.1).</summary>
        InvalidChunk,

        /// <summary>No complete request within the time for it.</summary>
        Timeout,

        /// <summary>The body is longer than the server takes.</summary>
        BodyTooLarge,

        /// <summary>The request line does not fit.</summary>
        LineTooLong,

        /// <summary>The method is longer than the request line may be, and so than any that the server knows (RFC 9112 section 3).</summary>
        MethodTooLong,

        /// <summary>An expectation other than 100-continue.</summary>
        UnknownExpectation,

        /// <summary>The fields are too many or too long.</summary>
        FieldsTooLarge,

        /// <summary>CONNECT: this is no proxy.</summary>
        Connect,

        /// <summary>A transfer coding other than chunked.</summary>
        UnknownTransferCoding,

        /// <summary>An HTTP major version other than 1.</summary>
        UnknownVersion,
    }

    /// <summary>The status and the words for each <see cref="RequestError"/>.</summary>
    public static class RequestErrors
    {
        /// <summary>The status code that answers an error.</summary>
        /// <param name="error">The error.</param>
        /// <returns>A status of 4xx or 5xx.</returns>
        public static int Status(RequestError error)
        {
            return error switch
            {
                RequestError.None => HttpStatus.Ok,
                RequestError.Timeout => HttpStatus.RequestTimeout,
                RequestError.BodyTooLarge => HttpStatus.ContentTooLarge,
                RequestError.LineTooLong => HttpStatus.UriTooLong,
                RequestError.UnknownExpectation => HttpStatus.ExpectationFailed,
                RequestError.FieldsTooLarge => HttpStatus.FieldsTooLarge,
                RequestError.MethodTooLong or RequestError.Connect or RequestError.UnknownTransferCoding => HttpStatus.NotImplemented,
                RequestError.UnknownVersion => HttpStatus.VersionNotSupported,
                _ => HttpStatus.BadRequest,
            };
        }

        /// <summary>What to tell the client: what is wrong, in one sentence.</summary>
        /// <param name="error">The error.</param>
        /// <returns>A sentence for people.</returns>
        public static string Reason(RequestError error)
        {
            return error switch
            {
                RequestError.InvalidMethod => "The method is not a token.",
                RequestError.InvalidTarget => "The request target is not a path, an http URI or *.",
                RequestError.InvalidEscape => "The path has an invalid percent escape.",
                RequestError.InvalidVersion => "The request line must end in HTTP/1.1 or HTTP/1.0.",
                RequestError.InvalidLineEnd => "Lines must end in CR LF.",
                RequestError.InvalidFieldName => "A field name must be a token followed by a colon.",
                RequestError.InvalidFieldValue => "A field value has a control character.",
                RequestError.ObsoleteLineFolding => "Folded field lines are not accepted.",
                RequestError.MissingHost => "HTTP/1.1 needs a Host field.",
                RequestError.DuplicateHost => "There is more than one Host field.",
                RequestError.InvalidHost => "Host must be a name or address and an optional port.",
                RequestError.InvalidContentLength => "Content-Length must be one number.",
                RequestError.InvalidTransferEncoding => "Transfer-Encoding must be chunked, once.",
                RequestError.AmbiguousLength => "Content-Length and Transfer-Encoding exclude each other.",
                RequestError.TransferEncodingInHttp10 => "HTTP/1.0 has no Transfer-Encoding.",
                RequestError.InvalidChunk => "The chunked body is malformed.",
                RequestError.Timeout => "The request did not arrive in time.",
                RequestError.BodyTooLarge => "The body is too large.",
                RequestError.LineTooLong => "The request line is too long.",
                RequestError.MethodTooLong => "This server does not know that method.",
                RequestError.UnknownExpectation => "Only 100-continue can be expected.",
                RequestError.FieldsTooLarge => "The request's fields are too many or too long.",
                RequestError.Connect => "This server is not a proxy.",
                RequestError.UnknownTransferCoding => "Only the chunked transfer coding is supported.",
                RequestError.UnknownVersion => "Only HTTP/1.0 and HTTP/1.1 are supported.",
                _ => "",
            };
        }
    }
}
