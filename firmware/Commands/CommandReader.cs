using System.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// Reads commands: {"id":7,"cmd":"set","channel":"led","value":1}. Members in any order; those it does not know are passed
    /// over. It reads on behind a member that is wrong, so that the answer can have the id wherever that stands.
    /// </summary>
    public sealed class CommandReader
    {
        /// <summary>The longest command in bytes.</summary>
        public const int MaximumLength = 512;

        private static readonly byte[] s_id = Encoding.UTF8.GetBytes("id");
        private static readonly byte[] s_cmd = Encoding.UTF8.GetBytes("cmd");
        private static readonly byte[] s_channel = Encoding.UTF8.GetBytes("channel");
        private static readonly byte[] s_value = Encoding.UTF8.GetBytes("value");
        private static readonly byte[] s_ms = Encoding.UTF8.GetBytes("ms");
        private static readonly byte[] s_set = Encoding.UTF8.GetBytes("set");
        private static readonly byte[] s_pulse = Encoding.UTF8.GetBytes("pulse");
        private static readonly byte[] s_interval = Encoding.UTF8.GetBytes("interval");
        private static readonly byte[] s_state = Encoding.UTF8.GetBytes("state");

        private readonly JsonReader _json = new JsonReader();
        private Member _seen;

        [System.Flags]
        private enum Member
        {
            Unknown = 0,
            Id = 1,
            Verb = 2,
            Channel = 4,
            Value = 8,
            Milliseconds = 16,
        }

        /// <summary>Reads a command.</summary>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="command">Receives the command, and in <see cref="Command.Error"/> what is wrong with it.</param>
        public void Read(byte[] buffer, int offset, int count, Command command)
        {
            JsonReader json = _json;
            command.Clear();
            if (count > MaximumLength)
            {
                command.Fail(CommandError.TooLong, -1);
                return;
            }

            _seen = Member.Unknown;
            json.Begin(buffer, offset, count);
            bool isValid = json.Read() == JsonToken.BeginObject;
            while (isValid && json.Read() == JsonToken.Name)
            {
                Member member = FindMember();
                int position = json.Position;
                isValid = json.Read() != JsonToken.Error;
                if (isValid && member != Member.Unknown)
                {
                    if ((_seen & member) != 0)
                    {
                        command.Fail(CommandError.DuplicateMember, position);
                    }

                    _seen |= member;
                    ReadMember(member, command);
                }

                isValid = isValid && json.Skip();
            }

            if (!isValid || json.Token != JsonToken.EndObject || json.Read() != JsonToken.End)
            {
                command.Fail(CommandError.Malformed, json.Position);
            }
        }

        private Member FindMember()
        {
            JsonReader json = _json;
            return json.IsString(s_id) ? Member.Id
                : json.IsString(s_cmd) ? Member.Verb
                : json.IsString(s_channel) ? Member.Channel
                : json.IsString(s_value) ? Member.Value
                : json.IsString(s_ms) ? Member.Milliseconds
                : Member.Unknown;
        }

        private void ReadMember(Member member, Command command)
        {
            switch (member)
            {
                case Member.Id:
                    if (ReadInteger(command, -JsonReader.MaximumInteger, JsonReader.MaximumInteger, out long id))
                    {
                        command.Id = id;
                    }

                    break;

                case Member.Verb:
                    ReadVerb(command);
                    break;

                case Member.Channel:
                    ReadChannel(command);
                    break;

                case Member.Value:
                    command.HasValue = ReadInteger(command, long.MinValue, long.MaxValue, out long value);
                    command.Value = value;
                    break;

                case Member.Milliseconds:
                    command.HasMilliseconds = ReadInteger(command, long.MinValue, long.MaxValue, out long milliseconds);
                    command.Milliseconds = milliseconds;
                    break;
            }
        }

        private bool ReadInteger(Command command, long minimum, long maximum, out long value)
        {
            if (_json.TryGetInteger(minimum, maximum, out value))
            {
                return true;
            }

            bool isInteger = _json.Token == JsonToken.Number && _json.IsInteger;
            command.Fail(isInteger ? CommandError.OutOfRange : CommandError.WrongType, _json.Position);
            return false;
        }

        private void ReadVerb(Command command)
        {
            JsonReader json = _json;
            if (json.Token != JsonToken.String)
            {
                command.Fail(CommandError.WrongType, json.Position);
                return;
            }

            command.Verb = json.IsString(s_set) ? CommandVerb.Set
                : json.IsString(s_pulse) ? CommandVerb.Pulse
                : json.IsString(s_interval) ? CommandVerb.Interval
                : json.IsString(s_state) ? CommandVerb.State
                : CommandVerb.None;
            if (command.Verb == CommandVerb.None)
            {
                command.Fail(CommandError.UnknownCommand, json.Position);
            }
        }

        private void ReadChannel(Command command)
        {
            if (_json.Token != JsonToken.String)
            {
                command.Fail(CommandError.WrongType, _json.Position);
                return;
            }

            int count = _json.CopyString(command.ChannelId, 0);
            if (count <= 0)
            {
                // Empty, or longer than any channel's id.
                command.Fail(CommandError.UnknownChannel, _json.Position);
                return;
            }

            command.ChannelIdCount = count;
        }
    }
}
