using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// The settings that an owner changes over HTTP: those of <see cref="NumberSetting"/>, with the same numbers, followed by the texts, the
    /// secrets and the credentials that the platform stores. The table is code, so that it stays in flash memory.
    /// </summary>
    internal static class SettingField
    {
        /// <summary>The result of <see cref="Find"/> for an unknown name.</summary>
        public const int None = -1;

        /// <summary>See <see cref="BoardSettings.Name"/>. It is the first text.</summary>
        public const int Name = NumberSetting.Count;

        /// <summary>See <see cref="BoardSettings.Host"/>.</summary>
        public const int Host = Name + 1;

        /// <summary>See <see cref="BoardSettings.Domains"/>.</summary>
        public const int Domains = Name + 2;

        /// <summary>See <see cref="BoardSettings.SafeOutputs"/>.</summary>
        public const int SafeOutputs = Name + 3;

        /// <summary>The pins of a former firmware, see <see cref="FormerPins"/>: they can be set, and have no value: what they say is the value of <see cref="Channels"/>.</summary>
        public const int Pins = Name + 4;

        /// <summary>See <see cref="BoardSettings.AllowedHosts"/>.</summary>
        public const int AllowedHosts = Name + 5;

        /// <summary>See <see cref="BoardSettings.AllowedOrigins"/>.</summary>
        public const int AllowedOrigins = Name + 6;

        /// <summary>See <see cref="NetworkSettings.SecondName"/>, percent-encoded as in the text.</summary>
        public const int SecondName = Name + 7;

        /// <summary>See <see cref="NetworkSettings.Address"/>.</summary>
        public const int Address = Name + 8;

        /// <summary>The channel lines, see <see cref="BoardSettings.Description"/>. They are longer than all others, and are written in parts after them.</summary>
        public const int Channels = Name + 9;

        /// <summary>The name of the first network, which the platform stores; percent-encoded like <see cref="SecondName"/>.</summary>
        public const int Network = Name + 10;

        /// <summary>The password itself, whose hash the settings contain. It is the first secret.</summary>
        public const int Password = Name + 11;

        /// <summary>See <see cref="NetworkSettings.SecondPassphrase"/>.</summary>
        public const int SecondPassphrase = Name + 12;

        /// <summary>See <see cref="NetworkSettings.AccessPassphrase"/>.</summary>
        public const int AccessPassphrase = Name + 13;

        /// <summary>See <see cref="BoardSettings.Broker"/>: its URL has a password.</summary>
        public const int Broker = Name + 14;

        /// <summary>The passphrase of the first network, which the platform stores.</summary>
        public const int Passphrase = Name + 15;

        /// <summary>Number of settings.</summary>
        public const int Count = Name + 16;

        /// <summary>The greatest length of a text's value in bytes but for the channel lines, in the form of the settings' text.</summary>
        public const int MaximumValue = 160;

        /// <summary>The greatest length of a name.</summary>
        public const int MaximumName = 24;

        /// <summary>Finds a setting by its name.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The number of the setting, or <see cref="None"/>.</returns>
        public static int Find(byte[] buffer, int offset, int count)
        {
            int field = Count - 1;
            while (field >= 0 && !Ascii.Equals(buffer, offset, count, NameOf(field)))
            {
                field--;
            }

            return field;
        }

        /// <summary>Returns the name of a setting, as in the text.</summary>
        /// <param name="field">One of the constants.</param>
        public static string NameOf(int field)
        {
            return field switch
            {
                Name => "name",
                Host => "host",
                Domains => "domains",
                SafeOutputs => "safe-without-client",
                Pins => "pins",
                AllowedHosts => "allow-host",
                AllowedOrigins => "allow-origin",
                SecondName => "network2",
                Address => "address",
                Channels => "channels",
                Network => "network",
                Password => "password",
                SecondPassphrase => "passphrase2",
                AccessPassphrase => "access-passphrase",
                Broker => "mqtt",
                Passphrase => "passphrase",
                _ => NumberSetting.NameOf(field),
            };
        }

        /// <summary>Checks whether a setting is a whole number, including switches with 0 and 1.</summary>
        /// <param name="field">One of the constants.</param>
        public static bool IsNumber(int field)
        {
            return field < NumberSetting.Count;
        }

        /// <summary>Checks whether a setting is a switch with 0 and 1, which is false or true in JSON.</summary>
        /// <param name="field">One of the constants.</param>
        public static bool IsSwitch(int field)
        {
            return field == NumberSetting.Cbor || field == NumberSetting.OpenReading || field == NumberSetting.SetupButton || field == NumberSetting.Discovery;
        }

        /// <summary>Checks whether a setting is a secret, which is never shown.</summary>
        /// <param name="field">One of the constants.</param>
        public static bool IsSecret(int field)
        {
            return field >= Password;
        }

        /// <summary>Checks whether a setting takes effect at the next start instead of immediately.</summary>
        /// <param name="field">One of the constants.</param>
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
                default: return !IsSecret(field) || field == Broker;
            }
        }

        /// <summary>Returns the greatest length of a text or a secret in bytes, before percent-encoding.</summary>
        /// <param name="field">One of the constants.</param>
        public static int LimitOf(int field)
        {
            return field switch
            {
                Name => BoardSettings.MaximumName,
                Host => BoardSettings.MaximumHost,
                Domains => BoardSettings.MaximumDomains,
                SafeOutputs => BoardSettings.MaximumOutputs,
                Pins => FormerPins.MaximumLength,
                Channels => BoardDescription.MaximumLength,
                AllowedHosts => BoardSettings.MaximumHosts,
                AllowedOrigins => BoardSettings.MaximumOrigins,
                Address => StaticAddress.MaximumLength,
                SecondName or Network => NetworkSettings.MaximumName,
                Password => PasswordHash.MaximumPassword,
                Broker => BrokerUrl.MaximumLength,
                _ => NetworkSettings.MaximumPassphrase,
            };
        }

        /// <summary>Returns the default of a number.</summary>
        /// <param name="field">One of the constants.</param>
        public static int DefaultOf(int field)
        {
            return field switch
            {
                NumberSetting.Interval => DeviceOptions.DefaultInterval,
                NumberSetting.History => DeviceOptions.DefaultHistory,
                NumberSetting.HistoryInterval => DeviceOptions.DefaultHistoryInterval,
                NumberSetting.Slots => Nano.Web.Server.ServerOptions.DefaultSlots,
                NumberSetting.ReceiveBuffer => Nano.Web.Http.HttpOptions.DefaultReceiveBuffer,
                NumberSetting.SendBuffer => Nano.Web.Server.ServerOptions.DefaultSendBuffer,
                NumberSetting.BrokerInterval => DeviceOptions.DefaultBrokerInterval,
                NumberSetting.Cbor or NumberSetting.Discovery or NumberSetting.SetupButton => 1,
                _ => 0,
            };
        }

        /// <summary>Writes the default of a text; without a default it writes nothing.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="field">The setting.</param>
        /// <param name="settings">The settings of the device, which know its id and its chip.</param>
        public static void WriteDefault(ByteWriter writer, int field, BoardSettings settings)
        {
            switch (field)
            {
                case Name: writer.WriteText(BoardSettings.DefaultName); break;
                case Host: writer.WriteText(settings.Id); break;
                case Domains: writer.WriteText(BoardSettings.DefaultDomains); break;
            }
        }
    }
}
