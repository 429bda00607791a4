using System.Text;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;

namespace Nano.Bench
{
    /// <summary>An access point that has found as many networks as the setup page lists.</summary>
    internal sealed class FlowRadio : Radio
    {
        public override RadioState State => RadioState.Idle;

        public override string Address => "192.168.4.1";

        public override bool HasCredentials => false;

        public override bool IsAccessPoint => true;

        public override byte[] HardwareAddress => new byte[] { 0x02, 0, 0, 0, 0x0A, 0x1B };

        public FlowRadio()
        {
            NetworkList list = new NetworkList();
            for (int i = 0; i < NetworkList.Maximum; i++)
            {
                byte[] name = Encoding.UTF8.GetBytes("A network with a long name, n. " + i.ToString("x"));
                list.Add(name, name.Length, -50 - i, NetworkSecurity.Secured);
            }

            Networks = list;
        }

        public override void Connect()
        {
        }

        public override void Disconnect()
        {
        }

        public override void ConnectTo(byte[] name, string passphrase)
        {
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
        }

        public override bool Store(byte[] name, string passphrase)
        {
            return true;
        }

        public override void Restart()
        {
        }
    }

    /// <summary>Stores settings in memory.</summary>
    internal sealed class FlowStore : SettingsStore
    {
        private readonly byte[][] _kept = new byte[Count][];

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

        public override bool Has(int place)
        {
            return _kept[place] != null;
        }

        public override bool Write(int place, byte[] buffer, int count)
        {
            _kept[place] = new byte[count];
            System.Array.Copy(buffer, _kept[place], count);
            return true;
        }
    }
}
