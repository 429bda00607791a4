using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>The settings take effect.</summary>
    public sealed partial class BoardSettings
    {
        /// <summary>Sets a device's options from these settings.</summary>
        /// <param name="options">The options.</param>
        public void Apply(DeviceOptions options)
        {
            options.Name = Name;
            options.Id = Id;
            options.Host = Host;
            options.Interval = Interval;
            options.History = History;
            options.HistoryInterval = HistoryInterval;
            options.Cbor = Cbor;
            options.Broker = Broker;
            options.BrokerInterval = BrokerInterval;
            options.HasDiscovery = HasDiscovery;
            options.Access.Password = Password;
            options.Access.OpenReading = OpenReading;
            for (int at = 0; at < Domains.Length; at++)
            {
                options.Access.Hosts.AllowDomain(NextWord(Domains, ref at));
            }

            for (int at = 0; at < AllowedHosts.Length; at++)
            {
                options.Access.Hosts.Allow(NextWord(AllowedHosts, ref at));
            }

            for (int at = 0; at < AllowedOrigins.Length; at++)
            {
                options.Access.Origins.Allow(NextWord(AllowedOrigins, ref at));
            }
        }

        /// <summary>Sets a server's options from these settings.</summary>
        /// <param name="options">The options.</param>
        public void Apply(ServerOptions options)
        {
            options.Slots = Slots;
            options.SlotsPerAddress = SlotsPerAddress;
            options.ReceiveBuffer = ReceiveBuffer;
            options.SendBuffer = SendBuffer;
        }

        /// <summary>Sets the options of a board's outputs from these settings. Options that the board has set remain.</summary>
        /// <param name="board">The board.</param>
        public void Apply(Board board)
        {
            string list = " " + SafeOutputs + " ";
            for (int i = 0; i < board.Count; i++)
            {
                if (board[i] is SettableChannel output && list.IndexOf(" " + output.Id + " ") >= 0)
                {
                    output.IsSafeWithoutClient = true;
                }
            }
        }
    }
}
