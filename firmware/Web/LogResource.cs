using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>/api/log: the board's last messages, the oldest first, {"t":ms,"lines":[{"t":ms,"text":…},…]}. It takes the right to control: messages name addresses and origins.</summary>
    internal sealed class LogResource : StreamedResource
    {
        private readonly MessageLog _log;
        private readonly WebServer _server;

        public LogResource(MessageLog log, WebServer server)
            : base("application/json")
        {
            Right = Right.Control;
            _log = log;
            _server = server;
        }

        /// <inheritdoc/>
        protected override int ItemSize => 440;

        /// <inheritdoc/>
        protected override int ItemsAtOnce => 1;

        /// <inheritdoc/>
        protected override void BeginItems(Exchange exchange)
        {
            // What is added from now on is not part of the answer.
            exchange.Choice = _log.First;
            exchange.End = _log.End;
        }

        /// <inheritdoc/>
        protected override bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            int index = exchange.Position;
            if (exchange.Choice == int.MinValue)
            {
                return false;
            }

            if (index == 0)
            {
                writer.WriteText("{\"t\":");
                writer.WriteNumber(_server.Now);
                writer.WriteText(",\"lines\":[");
            }
            else if (exchange.Choice - exchange.End >= 0)
            {
                writer.WriteText("]}\n");
                exchange.Choice = int.MinValue;
            }
            else
            {
                if (index > 1)
                {
                    writer.Write((byte)',');
                }

                exchange.Choice = _log.Write(writer, exchange.Choice);
            }

            return true;
        }
    }
}
