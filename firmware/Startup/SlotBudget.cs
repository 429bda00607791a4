using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// How many connections fit in the managed heap. The sizes are measured on the interpreter (tests/bench/README.md).
    /// </summary>
    public static class SlotBudget
    {
        /// <summary>The bytes kept free for what is made while the board serves: accepted sockets, a setup form, a thread that joins the Wi-Fi, literals.</summary>
        public const int Reserve = 6144;

        /// <summary>The bytes kept free where the heap has room for one connection only.</summary>
        public const int LeastReserve = 1536;

        /// <summary>What a connection takes when the device is made.</summary>
        public const int SlotAtCreation = 192;

        // What it takes beside its buffers when the device begins to listen: objects, a thread, a socket.
        private const int SlotAtStart = 3072;

        // The listener, its thread, and the stream on which clients are refused.
        private const int ListenerAtStart = 2900;

        // Less than the smallest device takes: the first guess is never too low.
        private const int LeastDevice = 10000;

        /// <summary>An upper bound before anything is made, so that a large number does not exhaust the heap at once.</summary>
        /// <param name="free">The free bytes.</param>
        /// <param name="options">The options of the settings.</param>
        /// <returns>1 to the slots of the options.</returns>
        public static int Guess(long free, ServerOptions options)
        {
            return Clamp((free - LeastDevice) / SizeOf(options), 1, options.Slots);
        }

        /// <summary>How many connections fit, once the device has been made with the slots of its options.</summary>
        /// <param name="free">The bytes that are free now, before it listens.</param>
        /// <param name="options">The options that the device was made with.</param>
        /// <returns>0 to the slots of the options; less than those when it must be made again with fewer.</returns>
        public static int Fit(long free, ServerOptions options)
        {
            int slot = SizeOf(options);
            long left = free + options.Slots * SlotAtCreation - ListenerAtStart;
            int slots = Clamp((left - Reserve) / slot, 0, options.Slots);
            return slots == 0 && left - LeastReserve >= slot ? 1 : slots;
        }

        private static int SizeOf(ServerOptions options)
        {
            return options.ReceiveBuffer + options.SendBuffer + SlotAtCreation + SlotAtStart;
        }

        private static int Clamp(long value, int minimum, int maximum)
        {
            return value < minimum ? minimum : value > maximum ? maximum : (int)value;
        }
    }
}
