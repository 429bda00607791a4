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
        private static readonly byte[] s_history = Encoding.UTF8.GetBytes("history");
        private static readonly byte[] s_subscribe = Encoding.UTF8.GetBytes("subscribe");
        private static readonly byte[] s_channels = Encoding.UTF8.GetBytes("channels");

        private readonly Board _board;
        private readonly byte[] _id = new byte[Channel.MaximumId];
        private TokenReader _tokens;
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
            Channels = 32,
        }

        /// <summary>Makes a reader.</summary>
        /// <param name="board">Whose channels the commands are about.</param>
        public CommandReader(Board board)
        {
            _board = board;
        }

        /// <summary>Reads a command.</summary>
        /// <param name="tokens">Reads the format it is in.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="command">Receives the command, and in <see cref="Command.Error"/> what is wrong with it.</param>
        public void Read(TokenReader tokens, byte[] buffer, int offset, int count, Command command)
        {
            _tokens = tokens;
            command.Clear();
            if (count > MaximumLength)
            {
                command.Fail(CommandError.TooLong, -1);
                return;
            }

            _seen = Member.Unknown;
            tokens.Begin(buffer, offset, count);
            bool isValid = tokens.Read() == JsonToken.BeginObject;
            while (isValid && tokens.Read() == JsonToken.Name)
            {
                Member member = FindMember();
                int position = tokens.Position;
                isValid = tokens.Read() != JsonToken.Error;
                if (isValid && member != Member.Unknown)
                {
                    if ((_seen & member) != 0)
                    {
                        command.Fail(CommandError.DuplicateMember, position);
                    }

                    _seen |= member;
                    ReadMember(member, command);
                }

                isValid = isValid && tokens.Skip();
            }

            if (!isValid || tokens.Token != JsonToken.EndObject || tokens.Read() != JsonToken.End)
            {
                command.Fail(CommandError.Malformed, tokens.Position);
            }
        }

        private Member FindMember()
        {
            TokenReader tokens = _tokens;
            return tokens.IsString(s_id) ? Member.Id
                : tokens.IsString(s_cmd) ? Member.Verb
                : tokens.IsString(s_channel) ? Member.Channel
                : tokens.IsString(s_value) ? Member.Value
                : tokens.IsString(s_ms) ? Member.Milliseconds
                : tokens.IsString(s_channels) ? Member.Channels
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
                    command._valuePosition = _tokens.Position;
                    command.HasValue = ReadInteger(command, long.MinValue, long.MaxValue, out long value);
                    command.Value = value;
                    break;

                case Member.Milliseconds:
                    command._millisecondsPosition = _tokens.Position;
                    command.HasMilliseconds = ReadInteger(command, long.MinValue, long.MaxValue, out long milliseconds);
                    command.Milliseconds = milliseconds;
                    break;

                case Member.Channels:
                    ReadChannels(command);
                    break;
            }
        }

        private bool ReadInteger(Command command, long minimum, long maximum, out long value)
        {
            if (_tokens.TryGetInteger(minimum, maximum, out value))
            {
                return true;
            }

            bool isInteger = _tokens.Token == JsonToken.Number && _tokens.IsInteger;
            command.Fail(isInteger ? CommandError.OutOfRange : CommandError.WrongType, _tokens.Position);
            return false;
        }

        private void ReadVerb(Command command)
        {
            TokenReader tokens = _tokens;
            if (tokens.Token != JsonToken.String)
            {
                command.Fail(CommandError.WrongType, tokens.Position);
                return;
            }

            command.Verb = tokens.IsString(s_set) ? CommandVerb.Set
                : tokens.IsString(s_pulse) ? CommandVerb.Pulse
                : tokens.IsString(s_interval) ? CommandVerb.Interval
                : tokens.IsString(s_state) ? CommandVerb.State
                : tokens.IsString(s_history) ? CommandVerb.History
                : tokens.IsString(s_subscribe) ? CommandVerb.Subscribe
                : CommandVerb.None;
            if (command.Verb == CommandVerb.None)
            {
                command.Fail(CommandError.UnknownCommand, tokens.Position);
            }
        }

        private void ReadChannel(Command command)
        {
            if (_tokens.Token != JsonToken.String)
            {
                command.Fail(CommandError.WrongType, _tokens.Position);
                return;
            }

            int count = _tokens.CopyString(command.ChannelId, 0);
            if (count <= 0)
            {
                // Empty, or longer than any channel's id.
                command.Fail(CommandError.UnknownChannel, _tokens.Position);
                return;
            }

            command._channelPosition = _tokens.Position;
            command.ChannelIdCount = count;
        }

        private void ReadChannels(Command command)
        {
            if (_tokens.Token != JsonToken.BeginArray)
            {
                command.Fail(CommandError.WrongType, _tokens.Position);
                return;
            }

            // An error in the text ends this loop too, and is found again by the caller.
            while (_tokens.Read() == JsonToken.String)
            {
                int count = _tokens.CopyString(_id, 0);
                int index = count < 0 ? -1 : _board.IndexOf(_id, 0, count);
                if (index < 0)
                {
                    command.Fail(CommandError.UnknownChannel, _tokens.Position);
                }
                else
                {
                    command.Mask |= 1 << index;
                }
            }

            if (_tokens.Token != JsonToken.EndArray)
            {
                command.Fail(_tokens.Token == JsonToken.Error ? CommandError.Malformed : CommandError.WrongType, _tokens.Position);
                SkipArray();
            }
        }

        /// <summary>Passes over the rest of the array that the current token is an item of.</summary>
        private void SkipArray()
        {
            while (_tokens.Token != JsonToken.EndArray && _tokens.Skip())
            {
                _tokens.Read();
            }
        }
    }
}
