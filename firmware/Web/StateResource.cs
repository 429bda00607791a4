using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"id":…,"t":ms,"slots":…,"notices":[…],"channels":[…]}. Setup and notices are there only when there are any.</summary>
    internal sealed class StateResource : StreamedResource
    {
        private readonly WebContext _context;

        public StateResource(WebContext context)
            : base("application/json")
        {
            _context = context;
        }

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _context.Board.Read(_context.Server.Now);
        }

        /// <inheritdoc/>
        protected override bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            int index = exchange.Position;
            int notices = _context.Notices.Length;
            int channel = index - notices - 2;
            if (index == 0)
            {
                WriteDevice(writer);
            }
            else if (index <= notices)
            {
                WriteNotice(writer, _context.Notices[index - 1], index == 1, index == notices);
            }
            else if (channel < 0)
            {
                writer.WriteText(",\"channels\":[");
            }
            else if (channel < _context.Board.Count)
            {
                _context.Json.WriteChannel(writer, _context.Board[channel], channel == 0);
            }
            else if (channel == _context.Board.Count)
            {
                writer.WriteText("]}\n");
            }
            else
            {
                return false;
            }

            return true;
        }

        private void WriteDevice(ByteWriter writer)
        {
            writer.WriteText("{");
            _context.Identity.Write(writer);
            if (_context.HasSetup)
            {
                writer.WriteText(",\"setup\":true");
            }

            writer.WriteText(",\"t\":");
            writer.WriteNumber(_context.Server.Now);
            writer.WriteText(",\"slots\":");
            writer.WriteNumber(_context.Server.Options.Slots);
        }

        private static void WriteNotice(ByteWriter writer, StartNotice notice, bool isFirst, bool isLast)
        {
            writer.WriteText(isFirst ? ",\"notices\":[{\"code\":\"" : ",{\"code\":\"");
            writer.WriteText(notice.Code);
            writer.WriteText("\",\"message\":");
            JsonWriter.WriteString(writer, notice.Message, 0, notice.Message.Length);
            writer.WriteText(isLast ? "}]" : "}");
        }
    }
}
