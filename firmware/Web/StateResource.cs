using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"id":…,"t":ms,"slots":…,"notices":[…],"channels":[…]}. Setup and notices are there only when there are any.</summary>
    internal sealed class StateResource : StreamedResource
    {
        private readonly Device _device;

        public StateResource(Device device)
            : base("application/json")
        {
            _device = device;
        }

        /// <summary>One for the device, one for each notice, one for each channel, one for their beginning and one for the end.</summary>
        protected override int Count => _device.Notices.Length + _device.Board.Count + 3;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _device.Board.Read(_device.Server.Now);
        }

        /// <inheritdoc/>
        protected override void WriteItem(Exchange exchange, int index, ByteWriter writer)
        {
            int notices = _device.Notices.Length;
            int channel = index - notices - 2;
            if (index == 0)
            {
                WriteDevice(writer);
            }
            else if (index <= notices)
            {
                WriteNotice(writer, _device.Notices[index - 1], index == 1, index == notices);
            }
            else if (channel < 0)
            {
                writer.WriteAscii(",\"channels\":[");
            }
            else if (channel < _device.Board.Count)
            {
                _device.Json.WriteChannel(writer, _device.Board[channel], channel == 0);
            }
            else
            {
                writer.WriteAscii("]}\n");
            }
        }

        private void WriteDevice(ByteWriter writer)
        {
            writer.WriteAscii("{");
            _device.Identity.Write(writer);
            if (_device.HasSetup)
            {
                writer.WriteAscii(",\"setup\":true");
            }

            writer.WriteAscii(",\"t\":");
            writer.WriteNumber(_device.Server.Now);
            writer.WriteAscii(",\"slots\":");
            writer.WriteNumber(_device.Server.Options.Slots);
        }

        private static void WriteNotice(ByteWriter writer, StartNotice notice, bool isFirst, bool isLast)
        {
            writer.WriteAscii(isFirst ? ",\"notices\":[{\"code\":\"" : ",{\"code\":\"");
            writer.WriteAscii(notice.Code);
            writer.WriteAscii("\",\"message\":");
            JsonWriter.WriteString(writer, notice.Message, 0, notice.Message.Length);
            writer.WriteAscii(isLast ? "}]" : "}");
        }
    }
}
