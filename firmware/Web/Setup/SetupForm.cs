using System;
using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Http;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// The fields of the setup page's form. Each is kept with a byte more than it may have, so that what is too long is seen to be and never cut. Fields of
    /// other names are ignored. One array holds all values: an array of its own for each would take 20 bytes more.
    /// </summary>
    internal sealed class SetupForm : FormHandler
    {
        /// <summary>The network chosen of the list, percent-encoded: see <see cref="NameEncoding"/>.</summary>
        public const int Network = 0;

        /// <summary>A network that is not in the list, as it is called.</summary>
        public const int Other = 1;

        /// <summary>The passphrase of the network.</summary>
        public const int Passphrase = 2;

        /// <summary>The second network, as it is called.</summary>
        public const int Network2 = 3;

        /// <summary>The passphrase of the second network.</summary>
        public const int Passphrase2 = 4;

        /// <summary>The board's password.</summary>
        public const int Password = 5;

        /// <summary>The passphrase of the board's own access point.</summary>
        public const int AccessPassphrase = 6;

        /// <summary>The first of the settings: from here on the fields are called as the settings are.</summary>
        public const int Name = 7;

        /// <summary>The board's name in the network.</summary>
        public const int Host = 8;

        /// <summary>The time between samples.</summary>
        public const int Interval = 9;

        /// <summary>The channel lines. They have an array of their own, which is there only when a form has them: see <see cref="Channels"/>.</summary>
        public const int ChannelLines = 10;

        /// <summary>Who may look.</summary>
        public const int OpenReading = 11;

        /// <summary>The static address.</summary>
        public const int Address = 12;

        /// <summary>Whether the button asks for the setup page.</summary>
        public const int SetupButton = 13;

        /// <summary>How many fields have a value.</summary>
        public const int Count = 14;

        /// <summary>A box: the network has no passphrase.</summary>
        public const int IsOpen = 1;

        /// <summary>A box: the second network has no passphrase.</summary>
        public const int IsOpen2 = 2;

        /// <summary>A box: the board shall have no password any more.</summary>
        public const int NoPassword = 4;

        // A browser ends each line with CR LF.
        private const int MaximumChannels = BoardDescription.MaximumLength + Nano.Firmware.Channels.Board.MaximumChannels;

        private readonly byte[] _values = new byte[OffsetOf(Count)];
        private readonly short[] _counts = new short[Count];
        private int _boxes;
        private byte[] _channels;

        /// <summary>The name of a field.</summary>
        public static string NameOf(int field)
        {
            return field switch
            {
                Network => "network",
                Other => "other",
                Passphrase => "passphrase",
                Network2 => "network2",
                Passphrase2 => "passphrase2",
                Password => "password",
                AccessPassphrase => "access-passphrase",
                Name => "name",
                Host => "host",
                Interval => "interval",
                ChannelLines => "channels",
                OpenReading => "open-reading",
                Address => "address",
                _ => "setup-button",
            };
        }

        /// <summary>The most bytes of a field.</summary>
        public static int LimitOf(int field)
        {
            return field switch
            {
                Network => 3 * Credentials.MaximumName,
                Other or Network2 => Credentials.MaximumName,
                Passphrase or Passphrase2 => Credentials.Key,
                Password => PasswordHash.MaximumPassword,
                AccessPassphrase => Credentials.MaximumPassphrase,
                Name => BoardSettings.MaximumName,
                Host => BoardSettings.MaximumHost,
                Interval => 5,
                ChannelLines => MaximumChannels,
                Address => StaticAddress.MaximumLength,
                _ => 1,
            };
        }

        /// <summary>Holds the values of all fields but the channel lines.</summary>
        public byte[] Buffer => _values;

        /// <summary>Holds the channel lines, from the beginning on; null when the form has none.</summary>
        public byte[] Channels => _channels;

        /// <summary>What is wrong with the channel lines; null for nothing.</summary>
        public LineFault Fault { get; set; }

        /// <summary>Where a field's value is in <see cref="Buffer"/>.</summary>
        public static int OffsetOf(int field)
        {
            int offset = 0;
            while (--field >= 0)
            {
                offset += field == ChannelLines ? 0 : LimitOf(field) + 1;
            }

            return offset;
        }

        /// <summary>Which field says the network's name: what has been typed goes before what has been chosen.</summary>
        public int NameField => _counts[Other] > 0 ? Other : Network;

        /// <summary>Whether it says nothing about the Wi-Fi.</summary>
        public bool HasNoNetwork => LengthOf(NameField) == 0 && LengthOf(Passphrase) == 0;

        /// <summary>The length of a value, at most one more than is allowed; -1 when the form does not have the field.</summary>
        public int CountOf(int field)
        {
            return _counts[field];
        }

        /// <summary>The length of a value, at most one more than is allowed; 0 when the form does not have the field.</summary>
        public int LengthOf(int field)
        {
            return _counts[field] > 0 ? _counts[field] : 0;
        }

        /// <summary>A copy of a value.</summary>
        public byte[] GetValue(int field)
        {
            byte[] value = new byte[LengthOf(field)];
            Array.Copy(_values, OffsetOf(field), value, 0, value.Length);
            return value;
        }

        /// <summary>A value as text.</summary>
        public string GetText(int field)
        {
            return Encoding.UTF8.GetString(_values, OffsetOf(field), LengthOf(field));
        }

        /// <summary>Whether a box is checked.</summary>
        public bool Has(int box)
        {
            return (_boxes & box) != 0;
        }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Array.Clear(_values, 0, _values.Length);
            _channels = null;
            Fault = null;
            _boxes = 0;
            for (int i = 0; i < Count; i++)
            {
                _counts[i] = -1;
            }
        }

        /// <summary>Forgets the secrets.</summary>
        public void Wipe()
        {
            for (int i = 0; i < Name; i++)
            {
                bool isSecret = i == Passphrase || i >= Passphrase2;
                if (isSecret)
                {
                    Array.Clear(_values, OffsetOf(i), LimitOf(i) + 1);
                    _counts[i] = -1;
                }
            }
        }

        /// <summary>Decodes the network that was chosen, once the form is complete.</summary>
        public void Decode()
        {
            if (_counts[Network] > 0 && _counts[Network] <= LimitOf(Network))
            {
                _counts[Network] = (short)NameEncoding.Decode(_values, OffsetOf(Network), _counts[Network]);
            }
        }

        /// <inheritdoc/>
        public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
        {
            int field = Count - 1;
            while (field >= 0 && !part.IsNamed(NameOf(field)))
            {
                field--;
            }

            if (field < 0)
            {
                _boxes |= part.IsNamed("open") ? IsOpen : part.IsNamed("open2") ? IsOpen2 : part.IsNamed("no-password") ? NoPassword : 0;
                return;
            }

            int length = first ? 0 : _counts[field];
            int room = LimitOf(field) + 1 - length;
            int taken = count < room ? count : room;
            if (field == ChannelLines)
            {
                _channels ??= new byte[MaximumChannels + 1];
                Array.Copy(buffer, offset, _channels, length, taken);
            }
            else
            {
                Array.Copy(buffer, offset, _values, OffsetOf(field) + length, taken);
            }

            _counts[field] = (short)(length + taken);
        }
    }
}
