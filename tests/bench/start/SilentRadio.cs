using Nano.Firmware.Network;
using Nano.Firmware.Settings;

namespace Nano.Bench.Start
{
    /// <summary>A radio without networks around it: the access point of a new board, or a station.</summary>
    internal sealed class SilentRadio : Radio
    {
        private readonly bool _isAccessPoint;

        public SilentRadio(bool isAccessPoint)
        {
            _isAccessPoint = isAccessPoint;
        }

        public override RadioState State => RadioState.Idle;

        public override string Address => "192.168.4.1";

        public override bool HasCredentials => !_isAccessPoint;

        public override bool IsAccessPoint => _isAccessPoint;

        public override byte[] HardwareAddress => new byte[] { 2, 0, 0, 0, 0, 1 };

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
            return false;
        }

        public override void Restart()
        {
        }
    }
}
