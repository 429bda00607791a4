using Nano.Firmware.Network;
using Nano.Firmware.Settings;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A radio in a world that the test makes.</summary>
    internal sealed class TestRadio : Radio
    {
        /// <summary>The commands to the radio, in order.</summary>
        public string Log = "";

        /// <summary>The state of the radio.</summary>
        public RadioState Now = RadioState.Idle;

        /// <summary>The immediate result of an attempt to connect; <see cref="RadioState.Connecting"/> for one that takes its time.</summary>
        public RadioState Outcome = RadioState.Connecting;

        /// <summary>The network's name and passphrase that it keeps; null for none.</summary>
        public string Kept = "home/correct horse";

        /// <summary>Whether it stays in its network and ignores commands.</summary>
        public bool IsStuck { get; set; }

        /// <summary>Whether keeping fails.</summary>
        public bool IsBroken { get; set; }

        /// <summary>Whether it has been an access point before the board started.</summary>
        public bool WasAccessPoint;

        /// <summary>The networks around: their names, of no known strength or security.</summary>
        public string[] Around
        {
            set
            {
                NetworkList list = new NetworkList();
                for (int i = 0; i < value.Length; i++)
                {
                    byte[] name = Nano.Tests.Unit.Support.Bytes.Of(value[i]);
                    list.Add(name, name.Length, NetworkList.UnknownSignal, NetworkSecurity.Unknown);
                }

                Networks = list;
            }
        }

        /// <summary>The networks around.</summary>
        public NetworkList Found
        {
            set => Networks = value;
        }

        /// <summary>Whether it takes keys.</summary>
        public bool HasKeys { get; set; }

        /// <summary>The longest name that it takes.</summary>
        public int LongestName = 32;

        /// <summary>The files in the flash of its board.</summary>
        public TornStore Flash = new TornStore();

        /// <summary>The passphrase of its access point; null before there is one.</summary>
        public string AccessPassphrase;

        public override RadioState State => Now;

        /// <summary>Its address in a network of others.</summary>
        public string StationAddress = "192.168.1.20";

        public override string Address => IsAccessPoint ? "192.168.4.1" : StationAddress;

        public override bool HasCredentials => Kept != null;

        public override byte[] NetworkName => Nano.Tests.Unit.Support.Bytes.Of(Kept == null ? "" : Kept.Substring(0, Kept.IndexOf("/")));

        /// <summary>How strongly it receives its network.</summary>
        public int Strength = NetworkList.UnknownSignal;

        public override int Signal => Strength;

        public override int RadioChannel => Strength == NetworkList.UnknownSignal ? 0 : 11;

        public override bool IsAccessPoint => WasAccessPoint;

        public override byte[] HardwareAddress => new byte[] { 0x02, 0, 0, 0x7C, 0x0A, 0x1B };

        public override bool TakesKeys => HasKeys;

        public override CredentialsError CheckName(byte[] name, int count)
        {
            return count > LongestName ? CredentialsError.NameTooLongForBoard : CredentialsError.None;
        }

        public override void Connect()
        {
            Note("connect");
            Now = Outcome;
        }

        public override void Disconnect()
        {
            Note("disconnect");
            Now = IsStuck ? Now : RadioState.Idle;
        }

        public override void ConnectTo(byte[] name, string passphrase)
        {
            Note("connect to " + Nano.Tests.Unit.Support.Bytes.Text(name, 0, name.Length) + "/" + passphrase);
            Now = Outcome;
        }

        public override void SetAddress(StaticAddress address)
        {
            if (address != null)
            {
                Note(address.Address + " " + address.Mask + " " + address.Router + " " + address.NameServer);
            }
        }

        public override void StartAccessPoint(string name, string passphrase)
        {
            Note("start " + name);
            AccessPassphrase = passphrase;
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

        public override bool Store(byte[] name, string passphrase)
        {
            if (!IsBroken)
            {
                Kept = Nano.Tests.Unit.Support.Bytes.Text(name, 0, name.Length) + "/" + passphrase;
            }

            return !IsBroken;
        }

        public override void Restart()
        {
            Note("restart");
        }

        /// <summary>Gets the commands since the last call.</summary>
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
