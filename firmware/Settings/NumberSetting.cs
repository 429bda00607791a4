using Nano.Firmware.Messages;
using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>The settings that are whole numbers, and their ranges. The table is code, so that it stays in flash memory.</summary>
    internal static class NumberSetting
    {
        /// <summary>The result of <see cref="Find"/> for a name that is not a number's.</summary>
        public const int None = -1;

        /// <summary>See <see cref="BoardSettings.Interval"/>.</summary>
        public const int Interval = 0;

        /// <summary>See <see cref="BoardSettings.History"/>.</summary>
        public const int History = 1;

        /// <summary>See <see cref="BoardSettings.HistoryInterval"/>.</summary>
        public const int HistoryInterval = 2;

        /// <summary>See <see cref="BoardSettings.Cbor"/>.</summary>
        public const int Cbor = 3;

        /// <summary>See <see cref="BoardSettings.Slots"/>.</summary>
        public const int Slots = 4;

        /// <summary>See <see cref="BoardSettings.ReceiveBuffer"/>.</summary>
        public const int ReceiveBuffer = 5;

        /// <summary>See <see cref="BoardSettings.SendBuffer"/>.</summary>
        public const int SendBuffer = 6;

        /// <summary>See <see cref="BoardSettings.OpenReading"/>.</summary>
        public const int OpenReading = 7;

        /// <summary>See <see cref="NetworkSettings.HasButton"/>.</summary>
        public const int SetupButton = 8;

        /// <summary>See <see cref="BoardSettings.SlotsPerAddress"/>.</summary>
        public const int SlotsPerAddress = 9;

        /// <summary>See <see cref="BoardSettings.BrokerInterval"/>.</summary>
        public const int BrokerInterval = 10;

        /// <summary>See <see cref="BoardSettings.HasDiscovery"/>.</summary>
        public const int Discovery = 11;

        /// <summary>Number of settings.</summary>
        public const int Count = 12;

        /// <summary>Finds a setting by its name.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>One of the constants, or <see cref="None"/>.</returns>
        public static int Find(byte[] buffer, int offset, int count)
        {
            int setting = Count - 1;
            while (setting >= 0 && !Ascii.Equals(buffer, offset, count, NameOf(setting)))
            {
                setting--;
            }

            return setting;
        }

        /// <summary>Returns the name of a setting, as in the text.</summary>
        /// <param name="setting">One of the constants.</param>
        public static string NameOf(int setting)
        {
            return setting switch
            {
                Interval => "interval",
                History => "history",
                HistoryInterval => "history-interval",
                Cbor => "cbor",
                Slots => "slots",
                ReceiveBuffer => "receive-buffer",
                SendBuffer => "send-buffer",
                SetupButton => "setup-button",
                SlotsPerAddress => "slots-per-address",
                BrokerInterval => "mqtt-interval",
                Discovery => "mqtt-discovery",
                _ => "open-reading",
            };
        }

        /// <summary>Returns the least valid value of a setting.</summary>
        /// <param name="setting">One of the constants.</param>
        public static int MinimumOf(int setting)
        {
            return setting switch
            {
                Interval => Dispatcher.MinimumInterval,
                HistoryInterval => 100,
                BrokerInterval => 1000,
                Slots => 1,
                ReceiveBuffer or SendBuffer => 768,
                _ => 0,
            };
        }

        /// <summary>Returns the greatest valid value of a setting.</summary>
        /// <param name="setting">One of the constants.</param>
        public static int MaximumOf(int setting)
        {
            return setting switch
            {
                Interval => Dispatcher.MaximumInterval,
                History => 1000,
                HistoryInterval or BrokerInterval => 3600000,
                Slots or SlotsPerAddress => 12,
                ReceiveBuffer or SendBuffer => 8192,
                _ => 1,
            };
        }
    }
}
