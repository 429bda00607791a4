namespace Nano.Firmware.Messages
{
    /// <summary>Why a command, a request or a client is refused. <see cref="ErrorTable"/> has each one's code, status and message.</summary>
    public enum ProtocolError
    {
        /// <summary>It is not: it is acknowledged.</summary>
        None,

        /// <summary>The message is not one JSON object as text, or CBOR map as binary where that was chosen. 400.</summary>
        Malformed,

        /// <summary>The message or content is longer than it may be. 413.</summary>
        TooLong,

        /// <summary>A member that a command knows occurs twice: readers would differ over which counts (RFC 8259 section 4). 400.</summary>
        DuplicateMember,

        /// <summary>A member that the command needs is missing. 400.</summary>
        MissingMember,

        /// <summary>A member is not a whole number where it must be one, or not a string. 422.</summary>
        WrongType,

        /// <summary>A number is below or above what it may be. 422.</summary>
        OutOfRange,

        /// <summary>A value is between two steps of its channel. 422.</summary>
        BetweenSteps,

        /// <summary>There is no such command. 400.</summary>
        UnknownCommand,

        /// <summary>The board has no such channel. 404.</summary>
        UnknownChannel,

        /// <summary>The channel cannot be set, or not in this way: a number cannot be pulsed. 409.</summary>
        NotAnOutput,

        /// <summary>The bytes that wait for the client leave too little space for the sample it requests, or too many clients send commands in fragments or sign in. 503.</summary>
        Busy,

        /// <summary>The client may only read: it may not control, nor send commands in fragments. 403.</summary>
        Forbidden,

        /// <summary>The output could not be driven. 500.</summary>
        Failed,

        /// <summary>The command's fragments, or the request, have not come in time. 408.</summary>
        Timeout,

        /// <summary>The request has no credentials, or wrong ones. 401.</summary>
        Unauthorized,

        /// <summary>The password to sign in with is wrong. 401.</summary>
        WrongPassword,

        /// <summary>Too many wrong passwords came. 429.</summary>
        TooManyAttempts,

        /// <summary>A setting is not known, or its value is refused. 400.</summary>
        InvalidSettings,

        /// <summary>The settings are no longer those that If-Match names. 412.</summary>
        PreconditionFailed,

        /// <summary>A change of the settings needs If-Match. 428.</summary>
        PreconditionRequired,

        /// <summary>The settings could not be written: the former ones still are. 500.</summary>
        NotSaved,

        /// <summary>The content has a type or coding that the path does not take. 415.</summary>
        UnsupportedType,

        /// <summary>The request is malformed. 400.</summary>
        BadRequest,

        /// <summary>The page that sends the request is of an origin that is not allowed. 403.</summary>
        ForeignOrigin,

        /// <summary>There is nothing at the path. 404.</summary>
        NotFound,

        /// <summary>The path does not allow the method. 405.</summary>
        MethodNotAllowed,

        /// <summary>The request line is too long. 414.</summary>
        UriTooLong,

        /// <summary>The request expects something other than 100-continue. 417.</summary>
        UnknownExpectation,

        /// <summary>The request asks for a host that is not allowed. 421.</summary>
        ForeignHost,

        /// <summary>The address has too many connections. 429.</summary>
        TooManyConnections,

        /// <summary>The request's fields are too many or too long. 431.</summary>
        FieldsTooLarge,

        /// <summary>A handler threw an exception. 500.</summary>
        InternalError,

        /// <summary>The board does not know the method or the transfer coding. 501.</summary>
        NotImplemented,

        /// <summary>All connections are in use, or the board stops. 503.</summary>
        Unavailable,

        /// <summary>The version of HTTP is neither 1.0 nor 1.1. 505.</summary>
        UnknownVersion,
    }
}
