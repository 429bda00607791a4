using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Text;

namespace Nano.Simulator
{
    /// <summary>The Wi-Fi of a board: of a new one, an access point that sees a few networks, until the setup form chooses one; or of one in its network.</summary>
    internal sealed class SimulatedRadio : Radio
    {
        // A name of each kind that is easily altered on its way through a page, and one that two access points share.
        private static readonly (byte[] Name, int Signal, NetworkSecurity Security)[] s_networks =
        {
            (Encoding.UTF8.GetBytes("Workshop"), -48, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes("Café Zürich"), -61, NetworkSecurity.Unknown),
            (Encoding.UTF8.GetBytes("办公室"), -66, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes("Tom & Jerry's <2.4 GHz>"), -70, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes("Workshop"), -71, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes(" two  spaces "), -72, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes("🏠 100%41 \"home\""), -74, NetworkSecurity.Secured),
            (Encoding.UTF8.GetBytes("Guests"), -75, NetworkSecurity.Open),
            (Encoding.UTF8.GetBytes("A name of thirty-two bytes, full"), -80, NetworkSecurity.Secured),
            (Encoding.Latin1.GetBytes("caf\u00E9\u0001"), -82, NetworkSecurity.Secured),
        };

        private const string Passphrase = "12345678";
        private const int JoinTime = 700;

        private readonly Action _restarted;
        private readonly string _folder;
        private readonly byte[] _hardwareAddress;

        // The network that it keeps, the one that it is in or joins, and when that is decided.
        private byte[] _kept = Encoding.UTF8.GetBytes("Workshop");
        private byte[] _wanted;
        private string _passphrase = Passphrase;
        private long _decided;

        /// <summary>Makes one.</summary>
        /// <param name="isAccessPoint">Whether the board is new.</param>
        /// <param name="seed">That of the simulated board: each has a hardware address of its own.</param>
        /// <param name="restarted">Is called, on the loop, when the board would restart.</param>
        /// <param name="folder">Where it keeps credentials, in wifi.txt; null to forget them.</param>
        public SimulatedRadio(bool isAccessPoint, int seed, Action restarted, string folder = null)
        {
            _folder = folder;
            IsAccessPoint = isAccessPoint;
            _hardwareAddress = CreateHardwareAddress(seed);
            _restarted = restarted;
            _wanted = _kept;
        }

        public override RadioState State => IsAccessPoint || _wanted == null ? RadioState.Idle
            : Environment.TickCount64 < _decided ? RadioState.Connecting
            : Judge();

        public override byte[] NetworkName => IsAccessPoint ? Array.Empty<byte>() : _kept;

        public override int Signal => State == RadioState.Online ? -52 : NetworkList.UnknownSignal;

        public override int RadioChannel => State == RadioState.Online ? 6 : 0;

        public override string Address => "127.0.0.1";

        public override bool HasCredentials => !IsAccessPoint;

        public override bool IsAccessPoint { get; }

        /// <summary>The hardware address of the board of a seed, the same at each start: locally administered (IEEE 802 section 8.2), and then five bytes of a hash.</summary>
        public static byte[] CreateHardwareAddress(int seed)
        {
            byte[] address = SHA256.HashData(BitConverter.GetBytes(seed)).AsSpan(0, 6).ToArray();
            address[0] = 0x02;
            return address;
        }

        public override byte[] HardwareAddress => _hardwareAddress;

        public override void Connect()
        {
            ConnectTo(_kept, Passphrase);
        }

        public override void Disconnect()
        {
            _wanted = null;
        }

        public override void ConnectTo(byte[] name, string passphrase)
        {
            _wanted = name;
            _passphrase = passphrase;
            _decided = Environment.TickCount64 + JoinTime;
        }

        public override void SetAddress(StaticAddress address)
        {
        }

        public override void StartAccessPoint(string name, string passphrase)
        {
        }

        public override void StopAccessPoint()
        {
        }

        public override void Scan()
        {
            var list = new NetworkList();
            foreach (var (name, signal, security) in s_networks)
            {
                list.Add(name, name.Length, signal, security);
            }

            Networks = list;
        }

        /// <summary>Keeps the credentials as lines of text: network and passphrase, the name percent-encoded as the settings have it.</summary>
        public override bool Store(byte[] name, string passphrase)
        {
            _kept = name;
            if (_folder == null)
            {
                return true;
            }

            try
            {
                var writer = new ByteWriter(new byte[512]);
                writer.WriteText("network=");
                NameEncoding.Write(writer, name, 0, name.Length);
                writer.WriteText("\npassphrase=" + passphrase + "\n");
                var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                using var file = new FileStream(Path.Combine(_folder, "wifi.txt"), options);
                file.Write(writer.Buffer, 0, writer.Count);
                return true;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                return false;
            }
        }

        public override void Restart()
        {
            _restarted();
        }

        /// <summary>Determines the result of joining: secured networks have one passphrase, and the first that is kept is in reach.</summary>
        private RadioState Judge()
        {
            foreach (var (name, _, security) in s_networks)
            {
                if (name.AsSpan().SequenceEqual(_wanted))
                {
                    bool isRight = security == NetworkSecurity.Open ? _passphrase.Length == 0 : _passphrase == Passphrase;
                    return isRight || _wanted == _kept ? RadioState.Online : RadioState.WrongPassphrase;
                }
            }

            return RadioState.NotFound;
        }
    }
}
