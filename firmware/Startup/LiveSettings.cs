using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;

namespace Nano.Firmware.Startup
{
    /// <summary>Has the running device go by settings that an owner has saved, as far as that takes no restart.</summary>
    internal sealed class LiveSettings : SettingsObserver
    {
        private readonly Device _device;
        private readonly Platform _platform;
        private readonly NetworkManager _network;

        /// <summary>Makes one.</summary>
        /// <param name="device">The device.</param>
        /// <param name="platform">Changes its options, as at the start.</param>
        /// <param name="network">The board's network; null where there is none.</param>
        public LiveSettings(Device device, Platform platform, NetworkManager network)
        {
            _device = device;
            _platform = platform;
            _network = network;
        }

        /// <inheritdoc/>
        public override bool CanChangePassword(BoardSettings settings)
        {
            return _device.HasPassword && settings.Password.Length > 0;
        }

        /// <inheritdoc/>
        public override void OnSaved(BoardSettings settings, int slot, bool hasNewPassword)
        {
            DeviceOptions options = new DeviceOptions();
            settings.Apply(options);
            _platform.Configure(options, true);
            _device.Apply(options, slot, hasNewPassword);
            if (_network != null)
            {
                _network.Settings = settings.Network;
                _network.HasPassword = settings.Password.Length > 0;
            }

            _device.Log?.Add("The settings have been changed.");
        }
    }
}
