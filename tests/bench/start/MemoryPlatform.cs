using System;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench.Start
{
    /// <summary>A platform with the interpreter's own heap, without pins and sockets.</summary>
    internal sealed class MemoryPlatform : Platform
    {
        private readonly bool _isAccessPoint;

        /// <summary>The transport of the clients.</summary>
        public readonly MemoryTransport Transport = new MemoryTransport(512, 1);

        /// <summary>Creates the platform.</summary>
        /// <param name="isAccessPoint">Whether the device is an access point with a setup page instead of a station.</param>
        public MemoryPlatform(bool isAccessPoint)
        {
            _isAccessPoint = isAccessPoint;
        }

        public override SettingsStore Store { get; } = new EmptyStore();

        public override Chip Chip => Chip.Esp32C3;

        public override long ReadFreeMemory()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }

        public override void CompactMemory()
        {
            nanoFramework.Runtime.Native.GC.Run(true);
        }

        public override DriverCatalog Drivers => new DriverTable(null);

        public override Board CreateBoard(BoardDescription description)
        {
            return DescribedBoard.Create(null, null);
        }

        public override Transport CreateTransport()
        {
            Transport.ClaimsThreads = true;
            return Transport;
        }

        public override Transport CreateLeanTransport()
        {
            Transport.ClaimsThreads = false;
            return Transport;
        }

        public override Radio OpenRadio()
        {
            return new SilentRadio(_isAccessPoint);
        }

        public override LoopTask CreateServices(Device device, NetworkManager network, string host)
        {
            return new NetworkServices(network, device.Identity, host, 80, false, new SilentPort(), new SilentPort(), new SilentPort());
        }

        public override bool OnCannotListen(Exception failure)
        {
            return false;
        }

        public override void Log(string line)
        {
            Console.WriteLine(line);
        }

        public override void Wait(int milliseconds)
        {
        }

        public override void Restart()
        {
            Console.WriteLine("start: the board restarts");
        }

        private sealed class EmptyStore : SettingsStore
        {
            public override int Read(int place, byte[] buffer)
            {
                return 0;
            }

            public override bool Has(int place)
            {
                return false;
            }

            public override bool Write(int place, byte[] buffer, int count)
            {
                return false;
            }
        }
    }
}
