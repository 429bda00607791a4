using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"id":…,"t":ms,"slots":…,"reset":…,"wifi":{…},"notices":[…],"channels":[…]}. Setup, Wi-Fi and notices are there only when there are any.</summary>
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
            int channel = index - notices - 3;
            if (index == 0)
            {
                WriteDevice(writer);
            }
            else if (index == 1)
            {
                WriteStart(writer);
            }
            else if (index <= notices + 1)
            {
                WriteNotice(writer, _context.Notices[index - 2], index == 2, index == notices + 1);
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

        private void WriteStart(ByteWriter writer)
        {
            writer.WriteText(",\"reset\":\"");
            writer.WriteText(_context.ResetReason);
            Radio radio = _context.Radio;
            writer.Write((byte)'"');
            if (radio == null)
            {
                return;
            }

            writer.WriteText(",\"wifi\":{\"address\":\"");
            writer.WriteText(radio.Address);
            writer.Write((byte)'"');
            if (radio.Signal != NetworkList.UnknownSignal)
            {
                writer.WriteText(",\"signal\":");
                writer.WriteNumber(radio.Signal);
            }

            if (radio.RadioChannel > 0)
            {
                writer.WriteText(",\"channel\":");
                writer.WriteNumber(radio.RadioChannel);
            }

            writer.Write((byte)'}');
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
