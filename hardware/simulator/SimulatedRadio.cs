using System;
using System.Security.Cryptography;
using System.Text;
using Nano.Firmware;

namespace Nano.Simulator
{
    /// <summary>The Wi-Fi of a board: of a new one, an access point that sees a few networks, until it is told which to join; or of one in its network.</summary>
    internal sealed class SimulatedRadio : Radio
    {
        private static readonly string[] s_networks = { "Workshop", "Café Zürich", "办公室", "Tom & Jerry's <2.4 GHz>" };

        private readonly Action _restarted;

        private readonly byte[] _hardwareAddress;

        /// <summary>Makes one.</summary>
        /// <param name="isAccessPoint">Whether the board is new.</param>
        /// <param name="seed">That of the simulated board: each has a hardware address of its own.</param>
        /// <param name="restarted">Is called, on the loop, when the board would restart.</param>
        public SimulatedRadio(bool isAccessPoint, int seed, Action restarted)
        {
            IsAccessPoint = isAccessPoint;
            _hardwareAddress = CreateHardwareAddress(seed);
            _restarted = restarted;
        }

        public override RadioState State => IsAccessPoint ? RadioState.Idle : RadioState.Online;

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

        public override int Networks => s_networks.Length;

        public override void Connect()
        {
        }

        public override void Disconnect()
        {
        }

        public override void StartAccessPoint(string name)
        {
        }

        public override void StopAccessPoint()
        {
        }

        public override void Scan()
        {
        }

        public override byte[] GetNetwork(int index)
        {
            return Encoding.UTF8.GetBytes(s_networks[index]);
        }

        public override bool Store(string name, string passphrase)
        {
            return true;
        }

        public override void Restart()
        {
            _restarted();
        }
    }
}
