using System;
using Nano.Firmware.Channels;
using Nano.Web.Json;

namespace Nano.Firmware.Messages
{
    /// <summary>Reads and executes commands, whichever way they come, and counts them. The caller answers each with an ack or an error.</summary>
    public sealed class Dispatcher
    {
        /// <summary>The longest pulse in milliseconds.</summary>
        public const int MaximumPulse = DigitalOutput.MaximumTime;

        /// <summary>The shortest interval between a client's samples, in milliseconds.</summary>
        public const int MinimumInterval = 20;

        /// <summary>The longest interval between a client's samples, in milliseconds.</summary>
        public const int MaximumInterval = 60000;

        private readonly Board _board;
        private readonly CommandReader _reader;
        private readonly TokenReader _json = new JsonReader();
        private readonly Command _command = new Command();

        /// <summary>Makes a dispatcher.</summary>
        /// <param name="board">The board that has the commands' channels.</param>
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

        /// <summary>
        /// Reads a command and executes it, if it concerns an output or a number. A command that concerns the client's subscription is returned with
        /// <see cref="Command.IsForSubscriber"/>: the caller executes it and calls <see cref="Complete"/>.
        /// </summary>
        /// <param name="tokens">Reads the format that the command is in.</param>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <param name="slot">The client's slot, 0 to 63, by which an output takes its safe value when the client has gone; -1 for a client without one.</param>
        /// <param name="mayControl">Whether the client may set outputs.</param>
        /// <returns>The command; <see cref="Command.Error"/> says why it was refused. The next call reuses the object.</returns>
        public Command Dispatch(TokenReader tokens, byte[] buffer, int offset, int count, long now, int slot, bool mayControl)
        {
            Command command = _command;
            _reader.Read(tokens, buffer, offset, count, command);
            if (!command.IsForSubscriber)
            {
                Complete(command._error == ProtocolError.None ? ExecuteOnOutput(now, slot, mayControl) : ProtocolError.None);
            }

            return command;
        }

        /// <summary>Reads {"value":1} and sets an output or number to it, or {"ms":250} and pulses an output; "cmd" may say which, and toggles it.</summary>
        /// <param name="channelId">Holds the channel's id.</param>
        /// <param name="channelIdCount">Its length, up to <see cref="Channel.MaximumId"/>.</param>
        /// <param name="buffer">Holds the message, which is JSON.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The command; <see cref="Command.Error"/> says why it was refused. The next call reuses the object.</returns>
        public Command Set(byte[] channelId, int channelIdCount, byte[] buffer, int offset, int count, long now)
        {
            Command command = _command;
            _reader.Read(_json, buffer, offset, count, command);
            if (command._verb == CommandVerb.None)
            {
                command._verb = command._hasMilliseconds && !command._hasValue ? CommandVerb.Pulse : CommandVerb.Set;
            }

            Array.Copy(channelId, command._channelId, channelIdCount);
            command._channelIdCount = channelIdCount;
            command._channelPosition = -1;
            Complete(command._error != ProtocolError.None ? ProtocolError.None
                : command.IsForSubscriber ? ProtocolError.UnknownCommand
                : ExecuteOnOutput(now, -1, true));
            return command;
        }

        /// <summary>Refuses a message that cannot be read as a command.</summary>
        /// <param name="error">Why.</param>
        /// <returns>The command. The next call reuses the object.</returns>
        public Command Refuse(ProtocolError error)
        {
            _command.Clear();
            Complete(error);
            return _command;
        }

        /// <summary>Notes how the execution of the current command ended, and counts the command.</summary>
        /// <param name="error">Why it is refused; <see cref="ProtocolError.None"/> when it was executed, or when an error was noted already.</param>
        public void Complete(ProtocolError error)
        {
            Command command = _command;
            if (error != ProtocolError.None)
            {
                command.Fail(error, PositionOf(error));
            }

            if (command._error == ProtocolError.None)
            {
                Obeyed++;
            }
            else
            {
                Refused++;
            }
        }

        private ProtocolError ExecuteOnOutput(long now, int slot, bool mayControl)
        {
            Command command = _command;
            if (command._verb == CommandVerb.None)
            {
                return ProtocolError.MissingMember;
            }

            if (!mayControl)
            {
                return ProtocolError.Forbidden;
            }

            if (command._channelIdCount == 0)
            {
                return ProtocolError.MissingMember;
            }

            Channel channel = _board.Find(command._channelId, 0, command._channelIdCount);
            if (channel == null)
            {
                return ProtocolError.UnknownChannel;
            }

            SettableChannel settable = channel as SettableChannel;
            if (settable == null || (command._verb != CommandVerb.Set && channel.Kind != ChannelKind.Output))
            {
                return ProtocolError.NotAnOutput;
            }

            ProtocolError error;
            try
            {
                error = command._verb == CommandVerb.Set ? Set(settable)
                    : command._verb == CommandVerb.Pulse ? Pulse((DigitalOutput)settable, now)
                    : Toggle((DigitalOutput)settable);
            }
            catch (Exception)
            {
                // The hardware may have applied the value before the exception.
                error = ProtocolError.Failed;
                _board.Faults++;
            }

            if (error == ProtocolError.None || error == ProtocolError.Failed)
            {
                settable.Control(slot);
            }

            return error;
        }

        /// <summary>Where what is wrong stands in the message; -1 for nowhere in particular.</summary>
        private int PositionOf(ProtocolError error)
        {
            switch (error)
            {
                case ProtocolError.WrongType:
                case ProtocolError.BetweenSteps:
                case ProtocolError.OutOfRange: return _command._verb == CommandVerb.Set ? _command._valuePosition : _command._millisecondsPosition;
                case ProtocolError.UnknownChannel:
                case ProtocolError.NotAnOutput: return _command._channelPosition;
                default: return -1;
            }
        }

        private ProtocolError Set(SettableChannel channel)
        {
            Command command = _command;
            if (!command._hasValue)
            {
                return ProtocolError.MissingMember;
            }

            long value = command._value;
            int decimals = command._valueDecimals;
            if (channel.Kind == ChannelKind.Output ? decimals > 0 : decimals == Command.Switch)
            {
                return ProtocolError.WrongType;
            }

            int scale = decimals < 0 ? 0 : channel._decimals - decimals;
            for (; scale > 0; scale--)
            {
                if (value > int.MaxValue || value < -int.MaxValue)
                {
                    return ProtocolError.OutOfRange;
                }

                value *= 10;
            }

            // A value with more decimals than the channel is compared by the digits that the channel has.
            bool isBetween = scale < 0;
            for (; scale < 0 && value != 0; scale++)
            {
                value /= 10;
            }

            if (value < channel._minimum || value > channel._maximum)
            {
                return ProtocolError.OutOfRange;
            }

            if (isBetween || (channel is NumberOutput number && !number.IsStep(value)))
            {
                return ProtocolError.BetweenSteps;
            }

            channel.Set(value);
            return ProtocolError.None;
        }

        private static ProtocolError Toggle(DigitalOutput output)
        {
            output.Toggle();
            return ProtocolError.None;
        }

        private ProtocolError Pulse(DigitalOutput output, long now)
        {
            if (!_command._hasMilliseconds)
            {
                return ProtocolError.MissingMember;
            }

            long milliseconds = _command._milliseconds;
            if (milliseconds < 1 || milliseconds > MaximumPulse)
            {
                return ProtocolError.OutOfRange;
            }

            output.Pulse((int)milliseconds, now);
            return ProtocolError.None;
        }
    }
}
