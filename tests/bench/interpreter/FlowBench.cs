using System;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Tests.Support;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Bench
{
    /// <summary>Receives the turns of the loop that are measured.</summary>
    internal abstract class TurnObserver
    {
        /// <summary>Called at the start of a flow.</summary>
        public abstract void Begin(string name);

        /// <summary>Called before a turn.</summary>
        public abstract void BeforeTurn();

        /// <summary>Called after a turn.</summary>
        public abstract void AfterTurn();
    }

    /// <summary>A board with a password, a setup page and a full history, and a client that sends all flows one after another.</summary>
    internal sealed class FlowBench
    {
        /// <summary>The password of the board.</summary>
        public const string Password = "correct-horse";

        private const int Capacity = 8192;
        private const int Quiet = 3;
        private const int LongestFlow = 100000;

        private readonly MemoryTransport _transport = new MemoryTransport(Capacity, 8);
        private readonly byte[] _received = new byte[Capacity];
        private readonly TurnObserver _observer;
        private long _now = 10000;

        /// <summary>Creates the board.</summary>
        /// <param name="board">The channels.</param>
        /// <param name="observer">Receives the measured turns.</param>
        public FlowBench(Board board, TurnObserver observer)
        {
            _observer = observer;
            ServerOptions options = new ServerOptions();
            DeviceOptions deviceOptions = new DeviceOptions { Echo = true, GreetingDelay = 0 };
            options.MaximumRoutes = 24;
            options.WebSocket.PingInterval = 0;
            deviceOptions.Access.Password = Password;
            deviceOptions.Access.Iterations = 4;
            Device = new Device(board, _transport, options, deviceOptions);

            NetworkManager network = new NetworkManager(new FlowRadio(), new NetworkOptions(), null, null);
            SettingsFile file = new SettingsFile(new FlowStore());
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            file.Load(settings);
            Device.Server.AddTask(network);
            Device.HasSetup = true;
            Device.Server.Map("/setup", new SetupResource(network, Device.Server, settings, file, new DriverTable(null)));
            MessageLog log = new MessageLog();
            for (int i = 0; i < 40; i++)
            {
                log.Add("A message of a length that is usual, the number of which is " + i);
            }

            Device.ServeLog(log);
            Device.Server.Map("/api/restart", new RestartResource(board, Device.Server));
            Device.Server.Map("/api/settings", new SettingsResource(Device.Server, new ByteWriter(new byte[256]), null, settings, file, new Observer(Device), new DriverTable(null)));
            Device.Server.Portal = "http://192.168.4.1/setup";
            Device.Start();
            for (int i = 0; i < 64; i++)
            {
                _now += 1000;
                Device.Server.Turn(_now);
            }
        }

        /// <summary>The device.</summary>
        public Device Device { get; }

        /// <summary>Runs all flows.</summary>
        /// <param name="tag">The entity tag of the page.</param>
        public void Run(string tag)
        {
            Flow[] flows = Flows.Create(SignIn(), tag);
            for (int i = 0; i < flows.Length; i++)
            {
                Run(flows[i]);
            }
        }

        private string SignIn()
        {
            MemoryClient client = _transport.Connect();
            string content = "password=" + Password;
            Send(client, Encoding.UTF8.GetBytes(Requests.Of("POST", "/api/session", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + content.Length.ToString() + "\r\n") + content));
            int count = Settle(client, false);
            string answer = Encoding.UTF8.GetString(_received, 0, count);
            int begin = answer.IndexOf("session=");
            if (begin < 0)
            {
                throw new InvalidOperationException(answer);
            }

            End(client);
            return "Cookie: " + answer.Substring(begin, answer.IndexOf(";") - begin) + "\r\n";
        }

        private void Run(Flow flow)
        {
            MemoryClient client = _transport.Connect();
            if (flow.Opening != null)
            {
                Send(client, flow.Opening);
                Settle(client, false);
            }

            _observer.Begin(flow.Name);
            Send(client, flow.Asked);
            Settle(client, true);
            End(client);
        }

        private void End(MemoryClient client)
        {
            client.Reset();
            Device.Server.Turn(_now);
            Device.Server.Turn(_now);
        }

        private static void Send(MemoryClient client, byte[] bytes)
        {
            client.Send(bytes, 0, bytes.Length);
        }

        /// <summary>Runs the loop until the client has received the answer and nothing changes any more.</summary>
        /// <returns>Number of bytes in the buffer that were received last.</returns>
        private int Settle(MemoryClient client, bool isMeasured)
        {
            int quiet = 0;
            int count = 0;
            for (int turns = 0; quiet < Quiet || count == 0; turns++)
            {
                if (turns > LongestFlow)
                {
                    throw new InvalidOperationException("The board does not answer.");
                }

                if (isMeasured)
                {
                    _observer.BeforeTurn();
                }

                bool moved = Device.Server.Turn(_now);
                if (isMeasured)
                {
                    _observer.AfterTurn();
                }

                int received = client.Receive(_received, 0, _received.Length);
                count = received > 0 ? received : count;
                quiet = moved || received > 0 ? 0 : quiet + 1;
            }

            return count;
        }

        /// <summary>Applies saved settings to the device, as the start sequence does.</summary>
        private sealed class Observer : SettingsObserver
        {
            private readonly Device _device;

            public Observer(Device device)
            {
                _device = device;
            }

            public override bool CanChangePassword(BoardSettings settings)
            {
                return true;
            }

            public override void OnSaved(BoardSettings settings, int slot, bool hasNewPassword)
            {
                DeviceOptions options = new DeviceOptions();
                settings.Apply(options);
                _device.Apply(options, slot, false);
            }
        }
    }
}
