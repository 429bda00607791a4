using Nano.Firmware.Access;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>The options a device is made with: those of the settings, less what could not be had.</summary>
    internal sealed class DevicePlan
    {
        private const int TokenLength = 32;

        // A command needs 512 bytes, and a browser's opening handshake keeps some 300 of its fields.
        private const int LeanReceiveBuffer = 640;

        // The head of the page takes some 600 bytes.
        private const int LeanSendBuffer = 768;

        private readonly Platform _platform;
        private readonly Board _board;
        private readonly bool _hasSettings;
        private readonly bool _isSafe;
        private BoardSettings _settings;

        /// <summary>Makes one that asks for all that the settings do.</summary>
        /// <param name="platform">The platform, which changes the options.</param>
        /// <param name="board">The board.</param>
        /// <param name="settings">The settings.</param>
        /// <param name="hasSettings">Whether settings were found.</param>
        /// <param name="isSafe">Whether the start is a safe one: the limits are the defaults already, and no broker is connected with.</param>
        public DevicePlan(Platform platform, Board board, BoardSettings settings, bool hasSettings, bool isSafe)
        {
            _platform = platform;
            _board = board;
            _settings = settings;
            _hasSettings = hasSettings;
            _isSafe = isSafe;
            HasDefaultLimits = isSafe || !hasSettings;
            IsLocked = settings.HasUnreadablePassword;
            Slots = int.MaxValue;
            Slots = CreateServerOptions().Slots;
        }

        /// <summary>The most slots; at first those that the settings ask for.</summary>
        public int Slots { get; set; }

        /// <summary>Whether history and CBOR are left out, the text of channels is not kept, buffers are small, and no thread waits for a socket, where the transport can do without. Default false.</summary>
        public bool IsLean { get; set; }

        /// <summary>Whether settings, log and restart over HTTP are left out. Default false.</summary>
        public bool IsWithoutOwner { get; set; }

        /// <summary>Whether the figures about the device itself are left out, all but the time and the memory. Default false.</summary>
        public bool IsWithoutFigures { get; set; }

        /// <summary>Whether the board does not answer for its name in the network, and connects with no MQTT broker. Default false.</summary>
        public bool IsNameless { get; set; }

        /// <summary>Whether only the page, /ws, /api/state and the channels are served, and no thread watches the loop. Default false.</summary>
        public bool IsBare { get; set; }

        /// <summary>Whether sign-in is impossible: a password that cannot be compared must not leave the board open. Default false.</summary>
        public bool IsLocked { get; set; }

        /// <summary>Whether the limits are the defaults.</summary>
        public bool HasDefaultLimits { get; private set; }

        /// <summary>Replaces the limits by the defaults, with as many slots as those have.</summary>
        public void UseDefaultLimits()
        {
            HasDefaultLimits = true;
            _settings = _settings.ToSafe();
            Slots = int.MaxValue;
        }

        /// <summary>Makes the transport, which does not listen yet.</summary>
        public Transport CreateTransport()
        {
            return IsLean ? _platform.CreateLeanTransport() : _platform.CreateTransport();
        }

        /// <summary>Makes the server's options.</summary>
        public ServerOptions CreateServerOptions()
        {
            ServerOptions options = new ServerOptions();
            _settings.Apply(options);
            _platform.Configure(options, _hasSettings);
            if (IsLean)
            {
                options.ReceiveBuffer = options.ReceiveBuffer < LeanReceiveBuffer ? options.ReceiveBuffer : LeanReceiveBuffer;
                int needed = Device.LeastSendBuffer(_board);
                needed = needed > LeanSendBuffer ? needed : LeanSendBuffer;
                options.SendBuffer = options.SendBuffer < needed ? options.SendBuffer : needed;
            }

            int most = _platform.MaximumSlots < Slots ? _platform.MaximumSlots : Slots;
            options.Slots = options.Slots < most ? options.Slots : most;
            options.SlotsPerAddress = options.SlotsPerAddress < options.Slots ? options.SlotsPerAddress : options.Slots;
            return options;
        }

        /// <summary>Makes the device's options.</summary>
        public DeviceOptions CreateDeviceOptions()
        {
            DeviceOptions options = new DeviceOptions();
            _settings.Apply(options);
            _platform.Configure(options, _hasSettings);
            if (IsLean)
            {
                options.History = 0;
                options.Cbor = false;
                options.KeepsText = false;
                options.HasExtras = !IsBare;
            }

            if (IsNameless || _isSafe)
            {
                options.Broker = "";
            }

            if (IsLocked)
            {
                options.Access.Password = null;
                options.Access.Token = CreateToken();
            }

            return options;
        }

        /// <summary>Makes a random secret that no client receives.</summary>
        private static string CreateToken()
        {
            byte[] bytes = new byte[TokenLength];
            SecureRandom.Fill(bytes);
            char[] token = new char[TokenLength];
            for (int i = 0; i < TokenLength; i++)
            {
                token[i] = (char)('a' + bytes[i] % 26);
            }

            return new string(token);
        }
    }
}
