using System.Text;
using Nano.Web.Http;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>
    /// /events: samples and events as Server-Sent Events, for clients and proxies without WebSocket. ?interval=ms chooses the time
    /// between samples. Samples that find no room in the connection's send buffer are dropped and counted.
    /// </summary>
    internal sealed class EventsResource : Resource
    {
        private static readonly byte[] s_interval = Encoding.UTF8.GetBytes("interval=");

        private readonly Device _device;
        private readonly Subscriber[] _subscribers;

        public EventsResource(Device device, Subscriber[] subscribers)
            : base(HttpMethod.Get)
        {
            _device = device;
            _subscribers = subscribers;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange.Response;
            int interval = ReadInterval(exchange.Request);
            if (interval < Dispatcher.MinimumInterval || interval > Dispatcher.MaximumInterval)
            {
                response.Send(HttpStatus.UnprocessableContent, "text/plain", "interval is 20 to 60000 ms.\n");
                return;
            }

            // The stream ends with its connection.
            response.KeepAlive = false;
            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", "text/event-stream");
            response.AddField("Cache-Control", "no-store");
            response.BeginContent();
            if (response.HasContent)
            {
                _subscribers[exchange.Slot].Begin(response, interval);
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Subscriber subscriber = _subscribers[exchange.Slot];
            if (_device.Server.IsStopping || !exchange.Response.HasContent)
            {
                subscriber.End();
                exchange.Response.End();
            }
            else if (!subscriber.IsListening)
            {
                subscriber.SendMore();
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            _subscribers[exchange.Slot].End();
        }

        /// <summary>The interval in the query, the device's own when there is none, -1 when it is no number.</summary>
        private int ReadInterval(Request request)
        {
            byte[] buffer = request.Buffer;
            int at = request.QueryOffset;
            int end = at + request.QueryCount;
            while (at < end)
            {
                int next = at;
                while (next < end && buffer[next] != '&')
                {
                    next++;
                }

                if (next - at > s_interval.Length && Ascii.Equals(buffer, at, s_interval, 0, s_interval.Length))
                {
                    return ReadNumber(buffer, at + s_interval.Length, next);
                }

                at = next + 1;
            }

            return _device.Interval;
        }

        private static int ReadNumber(byte[] buffer, int at, int end)
        {
            int value = 0;
            for (; at < end; at++)
            {
                int digit = buffer[at] - '0';
                if (digit < 0 || digit > 9 || value > 100000)
                {
                    return -1;
                }

                value = value * 10 + digit;
            }

            return value;
        }
    }
}
