using Nano.Firmware.Messages;
using Nano.Firmware.Telemetry;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    // The client's commands and their answers.
    internal sealed partial class Subscriber
    {
        // So many messages are read in one turn of the loop at most; a power of 2. What else has arrived waits while the others have theirs.
        private const int MessagesAtOnce = 4;

        /// <summary>The time for the command that it is in the middle of is over: the rest is passed over.</summary>
        public void Expire()
        {
            _flags |= Flags.IsSkipping | Flags.IsLate;
            _webSocket.WantsToSend = true;
        }

        /// <summary>Takes a piece of a message. A command in one piece is read where it lies; only others are put together.</summary>
        /// <param name="type">The message's type.</param>
        /// <param name="buffer">Holds the piece.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="first">Whether the message begins with it.</param>
        /// <param name="last">Whether the message ends with it.</param>
        /// <param name="isTooLong">Whether it is of a frame that is longer than a command may be.</param>
        public void Receive(MessageType type, byte[] buffer, int offset, int count, bool first, bool last, bool isTooLong)
        {
            Dispatcher dispatcher = _context.Dispatcher;
            if (last && (++_messages & (MessagesAtOnce - 1)) == 0)
            {
                _webSocket.WantsToSend = true;
            }

            MessageFormat format = _format;
            if (first && last && type == format.Type)
            {
                long now = _context.Server.Now;
                Answer(dispatcher.Dispatch(format.Tokens, buffer, offset, count, now, _webSocket.Slot, MayControl), now);
                return;
            }

            CommandAssembler assembler = _context.Assembler;
            if (first)
            {
                _flags &= ~Flags.IsSkipping;
                ProtocolError error = type != format.Type ? ProtocolError.Malformed
                    : isTooLong ? ProtocolError.TooLong
                    : !MayControl ? ProtocolError.Forbidden
                    : assembler.Begin(this, _context.Server.Now) ? ProtocolError.None
                    : ProtocolError.Busy;
                if (error != ProtocolError.None)
                {
                    _flags |= Flags.IsSkipping;
                    Answer(dispatcher.Refuse(error), 0);
                }
            }

            if ((_flags & Flags.IsSkipping) != 0)
            {
                return;
            }

            if (isTooLong || !assembler.Add(buffer, offset, count, _context.Server.Now))
            {
                _flags |= Flags.IsSkipping;
                assembler.End(this);
                Answer(dispatcher.Refuse(ProtocolError.TooLong), 0);
            }
            else if (last)
            {
                assembler.End(this);
                long now = _context.Server.Now;
                Answer(dispatcher.Dispatch(format.Tokens, assembler.Buffer, 0, assembler.Count, now, _webSocket.Slot, MayControl), now);
            }
        }

        /// <summary>Executes a command that concerns this subscription, and answers any command. A history's ack follows its rows.</summary>
        private void Answer(Command command, long now)
        {
            if (command.IsForSubscriber)
            {
                _context.Dispatcher.Complete(Execute(command, now));
            }

            if (command._error != ProtocolError.None)
            {
                _format.WriteError(_webSocket.BeginPiece(), command._id, command._error, command.Position);
                EndAnswer();
            }
            else if (command._verb != CommandVerb.History)
            {
                _format.WriteAck(_webSocket.BeginPiece(), command._id);
                EndAnswer();
            }
        }

        private ProtocolError Execute(Command command, long now)
        {
            switch (command._verb)
            {
                case CommandVerb.Interval: return SetInterval(command, now);
                case CommandVerb.State: return _context.Telemetry.SendNow(this, now) ? ProtocolError.None : ProtocolError.Busy;
                case CommandVerb.Subscribe:
                    _mask = command._mask == 0 ? -1 : command._mask;
                    return ProtocolError.None;
                default:
                    BeginHistory(command._id);
                    return ProtocolError.None;
            }
        }

        private ProtocolError SetInterval(Command command, long now)
        {
            if (!command._hasMilliseconds)
            {
                return ProtocolError.MissingMember;
            }

            long milliseconds = command._milliseconds;
            if (milliseconds < Dispatcher.MinimumInterval || milliseconds > Dispatcher.MaximumInterval)
            {
                return ProtocolError.OutOfRange;
            }

            _interval = (int)milliseconds;
            _context.Telemetry.Schedule(this, now);
            _context.RunSoon();
            return ProtocolError.None;
        }

        private void BeginHistory(long id)
        {
            _flags |= Flags.IsHistory;
            _historyId = id;
            _firstRow = _context.Telemetry.History.First;
            _piece = 0;
            _lastPiece = _context.Telemetry.History.Count + 1;

            // In the next turn, so that none is long.
            _webSocket.WantsToSend = true;
        }

        private void EndAnswer()
        {
            if (!_webSocket.EndPiece(_format.Type, true, true))
            {
                // Cannot be: room for it is kept. A client must never wait for an answer that does not come.
                _webSocket.Fail(CloseStatus.InternalError, "no room for an answer");
            }
        }
    }
}
