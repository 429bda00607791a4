using Nano.Firmware.Access;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    /// <summary>What the device's resources and subscribers share. <see cref="Device"/> creates it and sets its members before the server starts.</summary>
    internal sealed class WebContext : IAccessHost
    {
        /// <summary>The server.</summary>
        public WebServer Server { get; set; }

        /// <summary>The channels.</summary>
        public Board Board { get; set; }

        /// <summary>Samples, events and history.</summary>
        public TelemetryTask Telemetry { get; set; }

        /// <summary>Executes commands.</summary>
        public Dispatcher Dispatcher { get; set; }

        /// <summary>Holds the content of a short response. It is written and sent within one call, so that one buffer serves all resources.</summary>
        public ByteWriter Content { get; } = new ByteWriter(new byte[StreamedResource.MaximumItem]);

        /// <summary>Assembles commands that come in fragments.</summary>
        public CommandAssembler Assembler { get; set; }

        /// <summary>The board's name and id, and the firmware's version.</summary>
        public Identity Identity { get; set; }

        /// <summary>Writes messages in nano.v1.json.</summary>
        public JsonFormat Json { get; set; }

        /// <summary>Writes messages in nano.v1.cbor; null when the device does not offer it.</summary>
        public CborFormat Cbor { get; set; }

        /// <summary>The access control; null when every client may do everything.</summary>
        public AccessGate Gate { get; set; }

        /// <summary>How the connection with an MQTT broker is; null when there is none.</summary>
        public BrokerStatus Broker { get; set; }

        /// <summary>The time between samples that a client begins with, in milliseconds.</summary>
        public int Interval { get; set; }

        /// <summary>See <see cref="DeviceOptions.GreetingDelay"/>.</summary>
        public int GreetingDelay { get; set; }

        /// <summary>Whether there is a setup page at /setup.</summary>
        public bool HasSetup { get; set; }

        /// <summary>What the start had to do otherwise than the settings ask for.</summary>
        public StartNotice[] Notices { get; set; } = new StartNotice[0];

        /// <summary>The board's Wi-Fi; null where there is none.</summary>
        public Radio Radio { get; set; }

        /// <summary>Why the board has started: <c>request</c>, <c>setup</c>, <c>failure</c> or <c>power</c>.</summary>
        public string ResetReason { get; set; } = "power";

        long IAccessHost.Now => Server.Now;

        /// <summary>Gets the right of a slot's client.</summary>
        /// <param name="slot">The client's slot.</param>
        public Right GetRight(int slot)
        {
            return Gate == null ? Right.Control : Gate.GetRight(slot);
        }

        /// <summary>Has the loop look after channels and samples at once. Any thread may call it.</summary>
        public void RunSoon()
        {
            Board.UpdateSoon();
            Telemetry.RunSoon();
        }

        bool IAccessHost.IsListening(int slot)
        {
            return Telemetry.IsListening(slot);
        }

        void IAccessHost.Close(int slot, string reason)
        {
            Server.CloseWebSocket(slot, CloseStatus.PolicyViolation, reason);
        }
    }
}
