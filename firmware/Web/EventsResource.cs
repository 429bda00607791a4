using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /events: samples and events as Server-Sent Events, for clients and proxies without WebSocket. ?interval=ms chooses the time
    /// between samples, ?channels=led,pot the channels. Samples that find no room in the connection's send buffer are dropped and counted.
    /// </summary>
    internal sealed class EventsResource : Resource
    {
        private readonly WebContext _context;
        private readonly Subscriber[] _subscribers;

        public EventsResource(WebContext context, Subscriber[] subscribers)
            : base(RequestMethod.Get)
        {
            _context = context;
            _subscribers = subscribers;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange.Response;
            ProtocolError error = Read(exchange.Request, out int interval, out int mask);
            if (error != ProtocolError.None)
            {
                ErrorReply.Send(_context.Content, response, error, -1);
                return;
            }

            // The stream ends with its connection.
            response.KeepAlive = false;
            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", "text/event-stream");
            // Intermediaries that buffer or compress would hold the events back: nginx obeys the second field, others the first.
            response.AddField("Cache-Control", "no-cache, no-transform");
            response.AddField("X-Accel-Buffering", "no");
            response.BeginContent();
            if (response.HasContent)
            {
                _subscribers[exchange.Slot].Begin(response, exchange.Slot, interval, mask);
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Subscriber subscriber = _subscribers[exchange.Slot];
            if (exchange.MustEnd || !exchange.Response.HasContent || _context.GetRight(exchange.Slot) == Right.None)
            {
                subscriber.End(exchange.Slot);
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
            _subscribers[exchange.Slot].End(exchange.Slot);
        }

        /// <summary>Reads what the query asks for. Other parameters are ignored.</summary>
        private ProtocolError Read(Request request, out int interval, out int mask)
        {
            interval = _context.Interval;
            mask = 0;
            byte[] buffer = request.Buffer;
            int at = request.QueryOffset;
            int end = at + request.QueryCount;
            ProtocolError error = ProtocolError.None;
            while (at < end && error == ProtocolError.None)
            {
                int next = Ascii.IndexOf(buffer, '&', at, end);
                int value = Ascii.IndexOf(buffer, '=', at, next) + 1;

                // Decoded where it lies: nobody reads the query again.
                int count = value > next ? 0 : PercentEncoding.Decode(buffer, value, next - value, buffer, value);
                if (value <= next && Ascii.Equals(buffer, at, value - at, "interval="))
                {
                    long number = Ascii.ParseNumber(buffer, value, count);
                    interval = (int)number;
                    error = number < 0 ? ProtocolError.WrongType
                        : number < Dispatcher.MinimumInterval || number > Dispatcher.MaximumInterval ? ProtocolError.OutOfRange
                        : ProtocolError.None;
                }
                else if (value <= next && Ascii.Equals(buffer, at, value - at, "channels="))
                {
                    error = count < 0 ? ProtocolError.UnknownChannel : ReadChannels(buffer, value, value + count, ref mask);
                }

                at = next + 1;
            }

            mask = mask == 0 ? -1 : mask;
            return error;
        }

        /// <summary>Reads ids with commas between; none at all mean no choice.</summary>
        private ProtocolError ReadChannels(byte[] buffer, int at, int end, ref int mask)
        {
            while (at < end)
            {
                int next = Ascii.IndexOf(buffer, ',', at, end);
                int index = _context.Board.IndexOf(buffer, at, next - at);
                if (index < 0)
                {
                    return ProtocolError.UnknownChannel;
                }

                mask |= 1 << index;
                at = next + 1;
            }

            return ProtocolError.None;
        }
    }
}
