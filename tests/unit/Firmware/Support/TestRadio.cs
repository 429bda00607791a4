using Nano.Firmware;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A radio in a world that the test makes.</summary>
    internal sealed class TestRadio : Radio
    {
        /// <summary>What it has been told to do, in order.</summary>
        public string Log = "";

        /// <summary>What it is doing.</summary>
        public RadioState Now = RadioState.Idle;

        /// <summary>What comes of an attempt to connect at once; <see cref="RadioState.Connecting"/> for one that takes its time.</summary>
        public RadioState Outcome = RadioState.Connecting;

        /// <summary>The network's name and passphrase that it keeps; null for none.</summary>
        public string Kept = "home/correct horse";

        /// <summary>Whether keeping fails.</summary>
        public bool IsBroken { get; set; }

        /// <summary>Whether it has been an access point before the board started.</summary>
        public bool WasAccessPoint;

        /// <summary>The networks around.</summary>
        public string[] Around = new string[0];

        public override RadioState State => Now;

        /// <summary>Its address in a network of others.</summary>
        public string StationAddress = "192.168.1.20";

        public override string Address => IsAccessPoint ? "192.168.4.1" : StationAddress;

        public override bool HasCredentials => Kept != null;

        public override bool IsAccessPoint => WasAccessPoint;

        public override byte[] HardwareAddress => new byte[] { 0x02, 0, 0, 0x7C, 0x0A, 0x1B };

        public override int Networks => Around.Length;

        public override void Connect()
        {
            Note("connect");
            Now = Outcome;
        }

        public override void Disconnect()
        {
            Note("disconnect");
            Now = RadioState.Idle;
        }

        public override void StartAccessPoint(string name)
        {
            Note("start " + name);
            WasAccessPoint = true;
        }

        public override void StopAccessPoint()
        {
            Note("stop");
            WasAccessPoint = false;
        }

        public override void Scan()
        {
            Note("scan");
        }

        public override byte[] GetNetwork(int index)
        {
            return Nano.Tests.Unit.Support.Bytes.Of(Around[index]);
        }

        public override bool Store(string name, string passphrase)
        {
            if (!IsBroken)
            {
                Kept = name + "/" + passphrase;
            }

            return !IsBroken;
        }

        public override void Restart()
        {
            Note("restart");
        }

        /// <summary>What it has been told since the last call.</summary>
        public string TakeLog()
        {
            string log = Log;
            Log = "";
            return log;
        }

        private void Note(string what)
        {
            Log += (Log.Length > 0 ? "; " : "") + what;
        }
    }
}
