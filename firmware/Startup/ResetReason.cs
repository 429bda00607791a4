using System.Text;
using Nano.Firmware.Settings;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// Why the board has started, as far as that is known: the firmware keeps the reason of a restart of its own over that one restart. nanoFramework does not
    /// give the chip's reset reason.
    /// </summary>
    internal static class ResetReason
    {
        /// <summary>An owner has asked for it: POST /api/restart.</summary>
        public const string Request = "request";

        /// <summary>The set-up page, or the way to it and back.</summary>
        public const string Setup = "setup";

        /// <summary>The firmware has failed, and has restarted the board.</summary>
        public const string Failure = "failure";

        /// <summary>None of the others: power, the reset button, the watchdog, or a crash of the runtime.</summary>
        public const string Power = "power";

        private const int Length = 1;

        /// <summary>Keeps a reason until the next start.</summary>
        public static void Save(SettingsStore store, string reason)
        {
            store.Write(SettingsStore.Reset, Encoding.UTF8.GetBytes(reason), Length);
        }

        /// <summary>Reads the reason that was kept, and forgets it: a later start has another.</summary>
        /// <returns>One of the constants; <see cref="Power"/> when none was kept.</returns>
        public static string Take(SettingsStore store)
        {
            byte[] buffer = new byte[Length];
            if (store.Read(SettingsStore.Reset, buffer) == 0)
            {
                return Power;
            }

            store.Write(SettingsStore.Reset, buffer, 0);
            return buffer[0] == Request[0] ? Request : buffer[0] == Failure[0] ? Failure : Power;
        }
    }
}
