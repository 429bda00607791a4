using Nano.Firmware.Access;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells the log how the connection with the MQTT broker is.</summary>
    internal sealed class BrokerLog : BrokerObserver
    {
        private readonly Platform _platform;

        private BrokerLog(Platform platform)
        {
            _platform = platform;
        }

        /// <summary>Connects a device with an MQTT broker, if the options name one. An access point is in no network that has one.</summary>
        /// <param name="platform">Creates the connection, and has the log.</param>
        /// <param name="device">The device.</param>
        /// <param name="options">Its options.</param>
        /// <param name="radio">The Wi-Fi; null for another network.</param>
        public static void Connect(Platform platform, Device device, DeviceOptions options, Radio radio)
        {
            if (options.Broker.Length == 0 || (radio != null && radio.IsAccessPoint))
            {
                return;
            }

            byte[] random = new byte[4];
            SecureRandom.Fill(random);
            BrokerClient broker = platform.CreateBroker(device, options, random[0] << 24 | random[1] << 16 | random[2] << 8 | random[3]);
            if (broker != null)
            {
                broker.Observer = new BrokerLog(platform);
                broker.HasNetwork = radio == null;
                device.AddBroker(broker);
            }
        }

        /// <inheritdoc/>
        public override void OnChanged(BrokerStatus status)
        {
            _platform.Log(status.Code.Length == 0 ? "Connected with the MQTT broker " + status.Broker + "." : status.Message + " (" + status.Broker + ")");
        }
    }
}
