using System;
using Nano.Web.Json;

namespace Nano.Firmware
{
    /// <summary>Executes commands, whichever way they come. Every command gets exactly one answer.</summary>
    public sealed class Dispatcher
    {
        /// <summary>The longest pulse in milliseconds.</summary>
        public const int MaximumPulse = 60000;

        /// <summary>The shortest interval between a client's samples, in milliseconds.</summary>
        public const int MinimumInterval = 20;

        /// <summary>The longest interval between a client's samples, in milliseconds.</summary>
        public const int MaximumInterval = 60000;

        private readonly Board _board;
        private readonly CommandReader _reader;
        private readonly TokenReader _json = new JsonReader();
        private readonly Command _command = new Command();

        /// <summary>Makes a dispatcher.</summary>
        /// <param name="board">Whose channels the commands are about.</param>
        public Dispatcher(Board board)
        {
            _board = board;
            _reader = new CommandReader(board);
        }

        /// <summary>How many commands have been obeyed.</summary>
        public long Obeyed { get; private set; }

        /// <summary>How many commands have been refused.</summary>
        public long Refused { get; private set; }

        /// <summary>Reads JSON, wherever it comes from: the loop is one.</summary>
        internal TokenReader Json => _json;

        /// <summary>Reads and executes a command.</summary>
        /// <param name="tokens">Reads the format it is in.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="sink">Receives the answer.</param>
        public void Dispatch(TokenReader tokens, byte[] buffer, int offset, int count, long now, ICommandSink sink)
        {
            _reader.Read(tokens, buffer, offset, count, _command);
            Finish(now, sink);
        }

        /// <summary>Reads {"value":1} and sets a channel to it, or {"ms":250} and pulses it; "cmd" may say which.</summary>
        /// <param name="channelId">Holds the channel's id.</param>
        /// <param name="channelIdCount">Its length, up to <see cref="Channel.MaximumId"/>.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="sink">Receives the answer.</param>
        public void Set(byte[] channelId, int channelIdCount, byte[] buffer, int offset, int count, long now, ICommandSink sink)
        {
            _reader.Read(_json, buffer, offset, count, _command);
            if (_command._verb == CommandVerb.None)
            {
                _command._verb = _command._hasMilliseconds && !_command._hasValue ? CommandVerb.Pulse : CommandVerb.Set;
            }

            Array.Copy(channelId, _command._channelId, channelIdCount);
            _command._channelIdCount = channelIdCount;
            _command._channelPosition = -1;
            Finish(now, sink);
        }

        /// <summary>Refuses a message that cannot be read as a command.</summary>
        /// <param name="error">Why.</param>
        /// <param name="sink">Receives the answer.</param>
        public void Refuse(CommandError error, ICommandSink sink)
        {
            _command.Clear();
            _command.Fail(error, -1);
            Finish(0, sink);
        }

        private void Finish(long now, ICommandSink sink)
        {
            if (_command._error == CommandError.None)
            {
                CommandError error = Execute(now, sink);
                if (error != CommandError.None)
                {
                    _command.Fail(error, PositionOf(error));
                }
            }

            if (_command._error == CommandError.None)
            {
                Obeyed++;
                if (_command._verb != CommandVerb.History)
                {
                    sink.Acknowledge(_command);
                }
            }
            else
            {
                Refused++;
                sink.Refuse(_command);
            }
        }

        private CommandError Execute(long now, ICommandSink sink)
        {
            Command command = _command;
            long milliseconds = command._milliseconds;
            switch (command._verb)
            {
                case CommandVerb.Set:
                case CommandVerb.Pulse:
                    return ExecuteOnOutput(now, sink);

                case CommandVerb.Interval:
                    return !command._hasMilliseconds ? CommandError.MissingMember
                        : milliseconds < MinimumInterval || milliseconds > MaximumInterval ? CommandError.OutOfRange
                        : sink.SetInterval((int)milliseconds, now);

                case CommandVerb.State:
                    return sink.SendState(now);

                case CommandVerb.Subscribe:
                    return sink.Subscribe(command._mask == 0 ? -1 : command._mask);

                case CommandVerb.History:
                    return sink.SendHistory(command._id);

                default:
                    return CommandError.MissingMember;
            }
        }

        private CommandError ExecuteOnOutput(long now, ICommandSink sink)
        {
            Command command = _command;
            if (!sink.MayControl)
            {
                return CommandError.Forbidden;
            }

            if (command._channelIdCount == 0)
            {
                return CommandError.MissingMember;
            }

            Channel channel = _board.Find(command._channelId, 0, command._channelIdCount);
            if (channel == null)
            {
                return CommandError.UnknownChannel;
            }

            DigitalOutput output = channel as DigitalOutput;
            if (output == null)
            {
                return CommandError.NotAnOutput;
            }

            CommandError error;
            try
            {
                error = command._verb == CommandVerb.Set ? Set(output) : Pulse(output, now);
            }
            catch (Exception)
            {
                // What it drives may have taken it all the same.
                error = CommandError.Failed;
                _board.Faults++;
            }

            if (error == CommandError.None || error == CommandError.Failed)
            {
                output.Control(sink.Slot);
            }

            return error;
        }

        /// <summary>Where what is wrong stands in the message; -1 for nowhere in particular.</summary>
        private int PositionOf(CommandError error)
        {
            switch (error)
            {
                case CommandError.OutOfRange: return _command._verb == CommandVerb.Set ? _command._valuePosition : _command._millisecondsPosition;
                case CommandError.UnknownChannel:
                case CommandError.NotAnOutput: return _command._channelPosition;
                default: return -1;
            }
        }

        private CommandError Set(DigitalOutput output)
        {
            if (!_command._hasValue)
            {
                return CommandError.MissingMember;
            }

            long value = _command._value;
            if (value < output._minimum || value > output._maximum)
            {
                return CommandError.OutOfRange;
            }

            output.Set((int)value);
            return CommandError.None;
        }

        private CommandError Pulse(DigitalOutput output, long now)
        {
            if (!_command._hasMilliseconds)
            {
                return CommandError.MissingMember;
            }

            long milliseconds = _command._milliseconds;
            if (milliseconds < 1 || milliseconds > MaximumPulse)
            {
                return CommandError.OutOfRange;
            }

            output.Pulse((int)milliseconds, now);
            return CommandError.None;
        }
    }
}
