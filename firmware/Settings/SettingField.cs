using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The settings that an owner changes over HTTP: those of <see cref="NumberSetting"/>, with the same numbers, and behind them the texts, the secrets
    /// and the credentials that the platform keeps. The table is code, so that it stays in flash.
    /// </summary>
    internal static class SettingField
    {
        /// <summary>The name stands for no setting.</summary>
        public const int None = -1;

        /// <summary>See <see cref="BoardSettings.Name"/>: the first of the texts.</summary>
        public const int Name = NumberSetting.Count;

        /// <summary>See <see cref="BoardSettings.Host"/>.</summary>
        public const int Host = Name + 1;

        /// <summary>See <see cref="BoardSettings.Domains"/>.</summary>
        public const int Domains = Name + 2;

        /// <summary>See <see cref="BoardSettings.SafeOutputs"/>.</summary>
        public const int SafeOutputs = Name + 3;

        /// <summary>See <see cref="BoardSettings.Pins"/>.</summary>
        public const int Pins = Name + 4;

        /// <summary>See <see cref="BoardSettings.AllowedHosts"/>.</summary>
        public const int AllowedHosts = Name + 5;

        /// <summary>See <see cref="BoardSettings.AllowedOrigins"/>.</summary>
        public const int AllowedOrigins = Name + 6;

        /// <summary>See <see cref="NetworkSettings.SecondName"/>, percent-encoded as in the text.</summary>
        public const int SecondName = Name + 7;

        /// <summary>See <see cref="NetworkSettings.Address"/>.</summary>
        public const int Address = Name + 8;

        /// <summary>The name of the board's first network, which the platform keeps; percent-encoded as <see cref="SecondName"/>.</summary>
        public const int Network = Name + 9;

        /// <summary>The password in clear; the settings keep its hash. The first of the secrets.</summary>
        public const int Password = Name + 10;

        /// <summary>See <see cref="NetworkSettings.SecondPassphrase"/>.</summary>
        public const int SecondPassphrase = Name + 11;

        /// <summary>See <see cref="NetworkSettings.AccessPassphrase"/>.</summary>
        public const int AccessPassphrase = Name + 12;

        /// <summary>The passphrase of the board's first network, which the platform keeps.</summary>
        public const int Passphrase = Name + 13;

        /// <summary>How many there are.</summary>
        public const int Count = Name + 14;

        /// <summary>The longest value of a text in bytes, as the settings' text has it.</summary>
        public const int MaximumValue = 160;

        /// <summary>The longest name.</summary>
        public const int MaximumName = 24;

        /// <summary>Finds a setting by its name.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>Its number; <see cref="None"/> when there is none of that name.</returns>
        public static int Find(byte[] buffer, int offset, int count)
        {
            int field = Count - 1;
            while (field >= 0 && !Ascii.Equals(buffer, offset, count, NameOf(field)))
            {
                field--;
            }

            return field;
        }

        /// <summary>The name of a setting, as in the text.</summary>
        public static string NameOf(int field)
        {
            switch (field)
            {
                case Name: return "name";
                case Host: return "host";
                case Domains: return "domains";
                case SafeOutputs: return "safe-without-client";
                case Pins: return "pins";
                case AllowedHosts: return "allow-host";
                case AllowedOrigins: return "allow-origin";
                case SecondName: return "network2";
                case Address: return "address";
                case Network: return "network";
                case Password: return "password";
                case SecondPassphrase: return "passphrase2";
                case AccessPassphrase: return "access-passphrase";
                case Passphrase: return "passphrase";
                default: return NumberSetting.NameOf(field);
            }
        }

        /// <summary>Whether a setting is a whole number, 0 and 1 of a switch included.</summary>
        public static bool IsNumber(int field)
        {
            return field < NumberSetting.Count;
        }

        /// <summary>Whether a setting is 0 or 1, which JSON writes as false or true.</summary>
        public static bool IsSwitch(int field)
        {
            return field == NumberSetting.Cbor || field == NumberSetting.OpenReading || field == NumberSetting.SetupButton;
        }

        /// <summary>Whether a setting is never shown.</summary>
        public static bool IsSecret(int field)
        {
            return field >= Password;
        }

        /// <summary>Whether a setting counts from the next start on; the others do at once.</summary>
        public static bool NeedsRestart(int field)
        {
            switch (field)
            {
                case NumberSetting.Interval:
                case NumberSetting.OpenReading:
                case NumberSetting.SetupButton:
                case Name:
                case AllowedHosts:
                case AllowedOrigins:
                case SecondName:
                case Network: return false;
                default: return !IsSecret(field);
            }
        }

        /// <summary>The most bytes of a text or a secret, before it is percent-encoded.</summary>
        public static int LimitOf(int field)
        {
            switch (field)
            {
                case Name: return BoardSettings.MaximumName;
                case Host: return BoardSettings.MaximumHost;
                case Domains: return BoardSettings.MaximumDomains;
                case SafeOutputs: return BoardSettings.MaximumOutputs;
                case Pins: return PinList.MaximumLength;
                case AllowedHosts: return BoardSettings.MaximumHosts;
                case AllowedOrigins: return BoardSettings.MaximumOrigins;
                case Address: return StaticAddress.MaximumLength;
                case SecondName:
                case Network: return NetworkSettings.MaximumName;
                case Password: return PasswordHash.MaximumPassword;
                default: return NetworkSettings.MaximumPassphrase;
            }
        }

        /// <summary>The default of a number.</summary>
        public static int DefaultOf(int field)
        {
            switch (field)
            {
                case NumberSetting.Interval: return DeviceOptions.DefaultInterval;
                case NumberSetting.History: return DeviceOptions.DefaultHistory;
                case NumberSetting.HistoryInterval: return DeviceOptions.DefaultHistoryInterval;
                case NumberSetting.Slots: return Nano.Web.Server.ServerOptions.DefaultSlots;
                case NumberSetting.ReceiveBuffer: return Nano.Web.Http.HttpOptions.DefaultReceiveBuffer;
                case NumberSetting.SendBuffer: return Nano.Web.Server.ServerOptions.DefaultSendBuffer;
                case NumberSetting.Cbor:
                case NumberSetting.SetupButton: return 1;
                default: return 0;
            }
        }

        /// <summary>Writes the default of a text; nothing for none.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="field">The setting.</param>
        /// <param name="settings">Those of the board, which know its id and its chip.</param>
        public static void WriteDefault(ByteWriter writer, int field, BoardSettings settings)
        {
            switch (field)
            {
                case Name: writer.WriteText(BoardSettings.DefaultName); break;
                case Host: writer.WriteText(settings.Id); break;
                case Domains: writer.WriteText(BoardSettings.DefaultDomains); break;
                case Pins: writer.WriteText(settings.Pins.Chip == null ? "" : settings.Pins.Chip.DefaultPins); break;
            }
        }
    }
}
