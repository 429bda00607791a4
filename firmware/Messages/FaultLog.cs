using System;
using Nano.Web.Server;

namespace Nano.Firmware.Messages
{
    /// <summary>
    /// Tells the board's messages, which /api/log serves, of exceptions that handlers, tasks and the loop throw: a few at once and then one every ten seconds,
    /// so that a client that provokes them costs little and the other messages remain. The next line tells how many have been left out.
    /// </summary>
    public sealed class FaultLog
    {
        /// <summary>The number of lines at once.</summary>
        public const int Burst = 3;

        /// <summary>The time in which one more line is allowed, in milliseconds.</summary>
        public const int Interval = 10000;

        private readonly WebServer _server;
        private readonly MessageLog _messages;
        private int _left = Burst;
        private int _omitted;
        private long _due;

        /// <summary>Makes one.</summary>
        /// <param name="server">Knows the time.</param>
        /// <param name="messages">The board's messages.</param>
        public FaultLog(WebServer server, MessageLog messages)
        {
            _server = server;
            _messages = messages;
        }

        /// <summary>Is told of an exception; an <see cref="ErrorHandler"/>.</summary>
        /// <param name="slot">The connection's slot, or <see cref="WebServer.NoSlot"/>.</param>
        /// <param name="exception">The exception.</param>
        public void Report(int slot, Exception exception)
        {
            ErrorReport.Write(slot, exception);
            long now = _server.Now;
            for (; _left < Burst && now >= _due; _left++)
            {
                _due += Interval;
            }

            if (_left == 0)
            {
                _omitted++;
                return;
            }

            _due = _left == Burst ? now + Interval : _due;
            _left--;
            string place = slot == WebServer.NoSlot ? "A task failed: " : "The handler of connection " + slot.ToString() + " failed: ";
            string omitted = _omitted == 0 ? "" : " " + _omitted.ToString() + " more failures before it are not listed.";
            _omitted = 0;
            _messages.Add(place + exception.GetType().Name + ": " + exception.Message + omitted);
        }
    }
}
