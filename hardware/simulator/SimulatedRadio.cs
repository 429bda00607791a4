using System;
using System.Text;
using Nano.Firmware;

namespace Nano.Simulator
{
    /// <summary>The Wi-Fi of a new board: an access point that sees a few networks, until it is told which to join.</summary>
    internal sealed class SimulatedRadio : Radio
    {
        private static readonly string[] s_networks = { "Workshop", "Café Zürich", "办公室", "Tom & Jerry's <2.4 GHz>" };

        private readonly Action _restarted;

        /// <summary>Makes one.</summary>
        /// <param name="restarted">Is called, on the loop, when the board would restart.</param>
        public SimulatedRadio(Action restarted)
        {
            _restarted = restarted;
        }

        public override RadioState State => RadioState.Idle;

        public override string Address => "127.0.0.1";

        public override bool HasCredentials => false;

        public override bool IsAccessPoint => true;

        public override int Number => 0x0E5B;

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
