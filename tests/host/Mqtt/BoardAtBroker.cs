using System;
using System.Collections.Generic;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Mqtt;
using Nano.Firmware.Settings;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>
    /// A board's MQTT client on a real socket, with a time of its own: it stands still while there is a connection, unless a test lets it pass, and jumps to the next attempt
    /// while there is none.
    /// </summary>
    internal sealed class BoardAtBroker : BrokerObserver, IDisposable
    {
        private readonly OutgoingSocket _stream = new OutgoingSocket();
        private readonly MqttClient _client;
        private long _now = 1000;

        /// <summary>Makes a board with one channel, the number <c>level</c>, whose broker listens on a port of the loopback address.</summary>
        public BoardAtBroker(int port)
        {
            Board board = new Board();
            board.Add(Level);
            BrokerUrl url = BrokerUrl.Read("mqtt://user:secret@127.0.0.1:" + port);
            _client = new MqttClient(url, _stream, board, new Identity("nano", "1", "nano-host"), new Dispatcher(board), 3600000, null, 1) { Observer = this };
        }

        /// <summary>The board's channel.</summary>
        public Level Level { get; } = new Level();

        /// <summary>How the connection is.</summary>
        public BrokerStatus Status => _client.Status;

        /// <summary>Each change of the connection: <c>connected</c>, or the code of the reason why there is none.</summary>
        public List<string> Changes { get; } = new List<string>();

        /// <summary>Runs the client until a condition holds.</summary>
        public void RunUntil(Func<bool> condition, string otherwise)
        {
            Until.True(
                () =>
                {
                    Turn();
                    return condition();
                },
                otherwise + " " + string.Join(' ', Changes));
        }

        /// <summary>Lets time pass.</summary>
        public void Pass(int milliseconds)
        {
            _now += milliseconds;
        }

        /// <inheritdoc/>
        public override void OnChanged(BrokerStatus status)
        {
            Changes.Add(status.Code.Length > 0 ? status.Code : "connected");
        }

        public void Dispose()
        {
            _client.HasNetwork = false;
            _client.Run(_now);
            Until.True(() => _stream.IsFree, "The connection's thread does not end.");
        }

        private void Turn()
        {
            long due = _client.Run(_now);
            if (_stream.IsFree && due != Channel.Never && due > _now)
            {
                _now = due;
            }
        }
    }
}
