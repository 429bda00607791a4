using System.Text;
using Nano.Firmware.Cbor;
using Nano.Firmware.Channels;
using Nano.Web.Json;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// Reads commands: {"id":7,"cmd":"set","channel":"led","value":1}. Members in any order; those it does not know are passed
    /// over. It reads on behind a member that is wrong, so that the answer can have the id wherever that stands.
    /// </summary>
    public sealed class CommandReader
    {
        /// <summary>The longest command in bytes.</summary>
        public const int MaximumLength = 512;

        // In the order of Member and CommandVerb.
        private static readonly byte[][] s_members = Encode("id", "cmd", "channel", "value", "ms", "channels");
        private static readonly byte[][] s_verbs = Encode("set", "pulse", "toggle", "interval", "state", "history", "subscribe");

        private readonly Board _board;
        private readonly byte[] _id = new byte[Channel.MaximumId];
        private TokenReader _tokens;

        private enum Member
        {
            Id,
            Verb,
            Channel,
            Value,
            Milliseconds,
            Channels,
        }

        /// <summary>Makes a reader.</summary>
        /// <param name="board">The board that has the commands' channels.</param>
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
                command.Fail(ProtocolError.TooLong, -1);
                return;
            }

            int seen = 0;
            tokens.Begin(buffer, offset, count);
            JsonToken token = tokens.Read();
            bool isObject = token == JsonToken.BeginObject;
            while (isObject && (token = tokens.Read()) == JsonToken.Name)
            {
                int member = tokens.Find(s_members);
                int position = tokens.Position;
                token = tokens.Read();
                if (token != JsonToken.Error && member >= 0)
                {
                    int bit = 1 << member;
                    if ((seen & bit) != 0)
                    {
                        command.Fail(ProtocolError.DuplicateMember, position);
                    }

                    seen |= bit;
                    ReadMember((Member)member, token, command);
                }

                isObject = token > JsonToken.BeginArray ? token != JsonToken.Error : tokens.Skip();
            }

            if (!isObject || token != JsonToken.EndObject || tokens.Read() != JsonToken.End)
            {
                command.Fail(ProtocolError.Malformed, tokens.Position);
            }
        }

        private void ReadMember(Member member, JsonToken token, Command command)
        {
            switch (member)
            {
                case Member.Id:
                    if (ReadInteger(command, -JsonReader.MaximumInteger, JsonReader.MaximumInteger, out long id))
                    {
                        command._id = id;
                    }

                    break;

                case Member.Verb:
                    ReadVerb(token, command);
                    break;

                case Member.Channel:
                    ReadChannel(token, command);
                    break;

                case Member.Value:
                    ReadValue(token, command);
                    break;

                case Member.Milliseconds:
                    command._millisecondsPosition = _tokens.Position;
                    command._hasMilliseconds = ReadInteger(command, long.MinValue, long.MaxValue, out long milliseconds);
                    command._milliseconds = milliseconds;
                    break;

                case Member.Channels:
                    ReadChannels(command);
                    break;
            }
        }

        private void ReadValue(JsonToken token, Command command)
        {
            TokenReader tokens = _tokens;
            command._valuePosition = tokens.Position;
            long value = 0;
            int decimals = 0;
            if (token == JsonToken.True || token == JsonToken.False)
            {
                value = token == JsonToken.True ? 1 : 0;
                decimals = Command.Switch;
            }
            else if (!tokens.TryGetInteger(long.MinValue, long.MaxValue, out value) && (token != JsonToken.Number || !tokens.TryGetDecimal(out value, out decimals)))
            {
                command.Fail(ProtocolError.WrongType, tokens.Position);
                return;
            }

            command._hasValue = true;
            command._value = value;
            command._valueDecimals = decimals == 0 && tokens is CborReader ? Command.Scaled : decimals;
        }

        private bool ReadInteger(Command command, long minimum, long maximum, out long value)
        {
            if (_tokens.TryGetInteger(minimum, maximum, out value))
            {
                return true;
            }

            // Some languages write a whole number as 1.0.
            bool isInteger = _tokens.Token == JsonToken.Number && (_tokens.IsInteger || _tokens.TryGetWhole(out value));
            if (isInteger && !_tokens.IsInteger && value >= minimum && value <= maximum)
            {
                return true;
            }

            command.Fail(isInteger ? ProtocolError.OutOfRange : ProtocolError.WrongType, _tokens.Position);
            return false;
        }

        private void ReadVerb(JsonToken token, Command command)
        {
            TokenReader tokens = _tokens;
            if (token != JsonToken.String)
            {
                command.Fail(ProtocolError.WrongType, tokens.Position);
                return;
            }

            CommandVerb verb = (CommandVerb)(tokens.Find(s_verbs) + 1);
            command._verb = verb;
            if (verb == CommandVerb.None)
            {
                command.Fail(ProtocolError.UnknownCommand, tokens.Position);
            }
        }

        private void ReadChannel(JsonToken token, Command command)
        {
            if (token != JsonToken.String)
            {
                command.Fail(ProtocolError.WrongType, _tokens.Position);
                return;
            }

            int count = _tokens.CopyString(command._channelId, 0);
            if (count <= 0)
            {
                // Empty, or longer than any channel's id.
                command.Fail(ProtocolError.UnknownChannel, _tokens.Position);
                return;
            }

            command._channelPosition = _tokens.Position;
            command._channelIdCount = count;
        }

        private void ReadChannels(Command command)
        {
            if (_tokens.Token != JsonToken.BeginArray)
            {
                command.Fail(ProtocolError.WrongType, _tokens.Position);
                return;
            }

            // An error in the text ends this loop too, and is found again by the caller.
            while (_tokens.Read() == JsonToken.String)
            {
                int count = _tokens.CopyString(_id, 0);
                int index = count < 0 ? -1 : _board.IndexOf(_id, 0, count);
                if (index < 0)
                {
                    command.Fail(ProtocolError.UnknownChannel, _tokens.Position);
                }
                else
                {
                    command._mask |= 1 << index;
                }
            }

            if (_tokens.Token != JsonToken.EndArray)
            {
                command.Fail(_tokens.Token == JsonToken.Error ? ProtocolError.Malformed : ProtocolError.WrongType, _tokens.Position);
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

        private static byte[][] Encode(params string[] words)
        {
            byte[][] encoded = new byte[words.Length][];
            for (int i = 0; i < words.Length; i++)
            {
                encoded[i] = Encoding.UTF8.GetBytes(words[i]);
            }

            return encoded;
        }
    }
}
