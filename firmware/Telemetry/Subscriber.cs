using System;
using System.Text;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware
{
    /// <summary>
    /// One client of /ws: what it has been sent, when its next sample is due, and the command it is in the middle of. There is
    /// one for each slot, made once.
    /// </summary>
    internal sealed class Subscriber : ICommandSink
    {
        private static readonly byte[] s_ack = Encoding.UTF8.GetBytes("{\"type\":\"ack\",\"id\":");
        private static readonly byte[] s_error = Encoding.UTF8.GetBytes("{\"type\":\"error\",\"id\":");

        private readonly Device _device;
        private readonly byte[] _message = new byte[CommandReader.MaximumLength];
        private int _messageCount;
        private bool _isSkipping;
        private int _helloSent;

        public Subscriber(Device device)
        {
            _device = device;
        }

        /// <summary>The connection, or null when there is none.</summary>
        public WebSocket WebSocket { get; private set; }

        /// <summary>Whether it has had its hello, so that samples may follow.</summary>
        public bool IsListening { get; private set; }

        /// <summary>The time between its samples in milliseconds.</summary>
        public int Interval { get; private set; }

        /// <summary>The number of the last interval it had a sample for, or should have had.</summary>
        public long Sequence { get; set; }

        /// <summary>A client has connected: greets it.</summary>
        public void Begin(WebSocket webSocket)
        {
            WebSocket = webSocket;
            Interval = _device.Interval;
            _isSkipping = false;
            _messageCount = 0;
            _helloSent = 0;
            _device.Board.Read(_device.Server.Now);
            SendHello();
        }

        /// <summary>The client has gone.</summary>
        public void End()
        {
            WebSocket = null;
            IsListening = false;
        }

        /// <summary>Sends as much of the hello as there is room for. Until all of it is sent no command arrives.</summary>
        public void SendHello()
        {
            Hello hello = _device.Hello;
            int count = hello.Count;
            while (_helloSent < count)
            {
                hello.Write(_helloSent, WebSocket.BeginPiece());
                if (!WebSocket.EndPiece(MessageType.Text, _helloSent == 0, _helloSent == count - 1))
                {
                    WebSocket.WantsToSend = true;
                    return;
                }

                _helloSent++;
            }

            Sequence = _device.Server.Now / Interval;
            IsListening = true;
        }

        /// <summary>Takes a piece of a message. A command in one piece is read where it lies; only others are collected.</summary>
        public void Receive(MessageType type, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (first)
            {
                _isSkipping = false;
                _messageCount = 0;
            }

            if (_isSkipping)
            {
                return;
            }

            if (type != MessageType.Text)
            {
                _isSkipping = true;
                _device.Dispatcher.Refuse(CommandError.Malformed, this);
            }
            else if (_messageCount + count > _message.Length)
            {
                _isSkipping = true;
                _device.Dispatcher.Refuse(CommandError.TooLong, this);
            }
            else if (first && last)
            {
                _device.Dispatcher.Dispatch(buffer, offset, count, _device.Server.Now, this);
            }
            else
            {
                Array.Copy(buffer, offset, _message, _messageCount, count);
                _messageCount += count;
                if (last)
                {
                    _device.Dispatcher.Dispatch(_message, 0, _messageCount, _device.Server.Now, this);
                }
            }
        }

        /// <inheritdoc/>
        public void Acknowledge(Command command)
        {
            ByteWriter writer = WebSocket.BeginPiece();
            writer.Write(s_ack, 0, s_ack.Length);
            writer.WriteNumber(command.Id);
            EndAnswer(writer);
        }

        /// <inheritdoc/>
        public void Refuse(Command command)
        {
            ByteWriter writer = WebSocket.BeginPiece();
            writer.Write(s_error, 0, s_error.Length);
            writer.WriteNumber(command.Id);
            writer.Write((byte)',');
            CommandErrors.Write(writer, command.Error, command.Position);
            EndAnswer(writer);
        }

        /// <inheritdoc/>
        public CommandError SetInterval(int milliseconds, long now)
        {
            Interval = milliseconds;
            Sequence = now / milliseconds;
            return CommandError.None;
        }

        /// <inheritdoc/>
        public CommandError SendState(long now)
        {
            return _device.Telemetry.SendNow(this, now) ? CommandError.None : CommandError.Busy;
        }

        private void EndAnswer(ByteWriter writer)
        {
            writer.Write((byte)'}');
            if (!WebSocket.EndPiece(MessageType.Text, true, true))
            {
                // Cannot be: room for it is kept. A client must never wait for an answer that does not come.
                WebSocket.Fail(CloseStatus.InternalError, "no room for an answer");
            }
        }
    }
}
