using Nano.Firmware;

namespace Nano.Bench.Start
{
    /// <summary>The radio of a new board: an access point without networks around it. Of all starts this one makes the most.</summary>
    internal sealed class SilentRadio : Radio
    {
        public override RadioState State => RadioState.Idle;

        public override string Address => "192.168.4.1";

        public override bool HasCredentials => false;

        public override bool IsAccessPoint => true;

        public override int Number => 1;

        public override int Networks => 0;

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
            return new byte[0];
        }

        public override bool Store(string name, string passphrase)
        {
            return false;
        }

        public override void Restart()
        {
        }
    }
}
