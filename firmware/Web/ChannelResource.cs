using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /api/channels/{id}: GET tells a channel, PUT or POST {"value":1} sets an output, {"ms":250} pulses it, and tells it as it then is. What is refused is
    /// answered {"code":…,"message":…} with the status that <see cref="ErrorTable.Status"/> gives.
    /// </summary>
    internal sealed class ChannelResource : Resource
    {
        private readonly WebContext _context;
        private readonly byte[] _id = new byte[Channel.MaximumId];

        public ChannelResource(WebContext context)
            : base(RequestMethod.Get | RequestMethod.Put | RequestMethod.Post)
        {
            _context = context;
        }

        /// <inheritdoc/>
        public override bool WantsWholeContent => true;

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            if (exchange.Request.Method != RequestMethod.Get)
            {
                return;
            }

            int count = ReadId(exchange);
            if (count < 0 || _context.Board.Find(_id, 0, count) == null)
            {
                SendError(exchange, ProtocolError.UnknownChannel, -1);
            }
            else
            {
                _context.Board.Read(_context.Server.Now);
                SendChannel(exchange, count);
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            int idCount = ReadId(exchange);
            if (idCount < 0)
            {
                SendError(exchange, ProtocolError.UnknownChannel, -1);
                return;
            }

            Command command = _context.Dispatcher.Set(_id, idCount, buffer, offset, count, _context.Server.Now);
            if (command.Error == ProtocolError.None)
            {
                SendChannel(exchange, idCount);
            }
            else
            {
                SendError(exchange, command.Error, command.Position);
            }
        }

        /// <summary>Reads the id in the path.</summary>
        /// <returns>Its length, or -1 when it is longer than any channel's.</returns>
        private int ReadId(Exchange exchange)
        {
            exchange.GetValue(0, out int offset, out int count);
            return PercentEncoding.Decode(exchange.Request.Buffer, offset, count, _id, 0);
        }

        private void SendChannel(Exchange exchange, int idCount)
        {
            ByteWriter content = _context.Content;
            content.Clear();
            _context.Json.WriteChannel(content, _context.Board.Find(_id, 0, idCount), true);
            content.Write((byte)'\n');
            Response response = exchange.Response;
            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            response.BeginContent(content.Count);
            response.Write(content.Buffer, 0, content.Count);
            response.End();
        }

        private void SendError(Exchange exchange, ProtocolError error, int position)
        {
            ErrorReply.Send(_context.Content, exchange.Response, error, position);
        }
    }
}
