using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"id":…,"t":ms,"channels":[…]}.</summary>
    internal sealed class StateResource : StreamedResource
    {
        private readonly Device _device;

        public StateResource(Device device)
            : base("application/json")
        {
            _device = device;
        }

        /// <summary>One for what comes before the channels, one for each of them, one for the end.</summary>
        protected override int Count => _device.Board.Count + 2;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            _device.Board.Read(_device.Server.Now);
        }

        /// <inheritdoc/>
        protected override void WriteItem(Exchange exchange, int index, ByteWriter writer)
        {
            if (index == 0)
            {
                writer.WriteAscii("{");
                _device.Identity.Write(writer);
                if (_device.HasSetup)
                {
                    writer.WriteAscii(",\"setup\":true");
                }

                writer.WriteAscii(",\"t\":");
                writer.WriteNumber(_device.Server.Now);
                writer.WriteAscii(",\"channels\":[");
            }
            else if (index <= _device.Board.Count)
            {
                _device.Json.WriteChannel(writer, _device.Board[index - 1], index == 1);
            }
            else
            {
                writer.WriteAscii("]}\n");
            }
        }
    }
}
