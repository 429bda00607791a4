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
            switch (error)
            {
                case ProtocolError.Malformed: return "malformed";
                case ProtocolError.TooLong: return "too-long";
                case ProtocolError.DuplicateMember: return "duplicate-member";
                case ProtocolError.MissingMember: return "missing-member";
                case ProtocolError.WrongType: return "wrong-type";
                case ProtocolError.OutOfRange: return "out-of-range";
                case ProtocolError.BetweenSteps: return "between-steps";
                case ProtocolError.UnknownCommand: return "unknown-command";
                case ProtocolError.UnknownChannel: return "unknown-channel";
                case ProtocolError.NotAnOutput: return "not-an-output";
                case ProtocolError.Busy: return "busy";
                case ProtocolError.Forbidden: return "forbidden";
                case ProtocolError.Failed: return "failed";
                case ProtocolError.Timeout: return "timeout";
                case ProtocolError.Unauthorized: return "unauthorized";
                case ProtocolError.WrongPassword: return "wrong-password";
                case ProtocolError.TooManyAttempts: return "too-many-attempts";
                case ProtocolError.UnsupportedType: return "unsupported-type";
                case ProtocolError.BadRequest: return "bad-request";
                case ProtocolError.ForeignOrigin: return "foreign-origin";
                case ProtocolError.NotFound: return "not-found";
                case ProtocolError.MethodNotAllowed: return "method-not-allowed";
                case ProtocolError.UriTooLong: return "uri-too-long";
                case ProtocolError.UnknownExpectation: return "unknown-expectation";
                case ProtocolError.ForeignHost: return "foreign-host";
                case ProtocolError.TooManyConnections: return "too-many-connections";
                case ProtocolError.FieldsTooLarge: return "fields-too-large";
                case ProtocolError.InternalError: return "internal-error";
                case ProtocolError.NotImplemented: return "not-implemented";
                case ProtocolError.Unavailable: return "unavailable";
                default: return "unknown-version";
            }
        }

        /// <summary>The message of an error: what is wrong and what to do. ASCII without quotes and backslashes, at most 160 characters, so that an answer fits the room kept for it.</summary>
        /// <param name="error">Any up to <see cref="ProtocolError.UnsupportedType"/>; of the requests that the library refuses, it has the sentence: null.</param>
        public static string Message(ProtocolError error)
        {
            switch (error)
            {
                case ProtocolError.Malformed: return "A command is one JSON object, or one CBOR map in nano.v1.cbor, nested at most 8 deep. A password is a member or form field of that name.";
                case ProtocolError.TooLong: return "A command is at most 512 bytes, a password at most 64.";
                case ProtocolError.DuplicateMember: return "Give each member once.";
                case ProtocolError.MissingMember: return "A command needs cmd; set also channel and value, pulse channel and ms, toggle channel, interval ms.";
                case ProtocolError.WrongType: return "id and ms are whole numbers, value a number, of an output 0, 1, false or true; cmd and channel are strings, channels an array of strings.";
                case ProtocolError.OutOfRange: return "value is 0 or 1, of a number from min to max; the ms of a pulse 1 to 86400000, of an interval 20 to 60000; an id up to 9007199254740991.";
                case ProtocolError.BetweenSteps: return "value is min and whole steps above it, or max: hello and /api/state have min, max, step (1 of the last decimal where there is none) and decimals.";
                case ProtocolError.UnknownCommand: return "cmd is set, pulse, toggle, interval, state, history or subscribe; over HTTP set, pulse or toggle.";
                case ProtocolError.UnknownChannel: return "The board has no channel of that id: hello and /api/state list those it has.";
                case ProtocolError.NotAnOutput: return "Only channels of kind output or number can be set, and only those of kind output pulsed or toggled.";
                case ProtocolError.Busy: return "The board has no room for this yet. Read what has been sent, then try again in a moment.";
                case ProtocolError.Forbidden: return "This client may only read. Sign in to control.";
                case ProtocolError.Failed: return "The board could not drive the output. Try again, or look at what it is wired to.";
                case ProtocolError.Timeout: return "A command in fragments takes at most 10 s in all and 2 s between two. Send it in one frame.";
                case ProtocolError.Unauthorized: return "This takes a password: sign in, or send it as Basic or Bearer credentials.";
                case ProtocolError.WrongPassword: return "That is not the password.";
                case ProtocolError.TooManyAttempts: return "Too many wrong passwords came from this address. Wait for as long as Retry-After says, in seconds.";
                case ProtocolError.UnsupportedType: return "Send application/json, or a form.";
                default: return null;
            }
        }

        /// <summary>The status that answers an error over HTTP.</summary>
        public static int Status(ProtocolError error)
        {
            switch (error)
            {
                case ProtocolError.None: return HttpStatus.Ok;
                case ProtocolError.TooLong: return HttpStatus.ContentTooLarge;
                case ProtocolError.WrongType:
                case ProtocolError.BetweenSteps:
                case ProtocolError.OutOfRange: return HttpStatus.UnprocessableContent;
                case ProtocolError.UnknownChannel:
                case ProtocolError.NotFound: return HttpStatus.NotFound;
                case ProtocolError.NotAnOutput: return HttpStatus.Conflict;
                case ProtocolError.Busy:
                case ProtocolError.Unavailable: return HttpStatus.ServiceUnavailable;
                case ProtocolError.Forbidden:
                case ProtocolError.ForeignOrigin: return HttpStatus.Forbidden;
                case ProtocolError.Failed:
                case ProtocolError.InternalError: return HttpStatus.InternalServerError;
                case ProtocolError.Timeout: return HttpStatus.RequestTimeout;
                case ProtocolError.Unauthorized:
                case ProtocolError.WrongPassword: return HttpStatus.Unauthorized;
                case ProtocolError.TooManyAttempts:
                case ProtocolError.TooManyConnections: return HttpStatus.TooManyRequests;
                case ProtocolError.UnsupportedType: return HttpStatus.UnsupportedMediaType;
                case ProtocolError.MethodNotAllowed: return HttpStatus.MethodNotAllowed;
                case ProtocolError.UriTooLong: return HttpStatus.UriTooLong;
                case ProtocolError.UnknownExpectation: return HttpStatus.ExpectationFailed;
                case ProtocolError.ForeignHost: return HttpStatus.MisdirectedRequest;
                case ProtocolError.FieldsTooLarge: return HttpStatus.FieldsTooLarge;
                case ProtocolError.NotImplemented: return HttpStatus.NotImplemented;
                case ProtocolError.UnknownVersion: return HttpStatus.VersionNotSupported;
                default: return HttpStatus.BadRequest;
            }
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
