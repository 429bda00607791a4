using System;
using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Server;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// Tells the log which origins are refused, and how to allow them: at most a line a second, so that a page that tries again and again
    /// costs little, and the same origin once a minute.
    /// </summary>
    public class OriginLog : OriginObserver
    {
        /// <summary>The least time between two lines, in milliseconds.</summary>
        public const int Interval = 1000;

        /// <summary>The least time between two lines about the same origin, in milliseconds.</summary>
        public const int Repetition = 60000;

        private readonly WebServer _server;
        private readonly string _allow;
        private string _last = "";
        private long _due;
        private long _repeatDue;

        /// <summary>Makes one.</summary>
        /// <param name="server">The server, which has the loop's time.</param>
        /// <param name="allow">The setting or option that allows an origin, up to the origin itself: <c>the setting allow-origin=</c>.</param>
        public OriginLog(WebServer server, string allow)
        {
            _server = server;
            _allow = allow;
        }

        /// <inheritdoc/>
        public override void OnRefused(byte[] buffer, int offset, int count)
        {
            long now = _server.Now;
            if (now < _due || (now < _repeatDue && Ascii.Equals(buffer, offset, count, _last)))
            {
                return;
            }

            _due = now + Interval;
            _repeatDue = now + Repetition;
            _last = Encoding.UTF8.GetString(buffer, offset, count);
            Write(count == 0 ? "A page of another site is refused. Its origin is null or unknown, and cannot be allowed."
                : "A page or client of the origin " + _last + " is refused. To allow it: " + _allow + _last);
        }

        /// <summary>The board's messages, which have each line too; null, the default, for none.</summary>
        public MessageLog Messages { get; set; }

        /// <summary>Writes a line.</summary>
        protected virtual void Write(string line)
        {
            Console.WriteLine(line);
            Messages?.Add(line);
        }
    }
}
