using System;
using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>The parts of the start that add resources and tasks to the device.</summary>
    public sealed partial class StartSequence
    {
        /// <summary>Has the loop look after the Wi-Fi. The button and the LED of the board serve it too.</summary>
        private void AddNetwork(Device device, Radio radio, BoardSettings saved, bool isNameless)
        {
            if (radio == null)
            {
                return;
            }

            DigitalOutput led = Find(device.Board, "led") as DigitalOutput;
            NetworkManager network = new NetworkManager(radio, new NetworkOptions(), Find(device.Board, "button"), led != null ? new ChannelLight(led) : null);
            network.Observer = new StartObserver(device, _counter);
            network.Settings = saved.Network;
            network.Turn = _turn;
            network.HasPassword = saved.Password.Length > 0 || saved.HasUnreadablePassword;
            device.Server.AddTask(network);
            _network = network;

            // An access point answers for every name: one of its own would only take memory.
            LoopTask services = isNameless ? null : _platform.CreateServices(device, network, radio.IsAccessPoint ? "" : saved.Host);
            if (services != null)
            {
                device.Server.AddTask(services);
            }

            if (radio.IsAccessPoint)
            {
                // The board restarts to become one, so that one in its network need not have the memory for this.
                // The page shows the saved settings, in a safe start too: it must not save the defaults in its place.
                device.HasSetup = true;
                device.Server.Map("/setup", new SetupResource(network, device.Server, saved, _file, _platform.Drivers));

                // With the address, because another host has the requested name.
                device.Server.Portal = "http://" + radio.Address + "/setup";
            }
        }

        /// <summary>Adds what its owner needs of a board that is in its network; of an access point the set-up page does the settings.</summary>
        private void AddOwner(Device device, BoardSettings saved)
        {
            device.ServeLog(_log);
            _restart = new RestartResource(device.Board, device.Server);
            device.Server.Map("/api/restart", _restart);
            if (!device.HasSetup)
            {
                device.Server.Map("/api/settings", new SettingsResource(device.Server, device.Content, _network, saved, _file, new LiveSettings(device, _platform, _network), _platform.Drivers));
            }
        }
    }
}
