using System;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// The operations that a start needs from the platform under the firmware: an ESP32, the simulated board, or a test. <see cref="StartSequence"/> holds the logic, which
    /// is the same on all of them.
    /// </summary>
    public abstract class Platform
    {
        /// <summary>Where settings and the count of failed starts are kept.</summary>
        public abstract SettingsStore Store { get; }

        /// <summary>The chip of the board; null when it is unknown: then no pin is used.</summary>
        public abstract Chip Chip { get; }

        /// <summary>The six bytes of the board's hardware address (IEEE 802 MAC); null when there is none: then the board's id is nano. Default null.</summary>
        public virtual byte[] HardwareAddress => null;

        /// <summary>The most connections that the platform can serve at once; the settings cannot raise it: 1 to 64. Default 64.</summary>
        public virtual int MaximumSlots => 64;

        /// <summary>The free memory of the managed heap in bytes. It must not compact the heap: threads may wait (see FreeMemory.Device.cs).</summary>
        public abstract long ReadFreeMemory();

        /// <summary>Compacts the managed heap, where the platform can. It is called once, before the device listens: no thread of the firmware waits yet. Default: nothing.</summary>
        public virtual void CompactMemory()
        {
        }

        /// <summary>The drivers of the image, to check channel lines with.</summary>
        public abstract DriverCatalog Drivers { get; }

        /// <summary>Makes the board. When that fails, exactly the pins that were opened are closed again.</summary>
        /// <param name="description">The description of the hardware on it; null when nothing is connected.</param>
        /// <exception cref="Exception">A pin or a channel of the converter cannot be used. Each platform has its own types.</exception>
        public abstract Board CreateBoard(BoardDescription description);

        /// <summary>Makes the transport, which does not listen yet.</summary>
        public abstract Transport CreateTransport();

        /// <summary>Creates the connection with an MQTT broker.</summary>
        /// <param name="device">The device that connects.</param>
        /// <param name="options">The options with the address of the broker.</param>
        /// <param name="seed">A number that other boards do not have.</param>
        /// <returns>Null when the platform has none. Default null.</returns>
        public virtual BrokerClient CreateBroker(Device device, DeviceOptions options, int seed)
        {
            return null;
        }

        /// <summary>Makes the transport for a heap that is too small for the usual one's threads. Default: the usual one.</summary>
        public virtual Transport CreateLeanTransport()
        {
            return CreateTransport();
        }

        /// <summary>Opens the Wi-Fi.</summary>
        /// <returns>Null when there is none. Default null.</returns>
        public virtual Radio OpenRadio()
        {
            return null;
        }

        /// <summary>Makes what answers for the board's name, and gives addresses to clients of its access point.</summary>
        /// <param name="device">The device that has the name.</param>
        /// <param name="network">The network it works for.</param>
        /// <param name="host">The board's name without .local; empty for none.</param>
        /// <returns>Null for nothing. Default null.</returns>
        public virtual LoopTask CreateServices(Device device, NetworkManager network, string host)
        {
            return null;
        }

        /// <summary>Changes the server's options that the settings have given. Default: nothing.</summary>
        /// <param name="options">The options.</param>
        /// <param name="hasSettings">Whether settings were found in <see cref="Store"/>; otherwise the options are the defaults.</param>
        public virtual void Configure(ServerOptions options, bool hasSettings)
        {
        }

        /// <summary>Changes the device's options that the settings have given. Default: nothing.</summary>
        /// <param name="options">The options.</param>
        /// <param name="hasSettings">Whether settings were found in <see cref="Store"/>; otherwise the options are the defaults.</param>
        public virtual void Configure(DeviceOptions options, bool hasSettings)
        {
        }

        /// <summary>The device is complete and does not listen yet: tasks and routes can be added. Default: nothing.</summary>
        public virtual void OnCreated(Device device)
        {
        }

        /// <summary>The device listens, and serves as soon as this returns. Default: nothing.</summary>
        public virtual void OnListening(Device device)
        {
        }

        /// <summary>Begins to watch whether the loop turns, and restarts the board when it does not. It takes a thread: not called where the memory is too small for one. Default: nothing.</summary>
        public virtual void WatchLoop()
        {
        }

        /// <summary>The device cannot listen.</summary>
        /// <param name="failure">Why.</param>
        /// <returns>True to try again, after the platform has waited; false to give up.</returns>
        public abstract bool OnCannotListen(Exception failure);

        /// <summary>Writes a line to the log.</summary>
        public abstract void Log(string line);

        /// <summary>Waits.</summary>
        /// <param name="milliseconds">At least 1.</param>
        public abstract void Wait(int milliseconds);

        /// <summary>Restarts the board. It may return where there is no board to restart.</summary>
        public abstract void Restart();
    }
}
