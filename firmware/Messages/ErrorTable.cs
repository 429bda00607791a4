using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// The table of errors, which protocol.md repeats: the code for programs, the status over HTTP, and the message for people. Commands, signing in and refused requests
    /// share it. Its texts are literals, which stay in the flash.
    /// </summary>
    public static class ErrorTable
    {
        private static readonly string s_code = "\"code\":\"";
        private static readonly string s_message = "\",\"message\":\"";
        private static readonly string s_position = "\",\"at\":";

        /// <summary>The code of an error.</summary>
        /// <param name="error">Any but <see cref="ProtocolError.None"/>.</param>
        public static string Code(ProtocolError error)
        {
            return error switch
            {
                ProtocolError.Malformed => "malformed",
                ProtocolError.TooLong => "too-long",
                ProtocolError.DuplicateMember => "duplicate-member",
                ProtocolError.MissingMember => "missing-member",
                ProtocolError.WrongType => "wrong-type",
                ProtocolError.OutOfRange => "out-of-range",
                ProtocolError.BetweenSteps => "between-steps",
                ProtocolError.UnknownCommand => "unknown-command",
                ProtocolError.UnknownChannel => "unknown-channel",
                ProtocolError.NotAnOutput => "not-an-output",
                ProtocolError.Busy => "busy",
                ProtocolError.Forbidden => "forbidden",
                ProtocolError.Failed => "failed",
                ProtocolError.Timeout => "timeout",
                ProtocolError.Unauthorized => "unauthorized",
                ProtocolError.WrongPassword => "wrong-password",
                ProtocolError.TooManyAttempts => "too-many-attempts",
                ProtocolError.InvalidSettings => "invalid-settings",
                ProtocolError.PreconditionFailed => "changed-meanwhile",
                ProtocolError.PreconditionRequired => "precondition-required",
                ProtocolError.NotSaved => "not-saved",
                ProtocolError.UnsupportedType => "unsupported-type",
                ProtocolError.BadRequest => "bad-request",
                ProtocolError.ForeignOrigin => "foreign-origin",
                ProtocolError.NotFound => "not-found",
                ProtocolError.MethodNotAllowed => "method-not-allowed",
                ProtocolError.UriTooLong => "uri-too-long",
                ProtocolError.UnknownExpectation => "unknown-expectation",
                ProtocolError.ForeignHost => "foreign-host",
                ProtocolError.TooManyConnections => "too-many-connections",
                ProtocolError.FieldsTooLarge => "fields-too-large",
                ProtocolError.InternalError => "internal-error",
                ProtocolError.NotImplemented => "not-implemented",
                ProtocolError.Unavailable => "unavailable",
                _ => "unknown-version",
            };
        }

        /// <summary>The message of an error: what is wrong and what to do. ASCII without quotes and backslashes, at most 160 characters, so that an answer fits in the bytes reserved for it.</summary>
        /// <param name="error">Any up to <see cref="ProtocolError.UnsupportedType"/>; of the requests that the library refuses, it has the sentence: null.</param>
        public static string Message(ProtocolError error)
        {
            return error switch
            {
                ProtocolError.Malformed => "A command is one JSON object, or one CBOR map in nano.v1.cbor, nested at most 8 deep. A password is a member or form field of that name.",
                ProtocolError.TooLong => "A command is at most 512 bytes, a password at most 64, a change of the settings at most 5120.",
                ProtocolError.DuplicateMember => "Give each member once.",
                ProtocolError.MissingMember => "A command needs cmd; set also channel and value, pulse channel and ms, toggle channel, interval ms.",
                ProtocolError.WrongType => "id and ms are whole numbers, value a number, of an output 0, 1, false or true; cmd and channel are strings, channels an array of strings.",
                ProtocolError.OutOfRange => "value is 0 or 1, of a number from min to max; the ms of a pulse 1 to 86400000, of an interval 20 to 60000; an id up to 9007199254740991.",
                ProtocolError.BetweenSteps => "value is min and whole steps above it, or max: hello and /api/state have min, max, step (1 of the last decimal where there is none) and decimals.",
                ProtocolError.UnknownCommand => "cmd is set, pulse, toggle, interval, state, history or subscribe; over HTTP set, pulse or toggle.",
                ProtocolError.UnknownChannel => "The board has no channel of that id: hello and /api/state list those it has.",
                ProtocolError.NotAnOutput => "Only channels of kind output or number can be set, and only those of kind output pulsed or toggled.",
                ProtocolError.Busy => "The board cannot take this yet. Read what has been sent, then try again in a moment.",
                ProtocolError.Forbidden => "This client may only read. Sign in to control.",
                ProtocolError.Failed => "The board could not drive the output. Try again, or look at what it is wired to.",
                ProtocolError.Timeout => "A command in fragments takes at most 10 s in all and 2 s between two. Send it in one frame.",
                ProtocolError.Unauthorized => "This takes a password: sign in, or send it as Basic or Bearer credentials.",
                ProtocolError.WrongPassword => "That is not the password.",
                ProtocolError.TooManyAttempts => "Too many wrong passwords came from this address. Wait for as long as Retry-After says, in seconds.",
                ProtocolError.InvalidSettings => "Nothing is changed: fields says what is wrong with each setting that is refused.",
                ProtocolError.PreconditionFailed => "The settings have been changed meanwhile. Get them again, and then change them.",
                ProtocolError.PreconditionRequired => "A change of the settings needs If-Match with the ETag that GET has told.",
                ProtocolError.NotSaved => "The settings could not be written. The former ones still apply: try again.",
                ProtocolError.UnsupportedType => "Send application/json, or a form.",
                _ => null,
            };
        }

        /// <summary>The status that answers an error over HTTP.</summary>
        public static int Status(ProtocolError error)
        {
            return error switch
            {
                ProtocolError.None => HttpStatus.Ok,
                ProtocolError.TooLong => HttpStatus.ContentTooLarge,
                ProtocolError.WrongType or ProtocolError.BetweenSteps or ProtocolError.OutOfRange => HttpStatus.UnprocessableContent,
                ProtocolError.UnknownChannel or ProtocolError.NotFound => HttpStatus.NotFound,
                ProtocolError.NotAnOutput => HttpStatus.Conflict,
                ProtocolError.Busy or ProtocolError.Unavailable => HttpStatus.ServiceUnavailable,
                ProtocolError.Forbidden or ProtocolError.ForeignOrigin => HttpStatus.Forbidden,
                ProtocolError.PreconditionFailed => HttpStatus.PreconditionFailed,
                ProtocolError.PreconditionRequired => HttpStatus.PreconditionRequired,
                ProtocolError.Failed or ProtocolError.NotSaved or ProtocolError.InternalError => HttpStatus.InternalServerError,
                ProtocolError.Timeout => HttpStatus.RequestTimeout,
                ProtocolError.Unauthorized or ProtocolError.WrongPassword => HttpStatus.Unauthorized,
                ProtocolError.TooManyAttempts or ProtocolError.TooManyConnections => HttpStatus.TooManyRequests,
                ProtocolError.UnsupportedType => HttpStatus.UnsupportedMediaType,
                ProtocolError.MethodNotAllowed => HttpStatus.MethodNotAllowed,
                ProtocolError.UriTooLong => HttpStatus.UriTooLong,
                ProtocolError.UnknownExpectation => HttpStatus.ExpectationFailed,
                ProtocolError.ForeignHost => HttpStatus.MisdirectedRequest,
                ProtocolError.FieldsTooLarge => HttpStatus.FieldsTooLarge,
                ProtocolError.NotImplemented => HttpStatus.NotImplemented,
                ProtocolError.UnknownVersion => HttpStatus.VersionNotSupported,
                _ => HttpStatus.BadRequest,
            };
        }

        /// <summary>The error that a request is refused with by the library.</summary>
        /// <param name="status">The status it answers with.</param>
        public static ProtocolError Refused(int status)
        {
            switch (status)
            {
                case HttpStatus.ContentTooLarge: return ProtocolError.TooLong;
                case HttpStatus.RequestTimeout: return ProtocolError.Timeout;
                default:
                    ProtocolError error = ProtocolError.UnsupportedType;
                    while (error < ProtocolError.UnknownVersion && Status(error) != status)
                    {
                        error++;
                    }

                    return Status(error) == status ? error : ProtocolError.BadRequest;
            }
        }

        /// <summary>Writes the members of an error as JSON: "code":…,"message":… and, where there is one, "at":… At most 200 bytes.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="error">Any that has a <see cref="Message"/>.</param>
        /// <param name="position">The byte of the message, from 0 on, that is wrong; -1 for none.</param>
        public static void Write(ByteWriter writer, ProtocolError error, int position)
        {
            writer.WriteText(s_code);
            writer.WriteText(Code(error));
            writer.WriteText(s_message);
            writer.WriteText(Message(error));
            if (position >= 0)
            {
                writer.WriteText(s_position);
                writer.WriteNumber(position);
            }
            else
            {
                writer.Write((byte)'"');
            }
        }
    }
}
