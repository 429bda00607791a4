using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"id":…,"t":ms,"slots":…,"reset":…,"wifi":{…},"notices":[…],"mqtt":{…},"channels":[…]}. Setup, Wi-Fi, notices and the broker are there only when there are any.</summary>
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
            int channel = index - notices - 4;
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
                WriteNotice(writer, _context.Notices[index - 2], index == 2);
            }
            else if (index == notices + 2 && _context.Broker != null)
            {
                EndNotices(writer, _context.Broker, notices == 0);
            }
            else if (channel < 0)
            {
                BeginChannels(writer, notices);
                exchange.Position = notices + 3;
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

        private static void WriteNotice(ByteWriter writer, StartNotice notice, bool isFirst)
        {
            writer.WriteText(isFirst ? ",\"notices\":[{\"code\":\"" : ",{\"code\":\"");
            writer.WriteText(notice.Code);
            writer.WriteText("\",\"message\":");
            JsonWriter.WriteString(writer, notice.Message, 0, notice.Message.Length);
            writer.WriteText("}");
        }

        /// <summary>Writes the notice of a broker that the board cannot use, and the end of all notices. It is one item, because the broker's state may change between two.</summary>
        private static void EndNotices(ByteWriter writer, BrokerStatus broker, bool isFirst)
        {
            bool hasNotice = broker.Code.Length > 0;
            if (hasNotice)
            {
                writer.WriteText(isFirst ? ",\"notices\":[{\"code\":\"mqtt-" : ",{\"code\":\"mqtt-");
                writer.WriteText(broker.Code);
                writer.WriteText("\",\"message\":\"");
                writer.WriteText(broker.Message);
                writer.WriteText("\"}");
            }

            if (hasNotice || !isFirst)
            {
                writer.WriteText("]");
            }
        }

        private void BeginChannels(ByteWriter writer, int notices)
        {
            BrokerStatus broker = _context.Broker;
            if (broker != null)
            {
                writer.WriteText(",\"mqtt\":{\"broker\":\"");
                writer.WriteText(broker.Broker);
                writer.WriteText(broker.IsConnected ? "\",\"connected\":true" : "\",\"connected\":false");
                if (broker.Code.Length > 0)
                {
                    writer.WriteText(",\"reason\":\"");
                    writer.WriteText(broker.Code);
                    writer.WriteText("\"");
                }

                writer.WriteText("}");
            }
            else if (notices > 0)
            {
                writer.WriteText("]");
            }

            writer.WriteText(",\"channels\":[");
        }
    }
}
