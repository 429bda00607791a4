using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The settings that an owner changes over HTTP: those of <see cref="NumberSetting"/>, with the same numbers, followed by the texts, the secrets
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

        /// <summary>The pins of a former firmware, see <see cref="FormerPins"/>: they can be set, and have no value. The channel lines are longer than a field: the setup page sets them.</summary>
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
        /// <returns>Its number; <see cref="None"/> when no setting has that name.</returns>
        public static int Find(byte[] buffer, int offset, int count)
        {
            int field = Count - 1;
            while (field >= 0 && !Ascii.Equals(buffer, offset, count, NameOf(field)))
            {
                field--;
            }

            return field;
        }

        /// <summary>Gets the name of a setting, as in the text.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>The name.</returns>
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

        /// <summary>Checks whether a setting is a whole number, 0 and 1 of a switch included.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>True for a number.</returns>
        public static bool IsNumber(int field)
        {
            return field < NumberSetting.Count;
        }

        /// <summary>Checks whether a setting is 0 or 1, which JSON writes as false or true.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>True for a switch.</returns>
        public static bool IsSwitch(int field)
        {
            return field == NumberSetting.Cbor || field == NumberSetting.OpenReading || field == NumberSetting.SetupButton;
        }

        /// <summary>Checks whether a setting is a secret, which no response contains.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>True for a secret.</returns>
        public static bool IsSecret(int field)
        {
            return field >= Password;
        }

        /// <summary>Checks whether a change takes effect only after a restart.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>True if a restart is needed; false if the change takes effect at once.</returns>
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

        /// <summary>Gets the greatest length of a text or a secret, before it is percent-encoded.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>The length in bytes.</returns>
        public static int LimitOf(int field)
        {
            switch (field)
            {
                case Name: return BoardSettings.MaximumName;
                case Host: return BoardSettings.MaximumHost;
                case Domains: return BoardSettings.MaximumDomains;
                case SafeOutputs: return BoardSettings.MaximumOutputs;
                case Pins: return FormerPins.MaximumLength;
                case AllowedHosts: return BoardSettings.MaximumHosts;
                case AllowedOrigins: return BoardSettings.MaximumOrigins;
                case Address: return StaticAddress.MaximumLength;
                case SecondName:
                case Network: return NetworkSettings.MaximumName;
                case Password: return PasswordHash.MaximumPassword;
                default: return NetworkSettings.MaximumPassphrase;
            }
        }

        /// <summary>Gets the default of a number.</summary>
        /// <param name="field">The number of the setting, 0 to <see cref="Count"/> less one.</param>
        /// <returns>The default.</returns>
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
                case Name: writer.WriteAscii(BoardSettings.DefaultName); break;
                case Host: writer.WriteAscii(settings.Id); break;
                case Domains: writer.WriteAscii(BoardSettings.DefaultDomains); break;
            }
        }
    }
}
