using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>Why a command is refused. <see cref="CommandErrors"/> has each one's code, status and words.</summary>
    public enum CommandError
    {
        /// <summary>It is not: it is acknowledged.</summary>
        None,

        /// <summary>The message is not one JSON object as text, or CBOR map as binary where that was chosen. 400.</summary>
        Malformed,

        /// <summary>The message is longer than a command may be. 413.</summary>
        TooLong,

        /// <summary>A member that a command knows occurs twice: readers would differ over which counts (RFC 8259 section 4). 400.</summary>
        DuplicateMember,

        /// <summary>A member that the command needs is missing. 400.</summary>
        MissingMember,

        /// <summary>A member is not a whole number where it must be one, or not a string. 422.</summary>
        WrongType,

        /// <summary>A number is below or above what it may be. 422.</summary>
        OutOfRange,

        /// <summary>There is no such command. 400.</summary>
        UnknownCommand,

        /// <summary>The board has no such channel. 404.</summary>
        UnknownChannel,

        /// <summary>The channel is not an output. 409.</summary>
        NotAnOutput,

        /// <summary>What waits for the client leaves no room for the sample it asks for, or too many send commands in fragments. 503.</summary>
        Busy,

        /// <summary>The client may only read: it may not control, nor send commands in fragments. 403.</summary>
        Forbidden,

        /// <summary>The output could not be driven. 500.</summary>
        Failed,

        /// <summary>The command's fragments have not come in time. 408.</summary>
        Timeout,
    }

    /// <summary>The table of errors: the protocol's "code", the status over HTTP, and words that tell what to do.</summary>
    public static class CommandErrors
    {
        // Encoded once, in the order of the enum: code, line feed, words. Together with its id an error fits the room that is kept
        // for an answer.
        private static readonly byte[][] s_errors =
        {
            null,
            Encode("malformed", "A command is one JSON object as text, or one CBOR map as binary in nano.v1.cbor, nested at most 8 deep."),
            Encode("too-long", "A command is at most 512 bytes."),
            Encode("duplicate-member", "Give each member once."),
            Encode("missing-member", "A command needs cmd; set also channel and value, pulse channel and ms, interval ms."),
            Encode("wrong-type", "id, value and ms are whole numbers, cmd and channel strings, channels an array of strings."),
            Encode("out-of-range", "value is 0 or 1, the ms of a pulse 1 to 60000, the ms of an interval 20 to 60000, an id up to 9007199254740991."),
            Encode("unknown-command", "cmd is set, pulse, interval, state, history or subscribe; over HTTP only outputs can be set."),
            Encode("unknown-channel", "The board has no channel of that id: hello and /api/state list those it has."),
            Encode("not-an-output", "Only channels of kind output can be set."),
            Encode("busy", "Read what has been sent, then ask again."),
            Encode("forbidden", "This client may only read. Sign in to control."),
            Encode("failed", "The board could not drive the output. Try again, or look at what it is wired to."),
            Encode("timeout", "A command in fragments takes at most 10 s in all and 2 s between two. Send it in one frame."),
        };

        private static readonly byte[] s_code = Encoding.UTF8.GetBytes("\"code\":\"");
        private static readonly byte[] s_message = Encoding.UTF8.GetBytes("\",\"message\":\"");
        private static readonly byte[] s_position = Encoding.UTF8.GetBytes("\",\"at\":");

        /// <summary>The status that answers an error over HTTP.</summary>
        public static int Status(CommandError error)
        {
            switch (error)
            {
                case CommandError.None: return HttpStatus.Ok;
                case CommandError.TooLong: return HttpStatus.ContentTooLarge;
                case CommandError.WrongType:
                case CommandError.OutOfRange: return HttpStatus.UnprocessableContent;
                case CommandError.UnknownChannel: return HttpStatus.NotFound;
                case CommandError.NotAnOutput: return HttpStatus.Conflict;
                case CommandError.Busy: return HttpStatus.ServiceUnavailable;
                case CommandError.Forbidden: return HttpStatus.Forbidden;
                case CommandError.Failed: return HttpStatus.InternalServerError;
                case CommandError.Timeout: return HttpStatus.RequestTimeout;
                default: return HttpStatus.BadRequest;
            }
        }

        /// <summary>Writes the members of an error as JSON: "code":…,"message":… and, where there is one, "at":… At most 200 bytes.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="error">Any but <see cref="CommandError.None"/>.</param>
        /// <param name="position">The byte of the message, from 0 on, that is wrong; -1 for none.</param>
        public static void Write(ByteWriter writer, CommandError error, int position)
        {
            byte[] text = Text(error, out int codeCount);
            writer.Write(s_code, 0, s_code.Length);
            writer.Write(text, 0, codeCount);
            writer.Write(s_message, 0, s_message.Length);
            writer.Write(text, codeCount + 1, text.Length - codeCount - 1);
            if (position >= 0)
            {
                writer.Write(s_position, 0, s_position.Length);
                writer.WriteNumber(position);
            }
            else
            {
                writer.Write((byte)'"');
            }
        }

        /// <summary>An error's code and, one byte behind it, its words.</summary>
        internal static byte[] Text(CommandError error, out int codeCount)
        {
            byte[] text = s_errors[(int)error];
            codeCount = Ascii.IndexOf(text, '\n', 0, text.Length);
            return text;
        }

        private static byte[] Encode(string code, string message)
        {
            return Encoding.UTF8.GetBytes(code + "\n" + message);
        }
    }
}
