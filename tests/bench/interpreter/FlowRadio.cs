using System.Text;
using Nano.Firmware;

namespace Nano.Bench
{
    /// <summary>An access point that knows as many networks as the setup page shows.</summary>
    internal sealed class FlowRadio : Radio
    {
        public override RadioState State => RadioState.Idle;

        public override string Address => "192.168.4.1";

        public override bool HasCredentials => false;

        public override bool IsAccessPoint => true;

        public override byte[] HardwareAddress => new byte[] { 0x02, 0, 0, 0, 0x0A, 0x1B };

        public override int Networks => MaximumNetworks;

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
            return Encoding.UTF8.GetBytes("A network with a long name, n. " + (index % 10).ToString());
        }

        public override bool Store(string name, string passphrase)
        {
            return true;
        }

        public override void Restart()
        {
        }
    }

    /// <summary>Keeps settings in memory.</summary>
    internal sealed class FlowStore : SettingsStore
    {
        private readonly byte[][] _kept = new byte[2][];

        public override int Read(int place, byte[] buffer)
        {
            byte[] kept = _kept[place];
            if (kept == null)
            {
                return 0;
            }

            System.Array.Copy(kept, buffer, kept.Length);
            return kept.Length;
        }

        public override bool Write(int place, byte[] buffer, int count)
        {
            _kept[place] = new byte[count];
            System.Array.Copy(buffer, _kept[place], count);
            return true;
        }
    }
}
