using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>/api/state: all channels now, {"board":…,"firmware":…,"t":ms,"channels":[…]}.</summary>
    internal sealed class StateResource : StreamedResource
    {
        private readonly Device _device;
        private readonly byte[] _identity;

        public StateResource(Device device, byte[] identity)
            : base("application/json")
        {
            _device = device;
            _identity = identity;
        }

        /// <summary>One for what comes before the channels, one for each of them, one for the end.</summary>
        protected override int Count => _device.Board.Count + 2;

        /// <inheritdoc/>
        protected override void BeginItems()
        {
            _device.Board.Read(_device.Server.Now);
        }

        /// <inheritdoc/>
        protected override void WriteItem(int index, ByteWriter writer)
        {
            if (index == 0)
            {
                writer.WriteAscii("{");
                writer.Write(_identity, 0, _identity.Length);
                writer.WriteAscii(",\"t\":");
                writer.WriteNumber(_device.Server.Now);
                writer.WriteAscii(",\"channels\":[");
            }
            else if (index <= _device.Board.Count)
            {
                _device.Board.Write(index - 1, writer);
            }
            else
            {
                writer.WriteAscii("]}\n");
            }
        }
    }
}
