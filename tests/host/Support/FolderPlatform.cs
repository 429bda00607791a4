using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Simulator;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Support
{
    /// <summary>A simulated board that keeps its settings in files of a folder, and serves over memory.</summary>
    internal sealed class FolderPlatform : Platform
    {
        private readonly MemoryTransport _transport = new MemoryTransport(8192, 4);
        private readonly StringBuilder _lines = new StringBuilder();

        /// <summary>Makes one.</summary>
        /// <param name="folder">Where its files are.</param>
        /// <param name="chip">The chip that the firmware takes it for.</param>
        /// <param name="carried">The chip that it is.</param>
        public FolderPlatform(string folder, Chip chip, Chip carried)
        {
            Store = new FileSettingsStore(folder);
            Chip = chip;
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(carried), () => 0);
            Gpio = new ChipController();
        }

        public override SettingsStore Store { get; }

        public override Chip Chip { get; }

        /// <summary>The lines of the log.</summary>
        public string Lines => _lines.ToString();

        /// <summary>The pins.</summary>
        public GpioController Gpio { get; }

        /// <summary>How often the board was restarted.</summary>
        public int Restarts { get; private set; }

        public override long ReadFreeMemory() => 100000;

        public override DriverCatalog Drivers => new DriverTable(null, new BusDrivers(null));

        public override Board CreateBoard(BoardDescription description) => DescribedBoard.Create(description, new DriverTable(new Equipment(Gpio, new AdcController()), new BusDrivers(new SimulatedBuses(SimulatedBoard.Current))));

        public override Transport CreateTransport() => _transport;

        public override bool OnCannotListen(Exception failure) => false;

        public override void Log(string line) => _lines.AppendLine(line);

        public override void Wait(int milliseconds)
        {
        }

        public override void Restart() => Restarts++;

        /// <summary>Requests the state of a device that listens.</summary>
        public string GetState(Device device)
        {
            MemoryClient client = _transport.Connect();
            byte[] bytes = Encoding.UTF8.GetBytes("GET /api/state HTTP/1.1\r\nHost: nano\r\nConnection: close\r\n\r\n");
            client.Send(bytes, 0, bytes.Length);
            StringBuilder text = new StringBuilder();
            byte[] part = new byte[4096];
            for (int now = 0; !client.IsClosed || client.Available > 0; now++)
            {
                device.Server.Turn(now);
                text.Append(Encoding.UTF8.GetString(part, 0, client.Receive(part, 0, part.Length)));
            }

            return text.ToString();
        }
    }
}
