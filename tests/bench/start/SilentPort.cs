using Nano.Firmware.Network;

namespace Nano.Bench.Start
{
    /// <summary>A UDP port that receives no datagrams.</summary>
    internal sealed class SilentPort : DatagramPort
    {
        private bool _isOpen;

        public override bool IsOpen => _isOpen;

        public override bool Open()
        {
            _isOpen = true;
            return true;
        }

        public override int Receive(byte[] buffer)
        {
            return 0;
        }

        public override void Send(byte[] buffer, int count)
        {
        }

        public override void Reply(byte[] buffer, int count)
        {
        }

        public override void Close()
        {
            _isOpen = false;
        }
    }
}
